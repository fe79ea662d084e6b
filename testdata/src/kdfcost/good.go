package kdfcost

import (
	"crypto/hkdf"
	stdpbkdf2 "crypto/pbkdf2"
	"crypto/rand"
	"crypto/sha1"
	"crypto/sha256"
	"crypto/sha512"
	"strconv"
	"strings"

	"github.com/alexedwards/argon2id"
	"golang.org/x/crypto/argon2"
	"golang.org/x/crypto/bcrypt"
	"golang.org/x/crypto/pbkdf2"
	"golang.org/x/crypto/scrypt"

	"example.test/kdfcost/settings"
)

func goodDefaultCost(password string) ([]byte, error) {
	return bcrypt.GenerateFromPassword([]byte(password), bcrypt.DefaultCost)
}

// bcrypt takes its default for costs that are too low.
func goodNoCost(password string) ([]byte, error) {
	return bcrypt.GenerateFromPassword([]byte(password), 0)
}

func goodCostFromCaller(password string, cost int) ([]byte, error) {
	return bcrypt.GenerateFromPassword([]byte(password), cost)
}

func goodCostForAnotherPackage(password string) ([]byte, error) {
	return settings.Hash(password, 12)
}

func goodCostRaised(password string, cost int) ([]byte, error) {
	if cost < bcrypt.DefaultCost {
		cost = bcrypt.DefaultCost
	}
	return bcrypt.GenerateFromPassword([]byte(password), cost)
}

// Nobody guesses a token.
func goodTokenHashedCheaply() (string, []byte, error) {
	token := rand.Text()
	hash, err := bcrypt.GenerateFromPassword([]byte(token), bcrypt.MinCost)
	return token, hash, err
}

func goodAPIKeyOfTheCaller(apiKey string) ([]byte, error) {
	return bcrypt.GenerateFromPassword([]byte(apiKey), bcrypt.MinCost)
}

// The words are of 128 random bits or more, and every wallet derives the same from them.
func goodWallet(mnemonic, passphrase string) []byte {
	return pbkdf2.Key([]byte(mnemonic), []byte("mnemonic"+passphrase), 2048, 64, sha512.New)
}

type wallet struct{ mnemonic []string }

func (w *wallet) goodWalletField() []byte {
	return pbkdf2.Key([]byte(strings.Join(w.mnemonic, " ")), []byte("mnemonic"), 2048, 64, sha512.New)
}

func goodIterations(password string, salt []byte) ([]byte, error) {
	return stdpbkdf2.Key(sha256.New, password, salt, 600_000, 32)
}

func goodIterationsOfSHA512(password, salt []byte) []byte {
	return pbkdf2.Key(password, salt, 210_000, 64, sha512.New)
}

func goodIterationsOfSHA1(password, salt []byte) []byte {
	return pbkdf2.Key(password, salt, 1_300_000, 32, sha1.New)
}

// A stored hash says how it was made: "pbkdf2$4096$…".
func goodIterationsOfTheStoredHash(password []byte, stored string) ([]byte, error) {
	fields := strings.Split(stored, "$")
	iterations, err := strconv.Atoi(fields[1])
	if err != nil {
		return nil, err
	}
	return pbkdf2.Key(password, []byte(fields[2]), iterations, 32, sha256.New), nil
}

// What scrypt does inside: one iteration, of what is random already.
func goodOneIterationOfASecret(salt []byte) []byte {
	secret := make([]byte, 32)
	rand.Read(secret)
	return pbkdf2.Key(secret, salt, 1, 64, sha256.New)
}

// The coin's proof of work.
func goodProofOfWork(header []byte) ([]byte, error) {
	return scrypt.Key(header, header, 1024, 1, 1, 32)
}

// Chrome on Linux: everybody knows the password.
func goodFormatWithKnownPassword() []byte {
	return pbkdf2.Key([]byte("peanuts"), []byte("saltysalt"), 1, 16, sha1.New)
}

func goodScrypt(password, salt []byte) ([]byte, error) {
	return scrypt.Key(password, salt, 1<<15, 8, 1, 32)
}

// The cheat sheet has it: less memory, more lanes.
func goodScryptWithLanes(password, salt []byte) ([]byte, error) {
	return scrypt.Key(password, salt, 1<<13, 8, 10, 32)
}

func goodArgon2(password, salt []byte) []byte {
	return argon2.IDKey(password, salt, 1, 64*1024, 4, 32)
}

func goodArgon2WithLittleMemory(password, salt []byte) []byte {
	return argon2.IDKey(password, salt, 5, 7*1024, 1, 16)
}

func goodArgon2OfTheCaller(password, salt []byte, time uint32) []byte {
	return argon2.IDKey(password, salt, time, 1024, 4, 32)
}

func goodArgon2Parameters(password string) (string, error) {
	return argon2id.CreateHash(password, argon2id.DefaultParams)
}

func goodArgon2OwnParameters(password string) (string, error) {
	params := &argon2id.Params{Memory: 64 * 1024, Iterations: 3, Parallelism: 2, SaltLength: 16, KeyLength: 32}
	return argon2id.CreateHash(password, params)
}

// HKDF is not for passwords, and makes nonces, too.
func goodNonceOfHKDF(secret []byte) ([]byte, error) {
	return hkdf.Key(sha256.New, secret, nil, "nonce", 12)
}

// scrypt itself: the work is between the two calls.
func goodImplementationOfScrypt(password, salt []byte) []byte {
	blocks := pbkdf2.Key(password, salt, 1, 128*8, sha256.New)
	mix(blocks)
	return pbkdf2.Key(password, blocks, 1, 32, sha256.New)
}

func mix(blocks []byte) {
	for i := range blocks {
		blocks[i] ^= blocks[(i*7)%len(blocks)]
	}
}

// costs are kept as people write them: an exponent, and megabytes.
type costs struct{ logN, memoryMiB int }

var everyday = costs{logN: 17, memoryMiB: 64}

func goodExponent(password, salt []byte) ([]byte, error) {
	return scrypt.Key(password, salt, 1<<everyday.logN, 8, 1, 32)
}

func goodMegabytes(password, salt []byte) []byte {
	return argon2.IDKey(password, salt, 3, uint32(everyday.memoryMiB*1024), 4, 32)
}

func scryptOfExponent(password, salt []byte, logN int) ([]byte, error) {
	return scrypt.Key(password, salt, 1<<logN, 8, 1, 32)
}

func goodExponentPassed(password, salt []byte) ([]byte, error) {
	return scryptOfExponent(password, salt, 17)
}
