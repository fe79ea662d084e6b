// Package hashmisuse calls Sum to hash (bad.go), and to get the digest (good.go).
package hashmisuse

import (
	"crypto"
	"crypto/hkdf"
	"crypto/hmac"
	"crypto/sha256"
	"crypto/sha512"
	"encoding/hex"
	"hash"

	"golang.org/x/crypto/pbkdf2"
)

func badChained(password string) string {
	return hex.EncodeToString(sha256.New().Sum([]byte(password))) // want `CL103: Sum appends the digest of nothing to \[\]byte\(password\); why: the result is the data itself`
}

func badVariable(data []byte) []byte {
	h := sha512.New()
	h.Reset()
	return h.Sum(data) // want "CL103: Sum appends the digest of nothing to data"
}

func badByName(data []byte) []byte {
	return crypto.SHA256.New().Sum(data) // want "CL103: Sum appends the digest of nothing to data"
}

func badMAC(key, message []byte) []byte {
	return hmac.New(sha256.New, key).Sum(message) // want "CL103: Sum appends the MAC of nothing to message; why: the MAC is the same for all data"
}

func badMACVariable(key, message []byte) []byte {
	mac := hmac.New(sha256.New, key)
	return mac.Sum(message) // want "CL103: Sum appends the MAC of nothing to message"
}

func badOneHash(key []byte) hash.Hash {
	h := sha256.New()
	return hmac.New(func() hash.Hash { return h }, key) // want "CL103: the function that hmac.New is given returns the same hash, h, on each call"
}

func badOneHashOfTheCaller(h hash.Hash, password, salt []byte) []byte {
	return pbkdf2.Key(password, salt, 600_000, 32, func() hash.Hash { return h }) // want "CL103: the function that pbkdf2.Key is given returns the same hash, h"
}

var shared = sha256.New()

func badOneHashOfThePackage(secret []byte) ([]byte, error) {
	return hkdf.Extract(func() hash.Hash { return shared }, secret, nil) // want "CL103: the function that hkdf.Extract is given returns the same hash, shared"
}
