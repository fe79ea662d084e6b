package strict

import (
	"crypto/hmac"
	"crypto/sha1"
	"crypto/sha256"
	"hash"
)

func badMAC(key []byte) hash.Hash {
	return hmac.New(sha1.New, key) // want "CL104: hmac.New uses SHA-1; why: no forgery is known, but no standard allows SHA-1 for new data"
}

func goodMAC256(key []byte) hash.Hash { return hmac.New(sha256.New, key) }
