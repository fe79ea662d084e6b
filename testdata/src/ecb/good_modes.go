package ecb

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/subtle"
	"encoding/binary"
	"errors"

	"example.test/ecb/blocks"
)

// Modes that were written by hand, because a protocol asks for them or because
// the standard library has none. Each mixes something into every block.

// Counter mode: what is encrypted is the counter.

func goodCTRWithCounter(block cipher.Block, iv, dst, src []byte) {
	counter := append([]byte(nil), iv...)
	stream := make([]byte, block.BlockSize())
	for len(src) > 0 {
		block.Encrypt(stream, counter)
		n := subtle.XORBytes(dst, src, stream)
		dst, src = dst[n:], src[n:]
		blocks.Increment(counter)
	}
}

func goodCTROfIndex(block cipher.Block, nonce uint64, data []byte) {
	var in, out [16]byte
	binary.BigEndian.PutUint64(in[:8], nonce)
	for i := 0; i < len(data); i += 16 {
		binary.BigEndian.PutUint64(in[8:], uint64(i/16))
		block.Encrypt(out[:], in[:])
		for j := i; j < len(data) && j < i+16; j++ {
			data[j] ^= out[j-i]
		}
	}
}

// The key stream is made first and used afterwards: the output moves on, the
// input is a counter.
func goodKeyStreamFilledFirst(block cipher.Block, counter, data []byte) {
	stream := make([]byte, (len(data)+15)/16*16)
	for i := 0; i < len(stream); i += 16 {
		block.Encrypt(stream[i:i+16], counter)
		blocks.Increment(counter)
	}
	subtle.XORBytes(data, data, stream)
}

// All counters are written first, encrypted where they stand, and mixed in.
func goodCountersEncryptedInPlace(block cipher.Block, nonce []byte, data []byte) {
	stream := make([]byte, (len(data)+15)/16*16)
	for i := 0; i < len(stream); i += 16 {
		copy(stream[i:], nonce)
		binary.BigEndian.PutUint32(stream[i+12:], uint32(i/16))
	}
	for i := 0; i < len(stream); i += 16 {
		block.Encrypt(stream[i:i+16], stream[i:i+16])
	}
	subtle.XORBytes(data, data, stream)
}

// CTR_DRBG of NIST SP 800-90A.
type drbg struct {
	block cipher.Block
	v     [16]byte
}

func (d *drbg) goodGenerate(out []byte) {
	for len(out) > 0 {
		blocks.Increment(d.v[:])
		var tmp [16]byte
		d.block.Encrypt(tmp[:], d.v[:])
		out = out[copy(out, tmp[:]):]
	}
}

// Cipher block chaining.

func goodCBCByHand(block cipher.Block, iv, message []byte) []byte {
	size := block.BlockSize()
	out := blocks.Pad(message, size)
	prev := iv
	for i := 0; i < len(out); i += size {
		for j := range size {
			out[i+j] ^= prev[j]
		}
		block.Encrypt(out[i:i+size], out[i:i+size])
		prev = out[i : i+size]
	}
	return out
}

func goodCBCWithXORBytes(block cipher.Block, iv, dst, src []byte) {
	prev := iv
	for len(src) > 0 {
		subtle.XORBytes(dst[:16], src[:16], prev)
		block.Encrypt(dst[:16], dst[:16])
		prev, src, dst = dst[:16], src[16:], dst[16:]
	}
}

func goodCBCDecryptedByHand(block cipher.Block, iv, data []byte) []byte {
	size := block.BlockSize()
	out := make([]byte, len(data))
	prev := iv
	for i := 0; i+size <= len(data); i += size {
		block.Decrypt(out[i:i+size], data[i:i+size])
		blocks.XOR(out[i:i+size], out[i:i+size], prev)
		prev = data[i : i+size]
	}
	return out
}

