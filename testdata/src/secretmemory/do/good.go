//go:build goexperiment.runtimesecret

package do

import (
	"crypto/ecdh"
	"crypto/hkdf"
	"crypto/rand"
	"crypto/sha256"
	"runtime/secret"
)

// The result goes to memory of the caller.
func goodResult(peer *ecdh.PublicKey, key []byte) (public []byte, err error) {
	secret.Do(func() {
		var private *ecdh.PrivateKey
		var shared, derived []byte
		if private, err = ecdh.X25519().GenerateKey(rand.Reader); err != nil {
			return
		}
		if shared, err = private.ECDH(peer); err != nil {
			return
		}
		if derived, err = hkdf.Key(sha256.New, shared, nil, "session", len(key)); err != nil {
			return
		}
		copy(key, derived)
		public = private.PublicKey().Bytes()
	})
	return public, err
}

func goodGoroutine(work func()) {
	done := make(chan struct{})
	go func() {
		defer close(done)
		secret.Do(work)
	}()
	<-done
}

var failures int

// A counter is no secret.
func goodCounter(work func() error) {
	secret.Do(func() {
		if work() != nil {
			failures++
		}
	})
}

func goodElsewhere(key []byte) { session = key }
