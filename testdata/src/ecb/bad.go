// Package ecb encrypts messages block after block, so that equal blocks stay
// equal (bad*.go), and uses single blocks for what they are good for (good*.go).
package ecb

import (
	"bytes"
	"crypto/aes"
	"crypto/cipher"
	"crypto/des"
	"crypto/rand"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"

	"golang.org/x/crypto/blowfish"

	"example.test/ecb/blocks"
)

// Loops.

func badIndexOfLoop(key, message []byte) ([]byte, error) {
	block, err := aes.NewCipher(key)
	if err != nil {
		return nil, err
	}
	padded := blocks.Pad(message, aes.BlockSize)
	out := make([]byte, len(padded))
	for i := 0; i < len(padded); i += aes.BlockSize {
		block.Encrypt(out[i:i+aes.BlockSize], padded[i:i+aes.BlockSize]) // want "CL201: .*Encrypt"
	}
	return out, nil
}

func badStartAndEndOfLoop(key []byte, cipherText string) (string, error) {
	data, err := hex.DecodeString(cipherText)
	if err != nil {
		return "", err
	}
	block, err := aes.NewCipher(key)
	if err != nil {
		return "", err
	}
	size := block.BlockSize()
	if len(data)%size != 0 {
		return "", errors.New("ciphertext is not a multiple of the block size")
	}
	plain := make([]byte, len(data))
	for start, end := 0, size; start < len(data); start, end = start+size, end+size {
		block.Decrypt(plain[start:end], data[start:end]) // want "CL201: .*Decrypt"
	}
	return string(plain[:len(plain)-int(plain[len(plain)-1])]), nil
}

func badSlicesCutShorter(block cipher.Block, dst, src []byte) {
	for len(src) > 0 {
		block.Encrypt(dst, src[:block.BlockSize()]) // want "CL201: .*Encrypt"
		src = src[block.BlockSize():]
		dst = dst[block.BlockSize():]
	}
}

func badRangeOverNumberOfBlocks(block cipher.Block, data []byte) []byte {
	size := block.BlockSize()
	out := make([]byte, len(data))
	for i := range len(data) / size {
		block.Encrypt(out[i*size:], data[i*size:]) // want "CL201: .*Encrypt"
	}
	return out
}

func badInPlace(key []byte, record []byte) error {
	block, err := des.NewTripleDESCipher(key)
	if err != nil {
		return err
	}
	for i := 0; i+des.BlockSize <= len(record); i += des.BlockSize {
		block.Encrypt(record[i:], record[i:]) // want "CL201: .*Encrypt"
	}
	return nil
}

func badChunksOfMessage(block cipher.Block, message []byte) []byte {
	var out []byte
	for chunk := range slices.Chunk(blocks.Pad(message, 16), 16) {
		sealed := make([]byte, 16)
		block.Encrypt(sealed, chunk) // want "CL201: .*Encrypt"
		out = append(out, sealed...)
	}
	return out
}

func badTemporaryBlock(block cipher.Block, message []byte) []byte {
	out := make([]byte, 0, len(message))
	var tmp [16]byte
	for i := 0; i < len(message); i += 16 {
		clear(tmp[:])
		copy(tmp[:], message[i:])
		block.Encrypt(tmp[:], tmp[:]) // want "CL201: .*Encrypt"
		out = append(out, tmp[:]...)
	}
	return out
}

// One block is put together in a temporary, and copied to its place.
func badTemporaryCopiedToItsPlace(block cipher.Block, message []byte) []byte {
	out := make([]byte, len(message))
	tmp := make([]byte, block.BlockSize())
	for i := 0; i < len(message); i += len(tmp) {
		block.Decrypt(tmp, message[i:i+len(tmp)]) // want "CL201: .*Decrypt"
		copy(out[i:], tmp)
	}
	return out
}

func badBufferTakenBlockByBlock(block cipher.Block, message []byte) string {
	in := bytes.NewBuffer(blocks.Pad(message, block.BlockSize()))
	var out bytes.Buffer
	tmp := make([]byte, block.BlockSize())
	for in.Len() > 0 {
		block.Encrypt(tmp, in.Next(block.BlockSize())) // want "CL201: .*Encrypt"
		out.Write(tmp)
	}
	return base64.StdEncoding.EncodeToString(out.Bytes())
}

// A file encrypted as it is read.
func badFileReadBlockByBlock(block cipher.Block, w io.Writer, path string) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	buf := make([]byte, block.BlockSize())
	for {
		n, err := io.ReadFull(f, buf)
		if err == io.EOF {
			return nil
		}
		if err != nil && err != io.ErrUnexpectedEOF {
			return fmt.Errorf("read %s: %w", path, err)
		}
		clear(buf[n:])
		block.Encrypt(buf, buf) // want "CL201: .*Encrypt"
		if _, err := w.Write(buf); err != nil {
			return err
		}
	}
}

// There is an IV, it is random, it is sent, and no block ever meets it.
func badIVNeverMixedIn(block cipher.Block, message []byte) []byte {
	size := block.BlockSize()
	padded := blocks.Pad(message, size)
	out := make([]byte, size+len(padded))
	rand.Read(out[:size])
	for i := 0; i < len(padded); i += size {
		block.Encrypt(out[size+i:], padded[i:i+size]) // want "CL201: .*Encrypt"
	}
	return out
}

// A working key of a payment terminal under its master key.
func badTerminalKeyUnderMasterKey(master, working []byte) ([]byte, error) {
	block, err := des.NewTripleDESCipher(append(master, master[:8]...))
	if err != nil {
		return nil, err
	}
	wrapped := make([]byte, len(working))
	for off := 0; off < len(working); off += 8 {
		block.Encrypt(wrapped[off:off+8], working[off:off+8]) // want "CL201: .*Encrypt"
	}
	return wrapped, nil
}

// The concrete type of a cipher that is not in the standard library.
func badConcreteCipher(key, message []byte) ([]byte, error) {
	c, err := blowfish.NewCipher(key)
	if err != nil {
		return nil, err
	}
	buf := blocks.Pad(message, blowfish.BlockSize)
	for i := 0; i < len(buf); i += blowfish.BlockSize {
		c.Encrypt(buf[i:i+8], buf[i:i+8]) // want "CL201: .*Encrypt"
	}
	return buf, nil
}

// No loop, and still block after block: the second block is encrypted as the
// first one was.
func badTwoHalvesOfKey(block cipher.Block, dataKey []byte) []byte {
	wrapped := make([]byte, 32)
	block.Encrypt(wrapped[:16], dataKey[:16])
	block.Encrypt(wrapped[16:], dataKey[16:]) // want "CL201: .*Encrypt"
	return wrapped
}

// Encrypt takes one block. The rest of a longer text is not encrypted but
// thrown away, and a shorter one panics.
func badTextInOneCall(key []byte, text string) (string, error) {
	block, err := aes.NewCipher(key)
	if err != nil {
		return "", err
	}
	out := make([]byte, len(text))
	block.Encrypt(out, []byte(text)) // want "CL201: .*single block"
	return hex.EncodeToString(out), nil
}
