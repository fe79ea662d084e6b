// Package cmac computes MACs from CBC encryption. With a mask on the last block, which only
// the key gives, nobody can join two messages.
package cmac

import (
	"bytes"
	"crypto/cipher"
	"crypto/subtle"

	"example.test/weakmac/doubling"
)

// The mask comes from another package, and the MAC is one of three that are mixed.
type tagger struct{ block cipher.Block }

func (t *tagger) pad(message, whole, part []byte) []byte {
	if len(message) != 0 && len(message)%16 == 0 {
		return mix(message, whole)
	}
	padded := append(bytes.Clone(message), 0x80)
	for len(padded)%16 != 0 {
		padded = append(padded, 0)
	}
	return mix(padded, part)
}

func mix(message, mask []byte) []byte {
	out := bytes.Clone(message)
	offset := len(out) - len(mask)
	for i := range mask {
		out[offset+i] ^= mask[i]
	}
	return out
}

func (t *tagger) sum(label byte, message []byte) []byte {
	prefix := make([]byte, 16)
	prefix[15] = label
	mask := make([]byte, 16)
	t.block.Encrypt(mask, mask)
	twice := doubling.Double(mask)
	padded := t.pad(append(prefix, message...), twice, doubling.Double(twice))
	out := make([]byte, len(padded))
	cipher.NewCBCEncrypter(t.block, make([]byte, 16)).CryptBlocks(out, padded)
	return out[len(out)-16:]
}

func (t *tagger) goodMixed(nonce, header, sealed []byte) bool {
	message := sealed[:len(sealed)-16]
	tag := make([]byte, 16)
	first, second, third := t.sum(0, nonce), t.sum(1, header), t.sum(2, message)
	for i := range tag {
		tag[i] = first[i] ^ second[i] ^ third[i]
	}
	return subtle.ConstantTimeCompare(sealed[len(sealed)-16:], tag) == 1
}

// Whole blocks only, and the mask is XORed into the last of them in place.
func goodWholeBlocks(block cipher.Block, message, tag []byte) bool {
	if len(message) == 0 || len(message)%16 != 0 {
		return false
	}
	subkey := make([]byte, 16)
	block.Encrypt(subkey, make([]byte, 16))
	buffer := bytes.Clone(message)
	subtle.XORBytes(buffer[len(buffer)-16:], buffer[len(buffer)-16:], doubling.Double(subkey))
	cipher.NewCBCEncrypter(block, make([]byte, 16)).CryptBlocks(buffer, buffer)
	return subtle.ConstantTimeCompare(buffer[len(buffer)-16:], tag) == 1
}

// An encrypted number is only where the message starts from.
func badEncryptedIV(block cipher.Block, message, number, tag []byte) bool {
	iv := make([]byte, 16)
	block.Encrypt(iv, number)
	out := make([]byte, len(message))
	cipher.NewCBCEncrypter(block, iv).CryptBlocks(out, message)
	return subtle.ConstantTimeCompare(out[len(out)-16:], tag) == 1 // want "CL104: the output of CBC encryption is compared as if it were a MAC"
}

// A mask that everybody knows masks nothing.
func badConstantMask(block cipher.Block, message, tag []byte) bool {
	padded := mix(message, bytes.Repeat([]byte{0x36}, 16))
	out := make([]byte, len(padded))
	cipher.NewCBCEncrypter(block, make([]byte, 16)).CryptBlocks(out, padded)
	return subtle.ConstantTimeCompare(out[len(out)-16:], tag) == 1 // want "CL104: the output of CBC encryption is compared as if it were a MAC"
}
