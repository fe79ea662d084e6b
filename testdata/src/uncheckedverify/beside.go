package uncheckedverify

import (
	"crypto"
	"crypto/cipher"
	"crypto/ed25519"
	"crypto/hmac"
	"crypto/rsa"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"os"
)

var errForged = errors.New("forged")

// genuine says the same twice: its truth value is true only where its error is nil.
func genuine(secret, message, tag []byte) (bool, error) {
	mac := hmac.New(sha256.New, secret)
	mac.Write(message)
	if !hmac.Equal(mac.Sum(nil), tag) {
		return false, errForged
	}
	return true, nil
}

func goodOtherOfTwo(secret, message, tag []byte, path string) error {
	if valid, _ := genuine(secret, message, tag); valid {
		return os.WriteFile(path, message, 0o600)
	}
	return errForged
}

func badNeitherOfTwo(secret, message, tag []byte, path string) error {
	_, _ = genuine(secret, message, tag) // want `CL107: the error of uncheckedverify\.genuine \(which calls hmac\.Equal\) is dropped`
	return os.WriteFile(path, message, 0o600)
}

// signed has named results.
func signed(key *rsa.PublicKey, update, signature []byte) (ok bool, err error) {
	if len(signature) != key.Size() {
		return false, errForged
	}
	digest := sha256.Sum256(update)
	if err = rsa.VerifyPSS(key, crypto.SHA256, digest[:], signature, nil); err != nil {
		return
	}
	ok = true
	return
}

func goodOtherOfTwoNamed(key *rsa.PublicKey, update, signature []byte, path string) error {
	ok, _ := signed(key, update, signature)
	if !ok {
		return errForged
	}
	return os.WriteFile(path, update, 0o755)
}

// checked is true where it could look at all, whatever it found.
func checked(key ed25519.PublicKey, update, signature []byte) (looked bool, err error) {
	if len(key) == 0 {
		return false, errForged
	}
	if !ed25519.Verify(key, update, signature) {
		return true, errForged
	}
	return true, nil
}

func badOtherSaysLess(key ed25519.PublicKey, update, signature []byte, path string) error {
	if looked, _ := checked(key, update, signature); looked { // want `CL107: the error of uncheckedverify\.checked \(which calls ed25519\.Verify\) is dropped`
		return os.WriteFile(path, update, 0o755)
	}
	return errForged
}

// A plaintext that is nil is refused after the ways have met again.
func goodNilWhereWaysMeet(gcm cipher.AEAD, random io.Reader, nonce, sealed []byte) ([]byte, error) {
	var plaintext []byte
	_, err := io.ReadFull(random, nonce)
	if err == nil {
		plaintext, err = gcm.Open(nil, nonce, sealed, nil)
	}
	if plaintext == nil {
		return nil, errForged
	}
	if plaintext, err = inflate(plaintext); err != nil {
		return nil, err
	}
	return plaintext, nil
}

func badUsedWhereWaysMeet(gcm cipher.AEAD, random io.Reader, nonce, sealed []byte) ([]byte, error) {
	var plaintext []byte
	_, err := io.ReadFull(random, nonce)
	if err == nil {
		plaintext, err = gcm.Open(nil, nonce, sealed, nil) // want `CL107: "err", the error of cipher\.AEAD\.Open, is never checked`
	}
	if plaintext, err = inflate(plaintext); err != nil {
		return nil, err
	}
	return plaintext, nil
}

func inflate(compressed []byte) ([]byte, error) {
	if len(compressed) < 2 {
		return nil, fmt.Errorf("inflate: %d bytes", len(compressed))
	}
	return compressed[2:], nil
}
