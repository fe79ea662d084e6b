// Package verified looks at a padding only after the MAC: nobody else can have made it.
package verified

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/hmac"
	"crypto/sha256"
	"errors"
)

var errOpen = errors.New("the message was changed")

func goodMACFirst(key, macKey, sealed []byte) ([]byte, error) {
	tag, sealed := sealed[:sha256.Size], sealed[sha256.Size:]
	mac := hmac.New(sha256.New, macKey)
	mac.Write(sealed)
	if !hmac.Equal(mac.Sum(nil), tag) {
		return nil, errOpen
	}
	block, err := aes.NewCipher(key)
	if err != nil {
		return nil, err
	}
	text := make([]byte, len(sealed)-aes.BlockSize)
	cipher.NewCBCDecrypter(block, sealed[:aes.BlockSize]).CryptBlocks(text, sealed[aes.BlockSize:])
	n := int(text[len(text)-1])
	if n == 0 || n > aes.BlockSize {
		return nil, errOpen
	}
	return text[:len(text)-n], nil
}
