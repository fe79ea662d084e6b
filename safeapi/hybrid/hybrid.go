// Package hybrid encrypts to a public key: anybody can encrypt, and only the
// holder of the private key can decrypt. It combines ML-KEM-768, which resists
// quantum computers, with X25519, which has decades of study behind it; both
// must be broken before a recorded ciphertext can be read. New programs use it
// rather than safeapi/rsaoaep.
//
//	key := hybrid.GenerateKey()           // the recipient, who publishes key.Public().Text()
//	ciphertext := public.Encrypt(message, "report 2026-11")
//	message, err := key.Decrypt(ciphertext, "report 2026-11")
//
// The context is authenticated and not encrypted. It says what the message is
// for, and decryption needs the same. It may be empty.
//
// A ciphertext does not say who made it, because anybody can have the public
// key. Where that matters, sign the ciphertext together with the name of the
// recipient (safeapi/sign). It does not hide the length of the message.
//
// For files of any size there is [PublicKey.EncryptStream]: backups that the
// machine which makes them cannot read.
//
// # Rotation
//
// Publish the new public key, and decrypt with [New] of the new private key and
// those before it, until nothing under the old ones is left. For stored
// ciphertexts, there are [Keyring.NeedsRotation] and [Keyring.Rotate].
//
// # Formats
//
// A ciphertext is 1141 bytes longer than the message:
//
//	1     version: 1
//	4     key id: the first bytes of SHA-256 of the public key
//	1120  encapsulated key
//	n+16  ciphertext and tag
//
// The last two parts are the encapsulated key and the ciphertext of HPKE (RFC
// 9180) in base mode, with the KEM MLKEM768-X25519 (0x647a, of
// draft-ietf-hpke-pq, also known as X-Wing), HKDF-SHA256 (0x0001) and
// AES-256-GCM (0x0002), no associated data, and as info the string
// "safeapi/hybrid v1 message " followed by the context.
//
// A stream begins with 1199 bytes of the same form, in which the version is 2,
// the info is "safeapi/hybrid v1 stream " followed by the context, and the
// message is the text of a new key of safeapi/aead (58 bytes). What follows is
// a stream of that package under that key, with the same context.
//
// A private key as text ([PrivateKey.Reveal]) is "safeapi-hybrid-private-1."
// followed by its 32 bytes, a public key ([PublicKey.Text])
// "safeapi-hybrid-public-1." followed by its 1216 bytes, both as HPKE
// serializes them, in unpadded URL-safe base64.
//
// # FIPS 140-3
//
// The package runs under GODEBUG=fips140=only: ML-KEM-768 is approved, and
// X25519 is allowed beside it.
package hybrid

import (
	"crypto/hpke"
	"encoding/hex"
	"errors"
	"fmt"
	"slices"

	"github.com/cryptolint/cryptolint/safeapi/secret"
)

// ErrDecrypt is the error for whatever does not decrypt: altered, cut short,
// made for another key or another context. It does not say which.
var ErrDecrypt = errors.New("hybrid: decryption failed")

// ErrKey is the error for text that is not a key.
var ErrKey = errors.New("hybrid: not a key")

// Overhead is the number of bytes by which a ciphertext that
// [PublicKey.Encrypt] returned is longer than its message.
const Overhead = 1 + idSize + encapsulatedSize + tagSize

const (
	privatePrefix = "safeapi-hybrid-private-1."
	publicPrefix  = "safeapi-hybrid-public-1."

	seedSize         = 32
	idSize           = 4
	encapsulatedSize = 1120
	tagSize          = 16
)

// A form is what a ciphertext is: its version byte, and the label that keeps it
// apart from the other form.
type form struct {
	version byte
	label   string
}

var (
	messageForm = form{1, "safeapi/hybrid v1 message "}
	streamForm  = form{2, "safeapi/hybrid v1 stream "}
)

// PrivateKey decrypts. It prints redacted, does not marshal and cannot be
// compared; it leaves the program by Reveal. The zero PrivateKey panics when
// used. It is safe for concurrent use.
type PrivateKey struct {
	secret.Opaque
	hold   func() hpke.PrivateKey // out of sight of fmt
	public PublicKey
}

// GenerateKey returns a new key.
func GenerateKey() PrivateKey {
	key, err := newPrivateKey(secret.Random(seedSize))
	if err != nil {
		panic("hybrid: a new key was refused: " + err.Error())
	}
	return key
}

