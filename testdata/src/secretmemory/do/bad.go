//go:build goexperiment.runtimesecret

package do

import (
	"crypto/ecdh"
	"crypto/rand"
	"runtime/secret"
	"sync"
)

var session []byte

var cache struct{ keys map[string][]byte }

func badVariable(private *ecdh.PrivateKey, peer *ecdh.PublicKey) (err error) {
	secret.Do(func() {
		session, err = private.ECDH(peer) // want `CL610: secret.Do does not erase the package variable "session"; why: .*; fix: keep the secret in a variable of the function, and copy what is no secret to the caller's memory`
	})
	return err
}

func badVariableInFunction() { secret.Do(generate) }

func generate() {
	private, err := ecdh.X25519().GenerateKey(rand.Reader)
	if err != nil {
		return
	}
	keep(private.Bytes())
}

func keep(key []byte) {
	cache.keys["session"] = key // want `CL610: secret.Do does not erase the package variable "cache"`
}

type worker struct{ private *ecdh.PrivateKey }

func (w *worker) badMethod(peer *ecdh.PublicKey) { secret.Do(w.run) }

func (w *worker) run() {
	var all sync.WaitGroup
	go func() { // want `CL610: secret.Do does not erase what a new goroutine leaves, before Go 1.27; why: .*; fix: do the work in the function itself, or start the goroutine outside and call secret.Do in it`
		defer all.Done()
		w.private.Bytes()
	}()
}
