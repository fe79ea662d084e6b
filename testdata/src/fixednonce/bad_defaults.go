package fixednonce

import (
	"crypto/aes"
	"crypto/cipher"
	"encoding/binary"

	"golang.org/x/crypto/chacha20poly1305"
)

// The IV is the beginning of the key where nobody gives another.

func badKeyWhereNoIVWasGiven(key, iv, padded []byte) ([]byte, error) {
	if len(iv) == 0 {
		iv = key[:aes.BlockSize]
	}
	block, err := aes.NewCipher(key)
	if err != nil {
		return nil, err
	}
	out := make([]byte, len(padded))
	cipher.NewCBCEncrypter(block, iv).CryptBlocks(out, padded) // want `CL205: .*key`
	return out, nil
}

// codec keeps the key, and its beginning as the IV.
type codec struct{ key, iv []byte }

func newCodec(key []byte) *codec { return &codec{key: key, iv: key[:aes.BlockSize]} }

func (c *codec) badFieldIsPartOfTheKey(padded []byte) error {
	block, err := aes.NewCipher(c.key)
	if err != nil {
		return err
	}
	cipher.NewCBCEncrypter(block, c.iv).CryptBlocks(padded, padded) // want `CL205: .*key`
	return nil
}

// streamer has the cipher made where the IV is chosen.
type streamer struct {
	block cipher.Block
	iv    []byte
}

func newStreamer(key []byte, options ...func(*streamer)) (*streamer, error) {
	block, err := aes.NewCipher(key)
	if err != nil {
		return nil, err
	}
	s := &streamer{block: block, iv: key[len(key)-16:]}
	for _, option := range options {
		option(s)
	}
	return s, nil
}

func withIV(iv []byte) func(*streamer) { return func(s *streamer) { s.iv = iv } }

func (s *streamer) badDefaultIsPartOfTheKey(data []byte) {
	cipher.NewCTR(s.block, s.iv).XORKeyStream(data, data) // want `CL205: .*key`
}

// A number that counts what one call encrypts begins again in the next.

// shelf keeps its books under one key.
type shelf struct {
	block cipher.Block
	aead  cipher.AEAD
}

func (s *shelf) badNumberOfTheBook(books [][]byte) {
	for i, book := range books {
		iv := make([]byte, aes.BlockSize)
		iv[0] = byte(i)
		cipher.NewCTR(s.block, iv).XORKeyStream(book, book) // want `CL205: .*counts`
	}
}

func (s *shelf) badNumberOfTheChapter(chapters [][]byte) (sealed [][]byte) {
	var number uint32
	for _, chapter := range chapters {
		nonce := make([]byte, chacha20poly1305.NonceSize)
		binary.BigEndian.PutUint32(nonce[8:], number)
		number++
		sealed = append(sealed, s.aead.Seal(nil, nonce, chapter, nil)) // want `CL205: .*counts`
	}
	return sealed
}
