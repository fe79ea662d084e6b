package ecb

import (
	"bytes"
	"crypto/cipher"
)

// The last block is filled up, so that what goes into the cipher is a block or a copy of it.

func badPaddedByAppend(block cipher.Block, letter []byte) []byte {
	var sealed, part []byte
	buffer := make([]byte, block.BlockSize())
	for start := 0; start < len(letter); start += len(buffer) {
		if start+len(buffer) <= len(letter) {
			part = letter[start : start+len(buffer)]
		} else {
			part = letter[start:]
		}
		part = append(part, make([]byte, len(buffer)-len(part))...)
		block.Encrypt(buffer, part) // want "CL201: .*each block of .part. "
		sealed = append(sealed, buffer...)
	}
	return sealed
}

func badFilledUpWithSpaces(block cipher.Block, line []byte) []byte {
	var sealed bytes.Buffer
	out := make([]byte, 16)
	for len(line) > 0 {
		end := min(16, len(line))
		full := append(line[:end:end], "                "[end:]...)
		line = line[end:]
		block.Encrypt(out, full) // want "CL201: .*Encrypt is called on each block"
		sealed.Write(out)
	}
	return sealed.Bytes()
}

// The whole message is filled up before the loop, so that the blocks are those of the message
// or of a longer copy.

func badWholePaddedWhereItMustBe(block cipher.Block, recipe []byte) []byte {
	if rest := len(recipe) & 15; rest > 0 {
		recipe = append(recipe, make([]byte, 16-rest)...)
	}
	sealed := make([]byte, len(recipe))
	for at := 0; at < len(recipe); at += 16 {
		block.Encrypt(sealed[at:at+16], recipe[at:at+16]) // want "CL201: .*each block of .recipe. "
	}
	return sealed
}

func badWholePaddedInLoop(block cipher.Block, letter []byte) []byte {
	for len(letter)%block.BlockSize() != 0 {
		letter = append(letter, ' ')
	}
	for rest := letter; len(rest) > 0; rest = rest[16:] {
		block.Encrypt(rest, rest) // want "CL201: .*Encrypt is called on each block"
	}
	return letter
}

func badWholePaddedByHelper(block cipher.Block, order []byte) []byte {
	order = filledUp(order)
	for at := 0; at < len(order); at += 16 {
		block.Encrypt(order[at:at+16], order[at:at+16]) // want "CL201: .*each block of .order. "
	}
	return order
}

func filledUp(text []byte) []byte {
	n := 16 - len(text)%16
	for range n {
		text = append(text, byte(n))
	}
	return text
}

// Two formats.

func openEither(version byte, block cipher.Block, iv, sealed []byte) []byte {
	switch version {
	case 1:
		return badOldFormat(block, sealed)
	case 2:
		return chainedInPlace(block, iv, sealed)
	}
	return nil
}

func chainedInPlace(block cipher.Block, iv, sealed []byte) []byte {
	cipher.NewCBCDecrypter(block, iv).CryptBlocks(sealed, sealed)
	return sealed
}

func badOldFormat(block cipher.Block, sealed []byte) []byte {
	plain := make([]byte, len(sealed))
	for start := 0; start < len(sealed); start += 16 {
		block.Decrypt(plain[start:start+16], sealed[start:start+16]) // want "CL201: .*each block of .sealed. "
	}
	return plain
}