// Decrypted as a whole and unchained as a whole.
func goodCBCUnchainedAfterwards(block cipher.Block, iv, data []byte) []byte {
	out := make([]byte, len(data))
	for i := 0; i < len(data); i += 16 {
		block.Decrypt(out[i:], data[i:])
	}
	subtle.XORBytes(out[16:], out[16:], data)
	subtle.XORBytes(out[:16], out[:16], iv)
	return out
}

// A home-made mode that chains. Its state is a field.
type chained struct {
	block cipher.Block
	iv    []byte
}

func newChained(block cipher.Block, iv []byte) cipher.BlockMode {
	return &chained{block: block, iv: append([]byte(nil), iv...)}
}

func (c *chained) BlockSize() int { return c.block.BlockSize() }

func (c *chained) CryptBlocks(dst, src []byte) {
	for len(src) > 0 {
		blocks.XOR(c.iv, c.iv, src[:c.BlockSize()])
		c.block.Encrypt(c.iv, c.iv)
		copy(dst, c.iv)
		src, dst = src[c.BlockSize():], dst[c.BlockSize():]
	}
}

// The caller mixes, the helper encrypts.
func goodChainAroundHelper(block cipher.Block, iv, message []byte) (out []byte) {
	padded := blocks.Pad(message, 16)
	prev := iv
	for len(padded) > 0 {
		mixed := make([]byte, 16)
		blocks.XOR(mixed, padded[:16], prev)
		prev = encryptOne(block, mixed)
		out = append(out, prev...)
		padded = padded[16:]
	}
	return out
}

// PCBC of Kerberos 4 and IGE of MTProto mix before and after.

func goodPCBC(block cipher.Block, iv, dst, src []byte) {
	mix := append([]byte(nil), iv...)
	for len(src) > 0 {
		plain := append([]byte(nil), src[:8]...)
		blocks.XOR(mix, mix, plain)
		block.Encrypt(dst[:8], mix)
		blocks.XOR(mix, plain, dst[:8])
		src, dst = src[8:], dst[8:]
	}
}

func goodIGE(block cipher.Block, iv, dst, src []byte) {
	c, m := iv[:16], iv[16:32]
	for o := 0; o < len(src); o += 16 {
		t := make([]byte, 16)
		subtle.XORBytes(t, src[o:o+16], c)
		block.Encrypt(t, t)
		subtle.XORBytes(dst[o:o+16], t, m)
		m, c = src[o:o+16], dst[o:o+16]
	}
}

// Feedback modes.

func goodOFB(block cipher.Block, iv, data []byte) {
	state := append([]byte(nil), iv...)
	for len(data) > 0 {
		block.Encrypt(state, state)
		data = data[subtle.XORBytes(data, data, state):]
	}
}

// CFB with eight bits, as some game servers have it.
func goodCFB8(block cipher.Block, iv, data []byte) {
	state := append([]byte(nil), iv...)
	out := make([]byte, block.BlockSize())
	for i, b := range data {
		block.Encrypt(out, state)
		data[i] = b ^ out[0]
		state = append(state[1:], data[i])
	}
}

// MACs.

func goodCBCMAC(block cipher.Block, message []byte) []byte {
	tag := make([]byte, block.BlockSize())
	for len(message) > 0 {
		n := subtle.XORBytes(tag, tag, message)
		block.Encrypt(tag, tag)
		message = message[n:]
	}
	return tag
}

// RFC 4493.
func goodCMAC(block cipher.Block, message []byte) []byte {
	subkey := make([]byte, 16)
	block.Encrypt(subkey, subkey)
	double(subkey)
	last := len(message) - len(message)%16
	if len(message)%16 == 0 && len(message) > 0 {
		last -= 16
	} else {
		double(subkey)
	}
	x := make([]byte, 16)
	for i := 0; i < last; i += 16 {
		blocks.XOR(x, x, message[i:i+16])
		block.Encrypt(x, x)
	}
	tail := make([]byte, 16)
	if n := copy(tail, message[last:]); n < 16 {
		tail[n] = 0x80
	}
	blocks.XOR(x, x, tail)
	blocks.XOR(x, x, subkey)
	block.Encrypt(x, x)
	return x
}

