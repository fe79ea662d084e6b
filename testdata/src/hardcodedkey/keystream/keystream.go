// Package keystream makes session keys as a database does: of a keystream, whose length a
// caller chooses.
package keystream

import (
	"bytes"
	"crypto/rc4"
)

// Cryptor encrypts a connection.
type Cryptor struct {
	generator, sealer *rc4.Cipher
	bits              int
}

// New returns the cryptor for a session key. It has keys of some bits.
func New(session []byte, bits int) (*Cryptor, error) {
	generator, err := rc4.NewCipher(session)
	if err != nil {
		return nil, err
	}
	c := &Cryptor{generator: generator, bits: bits}
	return c, c.reset()
}

func (c *Cryptor) reset() error {
	key := make([]byte, 15)
	key = append(key, bytes.Repeat([]byte{0x20}, 21)...)
	length := c.bits / 8
	c.generator.XORKeyStream(key[:length], key[:length])
	key[length-1] ^= 0xAA
	var err error
	c.sealer, err = rc4.NewCipher(key[:length])
	return err
}
