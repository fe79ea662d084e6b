// Package blocks holds what the programs beside it share: single blocks, XOR,
// padding, and a mode that should not be there.
package blocks

import "crypto/cipher"

// Encrypt encrypts one block. One block alone is no mode.
func Encrypt(block cipher.Block, dst, src []byte) {
	block.Encrypt(dst[:block.BlockSize()], src[:block.BlockSize()])
}

// XOR sets dst to a XOR b.
func XOR(dst, a, b []byte) {
	for i := range a {
		dst[i] = a[i] ^ b[i]
	}
}

// Pad adds PKCS #7 padding.
func Pad(data []byte, size int) []byte {
	n := size - len(data)%size
	padded := append([]byte(nil), data...)
	for range n {
		padded = append(padded, byte(n))
	}
	return padded
}

// PaddedECB encrypts padded data block by block: the finding is here, whatever its callers
// pass, and no text is lost.
func PaddedECB(block cipher.Block, data []byte) []byte {
	src := Pad(data, block.BlockSize())
	sealed := make([]byte, len(src))
	for dst := sealed; len(src) > 0; dst = dst[block.BlockSize():] {
		block.Encrypt(dst, src[:block.BlockSize()]) // want "CL201: .*Encrypt"
		src = src[block.BlockSize():]
	}
	return sealed
}

// Increment adds one to a big-endian counter.
func Increment(counter []byte) {
	for i := len(counter) - 1; i >= 0; i-- {
		counter[i]++
		if counter[i] != 0 {
			return
		}
	}
}

type electronicCodebook struct {
	block cipher.Block
}

// NewECB returns a mode that encrypts every block by itself. The loop is here,
// so the finding is here, and not at its callers.
func NewECB(block cipher.Block) cipher.BlockMode { return electronicCodebook{block} }

func (e electronicCodebook) BlockSize() int { return e.block.BlockSize() }

func (e electronicCodebook) CryptBlocks(dst, src []byte) {
	size := e.BlockSize()
	if len(src)%size != 0 || len(dst) < len(src) {
		panic("blocks: input is not a multiple of the block size")
	}
	for len(src) > 0 {
		e.block.Encrypt(dst[:size], src[:size]) // want "CL201: .*Encrypt"
		src, dst = src[size:], dst[size:]
	}
}
