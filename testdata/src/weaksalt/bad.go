// Package weaksalt derives keys from passwords with salts that are no salts (bad.go) and
// with good ones (good.go).
package weaksalt

import (
	"crypto/pbkdf2"
	"crypto/rand"
	"crypto/sha256"
	"fmt"
	"io"
	"os"
	"strconv"
	"time"

	"golang.org/x/crypto/argon2"
	"golang.org/x/crypto/scrypt"

	"example.test/weaksalt/vault"
)

func badSaltWrittenInTheProgram(password []byte) []byte {
	return argon2.IDKey(password, []byte("toolshed"), 3, 64<<10, 4, 32) // want `CL603: the salt of argon2.IDKey is a constant; why: equal passwords give equal hashes, and an attacker can use one table of guesses for all of them`
}

var pepper = []byte{0x13, 0x37, 0x13, 0x37, 0x13, 0x37, 0x13, 0x37}

func badSaltFromVariable(password string) ([]byte, error) {
	return pbkdf2.Key(sha256.New, password, pepper, 600_000, 32) // want "CL603: the salt of pbkdf2.Key is a constant"
}

type accounts struct{ salt []byte }

func openAccounts() *accounts { return &accounts{salt: []byte("accounts-v1")} }

func (a *accounts) badSaltFromField(password []byte) []byte {
	return argon2.IDKey(password, a.salt, 3, 64<<10, 4, 32) // want "CL603: the salt of argon2.IDKey is a constant"
}

func badSaltForAnotherPackage(password []byte) ([]byte, error) {
	return vault.Key(password, []byte("vault")) // want "CL603: the salt of scrypt.Key, called by vault.Key, is a constant"
}

func badNoSalt(password string) ([]byte, error) {
	return pbkdf2.Key(sha256.New, password, nil, 600_000, 32) // want "CL603: the salt of pbkdf2.Key is never filled"
}

func badSaltNeverFilled(password []byte) ([]byte, error) {
	salt := make([]byte, 16)
	return scrypt.Key(password, salt, 1<<17, 8, 1, 32) // want "CL603: the salt of scrypt.Key is never filled"
}

func badSaltFromClock(password []byte) []byte {
	salt := []byte(fmt.Sprint(time.Now().UnixNano()))
	return argon2.IDKey(password, salt, 3, 64<<10, 4, 32) // want "CL603: the salt of argon2.IDKey is made from the current time"
}

func badSaltFromProcess(password []byte) []byte {
	return argon2.IDKey(password, fmt.Append(nil, os.Getpid()), 3, 64<<10, 4, 32) // want "CL603: the salt of argon2.IDKey is made from a property of the process"
}

func badSaltIsThePassword(password []byte) []byte {
	return argon2.IDKey(password, password, 3, 64<<10, 4, 32) // want "CL603: the salt of argon2.IDKey is the password itself"
}

func badSaltIsADigestOfThePassword(password []byte) []byte {
	salt := sha256.Sum256(password)
	return argon2.IDKey(password, salt[:], 3, 64<<10, 4, 32) // want "CL603: the salt of argon2.IDKey is a digest of the password"
}

func badShortSalt(password []byte) []byte {
	salt := make([]byte, 4)
	rand.Read(salt)
	return argon2.IDKey(password, salt, 3, 64<<10, 4, 32) // want "CL603: the salt of argon2.IDKey has only 4 bytes"
}

func startedAt() []byte { return strconv.AppendInt(nil, time.Now().Unix(), 10) }

func badSaltFromClockOfHelper(password []byte) ([]byte, error) {
	return vault.Key(password, startedAt()) // want "CL603: the salt of scrypt.Key, called by vault.Key, is made from the current time"
}

func badShortSaltInArray(password []byte) ([]byte, error) {
	var salt [6]byte
	if _, err := io.ReadFull(rand.Reader, salt[:]); err != nil {
		return nil, err
	}
	return scrypt.Key(password, salt[:], 1<<17, 8, 1, 32) // want "CL603: the salt of scrypt.Key has only 6 bytes"
}

func badShortPartOfRandomBytes(password []byte) (key, id []byte) {
	var random [16]byte
	rand.Read(random[:])
	key = argon2.IDKey(password, random[12:], 3, 64<<10, 4, 32) // want "CL603: the salt of argon2.IDKey has only 4 bytes"
	return key, random[:12]
}

// Joining constants gives a constant.
func badSaltJoinedOfConstants(password []byte) []byte {
	salt := append([]byte("accounts"), "-v2"...)
	return argon2.IDKey(password, salt, 3, 64<<10, 4, 32) // want "CL603: the salt of argon2.IDKey is a constant"
}

// Nobody says that people choose it.
func badSaltOfSomething(input []byte) []byte {
	return argon2.IDKey(input, []byte("toolshed"), 3, 64<<10, 4, 32) // want "CL603: the salt of argon2.IDKey is a constant"
}
