package stretch

import (
	"crypto/sha256"
	"io"

	"golang.org/x/crypto/hkdf"
)

// goodRandomized gets what was made of a password with the key of a server, and slowly.
func goodRandomized(randomizedPwd, nonce []byte) ([]byte, error) {
	key := make([]byte, 32)
	_, err := io.ReadFull(hkdf.Expand(sha256.New, randomizedPwd, append(nonce, "AuthKey"...)), key)
	return key, err
}

func goodStretched(stretchedPassword []byte) ([]byte, error) {
	key := make([]byte, 32)
	_, err := io.ReadFull(hkdf.Expand(sha256.New, stretchedPassword, []byte("export")), key)
	return key, err
}

func badPlain(userPwd, nonce []byte) ([]byte, error) {
	key := make([]byte, 32)
	_, err := io.ReadFull(hkdf.Expand(sha256.New, userPwd, append(nonce, "AuthKey"...)), key) // want "CL604: hkdf.Expand derives a key from a password"
	return key, err
}
