// Package vault derives keys for other packages.
package vault

import "golang.org/x/crypto/scrypt"

// Key derives a key from a password and the salt that the caller keeps.
func Key(password, salt []byte) ([]byte, error) {
	return scrypt.Key(password, salt, 1<<17, 8, 1, 32)
}

// Seed derives a seed as BIP 39 does: the salt is a word and the passphrase, which may be
// empty.
func Seed(mnemonic, passphrase string) ([]byte, error) {
	return scrypt.Key([]byte(mnemonic), []byte("mnemonic"+passphrase), 1<<17, 8, 1, 64)
}

// Presale derives the key of an old file, whose password is its own salt: the finding is
// here, whoever calls it.
func Presale(passphrase string) ([]byte, error) {
	secret := []byte(passphrase)
	return scrypt.Key(secret, secret, 1<<17, 8, 1, 32) // want "CL603: the salt of scrypt.Key is the password itself"
}
