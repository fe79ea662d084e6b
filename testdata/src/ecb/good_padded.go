package ecb

import (
	"crypto/cipher"
	"crypto/subtle"
	"encoding/binary"

	"example.test/ecb/blocks"
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

// The same padding, and every block is mixed with the one before it.

func goodWholePaddedAndChained(block cipher.Block, iv, recipe []byte) []byte {
	if rest := len(recipe) & 15; rest > 0 {
		recipe = append(recipe, make([]byte, 16-rest)...)
	}
	before := iv
	for at := 0; at < len(recipe); at += 16 {
		part := recipe[at : at+16]
		for i := range part {
			part[i] ^= before[i]
		}
		block.Encrypt(part, part)
		before = part
	}
	return recipe
}

func goodWholePaddedByHelperAndMixedAfter(block cipher.Block, counter [16]byte, order []byte) []byte {
	order = filledUp(order)
	pad := make([]byte, 16)
	for at := 0; at < len(order); at += 16 {
		counter[15]++
		block.Encrypt(pad, counter[:])
		for i, b := range pad {
			order[at+i] ^= b
		}
	}
	return order
}

// The loop is in the helper, in this package or another one. It is reported there.

func goodTextForHelper(block cipher.Block, text string) []byte {
	return badPaddedText(block, []byte(text))
}

func goodTextForOtherPackage(block cipher.Block, text string) []byte {
	return blocks.PaddedECB(block, []byte(text))
}

func badPaddedText(block cipher.Block, data []byte) []byte {
	src := blocks.Pad(data, block.BlockSize())
	sealed := make([]byte, len(src))
	for dst := sealed; len(src) > 0; dst = dst[block.BlockSize():] {
		block.Encrypt(dst, src[:block.BlockSize()]) // want "CL201: .*Encrypt"
		src = src[block.BlockSize():]
	}
	return sealed
}
