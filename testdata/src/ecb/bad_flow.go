package ecb

import (
	"crypto/aes"
	"crypto/cipher"
	"errors"
	"fmt"
	"sync"

	"example.test/ecb/blocks"
)

// Home-made modes.

type ecbEncrypter struct {
	b    cipher.Block
	size int
}

func newECBEncrypter(b cipher.Block) cipher.BlockMode {
	return &ecbEncrypter{b: b, size: b.BlockSize()}
}

func (x *ecbEncrypter) BlockSize() int { return x.size }

func (x *ecbEncrypter) CryptBlocks(dst, src []byte) {
	if len(src)%x.size != 0 {
		panic("ecb: input not full blocks")
	}
	for len(src) > 0 {
		x.b.Encrypt(dst, src[:x.size]) // want "CL201: .*Encrypt"
		src = src[x.size:]
		dst = dst[x.size:]
	}
}

type ecbDecrypter ecbEncrypter

func (x *ecbDecrypter) BlockSize() int { return x.size }

func (x *ecbDecrypter) CryptBlocks(dst, src []byte) error {
	if len(src)%x.size != 0 || len(dst) < len(src) {
		return errors.New("ecb: input not full blocks")
	}
	for i := 0; i < len(src); i += x.size {
		x.b.Decrypt(dst[i:i+x.size], src[i:i+x.size]) // want "CL201: .*Decrypt"
	}
	return nil
}

// The mode is where it would be mended: its callers are not reported again.
func callerOfHomeMadeMode(key, message []byte) ([]byte, error) {
	block, err := aes.NewCipher(key)
	if err != nil {
		return nil, err
	}
	padded := blocks.Pad(message, block.BlockSize())
	newECBEncrypter(block).CryptBlocks(padded, padded)
	blocks.NewECB(block).CryptBlocks(padded, padded)
	return padded, nil
}

// A type that embeds its cipher.
type vault struct {
	cipher.Block
	name string
}

func (v *vault) badPromotedMethod(secret []byte) ([]byte, error) {
	if len(secret)%v.BlockSize() != 0 {
		return nil, fmt.Errorf("vault %s: secret of %d bytes", v.name, len(secret))
	}
	out := make([]byte, len(secret))
	for i := 0; i < len(secret); i += v.BlockSize() {
		v.Encrypt(out[i:], secret[i:]) // want "CL201: .*Encrypt"
	}
	return out, nil
}

// The block goes through a function.

func encryptOne(block cipher.Block, in []byte) []byte {
	out := make([]byte, block.BlockSize())
	block.Encrypt(out, in)
	return out
}

func badHelperCalledForEveryBlock(block cipher.Block, message []byte) (out []byte) {
	padded := blocks.Pad(message, 16)
	for len(padded) > 0 {
		out = append(out, encryptOne(block, padded[:16])...) // want "CL201: .*Encrypt"
		padded = padded[16:]
	}
	return out
}

func badHelperOfAnotherPackage(block cipher.Block, message []byte) []byte {
	buf := blocks.Pad(message, block.BlockSize())
	for i := 0; i < len(buf); i += block.BlockSize() {
		blocks.Encrypt(block, buf[i:], buf[i:]) // want "CL201: .*Encrypt"
	}
	return buf
}

func badClosurePerBlock(block cipher.Block, message []byte) []byte {
	out := make([]byte, len(message))
	one := func(i int) {
		block.Encrypt(out[i:i+16], message[i:i+16])
	}
	for i := 0; i+16 <= len(message); i += 16 {
		one(i) // want "CL201: .*Encrypt"
	}
	return out
}

func badGoroutinePerBlock(block cipher.Block, message []byte) []byte {
	out := make([]byte, len(message))
	var wait sync.WaitGroup
	for i := 0; i+16 <= len(message); i += 16 {
		wait.Go(func() {
			block.Encrypt(out[i:i+16], message[i:i+16]) // want "CL201: .*Encrypt"
		})
	}
	wait.Wait()
	return out
}

func badMethodValue(block cipher.Block, message []byte, decrypt bool) []byte {
	crypt := block.Encrypt
	if decrypt {
		crypt = block.Decrypt
	}
	out := make([]byte, len(message))
	for i := 0; i+16 <= len(message); i += 16 {
		crypt(out[i:i+16], message[i:i+16]) // want "CL201: .*(En|De)crypt"
	}
	return out
}

// The loop is in a function that knows nothing of ciphers. The cipher is given
// to it here.

func forEachBlock(dst, src []byte, size int, do func(dst, src []byte)) {
	for i := 0; i+size <= len(src); i += size {
		do(dst[i:i+size], src[i:i+size])
	}
}

func badMethodGivenToLoop(block cipher.Block, message []byte) []byte {
	out := make([]byte, len(message))
	forEachBlock(out, message, block.BlockSize(), block.Encrypt) // want "CL201: .*Encrypt"
	return out
}

// Messages cut into blocks first, and encrypted after.

func split(message []byte, size int) (parts [][]byte) {
	for len(message) >= size {
		parts = append(parts, message[:size])
		message = message[size:]
	}
	return parts
}

func badMessageSplitFirst(block cipher.Block, message []byte) []byte {
	out := make([]byte, len(message))
	for i, part := range split(message, 16) {
		block.Encrypt(out[i*16:], part) // want "CL201: .*Encrypt"
	}
	return out
}

// A method that encrypts one block, called for all of them.

type cardReader struct {
	session cipher.Block
}

func (c *cardReader) wrapBlock(dst, src []byte) { c.session.Encrypt(dst, src) }

func (c *cardReader) badMethodCalledForEveryBlock(command []byte) []byte {
	out := make([]byte, len(command))
	for i := 0; i+16 <= len(command); i += 16 {
		c.wrapBlock(out[i:], command[i:]) // want "CL201: .*Encrypt"
	}
	return out
}

// Generic over the cipher and the message.

type encrypter interface {
	BlockSize() int
	Encrypt(dst, src []byte)
}

func badGenericFunction[B encrypter, M ~[]byte | ~string](block B, message M) []byte {
	buf := blocks.Pad([]byte(message), block.BlockSize())
	for i := 0; i < len(buf); i += block.BlockSize() {
		block.Encrypt(buf[i:], buf[i:]) // want "CL201: .*Encrypt"
	}
	return buf
}

func callerOfGenericFunction(key []byte, name string) ([]byte, error) {
	block, err := aes.NewCipher(key)
	if err != nil {
		return nil, err
	}
	return badGenericFunction(block, name), nil
}

// Records of several blocks, in a loop within a loop.
func badFieldsOfRows(block cipher.Block, rows [][]byte) {
	for _, row := range rows {
		for i := 0; i+16 <= len(row); i += 16 {
			block.Encrypt(row[i:i+16], row[i:i+16]) // want "CL201: .*Encrypt"
		}
	}
}
