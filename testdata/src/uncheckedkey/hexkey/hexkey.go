// Package hexkey reads keys in hexadecimal.
package hexkey

import (
	"encoding/hex"
	"errors"
)

// Lenient returns what it can read.
func Lenient(text string) []byte {
	key, _ := hex.DecodeString(text)
	return key
}

// Strict returns a key of 32 bytes.
func Strict(text string) ([]byte, error) {
	key, err := hex.DecodeString(text)
	if err != nil || len(key) != 32 {
		return nil, errors.New("hexkey: want 64 digits")
	}
	return key, nil
}

// Long returns a key of 32 bytes, or panics.
func Long(text string) []byte {
	key := Lenient(text)
	if len(key) != 32 {
		panic("hexkey: want 64 digits")
	}
	return key
}
