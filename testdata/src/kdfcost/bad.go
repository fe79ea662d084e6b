// Package kdfcost hashes passwords and derives keys from them, too cheaply (bad*.go) and
// with enough work (good*.go).
package kdfcost

import (
	"crypto/md5"
	stdpbkdf2 "crypto/pbkdf2"
	"crypto/rand"
	"crypto/sha1"
	"crypto/sha256"
	"crypto/sha512"
	"os"
	"strconv"

	"github.com/alexedwards/argon2id"
	"golang.org/x/crypto/argon2"
	"golang.org/x/crypto/bcrypt"
	"golang.org/x/crypto/pbkdf2"
	"golang.org/x/crypto/scrypt"

	"example.test/kdfcost/settings"
)

func badLowestCost(password string) ([]byte, error) {
	return bcrypt.GenerateFromPassword([]byte(password), bcrypt.MinCost) // want `CL602: bcrypt.GenerateFromPassword uses only cost 4; why: an attacker can test guesses 64 times as fast as with cost 10`
}

func badCostInNumbers(password string) ([]byte, error) {
	return bcrypt.GenerateFromPassword([]byte(password), 8) // want "CL602: .*cost 8"
}

const quick = 5

type hasher struct{ cost int }

func newHasher() *hasher { return &hasher{cost: quick} }

func (h *hasher) badCostFromField(password string) ([]byte, error) {
	return bcrypt.GenerateFromPassword([]byte(password), h.cost) // want "CL602: .*cost 5"
}

func badCostForAnotherPackage(password string) ([]byte, error) {
	return settings.Hash(password, settings.QuickCost) // want "CL602: bcrypt.GenerateFromPassword, called by settings.Hash, uses only cost 6"
}

func badDefaultOfTheConfiguration(password string) ([]byte, error) {
	cost, err := strconv.Atoi(os.Getenv("BCRYPT_COST"))
	if err != nil {
		cost = 7
	}
	return bcrypt.GenerateFromPassword([]byte(password), cost) // want "CL602: .*cost 7"
}

func badIterationsOfTheYear2000(password string, salt []byte) ([]byte, error) {
	return stdpbkdf2.Key(sha256.New, password, salt, 1000, 32) // want `CL602: pbkdf2.Key uses only 1000 iterations; why: an attacker can test guesses 600 times as fast as with 600,000 iterations`
}

func badIterationsOfSHA512(password, salt []byte) []byte {
	return pbkdf2.Key(password, salt, 10_000, 64, sha512.New) // want "CL602: .*21 times as fast as with 210,000 iterations"
}

func badIterationsOfSHA1(password, salt []byte) []byte {
	return pbkdf2.Key(password, salt, 600_000, 32, sha1.New) // want "CL602: .*2.2 times as fast as with 1,300,000 iterations"
}

func badIterationsOfMD5(password, salt []byte) []byte {
	return pbkdf2.Key(password, salt, 4096, 32, md5.New) // want "CL602: .*4096 iterations"
}

// Who draws the salt is not WPA2.
func badIterationsWithOwnSalt(password string) (key, salt []byte) {
	salt = make([]byte, 16)
	rand.Read(salt)
	key = pbkdf2.Key([]byte(password), salt, 4096, 32, sha1.New) // want "CL602: .*4096 iterations; .* store the number with it, or kdf.NewArgon2id"
	return key, salt
}

// The access point would have to change, too.
func badIterationsOfWPA2(passphrase, ssid string) []byte {
	return pbkdf2.Key([]byte(passphrase), []byte(ssid), 4096, 32, sha1.New) // want "CL602: .*4096 iterations; .*; fix: if this is WPA2, which prescribes the number, both ends have to change; elsewhere, use pbkdf2.Key with sha256.New"
}

func badIterationsOfSCRAM(password string, salt []byte) []byte {
	return pbkdf2.Key([]byte(password), salt, settings.SCRAMIterations, sha256.Size, sha256.New) // want "CL602: .*4096 iterations; .*; fix: if this is SCRAM, which prescribes the number, both ends have to change; elsewhere, use pbkdf2.Key with sha256.New"
}

func badIterationsForAnotherPackage(password, salt []byte) []byte {
	return settings.Stretch(password, salt, 100_000) // want "CL602: pbkdf2.Key, called by settings.Stretch, uses only 100000 iterations"
}

type vault struct {
	rounds int
	salt   []byte
}

func openVault(salt []byte) *vault {
	v := &vault{salt: salt}
	v.rounds = 20_000
	return v
}

func (v *vault) badIterationsFromField(password []byte) []byte {
	return pbkdf2.Key(password, v.salt, v.rounds, 32, sha256.New) // want "CL602: .*20000 iterations"
}

func badMemoryOfScrypt(password, salt []byte) ([]byte, error) {
	return scrypt.Key(password, salt, 1<<12, 8, 1, 32) // want `CL602: scrypt.Key uses only N=4096; .* 8 times as fast as with N=1<<15`
}

func scryptKey(password, salt []byte, n int) ([]byte, error) {
	return scrypt.Key(password, salt, n, 8, 1, 32)
}

func badMemoryOfScryptThroughHelper(password, salt []byte) ([]byte, error) {
	return scryptKey(password, salt, 16384) // want `CL602: scrypt.Key, called by kdfcost.scryptKey, uses only N=16384`
}

// The parameter is in KiB, and the author thought of MiB.
func badMemoryInMegabytes(password, salt []byte) []byte {
	return argon2.IDKey(password, salt, 1, 64, 4, 32) // want `CL602: argon2.IDKey uses only 64 KiB and 1 pass; why: an attacker can test guesses 560 times as fast as with 46 MiB and 1 pass`
}

type argonParams struct {
	memory uint32
	time   uint32
}

var interactive = argonParams{memory: 4 * 1024, time: 3}

func badMemoryOfArgon2FromVariable(password, salt []byte) []byte {
	return argon2.Key(password, salt, interactive.time, interactive.memory, 1, 32) // want "CL602: argon2.Key uses only 4096 KiB and 3 passes"
}

func badMemoryOfArgon2InParameters(password string) (string, error) {
	params := &argon2id.Params{Memory: 8 * 1024, Iterations: 1, Parallelism: 2, SaltLength: 16, KeyLength: 32} // want "CL602: .*8192 KiB and 1 pass"
	return argon2id.CreateHash(password, params)
}

func badShortKey(password, salt []byte) []byte {
	return argon2.IDKey(password, salt, 3, 64*1024, 4, 8) // want `CL602: argon2.IDKey derives only 8 bytes; why: an attacker needs at most 2\^64 attempts`
}

func shorten(password, salt []byte, length int) []byte {
	return pbkdf2.Key(password, salt, 600_000, length, sha256.New)
}

func badShortKeyThroughHelper(password, salt []byte) []byte {
	return shorten(password, salt, 10) // want "CL602: .*derives only 10 bytes"
}

func badExponentOfVariable(password, salt []byte) ([]byte, error) {
	logN := 12
	return scrypt.Key(password, salt, 1<<logN, 8, 1, 32) // want `CL602: scrypt.Key uses only N=4096`
}
