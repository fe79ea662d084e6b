// Package chunks encrypts files part by part: in any order (bad.go), and in the right one
// (good.go).
package chunks

import (
	"bytes"
	"crypto/aes"
	"crypto/cipher"
	"crypto/rand"
	"encoding/binary"
	"errors"
	"io"

	"golang.org/x/crypto/chacha20poly1305"
	"golang.org/x/crypto/nacl/secretbox"
)

const size = 64 << 10

func badFile(aead cipher.AEAD, to io.Writer, from io.Reader) error {
	part := make([]byte, size)
	for {
		n, err := io.ReadFull(from, part)
		if n > 0 {
			nonce := make([]byte, aead.NonceSize())
			if _, err := rand.Read(nonce); err != nil {
				return err
			}
			sealed := aead.Seal(nonce, nonce, part[:n], nil) // want "CL203: cipher.AEAD.Seal encrypts a message in parts, and nothing authenticates their order or the end; why: an attacker can reorder, repeat and drop parts, .*; fix: put the number of the part, .* or use aead.Keyring.EncryptStream .*"
			if _, err := to.Write(sealed); err != nil {
				return err
			}
		}
		if err != nil {
			return err
		}
	}
}

// The message is cut from memory, and the parts have their lengths before them.
func badMessage(key, message []byte) ([]byte, error) {
	aead, err := chacha20poly1305.NewX(key)
	if err != nil {
		return nil, err
	}
	var sealed []byte
	for len(message) > 0 {
		n := min(size, len(message))
		nonce := make([]byte, chacha20poly1305.NonceSizeX)
		rand.Read(nonce)
		part := aead.Seal(nonce, nonce, message[:n], []byte("message")) // want "CL203: cipher.AEAD.Seal encrypts a message in parts"
		sealed = binary.BigEndian.AppendUint32(sealed, uint32(len(part)))
		sealed = append(sealed, part...)
		message = message[n:]
	}
	return sealed, nil
}

// The AEAD draws the nonces, and is kept in a field.
type writer struct {
	aead cipher.AEAD
	to   io.Writer
}

func newWriter(key []byte, to io.Writer) (*writer, error) {
	block, err := aes.NewCipher(key)
	if err != nil {
		return nil, err
	}
	aead, err := cipher.NewGCMWithRandomNonce(block)
	if err != nil {
		return nil, err
	}
	return &writer{aead, to}, nil
}

func (w *writer) badWrite(data []byte) (written int, err error) {
	for start := 0; start < len(data); start += size {
		end := min(start+size, len(data))
		if _, err := w.to.Write(w.aead.Seal(nil, nil, data[start:end], nil)); err != nil { // want "CL203: cipher.AEAD.Seal encrypts a message in parts"
			return written, err
		}
		written = end
	}
	return written, nil
}

// A helper draws the nonce and encrypts.
func badThroughHelper(aead cipher.AEAD, from io.Reader) ([]byte, error) {
	var sealed bytes.Buffer
	part := make([]byte, size)
	for {
		n, err := from.Read(part)
		if errors.Is(err, io.EOF) {
			return sealed.Bytes(), nil
		}
		if err != nil {
			return nil, err
		}
		one, err := seal(aead, part[:n]) // want "CL203: cipher.AEAD.Seal, called by seal, encrypts a message in parts"
		if err != nil {
			return nil, err
		}
		sealed.Write(one)
	}
}

func seal(aead cipher.AEAD, part []byte) ([]byte, error) {
	nonce := make([]byte, aead.NonceSize())
	if _, err := rand.Read(nonce); err != nil {
		return nil, err
	}
	return aead.Seal(nonce, nonce, part, nil), nil
}

func badBox(key *[32]byte, to io.Writer, from io.Reader) error {
	part := make([]byte, size)
	for {
		n, err := from.Read(part)
		if err != nil {
			return err
		}
		var nonce [24]byte
		rand.Read(nonce[:])
		if _, err := to.Write(secretbox.Seal(nonce[:], part[:n], &nonce, key)); err != nil { // want "CL203: secretbox.Seal encrypts a message in parts"
			return err
		}
	}
}
