// Package packs writes files of sealed entries, and names no MAC.
package packs

import (
	"crypto/rand"
	"io"

	"example.test/unauthenticated/boxes"
	"example.test/unauthenticated/ciphers"
)

// Packer writes one file.
type Packer struct {
	key *boxes.Key
	raw []byte
	to  io.Writer
}

func (p *Packer) goodFinish(header []byte) error {
	nonce := make([]byte, 16)
	if _, err := rand.Read(nonce); err != nil {
		return err
	}
	_, err := p.to.Write(p.key.Seal(nonce[:16:16], nonce, header))
	return err
}

func (p *Packer) badFinish(blocks []byte) error {
	iv := make([]byte, 16)
	if _, err := rand.Read(iv); err != nil {
		return err
	}
	out, err := ciphers.EncryptCBC(p.raw, iv, blocks) // want "CL203: cipher.NewCBCEncrypter, called by ciphers.EncryptCBC, encrypts in CBC mode"
	if err != nil {
		return err
	}
	_, err = p.to.Write(append(iv, out...))
	return err
}
