// Package rawsharedsecret uses shared secrets as keys (bad.go), and derives keys from
// them (good.go).
package rawsharedsecret

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/ecdh"

	"golang.org/x/crypto/chacha20poly1305"
	"golang.org/x/crypto/curve25519"
	"golang.org/x/crypto/nacl/secretbox"

	"example.test/rawsharedsecret/box"
)

func badWrittenOut(mine *ecdh.PrivateKey, theirs *ecdh.PublicKey) (cipher.Block, error) {
	secret, err := mine.ECDH(theirs)
	if err != nil {
		return nil, err
	}
	return aes.NewCipher(secret) // want "CL305: the key of aes.NewCipher is the shared secret of ECDH"
}

func badHalf(mine *ecdh.PrivateKey, theirs *ecdh.PublicKey) (cipher.Block, error) {
	secret, err := mine.ECDH(theirs)
	if err != nil {
		return nil, err
	}
	return aes.NewCipher(secret[:16]) // want "CL305: the key of aes.NewCipher is the shared secret of ECDH"
}

func agree(mine, theirs []byte) ([]byte, error) { return curve25519.X25519(mine, theirs) }

func badThroughAHelper(mine, theirs []byte) (cipher.AEAD, error) {
	key, err := agree(mine, theirs)
	if err != nil {
		return nil, err
	}
	return chacha20poly1305.NewX(key) // want "CL305: the key of chacha20poly1305.NewX is the shared secret of X25519"
}

func badThroughAnotherPackage(mine *ecdh.PrivateKey, theirs *ecdh.PublicKey, nonce, text []byte) ([]byte, error) {
	secret, err := mine.ECDH(theirs)
	if err != nil {
		return nil, err
	}
	return box.Seal(secret, nonce, text) // want "CL305: the key of chacha20poly1305.New, called by box.Seal, is the shared secret of ECDH"
}

type session struct{ key []byte }

func newSession(mine *ecdh.PrivateKey, theirs *ecdh.PublicKey) (*session, error) {
	secret, err := mine.ECDH(theirs)
	if err != nil {
		return nil, err
	}
	return &session{key: secret}, nil
}

func (s *session) badThroughAField() (cipher.Block, error) {
	return aes.NewCipher(s.key) // want "CL305: the key of aes.NewCipher is the shared secret of ECDH"
}

func badArray(mine, theirs, nonce, text []byte) ([]byte, error) {
	secret, err := curve25519.X25519(mine, theirs)
	if err != nil {
		return nil, err
	}
	var key [32]byte
	copy(key[:], secret)
	return secretbox.Seal(nonce, text, (*[24]byte)(nonce), &key), nil // want "CL305: the key of secretbox.Seal is the shared secret of X25519"
}
