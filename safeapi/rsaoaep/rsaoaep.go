// Package rsaoaep encrypts short messages to an RSA public key with OAEP (RFC
// 8017, section 7.1), for partners and devices that have RSA and nothing else.
//
// New programs use safeapi/hybrid: it takes messages of any size, its keys are
// made in microseconds, and recorded ciphertext stays safe from quantum
// computers. RSA-OAEP takes at most 318 bytes with a key of 3072 bits, enough
// for a key of safeapi/aead that encrypts the rest.
//
// Keys of this package cannot sign; see safeapi/sign. Encryption does not say
// who sent a message, because anybody can have the public key.
//
// The label is authenticated and not encrypted. It says what the message is
// for, and decryption needs the same: "backup key 2026". It may be empty.
//
// # Rotation
//
// Publish the new public key, and decrypt with [New] of the new private key and
// those before it, until nothing under the old ones is left.
//
// # Formats
//
// A ciphertext is that of RSAES-OAEP with SHA-256, MGF1 with SHA-256 and the
// bytes of the label, with nothing added; it has the length of the modulus.
// Public keys are X.509 SubjectPublicKeyInfo in PEM with the label "PUBLIC
// KEY".
//
// # FIPS 140-3
//
// The package runs under GODEBUG=fips140=only.
package rsaoaep

import (
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha256"
	"errors"
	"fmt"

	"github.com/cryptolint/cryptolint/safeapi/internal/publickey"
	"github.com/cryptolint/cryptolint/safeapi/secret"
)

// ErrDecrypt is the error for a ciphertext that was not made for the key and
// the label, or was altered. It does not say which.
var ErrDecrypt = errors.New("rsaoaep: decryption failed")

// ErrTooLong is the error for a message that is longer than
// [PublicKey.MaxLen].
var ErrTooLong = errors.New("rsaoaep: message too long for the key")

// ErrKey is the error for a key that this package does not use.
var ErrKey = errors.New("rsaoaep: unusable key")

// PrivateKey decrypts. It prints redacted, does not marshal and cannot be
// compared; it leaves the program by Reveal. The zero PrivateKey panics when
// used. It is safe for concurrent use.
type PrivateKey struct {
	secret.Opaque
	hold func() *rsa.PrivateKey // out of sight of fmt
}

// GenerateKey returns a new key of 3072 bits. It takes some tenths of a
// second, at times a few seconds.
func GenerateKey() (PrivateKey, error) {
	key, err := rsa.GenerateKey(rand.Reader, publickey.GeneratedRSABits)
	if err != nil {
		return PrivateKey{}, fmt.Errorf("rsaoaep: generate a key of %d bits: %w", publickey.GeneratedRSABits, err)
	}
	return NewPrivateKey(key)
}

// NewPrivateKey makes a PrivateKey of an RSA key, such as one that
// safeapi/pemkey read. Do not sign with it elsewhere: one key has one use. It
// refuses what [NewPublicKey] refuses. Every error is an [ErrKey]. The key is
// copied: the caller may wipe theirs.
func NewPrivateKey(key *rsa.PrivateKey) (PrivateKey, error) {
	own, err := publickey.CopyRSA(key)
	if err != nil {
		return PrivateKey{}, fmt.Errorf("%w: %w", ErrKey, err)
	}
	return PrivateKey{hold: func() *rsa.PrivateKey { return own }}, nil
}

// Reveal returns a copy of the key as the standard library has it, to be encoded
// and stored. What it returns prints, marshals and compares like any key.
func (k PrivateKey) Reveal() *rsa.PrivateKey {
	key, err := publickey.CopyRSA(k.key())
	if err != nil {
		panic("rsaoaep: a key that was checked before was refused: " + err.Error())
	}
	return key
}

func (k PrivateKey) key() *rsa.PrivateKey {
	if k.hold == nil {
		panic("rsaoaep: use of a zero PrivateKey; make one with GenerateKey or NewPrivateKey")
	}
	return k.hold()
}

// Public returns the public key.
func (k PrivateKey) Public() PublicKey {
	public, err := NewPublicKey(&k.key().PublicKey)
	if err != nil {
		panic("rsaoaep: the public half of a checked key was refused: " + err.Error())
	}
	return public
}

// Decrypt returns the message that was encrypted with the public key and
// label. The only error is [ErrDecrypt].
func (k PrivateKey) Decrypt(ciphertext []byte, label string) ([]byte, error) {
	msg, err := rsa.DecryptOAEP(sha256.New(), nil, k.key(), ciphertext, []byte(label))
	if err != nil {
		return nil, ErrDecrypt
	}
	return msg, nil
}

// Keyring decrypts with any of several keys. Make one with [New]. It is safe
// for concurrent use.
type Keyring struct {
	secret.Opaque
	keys []PrivateKey // the primary key first
}

// New returns a Keyring that decrypts with primary and all of previous. It
// panics if one of them is the zero PrivateKey. Each key that does not fit
// costs one RSA operation, about a millisecond.
func New(primary PrivateKey, previous ...PrivateKey) *Keyring {
	keys := append([]PrivateKey{primary}, previous...)
	for _, k := range keys {
		k.key()
	}
	return &Keyring{keys: keys}
}

// Public returns the public key of the primary key, for senders to use.
func (r *Keyring) Public() PublicKey {
	r.mustBeMade()
	return r.keys[0].Public()
}

func (r *Keyring) mustBeMade() {
	if r == nil || len(r.keys) == 0 {
		panic("rsaoaep: use of a Keyring that was not made by New")
	}
}

// Decrypt returns the message that was encrypted with label and the public key
// of one of the keys. The only error is [ErrDecrypt].
func (r *Keyring) Decrypt(ciphertext []byte, label string) ([]byte, error) {
	r.mustBeMade()
	for _, k := range r.keys {
		if msg, err := k.Decrypt(ciphertext, label); err == nil {
			return msg, nil
		}
	}
	return nil, ErrDecrypt
}
