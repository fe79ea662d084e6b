package ecb

import (
	"crypto/aes"
	"crypto/cipher"
)

// rekeyed makes a cipher for each block, whose key is the output of another one.
type rekeyed struct {
	block     cipher.Block
	newCipher func(key []byte) (cipher.Block, error)
	iv        []byte
}

func (r *rekeyed) goodKeyForEachBlock(dst, src []byte) error {
	key := make([]byte, r.block.BlockSize())
	for len(src) > 0 {
		r.block.Encrypt(key, r.iv)
		c, err := r.newCipher(key)
		if err != nil {
			return err
		}
		c.Encrypt(dst, src)
		src, dst = src[16:], dst[16:]
		copy(r.iv, key)
	}
	return nil
}

// goodKeyCopied copies the next key out of a list.
func goodKeyCopied(keys, dst, src []byte) error {
	key := make([]byte, 16)
	for i := 0; i+16 <= len(src); i += 16 {
		copy(key, keys[i:])
		c, err := aes.NewCipher(key)
		if err != nil {
			return err
		}
		c.Encrypt(dst[i:], src[i:])
	}
	return nil
}

// badSameKeyAgain makes the same cipher again for each block.
func badSameKeyAgain(key, dst, src []byte) error {
	for i := 0; i+16 <= len(src); i += 16 {
		c, err := aes.NewCipher(key)
		if err != nil {
			return err
		}
		c.Encrypt(dst[i:], src[i:]) // want "CL201: cipher.Block.Encrypt is called on each block of .src. separately"
	}
	return nil
}
