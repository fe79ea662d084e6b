package fixednonce

import (
	"crypto/aes"
	"crypto/cipher"
	"encoding/binary"
	"math"

	"golang.org/x/crypto/chacha20poly1305"
)

// A cipher that counts, with a nonce that is left for the next key, as in the Noise
// protocol.
type numbered interface {
	Encrypt(out []byte, n uint64, data, plaintext []byte) []byte
}

type numberedAEAD struct{ cipher.AEAD }

func (c numberedAEAD) Encrypt(out []byte, n uint64, data, plaintext []byte) []byte {
	var nonce [12]byte
	binary.LittleEndian.PutUint64(nonce[4:], n)
	return c.Seal(out, nonce[:], plaintext, data)
}

func newNumbered(key [32]byte) numbered {
	aead, err := chacha20poly1305.New(key[:])
	if err != nil {
		panic(err)
	}
	return numberedAEAD{aead}
}

type direction struct {
	cipher numbered
	key    [32]byte
	n      uint64
}

func (d *direction) goodSend(message []byte) []byte {
	out := d.cipher.Encrypt(nil, d.n, nil, message)
	d.n++
	return out
}

func (d *direction) goodRekey() {
	var zeros [32]byte
	next := d.cipher.Encrypt(nil, math.MaxUint64, nil, zeros[:])
	copy(d.key[:], next)
	d.cipher = newNumbered(d.key)
}

// The same with a key in a field, and without an interface.
type ratchet struct{ key []byte }

func (r *ratchet) goodTurn() error {
	block, err := aes.NewCipher(r.key)
	if err != nil {
		return err
	}
	next := make([]byte, 32)
	cipher.NewCTR(block, make([]byte, aes.BlockSize)).XORKeyStream(next, next)
	r.key = next
	return nil
}

// What is encrypted before the key stays as it is.
func (d *direction) badGreeting(message []byte) []byte {
	return d.cipher.Encrypt(nil, math.MaxUint64, nil, message) // want "CL205: .*constant"
}
