package uncheckedkey

import (
	"crypto/hmac"
	"crypto/sha256"
	"errors"
	"hash"
	"log"
	"os"

	"example.test/uncheckedkey/hexkey"
)

// What cannot be decoded is short.
func goodMeasured() (hash.Hash, error) {
	key := hexkey.Lenient(os.Getenv("KEY"))
	if len(key) == 32 {
		return hmac.New(sha256.New, key), nil
	}
	return nil, errors.New("the key must have 64 digits")
}

func goodMeasuredElsewhere() hash.Hash {
	var key [32]byte
	copy(key[:], hexkey.Long(os.Getenv("KEY")))
	return hmac.New(sha256.New, key[:])
}

func lenient(text string) []byte { return hexkey.Lenient(text) }

func goodMeasuredInCaller() (hash.Hash, error) {
	key := lenient(os.Getenv("KEY"))
	if len(key) < 32 {
		return nil, errors.New("the key must have 64 digits")
	}
	return hmac.New(sha256.New, key), nil
}

func badPrinted() hash.Hash {
	key := hexkey.Lenient(os.Getenv("KEY"))
	log.Println("a key of", len(key), "bytes")
	return hmac.New(sha256.New, key) // want "CL609: hexkey.Lenient drops the error of a decoder, and its result is the MAC key of hmac.New"
}

func badOtherMeasured() (hash.Hash, error) {
	text := os.Getenv("KEY")
	if len(text) != 64 {
		return nil, errors.New("the key must have 64 digits")
	}
	return hmac.New(sha256.New, lenient(text)), nil // want "CL609: .*and its result is the MAC key of hmac.New"
}
