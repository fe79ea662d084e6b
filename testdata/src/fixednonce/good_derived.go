package fixednonce

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/md5"
	"crypto/sha256"
)

// goodIVFromParameters derives the IV from the parameters of a password-based scheme,
// which hold a salt: nothing says that they are the same for two messages.
func goodIVFromParameters(parameters, password, padded []byte) ([]byte, error) {
	h := sha256.New()
	h.Write(parameters)
	h.Write(password)
	block, err := aes.NewCipher(h.Sum(nil))
	if err != nil {
		return nil, err
	}
	iv := md5.Sum(parameters)
	out := make([]byte, len(padded))
	cipher.NewCBCEncrypter(block, iv[:]).CryptBlocks(out, padded)
	return out, nil
}
