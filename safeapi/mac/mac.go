// Package mac authenticates messages between parties that share a key, with
// HMAC-SHA-256 (RFC 2104, FIPS 198-1).
//
//	keys := mac.New(key)
//	tag := keys.Sign(message)        // send message and tag.Hex()
//	err := keys.Verify(message, tag) // on the other side
//
// A tag is never compared by the caller: [Keyring.Verify] does it in constant
// time, and two values of [Tag] do not compile under ==.
//
// Anyone who can verify can also sign. If that is not acceptable, use safeapi/sign. A
// message of several parts must be put together so that it can be taken apart
// in one way only: "user" + "1" and "use" + "r1" are the same bytes.
//
// # Rotation
//
// [New] takes the key that signs and the keys that were used before it.
// Verify accepts the tags of all of them. To rotate, put the new key first,
// and drop the old one when what it signed has expired.
//
// # Formats
//
// A tag is the 32 bytes of HMAC-SHA-256 over the message, with nothing added;
// as text, 64 hexadecimal digits. A key as text ([Key.Reveal]) is
// "safeapi-mac-1." followed by its bytes in unpadded URL-safe base64.
//
// # FIPS 140-3
//
// The package runs under GODEBUG=fips140=only.
package mac

import (
	"crypto/hkdf"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"hash"
	"io"
	"slices"

	"github.com/cryptolint/cryptolint/safeapi/kdf"
	"github.com/cryptolint/cryptolint/safeapi/secret"
)

// ErrVerify is the error for a tag that does not belong to the message, and
// for what is not a tag at all.
var ErrVerify = errors.New("mac: the tag does not verify")

// ErrKey is the error for text or bytes that are not a key.
var ErrKey = errors.New("mac: not a key")

const (
	keyPrefix = "safeapi-mac-1."
	keySize   = 32

	// MinKeySize is the least length of a key in bytes, 128 bits. NIST SP
	// 800-131A allows 112 bits. The keys that this package makes have 256.
	MinKeySize = 16
)

// Key is a key to sign and verify. It prints redacted, does not marshal
// and cannot be compared; it leaves the program by Reveal. The zero Key panics
// when used. It is safe for concurrent use.
type Key struct {
	secret.Opaque
	key secret.Bytes
}

// GenerateKey returns a new random key of 256 bits.
func GenerateKey() Key { return Key{key: secret.Random(keySize)} }

// DeriveKey returns the key for purpose from a master key: the same key for
// the same master key and purpose. It is [kdf.Master.Derive] for the purpose
// "safeapi/mac " + purpose. It panics if purpose is empty.
func DeriveKey(m kdf.Master, purpose string) Key {
	if purpose == "" {
		panic("mac: DeriveKey without a purpose: two uses of one key would share it")
	}
	return Key{key: m.Derive("safeapi/mac "+purpose, keySize)}
}

// ImportKey makes a key of a secret that was agreed with somebody else, such
// as a webhook's. It copies the bytes, so that the caller may wipe shared. The
// error is [ErrKey] if there are fewer than [MinKeySize] bytes. A key that people made up can be
// found by guessing from one message and its tag; agree on a random one.
func ImportKey(shared secret.Bytes) (Key, error) {
	if shared.Len() < MinKeySize {
		return Key{}, fmt.Errorf("%w: it has %d bytes; at least %d are needed", ErrKey, shared.Len(), MinKeySize)
	}
	raw := shared.Reveal()
	defer secret.Wipe(raw)
	return Key{key: secret.New(raw)}, nil
}

// ParseKey reads what [Key.Reveal] returned. White space around it is ignored.
// Every error is an [ErrKey] and holds nothing of s.
func ParseKey(s string) (Key, error) {
	key, err := secret.ParseText(keyPrefix, s)
	if err != nil {
		return Key{}, fmt.Errorf("%w: %w", ErrKey, err)
	}
	defer key.Wipe()
	return ImportKey(key)
}

// Reveal returns the key as text, to be stored where keys are kept.
func (k Key) Reveal() string { return k.key.RevealText(keyPrefix) }

// Wipe overwrites the key, in k, its copies and every Keyring made with it,
// which then panic when used. See package secret for what wiping can do.
func (k Key) Wipe() { k.key.Wipe() }

// sum returns HMAC-SHA-256 of msg.
func (k Key) sum(msg []byte) [Size]byte {
	raw := k.key.Reveal()
	defer secret.Wipe(raw)
	h := hmac.New(sha256.New, raw)
	h.Write(msg) // never fails (hash.Hash)
	return [Size]byte(h.Sum(nil))
}

// Keyring signs with one key and verifies with it and those before it. Make
// one with [New]. It is safe for concurrent use.
type Keyring struct {
	secret.Opaque
	keys []Key // the primary key first
}

// New returns a Keyring that signs with primary, and verifies with primary and
// all of previous. It panics if one of them is the zero Key.
func New(primary Key, previous ...Key) *Keyring {
	keys := append([]Key{primary}, previous...)
	if slices.ContainsFunc(keys, func(k Key) bool { return k.key.IsZero() }) {
		panic("mac: New with a zero Key; make one with GenerateKey, DeriveKey, ImportKey or ParseKey")
	}
	return &Keyring{keys: keys}
}

