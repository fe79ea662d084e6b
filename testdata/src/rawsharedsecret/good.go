package rawsharedsecret

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/ecdh"
	"crypto/hkdf"
	"crypto/hmac"
	"crypto/mlkem"
	"crypto/sha256"

	"golang.org/x/crypto/chacha20poly1305"
	"golang.org/x/crypto/curve25519"
	nacl "golang.org/x/crypto/nacl/box"
	"golang.org/x/crypto/nacl/secretbox"

	"example.test/rawsharedsecret/box"
)

func goodHKDF(mine *ecdh.PrivateKey, theirs *ecdh.PublicKey) (cipher.Block, error) {
	secret, err := mine.ECDH(theirs)
	if err != nil {
		return nil, err
	}
	info := string(mine.PublicKey().Bytes()) + string(theirs.Bytes())
	key, err := hkdf.Key(sha256.New, secret, nil, info, 32)
	if err != nil {
		return nil, err
	}
	return aes.NewCipher(key)
}

// A hash over the secret and both public keys is a KDF, as in NIST SP 800-56C.
func goodHash(mine *ecdh.PrivateKey, theirs *ecdh.PublicKey, nonce, text []byte) ([]byte, error) {
	secret, err := mine.ECDH(theirs)
	if err != nil {
		return nil, err
	}
	h := sha256.New()
	h.Write(secret)
	h.Write(mine.PublicKey().Bytes())
	h.Write(theirs.Bytes())
	return box.Seal(h.Sum(nil), nonce, text)
}

// The secret is the key of HMAC, whose output is the key: that is how HKDF works.
func goodHMAC(mine, theirs, info []byte) (cipher.AEAD, error) {
	secret, err := curve25519.X25519(mine, theirs)
	if err != nil {
		return nil, err
	}
	m := hmac.New(sha256.New, secret)
	m.Write(info)
	return chacha20poly1305.New(m.Sum(nil))
}

// NaCl hashes the secret.
func goodNaCl(mine, theirs *[32]byte, nonce *[24]byte, text []byte) []byte {
	var key [32]byte
	nacl.Precompute(&key, theirs, mine)
	return secretbox.Seal(nil, text, nonce, &key)
}

// The shared key of ML-KEM is a random key of 32 bytes.
func goodMLKEM(mine *mlkem.DecapsulationKey768, ciphertext []byte) (cipher.Block, error) {
	key, err := mine.Decapsulate(ciphertext)
	if err != nil {
		return nil, err
	}
	return aes.NewCipher(key)
}

func goodFromElsewhere(secret []byte) (cipher.Block, error) { return aes.NewCipher(secret) }
