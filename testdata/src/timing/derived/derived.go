// Package derived compares what comes out of a KDF.
package derived

import (
	"bytes"
	"crypto/aes"
	"crypto/cipher"
	"crypto/hkdf"
	"crypto/hmac"
	"crypto/sha256"
	"errors"

	"example.test/timing/derived/box"
)

var errNonce = errors.New("not the expected nonce")

// goodNonce expects the nonce that was derived next to the key. It is sent with every message.
func goodNonce(secret, box []byte) ([]byte, error) {
	derived, err := hkdf.Key(sha256.New, secret, nil, "box", 44)
	if err != nil {
		return nil, err
	}
	key, nonce := derived[:32], derived[32:]
	if !bytes.Equal(box[:12], nonce) {
		return nil, errNonce
	}
	block, err := aes.NewCipher(key)
	if err != nil {
		return nil, err
	}
	aead, err := cipher.NewGCM(block)
	if err != nil {
		return nil, err
	}
	return aead.Open(nil, nonce, box[12:], nil)
}

type context struct {
	key, baseNonce []byte
	aead           cipher.AEAD
}

func newContext(secret []byte) (*context, error) {
	key, err := hkdf.Key(sha256.New, secret, nil, "key", 32)
	if err != nil {
		return nil, err
	}
	nonce, err := hkdf.Key(sha256.New, secret, nil, "base_nonce", 12)
	if err != nil {
		return nil, err
	}
	return &context{key: key, baseNonce: nonce}, nil
}

func (c *context) goodFirst(nonce, box []byte) ([]byte, error) {
	if bytes.Equal(nonce, c.baseNonce) {
		return nil, errNonce
	}
	return c.aead.Open(nil, nonce, box, nil)
}

func badCheckValue(secret, stored []byte) bool {
	derived, err := hkdf.Key(sha256.New, secret, nil, "check", 32)
	return err == nil && bytes.Equal(derived, stored) // want "CL501: the SHA-256 output is compared with bytes.Equal"
}

// badKey compares what is derived next to the nonce.
func badKey(secret, stored, box []byte) ([]byte, error) {
	derived, err := hkdf.Key(sha256.New, secret, nil, "box", 44)
	if err != nil {
		return nil, err
	}
	key, base := derived[:32], derived[32:]
	if !bytes.Equal(key, stored) { // want "CL501: the SHA-256 output is compared with bytes.Equal"
		return nil, errNonce
	}
	block, err := aes.NewCipher(key)
	if err != nil {
		return nil, err
	}
	cipher.NewCTR(block, base).XORKeyStream(box, box)
	return box, nil
}

// badSynthetic decrypts with a nonce that is a MAC of the plaintext.
func badSynthetic(block cipher.Block, key, nonce, box []byte) ([]byte, error) {
	cipher.NewCTR(block, nonce).XORKeyStream(box, box)
	mac := hmac.New(sha256.New, key)
	mac.Write(box)
	if !bytes.Equal(nonce, mac.Sum(nil)[:16]) { // want "CL501: an HMAC-SHA-256 is compared with bytes.Equal"
		return nil, errNonce
	}
	return box, nil
}

// A helper decrypts with the nonce, here or in another package.
func (c *context) goodByHelper(nonce, sealed []byte) ([]byte, error) {
	first, err := hkdf.Key(sha256.New, c.key, nil, "first", 12)
	if err != nil || bytes.Equal(nonce, first) {
		return nil, errNonce
	}
	return c.open(first, sealed)
}

func (c *context) open(nonce, sealed []byte) ([]byte, error) {
	return c.aead.Open(nil, nonce, sealed, nil)
}

func (c *context) goodByOtherPackage(nonce, sealed []byte) ([]byte, error) {
	first, err := hkdf.Key(sha256.New, c.key, nil, "first", 12)
	if err != nil || bytes.Equal(nonce, first) {
		return nil, errNonce
	}
	return box.Open(c.aead, first, sealed)
}

func goodStreamOfOtherPackage(secret, iv, sealed []byte, block cipher.Block) ([]byte, error) {
	expected, err := hkdf.Key(sha256.New, secret, nil, "iv", 16)
	if err != nil || !bytes.Equal(iv, expected) {
		return nil, errNonce
	}
	return box.Stream(block, expected, sealed), nil
}

// A helper that decrypts nothing does not make it a nonce.
func badCounted(secret, given []byte) bool {
	expected, err := hkdf.Key(sha256.New, secret, nil, "login", 12)
	return err == nil && box.Same(expected) && bytes.Equal(given, expected) // want "CL501: the SHA-256 output is compared with bytes.Equal"
}
