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
