package vault

import (
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha1"
	"crypto/sha256"
	"fmt"
)

// UnwrapKey decrypts the key of a branch with the key of the head office.
func UnwrapKey(office *rsa.PrivateKey, wrapped []byte) ([]byte, error) {
	key, err := rsa.DecryptPKCS1v15(nil, office, wrapped)
	if err != nil {
		return nil, fmt.Errorf("vault: unwrap: %w", err)
	}
	return key, nil
}

// WrapForPrinter encrypts a key for the label printer.
func WrapForPrinter(printer *rsa.PublicKey, key []byte) ([]byte, error) {
	return rsa.EncryptOAEP(sha1.New(), rand.Reader, printer, key, nil)
}

// WrapForBranch encrypts a key for a branch.
func WrapForBranch(branch *rsa.PublicKey, key []byte) ([]byte, error) {
	return rsa.EncryptOAEP(sha256.New(), rand.Reader, branch, key, []byte("branch key"))
}
