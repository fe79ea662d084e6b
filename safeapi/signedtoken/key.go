package signedtoken

import (
	"errors"
	"fmt"

	"github.com/cryptolint/cryptolint/safeapi/kdf"
	"github.com/cryptolint/cryptolint/safeapi/secret"
)

// ErrKey is the error for text that is not a key.
var ErrKey = errors.New("signedtoken: not a key")

const (
	keyPrefix = "safeapi-signedtoken-1."
	keySize   = 32
)

// Key is a key to sign and verify tokens. It prints redacted, does not
// marshal and cannot be compared; it leaves the program by Reveal. The zero Key
// panics when used. It is safe for concurrent use.
type Key struct {
	secret.Opaque
	key secret.Bytes
}

// GenerateKey returns a new random key of 256 bits.
func GenerateKey() Key { return Key{key: secret.Random(keySize)} }

// DeriveKey returns the key for purpose from a master key: the same key for
// the same master key and purpose. It is [kdf.Master.Derive] for the purpose
// "safeapi/signedtoken " + purpose. It panics if purpose is empty.
func DeriveKey(m kdf.Master, purpose string) Key {
	if purpose == "" {
		panic("signedtoken: DeriveKey without a purpose: two uses of one key would share it")
	}
	return Key{key: m.Derive("safeapi/signedtoken "+purpose, keySize)}
}

// ParseKey reads what [Key.Reveal] returned. White space around it is ignored.
// Every error is an [ErrKey] and holds nothing of s.
func ParseKey(s string) (Key, error) {
	key, err := secret.ParseText(keyPrefix, s)
	if err != nil {
		return Key{}, fmt.Errorf("%w: %w", ErrKey, err)
	}
	if n := key.Len(); n != keySize {
		key.Wipe()
		return Key{}, fmt.Errorf("%w: it has %d bytes, not %d", ErrKey, n, keySize)
	}
	return Key{key: key}, nil
}

// Reveal returns the key as text, to be stored where keys are kept.
func (k Key) Reveal() string { return k.key.RevealText(keyPrefix) }

// Wipe overwrites the key, in k, its copies and every Signer made with it,
// which then panic when used. See package secret for what wiping can do.
func (k Key) Wipe() { k.key.Wipe() }