// Derive returns a Keyring for another purpose, with a key derived from each of
// the keys of r, by HKDF-SHA-256 (RFC 5869) with the info "safeapi/mac derived "
// and the purpose. What one of them signs, the other does not verify, whatever
// the messages. It panics if purpose is empty.
func (r *Keyring) Derive(purpose string) *Keyring {
	r.mustBeMade()
	if purpose == "" {
		panic("mac: Derive without a purpose: two uses of one key would share it")
	}
	derived := &Keyring{keys: make([]Key, len(r.keys))}
	for i, k := range r.keys {
		raw := k.key.Reveal()
		// With HKDF-Expand alone, the derived key would be a tag that r makes: of
		// the info and a byte. HKDF-Extract takes the key as a message first.
		out, err := hkdf.Key(sha256.New, raw, nil, "safeapi/mac derived "+purpose, keySize)
		secret.Wipe(raw)
		if err != nil {
			panic("mac: HKDF refused lengths that are fixed: " + err.Error())
		}
		derived.keys[i] = Key{key: secret.New(out)}
		secret.Wipe(out)
	}
	return derived
}

// Sign returns the tag of msg under the primary key.
func (r *Keyring) Sign(msg []byte) Tag {
	r.mustBeMade()
	return Tag{sum: r.keys[0].sum(msg)}
}

func (r *Keyring) mustBeMade() {
	if r == nil || len(r.keys) == 0 {
		panic("mac: use of a Keyring that was not made by New")
	}
}

// Verify returns nil if t is the tag of msg under one of the keys, and
// [ErrVerify] if not. It compares in constant time.
func (r *Keyring) Verify(msg []byte, t Tag) error {
	r.mustBeMade()
	for _, k := range r.keys {
		want := k.sum(msg)
		if hmac.Equal(want[:], t.sum[:]) {
			return nil
		}
	}
	return ErrVerify
}

// SignReader returns the tag of what it reads from src until the end, in constant
// memory: the same as Sign of all of it. An error is one of src.
func (r *Keyring) SignReader(src io.Reader) (Tag, error) {
	r.mustBeMade()
	tags, err := readTags(r.keys[:1], src)
	if err != nil {
		return Tag{}, err
	}
	return tags[0], nil
}

// VerifyReader returns nil if t is the tag, under one of the keys, of what it
// reads from src until the end, and [ErrVerify] if not. Another error is one of
// src.
//
// Nothing of what was read is authentic before VerifyReader has returned nil. Put
// it where nobody can change it before it is verified, and use that copy.
func (r *Keyring) VerifyReader(src io.Reader, t Tag) error {
	r.mustBeMade()
	tags, err := readTags(r.keys, src)
	if err != nil {
		return err
	}
	for _, want := range tags {
		if hmac.Equal(want.sum[:], t.sum[:]) {
			return nil
		}
	}
	return ErrVerify
}

// readTags returns the tags under each of the keys.
func readTags(keys []Key, src io.Reader) ([]Tag, error) {
	var hashes []hash.Hash
	var all []io.Writer
	for _, k := range keys {
		raw := k.key.Reveal()
		h := hmac.New(sha256.New, raw)
		secret.Wipe(raw)
		hashes, all = append(hashes, h), append(all, h)
	}
	if _, err := io.Copy(io.MultiWriter(all...), src); err != nil {
		return nil, fmt.Errorf("mac: read the message: %w", err)
	}
	tags := make([]Tag, len(keys))
	for i, h := range hashes {
		tags[i] = Tag{sum: [Size]byte(h.Sum(nil))}
	}
	return tags, nil
}

// Size is the length of a tag in bytes.
const Size = sha256.Size

// Tag is the tag of a message. It is not a secret and prints in hexadecimal. It
// cannot be compared with ==, because finding a tag byte by byte from the time
// of a comparison is how they are forged; [Keyring.Verify] compares. The zero
// Tag does not verify.
type Tag struct {
	_   [0]func() // makes == a compile error
	sum [Size]byte
}

// ParseTag reads a tag from 64 hexadecimal digits. The error is [ErrVerify].
func ParseTag(s string) (Tag, error) {
	if len(s) != hex.EncodedLen(Size) {
		return Tag{}, ErrVerify
	}
	b, err := hex.DecodeString(s)
	if err != nil {
		return Tag{}, ErrVerify
	}
	return TagFromBytes(b)
}

// TagFromBytes makes a tag of its 32 bytes. The error is [ErrVerify].
func TagFromBytes(b []byte) (Tag, error) {
	if len(b) != Size {
		return Tag{}, ErrVerify
	}
	return Tag{sum: [Size]byte(b)}, nil
}

// Hex returns the tag as 64 lower-case hexadecimal digits.
func (t Tag) Hex() string { return hex.EncodeToString(t.sum[:]) }

// Bytes returns the 32 bytes of the tag.
func (t Tag) Bytes() []byte { return t.sum[:] }

// String returns the same as Hex.
func (t Tag) String() string { return t.Hex() }

// MarshalText returns the tag as Hex does, for JSON and the like.
func (t Tag) MarshalText() ([]byte, error) { return []byte(t.Hex()), nil }

// UnmarshalText does what [ParseTag] does.
func (t *Tag) UnmarshalText(text []byte) error {
	parsed, err := ParseTag(string(text))
	if err != nil {
		return err
	}
	*t = parsed
	return nil
}
