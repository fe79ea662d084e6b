package noncereuse

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/rand"
	"sync"

	"golang.org/x/crypto/nacl/secretbox"
)

// The nonce is kept: in a field, a package variable or a closure. It is drawn
// once and serves for every message that comes after.

// tokenSealer is how session stores are often written the first time.
type tokenSealer struct {
	aead  cipher.AEAD
	nonce []byte
}

func newTokenSealer(key []byte) (*tokenSealer, error) {
	block, err := aes.NewCipher(key)
	if err != nil {
		return nil, err
	}
	aead, err := cipher.NewGCM(block)
	if err != nil {
		return nil, err
	}
	nonce := make([]byte, aead.NonceSize())
	if _, err := rand.Read(nonce); err != nil {
		return nil, err
	}
	return &tokenSealer{aead: aead, nonce: nonce}, nil
}

func (s *tokenSealer) badNonceDrawnInConstructor(token []byte) []byte {
	return s.aead.Seal(s.nonce, s.nonce, token, nil) // want `CL206: .*nonce`
}

// chatPeer keeps key and nonce as arrays.
type chatPeer struct {
	key   [32]byte
	nonce [24]byte
}

func newChatPeer(key [32]byte) *chatPeer {
	peer := &chatPeer{key: key}
	rand.Read(peer.nonce[:])
	return peer
}

func (p *chatPeer) badArrayNonceDrawnInConstructor(line string) []byte {
	return secretbox.Seal(p.nonce[:], []byte(line), &p.nonce, &p.key) // want `CL206: .*nonce`
}

// fieldCipher encrypts columns; the initialization vector is one per process.
type fieldCipher struct {
	block cipher.Block
	iv    []byte
}

func newFieldCipher(block cipher.Block) *fieldCipher {
	c := &fieldCipher{block: block, iv: make([]byte, block.BlockSize())}
	rand.Read(c.iv)
	return c
}

func (c *fieldCipher) badStreamWithKeptIV(value []byte) []byte {
	out := make([]byte, len(value))
	cipher.NewCTR(c.block, c.iv).XORKeyStream(out, value) // want `CL206: .*iv`
	return out
}

var processNonce = drawOnce(12)

func drawOnce(size int) []byte {
	nonce := make([]byte, size)
	rand.Read(nonce)
	return nonce
}

func badPackageVariableDrawnAtStart(aead cipher.AEAD, record []byte) []byte {
	return aead.Seal(nil, processNonce, record, nil) // want `CL206: .*processNonce`
}

var (
	nonceOnce sync.Once
	lazyNonce [12]byte
)

func badPackageVariableDrawnOnFirstUse(aead cipher.AEAD, record []byte) []byte {
	nonceOnce.Do(func() { rand.Read(lazyNonce[:]) })
	return aead.Seal(nil, lazyNonce[:], record, nil) // want `CL206: .*lazyNonce`
}

func badNonceCapturedByReturnedClosure(aead cipher.AEAD) func(message []byte) []byte {
	nonce := make([]byte, aead.NonceSize())
	rand.Read(nonce)
	return func(message []byte) []byte {
		return aead.Seal(nil, nonce, message, nil) // want `CL206: .*nonce`
	}
}

func badLocalClosureCalledTwice(aead cipher.AEAD, subject, body string) (nonce []byte, sealed []string) {
	nonce = make([]byte, aead.NonceSize())
	rand.Read(nonce)
	encrypt := func(text string) string {
		return string(aead.Seal(nil, nonce, []byte(text), nil)) // want `CL206: .*nonce`
	}
	return nonce, []string{encrypt(subject), encrypt(body)}
}
