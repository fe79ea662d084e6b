// Package fixes reads its secrets from math/rand and uses nothing else of it, so
// that another import mends all of it.
package fixes

import (
	"crypto/aes"
	"crypto/cipher"
	"encoding/hex"
	"math/rand"
)

func newBlock() (cipher.Block, error) {
	key := make([]byte, 32)
	if _, err := rand.Read(key); err != nil {
		return nil, err
	}
	return aes.NewCipher(key) // want `CL401: .*key`
}

func newSessionID() string {
	raw := make([]byte, 16)
	rand.Read(raw)
	return hex.EncodeToString(raw) // want `CL401: .*session id`
}
