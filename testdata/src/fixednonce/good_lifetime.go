package fixednonce

import (
	"crypto/cipher"
	"crypto/ecdh"
	"crypto/hkdf"
	"crypto/rand"
	"crypto/sha256"
)

// A key that is made for one message, whoever is told of it.

func goodDrawnAndRegistered(r registrar, item []byte) ([]byte, error) {
	key := make([]byte, 32)
	rand.Read(key)
	if err := r.register(key); err != nil {
		return nil, err
	}
	aead, err := gcmOf(key)
	if err != nil {
		return nil, err
	}
	return aead.Seal(nil, make([]byte, 12), item, nil), nil
}

// goodDerivedForTheMessage derives from a kept secret and a salt that is new.
func (l *lamp) goodDerivedForTheMessage(state []byte) ([]byte, error) {
	salt := make([]byte, 32)
	rand.Read(salt)
	key, err := hkdf.Key(sha256.New, l.secret, salt, "lamp", 32)
	if err != nil {
		return nil, err
	}
	aead, err := gcmOf(key)
	if err != nil {
		return nil, err
	}
	return aead.Seal(salt, make([]byte, 12), state, nil), nil
}

// goodKeyForEachRecord draws in the loop.
func goodKeyForEachRecord(records [][]byte, keep func(key []byte)) error {
	for i, record := range records {
		key := make([]byte, 32)
		rand.Read(key)
		keep(key)
		aead, err := gcmOf(key)
		if err != nil {
			return err
		}
		records[i] = aead.Seal(nil, make([]byte, 12), record, nil)
	}
	return nil
}

// goodTriedAgain encrypts the same text each time.
func goodTriedAgain(send func([]byte) error, message []byte) (key []byte, err error) {
	key = make([]byte, 32)
	rand.Read(key)
	aead, err := gcmOf(key)
	if err != nil {
		return nil, err
	}
	for range 3 {
		if err = send(aead.Seal(nil, make([]byte, 12), message, nil)); err == nil {
			break
		}
	}
	return key, err
}

// outbox has a nonce that a method draws before each letter.
type outbox struct {
	aead  cipher.AEAD
	nonce []byte
}

func newOutbox(aead cipher.AEAD) *outbox {
	return &outbox{aead: aead, nonce: make([]byte, 12)}
}

func (o *outbox) draw() { rand.Read(o.nonce) }

func (o *outbox) goodMadeEmptyAndFilledLater(letter []byte) []byte {
	o.draw()
	return o.aead.Seal(append([]byte(nil), o.nonce...), o.nonce, letter, nil)
}

// dialogue agrees on a new key for each message.
type dialogue struct {
	own *ecdh.PrivateKey
	key []byte
}

func (d *dialogue) agree(peer *ecdh.PublicKey) (err error) {
	d.key, err = d.own.ECDH(peer)
	return err
}

func (d *dialogue) goodKeyAgreedOnAgain(peer *ecdh.PublicKey, line []byte) ([]byte, error) {
	if err := d.agree(peer); err != nil {
		return nil, err
	}
	return d.seal(line)
}

func (d *dialogue) seal(line []byte) ([]byte, error) {
	aead, err := gcmOf(d.key)
	if err != nil {
		return nil, err
	}
	return aead.Seal(nil, make([]byte, 12), line, nil), nil
}