func double(b []byte) {
	carry := b[0] >> 7
	for i := range b {
		b[i] <<= 1
		if i+1 < len(b) {
			b[i] |= b[i+1] >> 7
		}
	}
	b[len(b)-1] ^= carry * 0x87
}

// PMAC: every block is masked, encrypted and added up.
func goodPMAC(block cipher.Block, message []byte) []byte {
	offset, sum, tmp := make([]byte, 16), make([]byte, 16), make([]byte, 16)
	block.Encrypt(offset, offset)
	for len(message) > 16 {
		double(offset)
		blocks.XOR(tmp, offset, message[:16])
		block.Encrypt(tmp, tmp)
		blocks.XOR(sum, sum, tmp)
		message = message[16:]
	}
	copy(tmp, message)
	blocks.XOR(sum, sum, tmp)
	block.Encrypt(sum, sum)
	return sum
}

// A hash out of a block cipher, after Matyas, Meyer and Oseas.
func goodHashOfBlockCipher(message []byte) ([]byte, error) {
	state := make([]byte, aes.BlockSize)
	out := make([]byte, aes.BlockSize)
	for len(message) >= aes.BlockSize {
		block, err := aes.NewCipher(state)
		if err != nil {
			return nil, err
		}
		block.Encrypt(out, message[:aes.BlockSize])
		blocks.XOR(state, out, message[:aes.BlockSize])
		message = message[aes.BlockSize:]
	}
	return state, nil
}

// Key wrap, RFC 3394.

func goodKeyWrap(kek cipher.Block, key []byte) []byte {
	n := len(key) / 8
	out := make([]byte, 8+len(key))
	copy(out[8:], key)
	var buf [16]byte
	copy(buf[:8], "\xa6\xa6\xa6\xa6\xa6\xa6\xa6\xa6")
	for t := 0; t < 6*n; t++ {
		copy(buf[8:], out[8*(t%n+1):])
		kek.Encrypt(buf[:], buf[:])
		binary.BigEndian.PutUint64(buf[:8], binary.BigEndian.Uint64(buf[:8])^uint64(t+1))
		copy(out[8*(t%n+1):], buf[8:])
	}
	copy(out, buf[:8])
	return out
}

func goodKeyUnwrap(kek cipher.Block, wrapped []byte) ([]byte, error) {
	n := len(wrapped)/8 - 1
	r := make([][]byte, n)
	for i := range r {
		r[i] = append([]byte(nil), wrapped[8*(i+1):8*(i+2)]...)
	}
	buf := make([]byte, 16)
	copy(buf, wrapped[:8])
	for t := 6*n - 1; t >= 0; t-- {
		var counter [8]byte
		binary.BigEndian.PutUint64(counter[:], uint64(t+1))
		for i, b := range counter {
			buf[i] ^= b
		}
		copy(buf[8:], r[t%n])
		kek.Decrypt(buf, buf)
		copy(r[t%n], buf[8:])
	}
	if subtle.ConstantTimeCompare(buf[:8], []byte("\xa6\xa6\xa6\xa6\xa6\xa6\xa6\xa6")) != 1 {
		return nil, errors.New("key wrap: check failed")
	}
	out := make([]byte, 0, 8*n)
	for _, part := range r {
		out = append(out, part...)
	}
	return out, nil
}

