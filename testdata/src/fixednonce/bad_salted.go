package fixednonce

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/rand"

	"golang.org/x/crypto/chacha20poly1305"
)

// A salt for each key, and eight random bytes for each message.

type recordWriter struct {
	aead cipher.AEAD
	salt []byte
}

func newRecordWriter(key, salt []byte) (*recordWriter, error) {
	block, err := aes.NewCipher(key)
	if err != nil {
		return nil, err
	}
	aead, err := cipher.NewGCM(block)
	if err != nil {
		return nil, err
	}
	return &recordWriter{aead: aead, salt: salt}, nil
}

func (w *recordWriter) badSaltAndEightRandomBytes(record []byte) []byte {
	nonce := make([]byte, 12)
	copy(nonce, w.salt[:4])
	rand.Read(nonce[4:])
	return w.aead.Seal(nonce, nonce, record, nil) // want `CL205: only 8 bytes of the nonce of cipher.AEAD.Seal are random and the rest is the same for every message under one key`
}

type packetWriter struct {
	key    [32]byte
	prefix [6]byte
}

func newPacketWriter(key [32]byte) *packetWriter {
	w := &packetWriter{key: key}
	rand.Read(w.prefix[:])
	return w
}

func (w *packetWriter) badPrefixAndSixRandomBytes(packet []byte) ([]byte, error) {
	aead, err := chacha20poly1305.New(w.key[:])
	if err != nil {
		return nil, err
	}
	var nonce [chacha20poly1305.NonceSize]byte
	copy(nonce[:6], w.prefix[:])
	if _, err := rand.Read(nonce[6:]); err != nil {
		return nil, err
	}
	return aead.Seal(nonce[:], nonce[:], packet, nil), nil // want `CL205: only 6 bytes of the nonce .* the same for every message`
}

func (w *recordWriter) head() []byte { return w.salt[:4] }

func (w *recordWriter) badHeadOfAHelper(record []byte) []byte {
	var nonce [12]byte
	copy(nonce[:], w.head())
	rand.Read(nonce[4:])
	return w.aead.Seal(nonce[:], nonce[:], record, nil) // want `CL205: only 8 bytes of the nonce`
}
