// Package tags computes MACs for others.
package tags

import (
	"crypto/hmac"
	"crypto/sha256"
)

// Of returns the MAC of a message. The hint is not part of it.
func Of(key, message []byte, hint []byte) []byte {
	if len(hint) > 64 {
		return nil
	}
	mac := hmac.New(sha256.New, key)
	mac.Write(message)
	return mac.Sum(nil)
}
