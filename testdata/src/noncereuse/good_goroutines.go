package noncereuse

import (
	"context"
	"crypto/cipher"
	"crypto/rand"
)

// Each goroutine has a nonce of its own, or there is one message.

func goodNonceOfEachGoroutine(aead cipher.AEAD, messages [][]byte, done chan<- []byte) {
	for _, message := range messages {
		nonce := make([]byte, aead.NonceSize())
		rand.Read(nonce)
		go func() { done <- aead.Seal(nonce, nonce, message, nil) }()
	}
}

func goodDrawnInTheGoroutine(workers pool, aead cipher.AEAD, messages [][]byte, send func([]byte) error) {
	for _, message := range messages {
		workers.submit(func(context.Context) error {
			nonce := make([]byte, aead.NonceSize())
			rand.Read(nonce)
			return send(aead.Seal(nonce, nonce, message, nil))
		})
	}
}

// goodOneMessageToAllServers sends the same to each, under one nonce.
func goodOneMessageToAllServers(aead cipher.AEAD, message []byte, servers []func([]byte) error) {
	nonce := make([]byte, aead.NonceSize())
	rand.Read(nonce)
	for _, send := range servers {
		go func() { _ = send(aead.Seal(nil, nonce, message, nil)) }()
	}
}
