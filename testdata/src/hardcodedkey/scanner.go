package hardcodedkey

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/ed25519"
	"io"
	"strings"
)

// A scanner reads texts from files. At the end of the file, it returns the byte 0 with false.
type scanner struct {
	from io.ByteReader
	err  error
}

func (s *scanner) next() (byte, bool) {
	if s.err != nil {
		return 0, false
	}
	c, err := s.from.ReadByte()
	if err != nil {
		s.err = err
		return 0, false
	}
	return c, true
}

func (s *scanner) line() string {
	var text strings.Builder
	for c, ok := s.next(); ok && c != '\n'; c, ok = s.next() {
		text.WriteByte(c)
	}
	return text.String()
}

func goodScannedSeed(from io.ByteReader) ed25519.PrivateKey {
	s := &scanner{from: from}
	seed := []byte(s.line())
	if len(seed) != ed25519.SeedSize {
		return nil
	}
	return ed25519.NewKeyFromSeed(seed)
}

func badNumbers() (cipher.Block, error) {
	key := make([]byte, 32)
	for i := range key {
		key[i] = 7
	}
	return aes.NewCipher(key) // want "CL605: the key of aes.NewCipher is a constant"
}
