// Package vault encrypts with a key that is derived from a password when it is opened.
package vault

import (
	"crypto/rand"

	"golang.org/x/crypto/nacl/secretbox"
	"golang.org/x/crypto/scrypt"
)

// Key encrypts the entries of a vault.
type Key [32]byte

// Vault is closed until its key has been derived.
type Vault struct {
	Key  *Key
	Salt []byte
}

// Open derives the key.
func (v *Vault) Open(password []byte) error {
	key, err := scrypt.Key(password, v.Salt, 1<<17, 8, 1, len(v.Key))
	if err != nil {
		return err
	}
	copy(v.Key[:], key)
	return nil
}

// Seal encrypts an entry.
func (v *Vault) Seal(entry []byte) ([]byte, error) { return v.Key.Seal(entry) }

// Seal encrypts an entry.
func (k *Key) Seal(entry []byte) ([]byte, error) {
	var nonce [24]byte
	if _, err := rand.Read(nonce[:]); err != nil {
		return nil, err
	}
	return secretbox.Seal(nonce[:], entry, &nonce, (*[32]byte)(k)), nil
}
