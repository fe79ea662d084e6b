package placements

import "crypto/cipher"

// Row: `#nosec G407` | at the constant | the uses of the constant
func nosecConstant(block cipher.Block) {
	silenced := []byte("0123456789abcdef") // #nosec G407 -- a test vector
	cipher.NewCTR(block, silenced)

	reported := []byte("0123456789abcdef")
	cipher.NewCTR(block, reported)
}
