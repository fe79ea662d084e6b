// Package fixname has both generators at hand and takes the wrong one.
package fixname

import (
	"crypto/hmac"
	crand "crypto/rand"
	"crypto/sha256"
	"math/rand"
	"time"
)

func newRequestKey() []byte {
	key := make([]byte, 32)
	crand.Read(key)
	return key
}

func sign(message []byte) []byte {
	key := make([]byte, 32)
	rand.Read(key)
	mac := hmac.New(sha256.New, key) // want `CL401: .*key`
	mac.Write(message)
	return mac.Sum(nil)
}

func jitter() time.Duration { return time.Duration(rand.Intn(1000)) * time.Millisecond }

// A parameter hides the package: no fix that would not build.
func signWith(crand, message []byte) []byte {
	key := make([]byte, 32)
	rand.Read(key)
	mac := hmac.New(sha256.New, key) // want `CL401: .*key`
	mac.Write(append(crand, message...))
	return mac.Sum(nil)
}
