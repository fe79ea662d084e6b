// Package keys declares interfaces and implements them, as libraries do.
package keys

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/rand"
	weak "math/rand"
)

// Source makes keys. Both implementations are here.
type Source interface {
	Key() []byte
	Fill(key []byte)
}

type random struct{}

func (random) Key() []byte     { return []byte(rand.Text()) }
func (random) Fill(key []byte) { rand.Read(key) }

type quick struct{ length int }

func (q *quick) Key() []byte {
	key := make([]byte, q.length)
	weak.Read(key)
	return key
}

func (q *quick) Fill(key []byte) { weak.Read(key) }

// New returns a source.
func New(fast bool) Source {
	if fast {
		return &quick{16}
	}
	return random{}
}

// Clock makes keys in two ways, both bad.
type Clock interface{ Tick(key []byte) }

type slow struct{ n int }

func (*slow) Tick(key []byte) { weak.Read(key) }

type slower struct{}

func (slower) Tick(key []byte) {
	for i := range key {
		key[i] = byte(weak.Int())
	}
}

// NewClock returns one of them.
func NewClock() Clock {
	if weak.Int() > 0 {
		return &slow{1}
	}
	return slower{}
}

// Box encrypts.
type Box interface {
	Seal(nonce, plaintext []byte) []byte
}

type box struct{ aead cipher.AEAD }

func (b *box) Seal(nonce, plaintext []byte) []byte {
	return b.aead.Seal(nil, nonce, plaintext, nil)
}

// Open returns a box.
func Open(key []byte) (Box, error) {
	block, err := aes.NewCipher(key)
	if err != nil {
		return nil, err
	}
	aead, err := cipher.NewGCM(block)
	if err != nil {
		return nil, err
	}
	return &box{aead}, nil
}

// Remote is implemented by programs.
type Remote interface {
	Fetch(name string) []byte
}

// Fixed is a source for demonstrations.
type Fixed struct{}

// Secret returns its key.
func (Fixed) Secret() []byte { return []byte("0123456789abcdef") }
