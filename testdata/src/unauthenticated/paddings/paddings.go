// Package paddings tells in many ways whether a padding is valid, and in others does not.
package paddings

import (
	"bytes"
	"crypto/aes"
	"crypto/cipher"
	"errors"
)

var errPadding = errors.New("invalid padding")

func badOpen(key, sealed []byte) ([]byte, error) {
	block, err := aes.NewCipher(key)
	if err != nil {
		return nil, err
	}
	text := make([]byte, len(sealed)-aes.BlockSize)
	cipher.NewCBCDecrypter(block, sealed[:aes.BlockSize]).CryptBlocks(text, sealed[aes.BlockSize:]) // want "CL203: cipher.NewCBCDecrypter decrypts in CBC mode without a MAC, and an invalid padding is an error; why: an attacker who can send ciphertexts and sees which of them fail can decrypt any message without the key; fix: verify a MAC .*"
	n := int(text[len(text)-1])
	if n == 0 || n > aes.BlockSize {
		return nil, errPadding
	}
	return text[:len(text)-n], nil
}

// A helper looks at each byte of the padding.
func badHelper(block cipher.Block, sealed []byte) (string, error) {
	mode := cipher.NewCBCDecrypter(block, sealed[:aes.BlockSize]) // want "CL203: cipher.NewCBCDecrypter decrypts in CBC mode without a MAC, and an invalid padding is an error"
	text := sealed[aes.BlockSize:]
	mode.CryptBlocks(text, text)
	text, err := unpad(text)
	return string(text), err
}

func unpad(text []byte) ([]byte, error) {
	n := int(text[len(text)-1])
	for _, b := range text[len(text)-n:] {
		if int(b) != n {
			return nil, errPadding
		}
	}
	return text[:len(text)-n], nil
}

// A helper decrypts, and the caller compares with the padding that there should be.
type store struct{ block cipher.Block }

func (s *store) raw(iv, sealed []byte) []byte {
	text := make([]byte, len(sealed))
	cipher.NewCBCDecrypter(s.block, iv).CryptBlocks(text, sealed) // want "CL203: cipher.NewCBCDecrypter decrypts in CBC mode without a MAC, and an invalid padding is an error"
	return text
}

func (s *store) badGet(iv, sealed []byte) ([]byte, bool) {
	text := s.raw(iv, sealed)
	n := text[len(text)-1]
	if !bytes.HasSuffix(text, bytes.Repeat([]byte{n}, int(n))) || n > aes.BlockSize {
		return nil, false
	}
	return text[:len(text)-int(n)], true
}

// The padding is cut off, and nobody learns whether it was one. The message is still open to
// changes.
func goodNoError(block cipher.Block, iv, sealed []byte) []byte {
	text := make([]byte, len(sealed))
	cipher.NewCBCDecrypter(block, iv).CryptBlocks(text, sealed) // want "CL203: cipher.NewCBCDecrypter decrypts in CBC mode, without a check whether the ciphertext was changed"
	return bytes.TrimRight(text, "\x00")
}

// The last byte is a part of the message: there is no padding to learn of.
func goodLastByte(block cipher.Block, iv, sealed []byte) (last byte, err error) {
	text := make([]byte, len(sealed))
	cipher.NewCBCDecrypter(block, iv).CryptBlocks(text, sealed) // want "CL203: cipher.NewCBCDecrypter decrypts in CBC mode, without a check whether the ciphertext was changed"
	if len(text) == 0 {
		return 0, errors.New("empty")
	}
	return text[len(text)-1], nil
}

// What the caller passes is no ciphertext.
func goodUnpad(plain []byte) ([]byte, error) { return unpadPlain(plain) }

func unpadPlain(text []byte) ([]byte, error) {
	n := int(text[len(text)-1])
	if n > len(text) {
		return nil, errPadding
	}
	return text[:len(text)-n], nil
}
