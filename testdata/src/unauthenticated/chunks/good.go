package chunks

import (
	"bytes"
	"crypto/cipher"
	"crypto/rand"
	"encoding/binary"
	"io"
)

// The nonce is a counter, behind a random prefix: a part that moves does not decrypt.
func goodCounter(aead cipher.AEAD, to io.Writer, from io.Reader) error {
	nonce := make([]byte, aead.NonceSize())
	rand.Read(nonce[:7])
	part := make([]byte, size)
	for counter := uint32(0); ; counter++ {
		n, err := io.ReadFull(from, part)
		if n == 0 {
			return err
		}
		binary.BigEndian.PutUint32(nonce[7:], counter)
		if _, err := to.Write(aead.Seal(nil, nonce, part[:n], nil)); err != nil {
			return err
		}
	}
}

// The associated data say which part it is.
func goodNumbered(aead cipher.AEAD, to io.Writer, from io.Reader) error {
	part := make([]byte, size)
	for number := uint64(0); ; number++ {
		n, err := io.ReadFull(from, part)
		if n == 0 {
			return err
		}
		nonce := make([]byte, aead.NonceSize())
		rand.Read(nonce)
		if _, err := to.Write(aead.Seal(nonce, nonce, part[:n], binary.BigEndian.AppendUint64(nil, number))); err != nil {
			return err
		}
	}
}

// The number is encrypted with the part.
func goodNumberInside(aead cipher.AEAD, to io.Writer, from io.Reader) error {
	part := make([]byte, 8+size)
	for number := uint64(0); ; number++ {
		n, err := io.ReadFull(from, part[8:])
		if n == 0 {
			return err
		}
		binary.BigEndian.PutUint64(part, number)
		nonce := make([]byte, aead.NonceSize())
		rand.Read(nonce)
		if _, err := to.Write(aead.Seal(nonce, nonce, part[:8+n], nil)); err != nil {
			return err
		}
	}
}

// The tag of the part before is authenticated with each: a chain.
func goodChained(aead cipher.AEAD, to io.Writer, from io.Reader) error {
	part := make([]byte, size)
	var before []byte
	for {
		n, err := io.ReadFull(from, part)
		if n == 0 {
			return err
		}
		nonce := make([]byte, aead.NonceSize())
		rand.Read(nonce)
		sealed := aead.Seal(nonce, nonce, part[:n], before)
		before = bytes.Clone(sealed[len(sealed)-aead.Overhead():])
		if _, err := to.Write(sealed); err != nil {
			return err
		}
	}
}

// Records are no parts of one message, and the keys of the map say which is which.
func goodRecords(aead cipher.AEAD, records map[string][]byte) map[string][]byte {
	sealed := make(map[string][]byte, len(records))
	for name, record := range records {
		nonce := make([]byte, aead.NonceSize())
		rand.Read(nonce)
		sealed[name] = aead.Seal(nonce, nonce, record, nil)
	}
	return sealed
}

// Each of the messages that arrive is one of its own.
func goodQueue(aead cipher.AEAD, to io.Writer, queue <-chan []byte) error {
	for message := range queue {
		nonce := make([]byte, aead.NonceSize())
		rand.Read(nonce)
		if _, err := to.Write(aead.Seal(nonce, nonce, message, nil)); err != nil {
			return err
		}
	}
	return nil
}

// The whole message is one text, however it is read.
func goodWhole(aead cipher.AEAD, to io.Writer, from io.Reader) error {
	message, err := io.ReadAll(from)
	if err != nil {
		return err
	}
	nonce := make([]byte, aead.NonceSize())
	rand.Read(nonce)
	_, err = to.Write(aead.Seal(nonce, nonce, message, nil))
	return err
}
