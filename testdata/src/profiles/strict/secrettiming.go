package strict

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/ecdh"
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/hkdf"
	"crypto/rsa"
	"crypto/sha256"
	"crypto/subtle"
	"errors"
	"math/big"
	"time"

	"golang.org/x/crypto/argon2"
	"golang.org/x/crypto/bcrypt"

	"example.test/profiles/strict/records"
)

// Branches.

func badSquareAndMultiply(key *rsa.PrivateKey, message *big.Int) *big.Int {
	result := big.NewInt(1)
	for i := key.D.BitLen() - 1; i >= 0; i-- {
		result.Mul(result, result).Mod(result, key.N)
		if key.D.Bit(i) == 1 { // want `CL503: a branch depends on the RSA private exponent; why: an attacker who can measure the time learns something about the secret; fix: compute both results, and choose one with subtle.ConstantTimeSelect or a mask`
			result.Mul(result, message).Mod(result, key.N)
		}
	}
	return result
}

func badLadder(key *ecdsa.PrivateKey, add, double func()) {
	for i := range 256 {
		if key.D.Bit(i) == 1 { // want `CL503: a branch depends on ecdsa.PrivateKey.D` `CL304: ecdsa.PrivateKey.D was deprecated`
			add()
		}
		double()
	}
}

func weight(bytes []byte) (n int) {
	for _, b := range bytes {
		if b&1 == 1 { // want `CL503: a branch depends on a private key`
			n++
		}
	}
	return n
}

func badBranchInHelper() int {
	_, key, _ := ed25519.GenerateKey(nil)
	return weight(key)
}

// Indices.

var box = [256]byte{1: 99, 2: 124, 3: 119}

func badTable(private *ecdh.PrivateKey, peer *ecdh.PublicKey) (mixed [32]byte, err error) {
	shared, err := private.ECDH(peer)
	if err != nil {
		return mixed, err
	}
	for i := range mixed {
		mixed[i] = box[shared[i]] // want `CL503: an index depends on a shared secret; why: an attacker who can measure the cache learns something about the secret`
	}
	return mixed, nil
}

func badTableOfKey(key []byte) (cipher.Block, byte, error) {
	block, err := aes.NewCipher(key)
	if err != nil {
		return nil, 0, err
	}
	return block, box[key[0]], nil // want `CL503: an index depends on the encryption key of aes.NewCipher`
}

// Divisions and shifts.

func badRemainder(secret []byte, buckets int) (int, error) {
	key, err := hkdf.Key(sha256.New, secret, nil, "bucket", 32)
	if err != nil {
		return 0, err
	}
	return int(key[0]) % buckets, nil // want `CL503: the time of a division depends on a derived key; why: .*; fix: divide by constants, or compute with masks`
}

func badShift(password, salt []byte) uint64 {
	key := argon2.IDKey(password, salt, 3, 64<<10, 4, 32)
	return 1 << (key[0] & 63) // want `CL503: a shift amount depends on a derived key`
}

func badDivisorOfRecord(r *records.Record, total uint64) (cipher.Block, uint64, error) {
	block, err := aes.NewCipher(r.Key)
	return block, total / uint64(r.Key[0]|1), err // want `CL503: the time of a division depends on the encryption key of aes.NewCipher`
}

// Only the format is looked at.

func goodFormat(key []byte) (cipher.Block, error) {
	if len(key) != 33 || key[0] != 1 {
		return nil, errors.New("not a key of version 1")
	}
	return aes.NewCipher(key[1:])
}

func goodSelect(private *ecdh.PrivateKey, peer *ecdh.PublicKey) (n int, err error) {
	shared, err := private.ECDH(peer)
	if err != nil {
		return 0, err
	}
	return subtle.ConstantTimeSelect(int(shared[0]&1), 3, 5), nil
}

// A table of 16 bytes is in one line of the cache.
func goodHex(private *ecdh.PrivateKey) string {
	const digits = "0123456789abcdef"
	var text []byte
	for _, b := range private.Bytes() {
		text = append(text, digits[b>>4], digits[b&15])
	}
	return string(text)
}

// A division by a constant is a multiplication.
func goodDecimal(secret []byte) (int, error) {
	key, err := hkdf.Key(sha256.New, secret, nil, "pin", 32)
	if err != nil {
		return 0, err
	}
	return int(key[0]) % 10, nil
}

func goodPublicKey(key *ecdh.PublicKey) byte { return box[key.Bytes()[0]] }

