package fixednonce

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/des"
	"crypto/subtle"
)

// A CBC-MAC is the last block of CBC under a vector of zeros. The other blocks are thrown
// away.

func goodTagReturned(key, blocks []byte) ([]byte, error) {
	block, err := aes.NewCipher(key)
	if err != nil {
		return nil, err
	}
	chain := make([]byte, len(blocks))
	cipher.NewCBCEncrypter(block, make([]byte, aes.BlockSize)).CryptBlocks(chain, blocks)
	return chain[len(chain)-aes.BlockSize:], nil
}

// channel keeps the MAC of what was sent, as secure channels of smart cards do.
type channel struct {
	key []byte
	mac [16]byte
}

func (c *channel) goodTagKept(header, body []byte) error {
	block, err := aes.NewCipher(c.key)
	if err != nil {
		return err
	}
	mode := cipher.NewCBCEncrypter(block, make([]byte, 16))
	mode.CryptBlocks(header, header)
	mode.CryptBlocks(body, body)
	copy(c.mac[:], body[len(body)-16:])
	return nil
}

func goodTagCompared(key, blocks, tag []byte) bool {
	block, err := aes.NewCipher(key)
	if err != nil {
		return false
	}
	chain := append([]byte(nil), blocks...)
	cipher.NewCBCEncrypter(block, make([]byte, 16)).CryptBlocks(chain, chain)
	last := chain[len(chain)-16:]
	return subtle.ConstantTimeCompare(last[:8], tag) == 1
}

// goodRetailMAC is that of payment terminals: the last block goes through two more keys.
func goodRetailMAC(left, right cipher.Block, blocks []byte) []byte {
	chain := make([]byte, len(blocks))
	cipher.NewCBCEncrypter(left, make([]byte, des.BlockSize)).CryptBlocks(chain, blocks)
	tag := chain[len(chain)-des.BlockSize:]
	right.Decrypt(tag, tag)
	left.Encrypt(tag, tag)
	return tag[:4]
}

func goodBlockByBlock(block cipher.Block, message []byte) []byte {
	mode := cipher.NewCBCEncrypter(block, make([]byte, aes.BlockSize))
	tag := make([]byte, aes.BlockSize)
	for len(message) >= aes.BlockSize {
		mode.CryptBlocks(tag, message[:aes.BlockSize])
		message = message[aes.BlockSize:]
	}
	return tag
}

// chained is CBC as a helper, whose caller keeps the last block.
func chained(block cipher.Block, iv, blocks []byte) []byte {
	out := make([]byte, len(blocks))
	cipher.NewCBCEncrypter(block, iv).CryptBlocks(out, blocks)
	return out
}

func goodTagOfHelper(block cipher.Block, blocks []byte) []byte {
	out := chained(block, make([]byte, 16), blocks)
	return out[len(out)-16:]
}
