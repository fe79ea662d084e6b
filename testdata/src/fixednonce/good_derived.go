package fixednonce

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/md5"
	"crypto/sha256"
)

// goodKeyAndIVFromParameters derives both from what an importer was given, which holds
// a salt besides the password: nothing says that it is the same for two messages.
func goodKeyAndIVFromParameters(parameters, padded []byte) ([]byte, error) {
	key := sha256.Sum256(parameters)
	block, err := aes.NewCipher(key[:])
	if err != nil {
		return nil, err
	}
	iv := md5.Sum(parameters)
	out := make([]byte, len(padded))
	cipher.NewCBCEncrypter(block, iv[:]).CryptBlocks(out, padded)
	return out, nil
}
