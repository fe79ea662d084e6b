package fixednonce

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/ecdh"
	"crypto/hkdf"
	"crypto/rand"
	"crypto/sha256"
	"sync"

	"golang.org/x/crypto/nacl/box"
	"golang.org/x/crypto/nacl/secretbox"
)

// A key that lives in an object, or for as long as the program, serves for many
// messages, however well it was made.

func gcmOf(key []byte) (cipher.AEAD, error) {
	block, err := aes.NewCipher(key)
	if err != nil {
		return nil, err
	}
	return cipher.NewGCM(block)
}

// buoy was paired once with the harbour.
type buoy struct{ aead cipher.AEAD }

func pairBuoy(own *ecdh.PrivateKey, harbour *ecdh.PublicKey) (*buoy, error) {
	shared, err := own.ECDH(harbour)
	if err != nil {
		return nil, err
	}
	key, err := hkdf.Key(sha256.New, shared, nil, "buoy", 32)
	if err != nil {
		return nil, err
	}
	aead, err := gcmOf(key)
	return &buoy{aead: aead}, err
}

func (b *buoy) badZeroNonceUnderAgreedKey(height []byte) []byte {
	return b.aead.Seal(nil, make([]byte, 12), height, nil) // want `CL205: .*zero`
}

// lamp derives the key of each message from one secret, so that all are the same.
type lamp struct{ secret []byte }

func (l *lamp) badKeyDerivedFromKeptSecret(state []byte) ([]byte, error) {
	key, err := hkdf.Key(sha256.New, l.secret, nil, "lamp", 32)
	if err != nil {
		return nil, err
	}
	aead, err := gcmOf(key)
	if err != nil {
		return nil, err
	}
	return aead.Seal(nil, make([]byte, 12), state, nil), nil // want `CL205: .*zero`
}

// registrar is told of keys.
type registrar interface{ register(key []byte) error }

// locker draws its key and tells the registrar.
type locker struct{ key [32]byte }

func newLocker(r registrar) (*locker, error) {
	l := &locker{}
	rand.Read(l.key[:])
	return l, r.register(l.key[:])
}

func (l *locker) badZeroNonceUnderDrawnKey(item []byte) []byte {
	var nonce [24]byte
	return secretbox.Seal(nil, item, &nonce, &l.key) // want `CL205: .*zero`
}

// peerBox has precomputed the key of a peer.
type peerBox struct{ shared [32]byte }

func newPeerBox(peer, own *[32]byte) *peerBox {
	b := new(peerBox)
	box.Precompute(&b.shared, peer, own)
	return b
}

func (b *peerBox) badZeroNonceUnderPrecomputedKey(line []byte) []byte {
	var nonce [24]byte
	return box.SealAfterPrecomputation(nil, line, &nonce, &b.shared) // want `CL205: .*zero`
}

var processKey = sync.OnceValue(func() []byte {
	key := make([]byte, 32)
	rand.Read(key)
	return key
})

func badZeroNonceUnderKeyOfTheProcess(entry []byte) ([]byte, error) {
	aead, err := gcmOf(processKey())
	if err != nil {
		return nil, err
	}
	return aead.Seal(nil, make([]byte, 12), entry, nil), nil // want `CL205: .*zero`
}

func badOneKeyForAllRecords(records [][]byte) (key []byte, err error) {
	key = make([]byte, 32)
	rand.Read(key)
	aead, err := gcmOf(key)
	if err != nil {
		return nil, err
	}
	for i, record := range records {
		records[i] = aead.Seal(nil, make([]byte, 12), record, nil) // want `CL205: .*zero`
	}
	return key, nil
}

func badClosureKeepsDrawnKey() (func(message []byte) []byte, []byte, error) {
	key := make([]byte, 32)
	rand.Read(key)
	aead, err := gcmOf(key)
	if err != nil {
		return nil, nil, err
	}
	return func(message []byte) []byte {
		return aead.Seal(nil, make([]byte, 12), message, nil) // want `CL205: .*zero`
	}, key, nil
}

// packets are encrypted under zeros where the caller of the constructor gives no IV.
type packets struct {
	block cipher.Block
	iv    []byte
}

func newPackets(key, iv []byte) (*packets, error) {
	block, err := aes.NewCipher(key)
	if err != nil {
		return nil, err
	}
	if iv == nil {
		iv = make([]byte, aes.BlockSize)
	}
	return &packets{block: block, iv: iv}, nil
}

func (p *packets) badZerosWhereNoIVWasGiven(padded []byte) []byte {
	out := make([]byte, len(padded))
	cipher.NewCBCEncrypter(p.block, p.iv).CryptBlocks(out, padded) // want `CL205: .*zero`
	return out
}

// frames has zeros where nothing fits.
type frames struct {
	key   [32]byte
	nonce []byte
}

func newFrames(key [32]byte, nonce []byte) *frames {
	f := &frames{key: key}
	switch {
	case len(nonce) == 24:
		f.nonce = nonce
	default:
		f.nonce = make([]byte, 24)
	}
	return f
}

func (f *frames) badZerosByDefault(text []byte) []byte {
	return secretbox.Seal(nil, text, (*[24]byte)(f.nonce), &f.key) // want `CL205: .*zero`
}
