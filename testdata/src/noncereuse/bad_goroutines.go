package noncereuse

import (
	"context"
	"crypto/cipher"
	"crypto/rand"
	"sync"
)

// One nonce for the goroutines that a loop starts.

func badNonceOfAllGoroutines(aead cipher.AEAD, messages [][]byte, done chan<- []byte) {
	nonce := make([]byte, aead.NonceSize())
	rand.Read(nonce)
	for _, message := range messages {
		go func() { done <- aead.Seal(nil, nonce, message, nil) }() // want `CL206: .*nonce`
	}
}

func badNonceOfAWaitGroup(aead cipher.AEAD, messages [][]byte) [][]byte {
	nonce := make([]byte, aead.NonceSize())
	rand.Read(nonce)
	sealed := make([][]byte, len(messages))
	var group sync.WaitGroup
	for i, message := range messages {
		group.Go(func() { sealed[i] = aead.Seal(nonce, nonce, message, nil) }) // want `CL206: .*nonce`
	}
	group.Wait()
	return sealed
}

// pool runs functions on several goroutines, as errgroup does.
type pool interface {
	submit(work func(context.Context) error)
}

func badNonceOfAPool(workers pool, aead cipher.AEAD, pages map[string][]byte, store func(string, []byte) error) {
	var nonce [12]byte
	rand.Read(nonce[:])
	for name, page := range pages {
		workers.submit(func(context.Context) error {
			return store(name, aead.Seal(nil, nonce[:], page, nil)) // want `CL206: .*nonce`
		})
	}
}
