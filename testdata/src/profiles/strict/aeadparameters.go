package strict

import "crypto/cipher"

func badUnbound(aead cipher.AEAD, nonce, message []byte) []byte {
	return aead.Seal(nil, nonce, message, nil) // want "CL207: cipher.AEAD.Seal encrypts without associated data; why: an attacker who can write to the store can replace one ciphertext with another"
}

func goodBound(aead cipher.AEAD, nonce, message []byte, record string) []byte {
	return aead.Seal(nil, nonce, message, []byte(record))
}
