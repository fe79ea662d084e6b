// Package doubling multiplies in the field of a block cipher.
package doubling

// Double returns twice a block.
func Double(block []byte) []byte {
	out := make([]byte, len(block))
	carry := byte(0)
	for i := len(block) - 1; i >= 0; i-- {
		out[i] = block[i]<<1 | carry
		carry = block[i] >> 7
	}
	out[len(out)-1] ^= carry * 0x87
	return out
}