// Disk sectors, IEEE 1619.
func goodXTS(k1, k2 cipher.Block, sector uint64, dst, src []byte) {
	var tweak [16]byte
	binary.LittleEndian.PutUint64(tweak[:8], sector)
	k2.Encrypt(tweak[:], tweak[:])
	for len(src) > 0 {
		for j := range tweak {
			dst[j] = src[j] ^ tweak[j]
		}
		k1.Encrypt(dst, dst)
		for j := range tweak {
			dst[j] ^= tweak[j]
		}
		src, dst = src[16:], dst[16:]
		var carry byte
		for j := range tweak {
			tweak[j], carry = tweak[j]<<1|carry, tweak[j]>>7
		}
		tweak[0] ^= carry * 0x87
	}
}

// OCB: an offset before and after.
func goodOCBBlocks(block cipher.Block, offset []byte, table [][]byte, data []byte) []byte {
	checksum := make([]byte, 16)
	for i := 0; (i+1)*16 <= len(data); i++ {
		part := data[i*16 : (i+1)*16]
		blocks.XOR(checksum, checksum, part)
		blocks.XOR(offset, offset, table[trailingZeros(i+1)])
		blocks.XOR(part, part, offset)
		block.Encrypt(part, part)
		blocks.XOR(part, part, offset)
	}
	return checksum
}

func trailingZeros(n int) (zeros int) {
	for n&1 == 0 {
		n >>= 1
		zeros++
	}
	return zeros
}

// EME, the wide-block mode of encrypted file names: masked in one loop,
// encrypted by a helper, mixed in another.
func goodEME(block cipher.Block, tweak []byte, table [][]byte, data []byte) []byte {
	out := make([]byte, len(data))
	masked := make([]byte, 16)
	m := len(data) / 16
	for j := range m {
		blocks.XOR(masked, data[j*16:(j+1)*16], table[j])
		blocks.Encrypt(block, out[j*16:], masked)
	}
	mix := append([]byte(nil), tweak...)
	for j := range m {
		blocks.XOR(mix, mix, out[j*16:(j+1)*16])
	}
	blocks.Encrypt(block, mix, mix)
	for j := range m {
		blocks.XOR(out[j*16:], out[j*16:(j+1)*16], mix)
		blocks.Encrypt(block, out[j*16:], out[j*16:])
		blocks.XOR(out[j*16:], out[j*16:(j+1)*16], table[j])
	}
	return out
}

// CCM's inner loop: a CBC-MAC and counter mode side by side. Its caller masks
// the tag.
func goodCCM(block cipher.Block, b0, counter, message []byte) (sealed, tag []byte) {
	tag = make([]byte, 16)
	block.Encrypt(tag, b0)
	stream := make([]byte, 16)
	sealed = make([]byte, len(message))
	for i := 0; i < len(message); i += 16 {
		part := message[i:min(i+16, len(message))]
		subtle.XORBytes(tag, tag, part)
		block.Encrypt(tag, tag)
		blocks.Increment(counter)
		block.Encrypt(stream, counter)
		subtle.XORBytes(sealed[i:], part, stream)
	}
	return sealed, tag
}

// A Feistel network that keeps digits digits, in the manner of FF1 (NIST SP
// 800-38G): each round encrypts a number, and adds the result to the other half.
func goodFormatPreserving(block cipher.Block, left, right uint32) (uint32, uint32) {
	const modulus = 100_000_000
	for round := range uint32(10) {
		var buf [16]byte
		binary.BigEndian.PutUint32(buf[:], round)
		binary.BigEndian.PutUint32(buf[12:], right)
		block.Encrypt(buf[:], buf[:])
		left, right = right, uint32((uint64(left)+binary.BigEndian.Uint64(buf[8:])%modulus)%modulus)
	}
	return left, right
}

// The loop is given a function that mixes.
func goodMixingFunctionGivenToLoop(block cipher.Block, iv, message []byte) []byte {
	out := make([]byte, len(message))
	prev := append([]byte(nil), iv...)
	forEachBlock(out, message, block.BlockSize(), func(dst, src []byte) {
		blocks.XOR(prev, prev, src)
		block.Encrypt(prev, prev)
		copy(dst, prev)
	})
	return out
}
