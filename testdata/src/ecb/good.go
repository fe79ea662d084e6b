package ecb

import (
	"bytes"
	"crypto/aes"
	"crypto/cipher"
	"crypto/des"
	"crypto/rand"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"strings"
	"sync/atomic"

	"golang.org/x/crypto/blowfish"
	"golang.org/x/crypto/scrypt"

	"example.test/ecb/blocks"
)

// One block.

// The first bytes of the zero block tell two halves of a ceremony that they
// hold the same key.
func goodKeyCheckValue(key []byte) (string, error) {
	block, err := des.NewTripleDESCipher(key)
	if err != nil {
		return "", err
	}
	var zero [des.BlockSize]byte
	block.Encrypt(zero[:], zero[:])
	return fmt.Sprintf("%X", zero[:3]), nil
}

func goodKeyCheckValues(keys map[string]cipher.Block) map[string][]byte {
	values := make(map[string][]byte)
	for name, block := range keys {
		value := make([]byte, block.BlockSize())
		block.Encrypt(value, value)
		values[name] = value[:3]
	}
	return values
}

func goodBlockAsPRF(block cipher.Block, in uint64) uint64 {
	var buf [16]byte
	binary.BigEndian.PutUint64(buf[8:], in)
	block.Encrypt(buf[:], buf[:])
	return binary.BigEndian.Uint64(buf[:])
}

// A caller of a PRF in a loop: the input is a number, not a message.
func goodPseudorandomSequence(block cipher.Block, n int) []uint64 {
	sequence := make([]uint64, n)
	for i := range sequence {
		sequence[i] = goodBlockAsPRF(block, uint64(i))
	}
	return sequence
}

func goodResponseToChallenge(block cipher.Block, challenge [16]byte) (response [16]byte) {
	block.Encrypt(response[:], challenge[:])
	return response
}

// A lock answers one challenge after the other; each is one block and fresh.
func goodChallengesAnswered(block cipher.Block, challenges <-chan [16]byte, responses chan<- [16]byte) {
	for challenge := range challenges {
		responses <- goodResponseToChallenge(block, challenge)
	}
}

// Row ids shown to the outside: each is one block of its own, all different.
func goodOpaqueIDs(block cipher.Block, ids []uint64) []string {
	out := make([]string, len(ids))
	for i, id := range ids {
		var buf [16]byte
		binary.BigEndian.PutUint64(buf[8:], id)
		block.Encrypt(buf[:], buf[:])
		out[i] = fmt.Sprintf("%x", buf)
	}
	return out
}

// The LM hash encrypts a constant under a key made of the password.
func goodLMHash(password string) ([]byte, error) {
	var key [14]byte
	copy(key[:], strings.ToUpper(password))
	hash := make([]byte, 16)
	for i := range 2 {
		block, err := des.NewCipher(expandDESKey(key[i*7 : i*7+7]))
		if err != nil {
			return nil, err
		}
		block.Encrypt(hash[i*8:], []byte("KGS!@#$%"))
	}
	return hash, nil
}

func expandDESKey(k []byte) []byte {
	v := uint64(0)
	for _, b := range k {
		v = v<<8 | uint64(b)
	}
	key := make([]byte, 8)
	for i := range key {
		key[i] = byte(v>>(49-7*i)) << 1
	}
	return key
}

// NTLM: one challenge under three keys.
func goodNTLMResponse(hash [21]byte, challenge []byte) []byte {
	var response []byte
	for _, key := range [][]byte{hash[0:7], hash[7:14], hash[14:21]} {
		block, err := des.NewCipher(expandDESKey(key))
		if err != nil {
			return nil
		}
		part := make([]byte, 8)
		block.Encrypt(part, challenge)
		response = append(response, part...)
	}
	return response
}

// Two blocks under two keys.
func goodTwoKeysTwoBlocks(k1, k2 cipher.Block, hash []byte) {
	k1.Decrypt(hash[:8], hash[:8])
	k2.Decrypt(hash[8:], hash[8:])
}

// EMV 4.3, book 2, annex A1.4: the two halves of a card's key come from one
// block and its complement.
func goodCardKey(master cipher.Block, account [8]byte) []byte {
	key := make([]byte, 16)
	master.Encrypt(key[:8], account[:])
	for i := range account {
		account[i] ^= 0xff
	}
	master.Encrypt(key[8:], account[:])
	return key
}

// RFC 8452, section 4: keys from counter blocks, half of each output.
func goodKeysOfGCMSIV(block cipher.Block, nonce []byte) (key []byte) {
	var in, out [16]byte
	copy(in[4:], nonce)
	for i := range uint32(6) {
		binary.LittleEndian.PutUint32(in[:], i)
		block.Encrypt(out[:], in[:])
		key = append(key, out[:8]...)
	}
	return key
}

// 3GPP TS 35.206: MILENAGE.
func goodMilenageOPc(block cipher.Block, op [16]byte) (opc [16]byte) {
	block.Encrypt(opc[:], op[:])
	for i := range opc {
		opc[i] ^= op[i]
	}
	return opc
}