// ParsePrivateKey reads what [PrivateKey.Reveal] returned. White space around
// it is ignored. Every error is an [ErrKey] and holds nothing of s.
func ParsePrivateKey(s string) (PrivateKey, error) {
	seed, err := secret.ParseText(privatePrefix, s)
	if err != nil {
		return PrivateKey{}, fmt.Errorf("%w: %w", ErrKey, err)
	}
	return newPrivateKey(seed)
}

// newPrivateKey expands seed, and wipes it.
func newPrivateKey(seed secret.Bytes) (PrivateKey, error) {
	defer seed.Wipe()
	// crypto/hpke keeps the slice that it is given: it must not be wiped.
	key, err := hpke.MLKEM768X25519().NewPrivateKey(seed.Reveal())
	if err != nil {
		return PrivateKey{}, fmt.Errorf("%w: a private key has %d bytes", ErrKey, seedSize)
	}
	public, err := newPublicKey(key.PublicKey().Bytes())
	if err != nil {
		return PrivateKey{}, err
	}
	return PrivateKey{hold: func() hpke.PrivateKey { return key }, public: public}, nil
}

func (k PrivateKey) key() hpke.PrivateKey {
	if k.hold == nil {
		panic("hybrid: use of a zero PrivateKey; make one with GenerateKey or ParsePrivateKey")
	}
	return k.hold()
}

// Reveal returns the key as text, to be stored where keys are kept.
func (k PrivateKey) Reveal() string {
	raw, err := k.key().Bytes() // may be the memory of the key: it must not be wiped
	if err != nil {
		panic("hybrid: a private key has no serialization: " + err.Error())
	}
	seed := secret.New(raw)
	defer seed.Wipe()
	return seed.RevealText(privatePrefix)
}

// Public returns the public key.
func (k PrivateKey) Public() PublicKey {
	k.key()
	return k.public
}

// Decrypt returns the message that was encrypted with the public key for
// context. The only error is [ErrDecrypt].
func (k PrivateKey) Decrypt(ciphertext []byte, context string) ([]byte, error) {
	return k.open(messageForm, ciphertext, context)
}

func (k PrivateKey) open(f form, ciphertext []byte, context string) ([]byte, error) {
	key := k.key()
	if len(ciphertext) < Overhead || ciphertext[0] != f.version || [idSize]byte(ciphertext[1:]) != k.public.id() {
		return nil, ErrDecrypt
	}
	msg, err := hpke.Open(key, hpke.HKDFSHA256(), hpke.AES256GCM(), []byte(f.label+context), ciphertext[1+idSize:])
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
// panics if one of them is the zero PrivateKey.
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
		panic("hybrid: use of a Keyring that was not made by New")
	}
}

// Decrypt returns the message that was encrypted for context with the public
// key of one of the keys. The only error is [ErrDecrypt].
func (r *Keyring) Decrypt(ciphertext []byte, context string) ([]byte, error) {
	return r.open(messageForm, ciphertext, context)
}

func (r *Keyring) open(f form, ciphertext []byte, context string) ([]byte, error) {
	r.mustBeMade()
	for _, k := range r.keys {
		if msg, err := k.open(f, ciphertext, context); err == nil {
			return msg, nil
		}
	}
	return nil, ErrDecrypt
}

// NeedsRotation reports whether ciphertext names one of the previous keys, so
// that it should be encrypted anew before that key is dropped. It looks at the
// key id only, and is false for what this Keyring cannot decrypt. For a stream,
// its first 1141 bytes are enough.
func (r *Keyring) NeedsRotation(ciphertext []byte) bool {
	r.mustBeMade()
	id, ok := KeyID(ciphertext)
	if !ok || id == r.Public().ID() {
		return false
	}
	return slices.ContainsFunc(r.keys[1:], func(k PrivateKey) bool { return k.public.ID() == id })
}

// Rotate decrypts ciphertext with whichever key fits, and returns it encrypted
// to the primary key. The only error is [ErrDecrypt].
func (r *Keyring) Rotate(ciphertext []byte, context string) ([]byte, error) {
	msg, err := r.Decrypt(ciphertext, context)
	if err != nil {
		return nil, err
	}
	defer secret.Wipe(msg)
	return r.Public().Encrypt(msg, context), nil
}

// KeyID returns the id of the public key that a ciphertext says it was made
// for. ok is false for what is not a ciphertext of this package.
func KeyID(ciphertext []byte) (id string, ok bool) {
	if len(ciphertext) < Overhead {
		return "", false
	}
	if v := ciphertext[0]; v != messageForm.version && v != streamForm.version {
		return "", false
	}
	return hex.EncodeToString(ciphertext[1 : 1+idSize]), true
}
