package weaksalt

import (
	"bytes"
	"crypto/hkdf"
	"crypto/pbkdf2"
	"crypto/rand"
	"crypto/sha1"
	"crypto/sha256"
	"crypto/subtle"
	"errors"
	"io"
	"os"
	"strings"

	"golang.org/x/crypto/argon2"
	"golang.org/x/crypto/bcrypt"
	"golang.org/x/crypto/scrypt"

	"example.test/weaksalt/vault"
)

type user struct{ salt, hash []byte }

func goodSaltStoredWithTheHash(u *user, password []byte) bool {
	return subtle.ConstantTimeCompare(argon2.IDKey(password, u.salt, 3, 64<<10, 4, 32), u.hash) == 1
}

func goodFreshSalt(password []byte) ([]byte, []byte) {
	salt := make([]byte, 16)
	rand.Read(salt)
	return salt, argon2.IDKey(password, salt, 3, 64<<10, 4, 32)
}

func goodFreshSaltFromReader(password []byte) ([]byte, []byte, error) {
	var salt [32]byte
	if _, err := io.ReadFull(rand.Reader, salt[:]); err != nil {
		return nil, nil, err
	}
	return salt[:], argon2.IDKey(password, salt[:], 3, 64<<10, 4, 32), nil
}

func goodSaltFromCaller(password, salt []byte) ([]byte, error) {
	return scrypt.Key(password, salt, 1<<17, 8, 1, 32)
}

func goodSaltFromFile(password []byte, name string) ([]byte, error) {
	salt, err := os.ReadFile(name)
	if err != nil {
		return nil, err
	}
	return vault.Key(password, salt)
}

// The salt is a word and what the user adds, which may be nothing: BIP 39.
func goodSeedOfMnemonic(mnemonic string) ([]byte, error) {
	return vault.Seed(mnemonic, "")
}

// OpenSSL's format has salts of 8 bytes.
func goodSaltOfOpenSSL(password string) ([]byte, error) {
	salt := make([]byte, 8)
	rand.Read(salt)
	return pbkdf2.Key(sha256.New, password, salt, 600_000, 48)
}

// RFC 5869 allows HKDF without a salt, and with a constant one.
func goodConstantSaltOfHKDF(secret []byte) ([]byte, error) {
	return hkdf.Key(sha256.New, secret, []byte("toolshed"), "cookies", 32)
}

// bcrypt draws its own.
func goodBcrypt(password []byte) ([]byte, error) {
	return bcrypt.GenerateFromPassword(password, 12)
}

// Chrome on Linux: everybody knows the password.
func goodFormatWithKnownPassword() ([]byte, error) {
	return pbkdf2.Key(sha1.New, "peanuts", []byte("saltysalt"), 1, 16)
}

// Nobody guesses what is random.
func goodConstantSaltOfRandomSecret() ([]byte, []byte) {
	secret := make([]byte, 32)
	rand.Read(secret)
	return secret, argon2.IDKey(secret, []byte("device key"), 1, 64<<10, 4, 32)
}

// The coin's proof of work.
func goodProofOfWork(header []byte) ([]byte, error) {
	return scrypt.Key(header, header, 1024, 1, 1, 32)
}

// The salt of JWE is the name of the algorithm, a zero and what is random.
func goodSaltJoined(password string, algorithm string) ([]byte, []byte, error) {
	random := make([]byte, 16)
	rand.Read(random)
	key, err := pbkdf2.Key(sha256.New, password, bytes.Join([][]byte{[]byte(algorithm), {0}, random}, nil), 600_000, 16)
	return key, random, err
}

type buffer struct{ data []byte }

func (b *buffer) bytes() []byte {
	if b == nil {
		return nil
	}
	return b.data
}

type header map[string]string

func (h header) algorithm() string {
	name, ok := h["alg"]
	if !ok {
		return ""
	}
	return name
}

func (h header) salt() (*buffer, error) {
	text, ok := h["p2s"]
	if !ok {
		return nil, errors.New("no salt")
	}
	return &buffer{[]byte(text)}, nil
}

// What comes with the message is no constant, and neither is what it is joined with.
func goodSaltJoinedOfHeader(password []byte, h header) ([]byte, error) {
	p2s, err := h.salt()
	if err != nil {
		return nil, err
	}
	salt := bytes.Join([][]byte{[]byte(h.algorithm()), p2s.bytes()}, []byte{0})
	return argon2.IDKey(password, salt, 3, 64<<10, 4, 32), nil
}

func goodSaltJoinedWithConstant(password []byte, b *buffer) []byte {
	return argon2.IDKey(password, bytes.Join([][]byte{[]byte("PBES2"), b.bytes()}, []byte{0}), 3, 64<<10, 4, 32)
}

func goodSaltAppended(password []byte) ([]byte, []byte) {
	random := make([]byte, 16)
	rand.Read(random)
	return random, argon2.IDKey(password, append([]byte("accounts:"), random...), 3, 64<<10, 4, 32)
}

func goodSaltCopiedInParts(password, stored []byte) []byte {
	salt := make([]byte, 24)
	copy(salt, "accounts")
	copy(salt[8:], stored)
	return argon2.IDKey(password, salt, 3, 64<<10, 4, 32)
}

func goodSaltHashed(password []byte, name string) []byte {
	h := sha256.New()
	h.Write([]byte("accounts"))
	h.Write([]byte(name))
	return argon2.IDKey(password, h.Sum(nil), 3, 64<<10, 4, 32)
}

func goodSaltInBuffer(password []byte, name string) []byte {
	var salt bytes.Buffer
	salt.WriteString("accounts/")
	salt.WriteString(name)
	return argon2.IDKey(password, salt.Bytes(), 3, 64<<10, 4, 32)
}

func goodSaltJoinedOfText(password []byte, host, name string) []byte {
	return argon2.IDKey(password, []byte(strings.Join([]string{"accounts", host, name}, "/")), 3, 64<<10, 4, 32)
}

// Every wallet derives the same from its words.
func goodSaltOfWallet(mnemonic string) []byte {
	return argon2.IDKey([]byte(mnemonic), []byte("mnemonic"), 3, 64<<10, 4, 64)
}

// Files of the first version have no salt of their own.
func goodSaltOfOldFiles(password []byte, header []byte) ([]byte, error) {
	salt := []byte("archive-v1")
	if len(header) > 32 {
		salt = header[:32]
	}
	return scrypt.Key(password, salt, 1<<17, 8, 1, 32)
}
