package aead

import (
	"crypto/cipher"
	"sync"
	"time"

	"github.com/cryptolint/cryptolint/safeapi/secret"
)

const (
	batchMessages = 1 << 20
	batchTime     = time.Minute
	batchHeaders  = 256 // of messages that were read; about 1.4 KiB each
)

// Batch encrypts and decrypts many short messages, at nearly the cost of
// AES-GCM alone: a table that is encrypted anew, a queue. Make one with
// [Keyring.Batch]. It is safe for concurrent use.
//
// The messages have the form that Keyring's have, and each reads those of the
// other. But up to 2²⁰ messages of a Batch that are encrypted within a minute
// have the same salt, and so the same message key, under which the nonces are
// random. Two of them have the same nonce with a probability of less than 2⁻⁵⁷
// (2⁴⁰ pairs, halved, of 2⁹⁶ nonces); NIST SP 800-38D, section 8.3 allows 2⁻³².
//
// Anybody who sees the messages can tell which of them have the same salt, and
// so were made together. Where that matters, such as for messages of several
// people, use the Keyring.
type Batch struct {
	secret.Opaque
	ring *Keyring

	mu     sync.Mutex
	header [headerSize]byte // of what is encrypted now
	gcm    cipher.AEAD
	began  time.Time
	left   int                           // messages until there is a new salt
	opened map[[headerSize]byte]openable // what was read before
}

// openable is a message key, and the key that it is derived from.
type openable struct {
	gcm cipher.AEAD
	key Key
}

// Batch returns a Batch that uses the keys of r. Drop it when the work is done:
// it holds message keys in memory.
func (r *Keyring) Batch() *Batch {
	r.primary()
	return &Batch{ring: r, opened: make(map[[headerSize]byte]openable)}
}

// Encrypt does what [Keyring.Encrypt] does.
func (b *Batch) Encrypt(plaintext []byte, context string) []byte {
	header, gcm := b.next()
	return seal(gcm, header, plaintext, context)
}

// Decrypt does what [Keyring.Decrypt] does. It is faster for messages of a
// Batch.
func (b *Batch) Decrypt(ciphertext []byte, context string) ([]byte, error) {
	if b.keys(); len(ciphertext) < Overhead {
		return nil, ErrDecrypt
	}
	gcm, err := b.find([headerSize]byte(ciphertext))
	if err != nil {
		return nil, err
	}
	return open(gcm, ciphertext, context)
}

// Rotate does what [Keyring.Rotate] does.
func (b *Batch) Rotate(ciphertext []byte, context string) ([]byte, error) {
	plaintext, err := b.Decrypt(ciphertext, context)
	if err != nil {
		return nil, err
	}
	defer secret.Wipe(plaintext)
	return b.Encrypt(plaintext, context), nil
}

// keys returns the Keyring.
func (b *Batch) keys() *Keyring {
	if b == nil || b.ring == nil {
		panic("aead: use of a Batch that was not made by Keyring.Batch")
	}
	return b.ring
}

// next returns the header and the cipher of the next message.
func (b *Batch) next() ([headerSize]byte, cipher.AEAD) {
	primary := b.keys().primary()
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.left == 0 || time.Since(b.began) >= batchTime {
		b.header, b.gcm = primary.start(messageForm)
		b.began, b.left = time.Now(), batchMessages
	}
	primary.mustLive()
	b.left--
	return b.header, b.gcm
}

// find does what Keyring.find does, and remembers it.
func (b *Batch) find(header [headerSize]byte) (cipher.AEAD, error) {
	b.mu.Lock()
	known, ok := b.opened[header]
	b.mu.Unlock()
	if ok {
		known.key.mustLive()
		return known.gcm, nil
	}
	gcm, key, err := b.ring.find(header[:], messageForm)
	if err != nil {
		return nil, err
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	if len(b.opened) >= batchHeaders {
		clear(b.opened)
	}
	b.opened[header] = openable{gcm, key}
	return gcm, nil
}

// mustLive panics if the key was wiped, as a use of it would.
func (k Key) mustLive() {
	if k.key.Len() == 0 {
		k.key.Reveal()
	}
}
