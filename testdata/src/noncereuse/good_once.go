package noncereuse

import (
	"crypto/cipher"
	"crypto/rand"
	"sync"
)

// A nonce that is drawn for each message, by whatever name, or given up after it.

var messageNonce [12]byte

// initNonce runs for each message. Its name does not make it an initializer.
func initNonce() { rand.Read(messageNonce[:]) }

func goodHelperCalledLikeAnInitializer(aead cipher.AEAD, message []byte) []byte {
	initNonce()
	return aead.Seal(nil, messageNonce[:], message, nil)
}

// pump keeps its cipher, which is made once. The nonce is not.
type pump struct {
	first sync.Once
	aead  cipher.AEAD
	block cipher.Block
	next  []byte
}

func (p *pump) goodCipherMadeOnce(state []byte) []byte {
	p.first.Do(func() { p.aead, _ = cipher.NewGCM(p.block) })
	nonce := drawNonce(12)
	return p.aead.Seal(nonce, nonce, state, nil)
}

// goodGivenUpAfterUse draws ahead of time, and does not use that again.
func (p *pump) goodGivenUpAfterUse(state []byte) []byte {
	if p.next == nil {
		p.next = drawNonce(12)
	}
	sealed := p.aead.Seal(nil, p.next, state, nil)
	p.next = nil
	return sealed
}
