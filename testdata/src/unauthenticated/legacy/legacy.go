// Package legacy reads what an older release wrote.
package legacy

import (
	"crypto/aes"
	"crypto/cipher"
	"errors"
)

func badDecrypt(key, sealed []byte) ([]byte, error) {
	block, err := aes.NewCipher(key)
	if err != nil {
		return nil, err
	}
	if len(sealed) < 2*aes.BlockSize || len(sealed)%aes.BlockSize != 0 {
		return nil, errors.New("too short")
	}
	text := make([]byte, len(sealed)-aes.BlockSize)
	cipher.NewCBCDecrypter(block, sealed[:aes.BlockSize]).CryptBlocks(text, sealed[aes.BlockSize:]) // want "CL203: cipher.NewCBCDecrypter decrypts in CBC mode, without a check whether the ciphertext was changed; why: .*padding is valid"
	return text, nil
}

func badDecryptCTR(block cipher.Block, iv, sealed []byte) []byte {
	text := make([]byte, len(sealed))
	cipher.NewCTR(block, iv).XORKeyStream(text, sealed) // want "CL203: cipher.NewCTR decrypts in CTR mode"
	return text
}

// The function is a value.
var newDecrypter = cipher.NewCFBDecrypter // want "CL203: cipher.NewCFBDecrypter was deprecated in Go 1.24"
