package strict

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/rand"
	"errors"

	"golang.org/x/crypto/chacha20poly1305"
)

// Random nonces of 12 bytes, and keys that are tried.

type archive struct {
	aead cipher.AEAD
	keys [][]byte
}

func newArchive(key []byte) (*archive, error) {
	block, err := aes.NewCipher(key)
	if err != nil {
		return nil, err
	}
	aead, err := cipher.NewGCM(block)
	return &archive{aead: aead}, err
}

func (a *archive) badVolume(record []byte, name string) []byte {
	nonce := make([]byte, a.aead.NonceSize())
	rand.Read(nonce)
	return a.aead.Seal(nonce, nonce, record, []byte(name)) // want "CL207: cipher.AEAD.Seal encrypts with random nonces of 12 bytes under a key that never changes; why: after 2³² messages .*; fix: change the key before that, or use chacha20poly1305.NewX, .*"
}

// A key for each message.
func goodVolumeOfNewKey(record []byte, name string) (key, sealed []byte, err error) {
	key = make([]byte, 32)
	rand.Read(key)
	block, err := aes.NewCipher(key)
	if err != nil {
		return nil, nil, err
	}
	aead, err := cipher.NewGCMWithRandomNonce(block)
	if err != nil {
		return nil, nil, err
	}
	return key, aead.Seal(nil, nil, record, []byte(name)), nil
}

type longArchive struct{ aead cipher.AEAD }

func newLongArchive(key []byte) (*longArchive, error) {
	aead, err := chacha20poly1305.NewX(key)
	return &longArchive{aead}, err
}

// 24 random bytes do not repeat.
func (a *longArchive) goodVolumeOfLongNonces(record []byte, name string) []byte {
	nonce := make([]byte, a.aead.NonceSize())
	rand.Read(nonce)
	return a.aead.Seal(nonce, nonce, record, []byte(name))
}

func (a *archive) badTrials(nonce, sealed []byte) ([]byte, error) {
	for _, key := range a.keys {
		aead, err := chacha20poly1305.New(key)
		if err != nil {
			return nil, err
		}
		if text, err := aead.Open(nil, nonce, sealed, nil); err == nil { // want "CL207: cipher.AEAD.Open tries one key after the other on the same ciphertext; why: the AEAD does not commit to its key: .*; fix: store the ID of the key .*"
			return text, nil
		}
	}
	return nil, errors.New("no key fits")
}

func badTrialsOfAEADs(aeads map[string]cipher.AEAD, sealed []byte) (name string, text []byte) {
	for name, aead := range aeads {
		n := aead.NonceSize()
		if text, err := aead.Open(nil, sealed[:n], sealed[n:], nil); err == nil { // want "CL207: cipher.AEAD.Open tries one key after the other"
			return name, text
		}
	}
	return "", nil
}

// The message says which key it is.
func goodKeyByID(aeads map[byte]cipher.AEAD, sealed []byte) ([]byte, error) {
	aead := aeads[sealed[0]]
	if aead == nil {
		return nil, errors.New("unknown key")
	}
	n := 1 + aead.NonceSize()
	return aead.Open(nil, sealed[1:n], sealed[n:], sealed[:1])
}

// Each record is opened once, with a key of its own.
func goodRecords(aeads []cipher.AEAD, nonce []byte, records [][]byte) (texts [][]byte, err error) {
	for i, record := range records {
		text, err := aeads[i].Open(nil, nonce, record, nil)
		if err != nil {
			return nil, err
		}
		texts = append(texts, text)
	}
	return texts, nil
}

// One key, and many records.
func goodOneKey(aead cipher.AEAD, nonce []byte, records [][]byte) (texts [][]byte) {
	for _, record := range records {
		if text, err := aead.Open(nil, nonce, record, nil); err == nil {
			texts = append(texts, text)
		}
	}
	return texts
}