// RFC 9001, section 5.4: the sample of each packet becomes a mask.
func goodHeaderProtection(hp cipher.Block, packets [][]byte) {
	var mask [16]byte
	for _, packet := range packets {
		hp.Encrypt(mask[:], packet[22:38])
		packet[0] ^= mask[0] & 0x1f
		for i := range 4 {
			packet[18+i] ^= mask[1+i]
		}
	}
}

// A constant that is encrypted over and over: password hashes.

var orphean = []byte("OrpheanBeholderScryDoubt")

func goodBcrypt(c *blowfish.Cipher) []byte {
	data := append([]byte(nil), orphean...)
	for i := 0; i < 24; i += 8 {
		for range 64 {
			c.Encrypt(data[i:i+8], data[i:i+8])
		}
	}
	return data
}

// bcrypt_pbkdf of OpenSSH: the buffer is the caller's, its content a constant.
func goodBcryptPBKDF(c *blowfish.Cipher, out []byte) {
	copy(out, "OxychromaticBlowfishSwatDynamite")
	for i := 0; i < 32; i += 8 {
		for range 64 {
			c.Encrypt(out[i:i+8], out[i:i+8])
		}
	}
}

// KeePass 2: the composite key goes through the cipher many thousand times.
func goodAESKDF(block cipher.Block, composite [32]byte, rounds uint64) [32]byte {
	for range rounds {
		block.Encrypt(composite[:16], composite[:16])
		block.Encrypt(composite[16:], composite[16:])
	}
	return sha256.Sum256(composite[:])
}

// BIP 38: each half of the key is mixed with its part of the derived key.
func goodBIP38(passphrase, salt, private []byte) ([]byte, error) {
	derived, err := scrypt.Key([]byte(passphrase), salt, 16384, 8, 8, 64)
	if err != nil {
		return nil, err
	}
	block, err := aes.NewCipher(derived[32:])
	if err != nil {
		return nil, err
	}
	mixed := make([]byte, 32)
	for i := range mixed {
		mixed[i] = private[i] ^ derived[i]
	}
	out := make([]byte, 32)
	block.Encrypt(out[:16], mixed[:16])
	block.Encrypt(out[16:], mixed[16:])
	return out, nil
}

// Measuring, testing.

func goodSpeedOfCipher(block cipher.Block, n int) {
	buf := make([]byte, block.BlockSize())
	for range n {
		block.Encrypt(buf, buf)
	}
}

var vectors = []struct{ key, plain, sealed []byte }{
	{make([]byte, 16), make([]byte, 16), []byte{0x66, 0xe9, 0x4b, 0xd4, 0xef, 0x8a, 0x2c, 0x3b, 0x88, 0x4c, 0xfa, 0x59, 0xca, 0x34, 0x2b, 0x2e}},
}

func goodSelfTest() error {
	got := make([]byte, aes.BlockSize)
	for i, v := range vectors {
		block, err := aes.NewCipher(v.key)
		if err != nil {
			return err
		}
		block.Encrypt(got, v.plain)
		if !bytes.Equal(got, v.sealed) {
			return fmt.Errorf("self test %d failed", i)
		}
	}
	return nil
}

// Known answers under one key: each is a block of its own, and is compared.
func goodKnownAnswers(block cipher.Block, in, want [][]byte) error {
	got := make([]byte, block.BlockSize())
	for i := range in {
		block.Encrypt(got, in[i])
		if !bytes.Equal(got, want[i]) {
			return fmt.Errorf("known answer %d is wrong", i)
		}
	}
	return nil
}

// Ciphers made of ciphers.

type countingBlock struct {
	cipher.Block
	n atomic.Int64
}

func (c *countingBlock) Encrypt(dst, src []byte) {
	c.n.Add(1)
	c.Block.Encrypt(dst, src)
}

// A cascade: many ciphers, one block.
type cascade []cipher.Block

func (c cascade) BlockSize() int { return c[0].BlockSize() }

func (c cascade) Encrypt(dst, src []byte) {
	for _, block := range c {
		block.Encrypt(dst, src)
		src = dst
	}
}

// The standard library's modes, piece by piece.

func goodCBCInPieces(block cipher.Block, w io.Writer, r io.Reader) error {
	iv := make([]byte, block.BlockSize())
	rand.Read(iv)
	if _, err := w.Write(iv); err != nil {
		return err
	}
	mode := cipher.NewCBCEncrypter(block, iv)
	buf := make([]byte, 64*block.BlockSize())
	for {
		n, err := io.ReadFull(r, buf)
		if errors.Is(err, io.EOF) {
			return nil
		}
		padded := buf[:n]
		if n < len(buf) {
			padded = blocks.Pad(padded, block.BlockSize())
		}
		for i := 0; i < len(padded); i += block.BlockSize() {
			mode.CryptBlocks(padded[i:i+block.BlockSize()], padded[i:i+block.BlockSize()])
		}
		if _, err := w.Write(padded); err != nil {
			return err
		}
	}
}

func goodRecordsSealed(block cipher.Block, records [][]byte) ([][]byte, error) {
	aead, err := cipher.NewGCMWithRandomNonce(block)
	if err != nil {
		return nil, err
	}
	sealed := make([][]byte, len(records))
	for i, record := range records {
		sealed[i] = aead.Seal(nil, nil, record, binary.BigEndian.AppendUint64(nil, uint64(i)))
	}
	return sealed, nil
}
