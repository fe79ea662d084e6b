package vault

import (
	"crypto/pbkdf2"
	"crypto/rand"
	"crypto/sha256"
	"fmt"
)

// Iterations that the till of a branch can afford, and those of the head office.
const (
	tillIterations   = 5_000
	officeIterations = 600_000
)

// TillKey derives the key of a till from its passphrase.
func TillKey(passphrase string, salt []byte) ([]byte, error) {
	return pbkdf2.Key(sha256.New, passphrase, salt, tillIterations, 32)
}

// ArchiveKey derives the key of an archive, which keeps the salt beside the data.
func ArchiveKey(passphrase string) (key, salt []byte, err error) {
	salt = make([]byte, 16)
	rand.Read(salt)
	key, err = pbkdf2.Key(sha256.New, passphrase, salt, officeIterations, 32)
	if err != nil {
		return nil, nil, fmt.Errorf("vault: derive the key of an archive: %w", err)
	}
	return key, salt, nil
}
