// Package aead encrypts with a key, so that nobody without the key can read the
// data, or change it unnoticed: AES-256-GCM, with a new key for each message.
//
//	keys := aead.New(key)
//	ciphertext := keys.Encrypt(plaintext, "user 4711, address")
//	plaintext, err := keys.Decrypt(ciphertext, "user 4711, address")
//
// The context is authenticated and not encrypted. It says where a ciphertext
// belongs, and decryption needs the same: a value that was moved to another
// user, column or file does not decrypt there. It may be empty. [Context] makes
// one of several parts.
//
// There is no nonce to choose and no number of messages after which a key is
// used up. For files of any size there is [Keyring.EncryptStream], for text
// columns and JSON [Keyring.EncryptText], and to re-encrypt a whole table
// [Keyring.Batch].
//
// Encryption does not hide the length of the plaintext. It does not notice that
// an old ciphertext was put back in place of a newer one, unless the context
// holds a version.
//
// # Rotation
//
// [New] takes the key that encrypts and the keys that were used before it;
// decryption works with all of them. To rotate: put the new key first, pass
// every ciphertext for which [Keyring.NeedsRotation] is true to
// [Keyring.Rotate], then drop the old key.
//
// # Why a key for each message
//
// With a random nonce of 96 bits, one key of AES-GCM may encrypt 2³² messages
// (NIST SP 800-38D, section 8.3), which a busy program reaches. Here each
// message has a separate key, derived by HKDF-Expand from the Keyring's key
// and a random salt of 128 bits, and a random nonce of 96 bits under it. Two
// messages would have to agree in all 224 bits; among 2⁶⁴ messages under one
// key that happens with a probability of less than 2⁻⁹⁶.
//
// XAES-256-GCM reaches the same goal with a nonce of 192 bits. It needs AES-GCM
// with a nonce that the caller sets, which the standard library refuses under
// GODEBUG=fips140=only. This construction uses only what is approved there:
// HKDF, and AES-GCM with a nonce that the cryptographic module draws. For the
// same reason the chunks of a stream carry random nonces, and have their order
// in the associated data.
//
// # Key commitment
//
// AES-GCM alone lets somebody who knows two keys make one ciphertext that
// decrypts under both, to different plaintexts. That turns a program that
// decrypts with keys from passphrases into an oracle for guessing many
// passphrases at once. Each ciphertext therefore carries 256 bits that are
// derived along with its key, and decrypts under no other.
//
// # Formats
//
// A ciphertext is 81 bytes longer than the plaintext. It begins with a header
// of 53 bytes:
//
//	1   version: 1 for a message, 2 for a stream
//	4   key id
//	16  salt, random
//	32  commitment
//
// With K the key of 32 bytes and | for concatenation,
//
//	key id                   = HKDF-Expand-SHA-256(K, "safeapi/aead v1 key id", 4)
//	message key | commitment = HKDF-Expand-SHA-256(K, "safeapi/aead v1 message" | salt, 64)
//	stream key | commitment  = HKDF-Expand-SHA-256(K, "safeapi/aead v1 stream" | salt, 64)
//
// The message key and the stream key have 32 bytes. In a message, this follows
// the header:
//
//	12  nonce, random
//	n   plaintext, encrypted with AES-256-GCM; associated data: header | context
//	16  tag
//
// In a stream, chunks follow the header. Each holds 65536 bytes of plaintext,
// except that the last may hold fewer; it is empty only if the whole plaintext
// is. A chunk is
//
//	12  nonce, random
//	n   plaintext, encrypted with AES-256-GCM; associated data: see below
//	16  tag
//
// and its associated data are header | index | last | context, where index is
// the number of the chunk from 0 in 8 bytes, the most significant first, and
// last is one byte, 1 for the last chunk and 0 for the others. A stream has at
// most 2³² chunks, 256 TiB.
//
// The text form of a message ([Keyring.EncryptText]) is the whole of it in
// unpadded URL-safe base64 (RFC 4648, section 5), with one spelling. Messages of
// a [Batch] have the same header, and otherwise the same form. A [Context] of
// several parts is, for each part, its length in bytes in decimal, a colon, and
// the part.
//
// A key as text ([Key.Reveal]) is "safeapi-aead-1." followed by its 32 bytes
// in unpadded URL-safe base64.
//
// # FIPS 140-3
//
// The package runs under GODEBUG=fips140=only.
package aead

import (
	"bytes"
	"crypto/cipher"
	"crypto/subtle"
	"errors"
	"slices"

	"github.com/cryptolint/cryptolint/safeapi/secret"
)

// ErrDecrypt is the error for anything that does not decrypt, because it was
// altered, cut short, made with a key that the Keyring does not have, or made
// for another context. It does not say which.
var ErrDecrypt = errors.New("aead: decryption failed")

// Overhead is the number of bytes by which a ciphertext that [Keyring.Encrypt]
// returned is longer than its plaintext.
const Overhead = headerSize + sealOverhead

