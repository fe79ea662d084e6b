// Package padding decrypts without a MAC.
package padding

import (
	"bytes"
	"crypto/aes"
	"crypto/cipher"
	"errors"
	"io"
	"net/http"

	"example.test/uncheckedkey/load"
)

// The last byte of what was decrypted says how long the padding is.

func badPadding(block cipher.Block, data []byte) ([]byte, error) {
	if len(data) < 32 || len(data)%16 != 0 {
		return nil, errors.New("the message has a wrong length")
	}
	iv, data := data[:16], data[16:]
	mode := cipher.NewCBCDecrypter(block, iv)
	mode.CryptBlocks(data, data)
	data = bytes.TrimRight(data, "\x00")
	padding := data[len(data)-1]
	end := len(data) - int(padding)
	return data[:end], nil // want `CL609: the padding is removed without checking its length, which is the last byte of the decrypted data; why: a ciphertext that was changed, or a wrong key, makes the program panic; fix: return an error if the length is 0, or larger than a block or the data, or use aead.Keyring.Decrypt`
}

func unpadded(data []byte) []byte {
	n := len(data)
	return data[:n-int(data[n-1])] // want `CL609: the padding is removed without checking its length`
}

func badPaddingInHelper(key []byte, r *http.Request) ([]byte, error) {
	data, err := io.ReadAll(r.Body)
	if err != nil || len(data) < 32 || len(data)%16 != 0 {
		return nil, errors.New("the message has a wrong length")
	}
	block, err := aes.NewCipher(key)
	if err != nil {
		return nil, err
	}
	plaintext := make([]byte, len(data)-16)
	cipher.NewCBCDecrypter(block, data[:16]).CryptBlocks(plaintext, data[16:])
	return unpadded(plaintext), nil
}

type store struct{ block cipher.Block }

func (s *store) open(data []byte) []byte {
	plaintext := make([]byte, len(data))
	cipher.NewCBCDecrypter(s.block, load.IV()).CryptBlocks(plaintext, data)
	return plaintext
}

func (s *store) badPaddingOfAResult(data []byte) []byte {
	plaintext := s.open(data)
	length := int(plaintext[len(plaintext)-1])
	return plaintext[:len(plaintext)-length] // want `CL609: the padding is removed without checking its length`
}
