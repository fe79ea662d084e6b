package fixednonce

import (
	"crypto/aes"
	"crypto/cipher"
)

// Key material of a session that both ends derived: one part of it is the key, another the IV.

type material struct{ all, iv []byte }

func newMaterial(derived []byte) *material {
	m := &material{all: derived}
	m.iv = m.all[32:48]
	return m
}

func (m *material) goodSeal(text []byte) ([]byte, error) {
	block, err := aes.NewCipher(m.all[:32])
	if err != nil {
		return nil, err
	}
	out := make([]byte, len(text))
	cipher.NewCTR(block, m.iv).XORKeyStream(out, text)
	return out, nil
}

type handedOver struct{ all, iv []byte }

func newHandedOver(derived []byte) *handedOver {
	return &handedOver{all: derived, iv: derived[32:48]}
}

func (h *handedOver) goodSeal(text []byte) ([]byte, error) {
	block, err := aes.NewCipher(h.all[:32])
	if err != nil {
		return nil, err
	}
	out := make([]byte, len(text))
	cipher.NewCTR(block, h.iv).XORKeyStream(out, text)
	return out, nil
}

type halves struct{ key, iv []byte }

func newHalves(text string) *halves {
	return &halves{key: []byte(text)[:32], iv: []byte(text)[32:48]}
}

func (h *halves) goodSeal(text []byte) ([]byte, error) {
	block, err := aes.NewCipher(h.key)
	if err != nil {
		return nil, err
	}
	out := make([]byte, len(text))
	cipher.NewCTR(block, h.iv).XORKeyStream(out, text)
	return out, nil
}