const (
	saltSize     = 16
	commitSize   = 32
	headerSize   = 1 + idSize + saltSize + commitSize
	sealOverhead = 12 + 16 // nonce and tag
)

// A form is what a ciphertext is: its version byte, and the label that keeps
// its keys apart from those of the other form.
type form struct {
	version byte
	label   string
}

var (
	messageForm = form{1, "safeapi/aead v1 message"}
	streamForm  = form{2, "safeapi/aead v1 stream"}
)

// Keyring encrypts with one key and decrypts with it and those before it. Make
// one with [New]. It is safe for concurrent use.
type Keyring struct {
	secret.Opaque
	keys []Key // the primary key first
}

// New returns a Keyring that encrypts with primary, and decrypts with primary
// and all of previous. It panics if one of them is the zero Key.
func New(primary Key, previous ...Key) *Keyring {
	keys := append([]Key{primary}, previous...)
	if slices.ContainsFunc(keys, func(k Key) bool { return k.key.IsZero() }) {
		panic("aead: New with a zero Key; make one with GenerateKey, DeriveKey or ParseKey")
	}
	return &Keyring{keys: keys}
}

// Encrypt returns plaintext encrypted with the primary key for context. Two
// calls never return the same. The plaintext is less than 64 GiB; what may be
// large is for [Keyring.EncryptStream].
func (r *Keyring) Encrypt(plaintext []byte, context string) []byte {
	header, gcm := r.primary().start(messageForm)
	return seal(gcm, header, plaintext, context)
}

// Decrypt returns the plaintext of what Encrypt returned for the same context
// with one of the keys. The only error is [ErrDecrypt].
func (r *Keyring) Decrypt(ciphertext []byte, context string) ([]byte, error) {
	if r.primary(); len(ciphertext) < Overhead {
		return nil, ErrDecrypt
	}
	gcm, _, err := r.find(ciphertext[:headerSize], messageForm)
	if err != nil {
		return nil, err
	}
	return open(gcm, ciphertext, context)
}

// seal returns a message: header, nonce, and what gcm makes of plaintext.
func seal(gcm cipher.AEAD, header [headerSize]byte, plaintext []byte, context string) []byte {
	out := make([]byte, headerSize, Overhead+len(plaintext))
	copy(out, header[:])
	return gcm.Seal(out, nil, plaintext, associated(out, context))
}

// open is the reverse of seal, for a ciphertext that is long enough.
func open(gcm cipher.AEAD, ciphertext []byte, context string) ([]byte, error) {
	header, sealed := ciphertext[:headerSize], ciphertext[headerSize:]
	plaintext, err := gcm.Open(nil, nil, sealed, associated(header, context))
	if err != nil {
		return nil, ErrDecrypt
	}
	return plaintext, nil
}

// associated returns header | context.
func associated(header []byte, context string) []byte {
	ad := make([]byte, headerSize+len(context))
	copy(ad, header)
	copy(ad[headerSize:], context)
	return ad
}

// NeedsRotation reports whether ciphertext names one of the previous keys, so
// that it should be passed to Rotate before that key is dropped. It looks at
// the key id only, and is false for what this Keyring cannot decrypt. For a
// stream, its first bytes are enough.
func (r *Keyring) NeedsRotation(ciphertext []byte) bool {
	id, ok := KeyID(ciphertext)
	if primary := r.primary(); !ok || id == primary.ID() {
		return false
	}
	//cryptolint:ignore CL501 -- the identifier of a key stands in clear before each message
	return slices.ContainsFunc(r.keys[1:], func(k Key) bool { return k.ID() == id })
}

// Rotate decrypts ciphertext with whichever key fits, and returns it encrypted
// with the primary key. The only error is [ErrDecrypt].
func (r *Keyring) Rotate(ciphertext []byte, context string) ([]byte, error) {
	plaintext, err := r.Decrypt(ciphertext, context)
	if err != nil {
		return nil, err
	}
	defer secret.Wipe(plaintext)
	return r.Encrypt(plaintext, context), nil
}

// primary returns the key that encrypts.
func (r *Keyring) primary() Key {
	if r == nil || len(r.keys) == 0 {
		panic("aead: use of a Keyring that was not made by New")
	}
	return r.keys[0]
}

// find returns the cipher for what follows header, and the key that it was
// made with.
func (r *Keyring) find(header []byte, f form) (cipher.AEAD, Key, error) {
	r.primary()
	if header[0] != f.version {
		return nil, Key{}, ErrDecrypt
	}
	id, rest := header[1:1+idSize], header[1+idSize:]
	salt, want := rest[:saltSize], rest[saltSize:]
	for _, k := range r.keys {
		//cryptolint:ignore CL501 -- the identifier of a key stands in clear before each message
		if !bytes.Equal(k.id[:], id) {
			continue
		}
		if gcm, commitment := k.derive(f, salt); subtle.ConstantTimeCompare(commitment[:], want) == 1 {
			return gcm, k, nil
		}
	}
	return nil, Key{}, ErrDecrypt
}
