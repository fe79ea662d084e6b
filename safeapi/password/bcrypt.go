package password

import (
	"errors"
	"strings"

	"golang.org/x/crypto/bcrypt"
)

const (
	minBcryptCost     = 10 // OWASP Password Storage Cheat Sheet
	maxBcryptCost     = 16 // about 4 s
	minStoredCost     = 4  // the least that bcrypt has
	maxBcryptPassword = 72 // bytes: what bcrypt reads

	bcryptLength   = 60
	bcryptAlphabet = "./ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
)

func bcryptHash(password []byte, cost int) (string, error) {
	hash, err := bcrypt.GenerateFromPassword(password, cost)
	if err != nil {
		return "", ErrLength // the cost is checked: nothing else can fail
	}
	return string(hash), nil
}

// parseBcrypt tells whether s is a bcrypt hash whose work is acceptable, and
// its cost. $2x$ marks hashes of an implementation with a bug in it and is not
// accepted.
func parseBcrypt(s string) (cost int, ok bool) {
	if len(s) != bcryptLength {
		return 0, false
	}
	switch s[:4] {
	case "$2a$", "$2b$", "$2y$":
	default:
		return 0, false
	}
	if !isDigit(s[4]) || !isDigit(s[5]) || s[6] != '$' {
		return 0, false
	}
	cost = int(s[4]-'0')*10 + int(s[5]-'0')
	if cost < minStoredCost || cost > maxBcryptCost {
		return 0, false
	}
	return cost, strings.Trim(s[7:], bcryptAlphabet) == ""
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

func bcryptVerify(password []byte, hash string) error {
	// bcrypt would compare the first 72 bytes. Two passwords that differ
	// after them must not both fit.
	if len(password) == 0 || len(password) > maxBcryptPassword {
		return ErrMismatch
	}
	defer acquire()()
	err := bcrypt.CompareHashAndPassword([]byte(hash), password)
	if errors.Is(err, bcrypt.ErrMismatchedHashAndPassword) {
		return ErrMismatch
	}
	if err != nil {
		return ErrHash
	}
	return nil
}
