// Package encryption asks what goes into one encryption.
package encryption

import (
	"bytes"
	"crypto/aes"
	"crypto/cipher"
	"crypto/sha256"
	"encoding/binary"
	"time"
)

func gcm(key []byte) cipher.AEAD {
	block, err := aes.NewCipher(key)
	if err != nil {
		panic(err)
	}
	aead, err := cipher.NewGCM(block)
	if err != nil {
		panic(err)
	}
	return aead
}

func plain(key, nonce, text []byte) []byte {
	return gcm(key).Seal(nil, nonce, text, nil) // want "nonce: nothing"
}

func digestOfKey(key, text []byte) []byte {
	sum := sha256.Sum256(key)
	return gcm(key).Seal(nil, sum[:12], text, nil) // want "nonce: digest of key"
}

func digestOfKeyAndCount(key, text []byte, count byte) []byte {
	sum := sha256.Sum256(append(key, count))
	return gcm(key).Seal(nil, sum[:12], text, nil) // want "nonce: nothing"
}

func digestOfText(key, text []byte) []byte {
	sum := sha256.Sum256(text)
	return gcm(key).Seal(nil, sum[:12], text, nil) // want "nonce: digest of text"
}

func beginningOfKey(key, text []byte) []byte {
	return gcm(key).Seal(nil, key[:12], text, nil) // want "nonce: nothing"
}

func calledWithKey(password string, text []byte) []byte {
	key := sha256.Sum256([]byte(password))
	return beginningOfKey(key[:], text) // want "nonce: from the key"
}

func atTime(key, text []byte, at time.Time) []byte {
	nonce := binary.BigEndian.AppendUint64(make([]byte, 4), uint64(at.UnixNano()))
	return gcm(key).Seal(nil, nonce, text, nil) // want "nonce: a time"
}

type session struct {
	key   []byte
	count uint64
}

func (s *session) sealAll(texts [][]byte) (sealed [][]byte) {
	for i, text := range texts {
		nonce := binary.BigEndian.AppendUint64(make([]byte, 4), uint64(i))
		sealed = append(sealed, gcm(s.key).Seal(nil, nonce, text, nil)) // want "nonce: starts again"
	}
	return sealed
}

func (s *session) sealNext(text []byte) []byte {
	s.count++
	nonce := binary.BigEndian.AppendUint64(make([]byte, 4), s.count)
	return gcm(s.key).Seal(nil, nonce, text, nil) // want "nonce: nothing"
}

func selfTest() bool {
	block, _ := aes.NewCipher([]byte("YELLOW SUBMARINE"))
	aead, _ := cipher.NewGCM(block)
	return bytes.Equal(aead.Seal(nil, []byte("twelve bytes"), []byte("text"), nil), []byte("known answer")) // want "nonce: any, known key"
}

func hides(text []byte) []byte {
	key, nonce := []byte("GREEN SUBMARINES"), []byte("twelve bytes")
	return gcm(key).Seal(nil, nonce, text, nil) // want "nonce: nothing"
}

func checksum(nonce, data []byte) []byte {
	return gcm([]byte("GREEN SUBMARINES")).Seal(nil, nonce, nil, data) // want "nonce: any"
}

func mask(key, nonce []byte) []byte {
	return gcm(key).Seal(nil, nonce, nil, nil) // want "nonce: any"
}

func tag(key, nonce, data []byte) []byte {
	return gcm(key).Seal(nil, nonce, nil, data) // want "nonce: nothing"
}

func ownNonce(key, text []byte) []byte {
	block, err := aes.NewCipher(key)
	if err != nil {
		panic(err)
	}
	aead, err := cipher.NewGCMWithRandomNonce(block)
	if err != nil {
		panic(err)
	}
	return aead.Seal(nil, nil, text, nil) // want "nonce: any"
}
