package strict

import (
	"crypto/pbkdf2"
	"crypto/rand"
	"crypto/sha1"
	"crypto/sha256"

	"golang.org/x/crypto/bcrypt"
	"golang.org/x/crypto/scrypt"
)

func badDefaultCost(password []byte) ([]byte, error) {
	return bcrypt.GenerateFromPassword(password, bcrypt.DefaultCost) // want `CL602: bcrypt.GenerateFromPassword uses only cost 10; why: an attacker can test guesses 4 times as fast as with cost 12`
}

func goodCost(password []byte) ([]byte, error) {
	return bcrypt.GenerateFromPassword(password, 12)
}

func badMemory(password, salt []byte) ([]byte, error) {
	return scrypt.Key(password, salt, 1<<15, 8, 1, 32) // want `CL602: scrypt.Key uses only N=32768`
}

func goodMemory(password, salt []byte) ([]byte, error) {
	return scrypt.Key(password, salt, 1<<17, 8, 1, 32)
}

func badHash(password string, salt []byte) ([]byte, error) {
	return pbkdf2.Key(sha1.New, password, salt, 1_300_000, 32) // want `CL602: pbkdf2.Key uses HMAC with SHA-1`
}

func goodHash(password string, salt []byte) ([]byte, error) {
	return pbkdf2.Key(sha256.New, password, salt, 600_000, 32)
}

func badShortSalt(password string) ([]byte, error) {
	salt := make([]byte, 8)
	rand.Read(salt)
	return pbkdf2.Key(sha256.New, password, salt, 600_000, 32) // want `CL603: the salt of pbkdf2.Key has only 8 bytes`
}

func goodSalt(password string) ([]byte, error) {
	salt := make([]byte, 16)
	rand.Read(salt)
	return pbkdf2.Key(sha256.New, password, salt, 600_000, 32)
}
