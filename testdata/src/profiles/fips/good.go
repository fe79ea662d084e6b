package fips

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/ecdh"
	"crypto/ed25519"
	"crypto/hmac"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha256"
	"os"

	"golang.org/x/crypto/ssh"
)

// goodGCM lets the module draw the nonces.
func goodGCM(key []byte) (cipher.AEAD, error) {
	block, err := aes.NewCipher(key)
	if err != nil {
		return nil, err
	}
	return cipher.NewGCMWithRandomNonce(block)
}

func goodCurve() ecdh.Curve { return ecdh.P256() }

func goodSignature() (ed25519.PublicKey, ed25519.PrivateKey, error) {
	return ed25519.GenerateKey(rand.Reader)
}

func goodKeySize(bits int) (*rsa.PrivateKey, error) {
	if bits == 0 {
		bits = 3072
	}
	return rsa.GenerateKey(rand.Reader, bits)
}

// goodKeyOfUnknownLength: nothing is known of the length.
func goodKeyOfUnknownLength(key, message []byte) []byte {
	mac := hmac.New(sha256.New, key)
	mac.Write(message)
	return mac.Sum(nil)
}

// goodOtherSetting has nothing to do with the mode.
func goodOtherSetting() error { return os.Setenv("GODEBUG", "netdns=go") }

// goodProtocol: the protocol is not an algorithm of its own.
func goodProtocol(key ssh.PublicKey) string { return ssh.FingerprintSHA256(key) }
