package ecb

import (
	"crypto/cipher"
	"crypto/subtle"
	"encoding/binary"
)

// Each block has its number, so that no two blocks are equal.
func goodNumberAppended(block cipher.Block, letter []byte) []byte {
	var tags []byte
	out := make([]byte, 16)
	for start := 0; start+8 <= len(letter); start += 8 {
		block.Encrypt(out, binary.BigEndian.AppendUint64(letter[start:start+8:start+8], uint64(start)))
		tags = append(tags, out...)
	}
	return tags
}

// The mask goes over the message before either helper sees it.
func openMasked(version byte, block cipher.Block, mask, sealed []byte) []byte {
	subtle.XORBytes(sealed, sealed, mask)
	if version == 1 {
		return goodMaskedBefore(block, sealed)
	}
	return nil
}

func goodMaskedBefore(block cipher.Block, sealed []byte) []byte {
	plain := make([]byte, len(sealed))
	for start := 0; start < len(sealed); start += 16 {
		block.Decrypt(plain[start:start+16], sealed[start:start+16])
	}
	return plain
}
