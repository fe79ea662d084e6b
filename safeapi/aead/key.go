package aead

import (
	"encoding/hex"
	"errors"
	"fmt"

	"github.com/cryptolint/cryptolint/safeapi/kdf"
	"github.com/cryptolint/cryptolint/safeapi/secret"
)

// ErrKey is the error for text that is not a key.
var ErrKey = errors.New("aead: not a key")

const (
	keyPrefix = "safeapi-aead-1."
	keySize   = 32
	idSize    = 4
)

// Key is a key to encrypt and decrypt. It prints redacted, does not
// marshal and cannot be compared; it leaves the program by Reveal. The zero Key
// panics when used. It is safe for concurrent use.
type Key struct {
	secret.Opaque
	key secret.Bytes
	id  [idSize]byte // public
}

func newKey(key secret.Bytes) Key {
	raw := key.Reveal()
	defer secret.Wipe(raw)
	return Key{key: key, id: [idSize]byte(expand(raw, "safeapi/aead v1 key id", idSize))}
}

// GenerateKey returns a new random key of 256 bits.
func GenerateKey() Key { return newKey(secret.Random(keySize)) }

// DeriveKey returns the key for purpose from a master key: the same key for
// the same master key and purpose. It is [kdf.Master.Derive] for the purpose
// "safeapi/aead " + purpose. It panics if purpose is empty.
func DeriveKey(m kdf.Master, purpose string) Key {
	if purpose == "" {
		panic("aead: DeriveKey without a purpose: two uses of one key would share it")
	}
	return newKey(m.Derive("safeapi/aead "+purpose, keySize))
}

// ParseKey reads what [Key.Reveal] returned. White space around it is ignored.
// Every error is an [ErrKey] and holds nothing of s.
func ParseKey(s string) (Key, error) {
	key, err := secret.ParseText(keyPrefix, s)
	if err != nil {
		return Key{}, fmt.Errorf("%w: %w", ErrKey, err)
	}
	if key.Len() != keySize {
		key.Wipe()
		return Key{}, fmt.Errorf("%w: it has not %d bytes", ErrKey, keySize)
	}
	return newKey(key), nil
}

// Reveal returns the key as text, to be stored where keys are kept.
func (k Key) Reveal() string { return k.key.RevealText(keyPrefix) }

// Wipe overwrites the key, in k, its copies and every Keyring made with it,
// which then panic when used. See package secret for what wiping can do.
func (k Key) Wipe() { k.key.Wipe() }

// ID returns the key id, eight hexadecimal digits, to name the key in a log.
// The header of every ciphertext has it, and it says nothing else about the key. Two
// keys share an id with a probability of 2⁻³²; a Keyring that has both still
// works.
func (k Key) ID() string {
	if k.key.IsZero() {
		panic("aead: ID of a zero Key; make one with GenerateKey, DeriveKey or ParseKey")
	}
	return hex.EncodeToString(k.id[:])
}

// KeyID returns the id of the key that a ciphertext says it was made with, to
// find out which keys are in use. Anybody can write any id; only decryption
// proves it. For a stream, its first bytes are enough. ok is false for what is
// no ciphertext of this package.
func KeyID(ciphertext []byte) (id string, ok bool) {
	if len(ciphertext) < headerSize {
		return "", false
	}
	if v := ciphertext[0]; v != messageForm.version && v != streamForm.version {
		return "", false
	}
	return hex.EncodeToString(ciphertext[1 : 1+idSize]), true
}
