package fixednonce

import (
	"crypto/aes"
	"crypto/cipher"
)

// An IV that is the beginning of the key, kept beside it.

// prefixed reads the key back from its own field.
type prefixed struct{ key, iv []byte }

func newPrefixed(key []byte) *prefixed {
	p := &prefixed{key: key}
	p.iv = p.key[:aes.BlockSize]
	return p
}

func (p *prefixed) badSeal(text []byte) ([]byte, error) {
	block, err := aes.NewCipher(p.key)
	if err != nil {
		return nil, err
	}
	out := make([]byte, len(text))
	cipher.NewCTR(block, p.iv).XORKeyStream(out, text) // want `CL205: the IV of cipher.NewCTR is taken from the key \("key"\), so it never changes`
	return out, nil
}

// converted makes bytes of the text twice.
type converted struct{ key, iv []byte }

func newConverted(passphrase string) *converted {
	c := new(converted)
	c.key = []byte(passphrase)
	c.iv = []byte(passphrase)[:aes.BlockSize]
	return c
}

func (c *converted) badSeal(text []byte) ([]byte, error) {
	block, err := aes.NewCipher(c.key)
	if err != nil {
		return nil, err
	}
	out := make([]byte, len(text))
	cipher.NewCTR(block, c.iv).XORKeyStream(out, text) // want `CL205: the IV of cipher.NewCTR is taken from the key \("passphrase"\), so it never changes`
	return out, nil
}
