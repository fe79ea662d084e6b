// Package settings hashes passwords for other packages.
package settings

import (
	"crypto/sha256"

	"golang.org/x/crypto/bcrypt"
	"golang.org/x/crypto/pbkdf2"
)

// QuickCost is what the importer configures.
const QuickCost = 6

// SCRAMIterations is the least number that SCRAM allows.
const SCRAMIterations = 4096

// Hash hashes a password at the cost that the caller wants.
func Hash(password string, cost int) ([]byte, error) {
	return bcrypt.GenerateFromPassword([]byte(password), cost)
}

// Stretch derives a key with as many iterations as the caller wants.
func Stretch(password, salt []byte, iterations int) []byte {
	return pbkdf2.Key(password, salt, iterations, 32, sha256.New)
}
