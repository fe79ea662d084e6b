// Package kdf derives keys with PBKDF2. Each comment says whether guesses have to be slowed
// down there, with which hash that is done, and what the salt is.
package kdf

import (
	"crypto/pbkdf2"
	"crypto/rand"
	"crypto/sha256"
	"crypto/sha512"
	"hash"

	bytes "golang.org/x/crypto/pbkdf2"
)

func ofPassword(password string) ([]byte, error) {
	salt := make([]byte, 16)
	rand.Read(salt)
	return pbkdf2.Key(sha256.New, password, salt, 600000, 32) // want "needs work, with SHA-256 and a random salt\\.$"
}

func ofToken(salt []byte) ([]byte, error) {
	return pbkdf2.Key(sha512.New, rand.Text(), salt, 1, 32) // want "needs no work, with SHA-512\\.$"
}

func proofOfWork(block []byte) []byte {
	return bytes.Key(block, block, 1, 32, sha256.New) // want "needs no work, with SHA-256\\.$"
}

func withHash(new func() hash.Hash, password string, salt []byte) ([]byte, error) {
	return pbkdf2.Key(new, password, salt, 4096, 32) // want "needs work\\.$"
}

func scrypt(password string, salt []byte, mix func([]byte)) ([]byte, error) {
	block, err := pbkdf2.Key(sha256.New, password, salt, 1, 1024) // want "needs no work, with SHA-256\\.$"
	if err != nil {
		return nil, err
	}
	mix(block)
	return pbkdf2.Key(sha256.New, password, block, 1, 32) // want "needs no work, with SHA-256\\.$"
}

func twice(password string, salt []byte) ([]byte, []byte) {
	first, _ := pbkdf2.Key(sha256.New, password, salt, 1, 32) // want "needs work, with SHA-256\\.$"
	next, _ := pbkdf2.Key(sha256.New, password, salt, 1, 32)  // want "needs work, with SHA-256\\.$"
	return first, next
}