func goodLoop(key []byte) (cipher.Block, byte, error) {
	var sum byte
	for i := range key {
		sum ^= key[i] << 1
	}
	block, err := aes.NewCipher(key)
	return block, sum, err
}

func ones(bytes []byte) (n int) {
	for _, b := range bytes {
		if b > 127 {
			n++
		}
	}
	return n
}

// The function is there for all bytes, and some are public.
func goodForAllBytes(key *ecdh.PrivateKey, message []byte) (int, int) {
	return ones(key.Bytes()), ones(message)
}

func openLine(line []byte) (cipher.Block, error) { return aes.NewCipher(line[2:18]) }

// Only a part of the line is a key.
func goodLine(line []byte) (cipher.Block, bool, error) {
	comment := false
	if line[0] == '#' {
		comment = true
	}
	block, err := openLine(line)
	return block, comment, err
}

func newBlock(key []byte) (cipher.Block, error) { return aes.NewCipher(key) }

func badTableBesideHelper(sessionKey []byte) (cipher.Block, byte, error) {
	block, err := newBlock(sessionKey)
	return block, box[sessionKey[0]], err // want `CL503: an index depends on the encryption key of aes.NewCipher, called by strict.newBlock`
}

// Other bytes of the same record.
func goodBeside(r *records.Record) (cipher.Block, byte, error) {
	block, err := aes.NewCipher(r.Key)
	return block, box[r.Hash[0]], err
}

// Users who do not exist.

var errLogin = errors.New("wrong name or password")

func badLogin(store *records.Store, name, password string) error {
	record, err := store.Find(name)
	if err != nil {
		return errLogin
	}
	if bcrypt.CompareHashAndPassword(record.Hash, []byte(password)) != nil { // want `CL503: bcrypt.CompareHashAndPassword only runs if the user exists; why: an attacker who measures the time can find out which users exist; fix: check the password against the hash of a random one where there is no user, and return the same error`
		return errLogin
	}
	return nil
}

func badLoginOfMap(users map[string][]byte, name, password string) bool {
	hash, ok := users[name]
	return ok && bcrypt.CompareHashAndPassword(hash, []byte(password)) == nil // want `CL503: bcrypt.CompareHashAndPassword only runs if the user exists`
}

func matches(record *records.Record, password string) bool {
	return bcrypt.CompareHashAndPassword(record.Hash, []byte(password)) == nil
}

func badLoginByHelper(store *records.Store, name, password string) error {
	record := store.Get(name)
	if record == nil {
		return errLogin
	}
	if !matches(record, password) { // want `CL503: bcrypt.CompareHashAndPassword, called by strict.matches, only runs if the user exists`
		return errLogin
	}
	return nil
}

var nobody = []byte("$2a$12$abcdefghijklmnopqrstuuGzA6wQ2H3R9m0aNQk1mXn8pKfJxJ3bS")

func goodDummy(store *records.Store, name, password string) error {
	record, err := store.Find(name)
	if err != nil {
		bcrypt.CompareHashAndPassword(nobody, []byte(password))
		return errLogin
	}
	if bcrypt.CompareHashAndPassword(record.Hash, []byte(password)) != nil {
		return errLogin
	}
	return nil
}

func goodDefault(users map[string][]byte, name, password string) bool {
	hash, ok := users[name]
	if !ok {
		hash = nobody
	}
	return bcrypt.CompareHashAndPassword(hash, []byte(password)) == nil && ok
}

// The key is for a file, and nobody is looked up.
func goodFileKey(open func(string) ([]byte, error), path string, password []byte) (cipher.Block, error) {
	salt, err := open(path)
	if err != nil {
		return nil, err
	}
	return aes.NewCipher(argon2.IDKey(password, salt, 3, 64<<10, 4, 32))
}

// It takes as long where there is no user.
func goodWaits(store *records.Store, name, password string) error {
	record := store.Get(name)
	if record == nil {
		time.Sleep(300 * time.Millisecond)
		return errLogin
	}
	return bcrypt.CompareHashAndPassword(record.Hash, []byte(password))
}

// The user has logged in before.
func goodChangePassword(store *records.Store, session, old, password string) error {
	record, err := store.Find(session)
	if err != nil {
		return err
	}
	if err := bcrypt.CompareHashAndPassword(record.Hash, []byte(old)); err != nil {
		return err
	}
	record.Hash, err = bcrypt.GenerateFromPassword([]byte(password), 12)
	return err
}
