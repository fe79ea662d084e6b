package fixednonce

import (
	"crypto/aes"
	"crypto/cipher"
	"encoding/binary"
	"errors"
	"math"
	"sync/atomic"

	"golang.org/x/crypto/chacha20poly1305"
)

// Counters that advance, as tunnels and file formats keep them.

// tunnel numbers its packets, as WireGuard and Noise do.
type tunnel struct {
	aead    cipher.AEAD
	counter uint64
}

func (t *tunnel) goodCounterInTheLastEightBytes(packet []byte) ([]byte, error) {
	if t.counter == math.MaxUint64 {
		return nil, errors.New("rekey needed")
	}
	var nonce [chacha20poly1305.NonceSize]byte
	binary.LittleEndian.PutUint64(nonce[4:], t.counter)
	t.counter++
	return t.aead.Seal(nil, nonce[:], packet, nil), nil
}

// recordLayer makes nonces as TLS 1.3 does: the sequence number XORed into the
// initialization vector of the connection.
type recordLayer struct {
	aead cipher.AEAD
	iv   [12]byte
	seq  [8]byte
}

func (l *recordLayer) goodSequenceXoredIntoIV(record []byte) []byte {
	nonce := l.iv
	for i, b := range l.seq {
		nonce[4+i] ^= b
	}
	sealed := l.aead.Seal(nil, nonce[:], record, nil)
	for i := len(l.seq) - 1; i >= 0; i-- {
		l.seq[i]++
		if l.seq[i] != 0 {
			break
		}
	}
	return sealed
}

// chunkWriter starts at zero and increments after each chunk; its key is made
// for one file, as in the STREAM construction.
type chunkWriter struct {
	aead  cipher.AEAD
	nonce [chacha20poly1305.NonceSize]byte
}

func incrementNonce(nonce *[chacha20poly1305.NonceSize]byte) {
	for i := len(nonce) - 2; i >= 0; i-- {
		nonce[i]++
		if nonce[i] != 0 {
			return
		}
	}
	panic("chunk counter wrapped around")
}

func (w *chunkWriter) goodZeroNonceIncrementedByHelper(chunk []byte, last bool) []byte {
	if last {
		w.nonce[len(w.nonce)-1] = 1
	}
	sealed := w.aead.Seal(nil, w.nonce[:], chunk, nil)
	incrementNonce(&w.nonce)
	return sealed
}

func newChunkWriter(aead cipher.AEAD) *chunkWriter {
	return &chunkWriter{aead: aead}
}

var packetCounter atomic.Uint64

func goodAtomicCounter(aead cipher.AEAD, prefix [4]byte, packet []byte) []byte {
	nonce := make([]byte, 0, 12)
	nonce = append(nonce, prefix[:]...)
	nonce = binary.BigEndian.AppendUint64(nonce, packetCounter.Add(1))
	return aead.Seal(nonce, nonce, packet, nil)
}

func goodChunkIndex(aead cipher.AEAD, chunks [][]byte) [][]byte {
	nonce := make([]byte, aead.NonceSize())
	sealed := make([][]byte, 0, len(chunks))
	for i, chunk := range chunks {
		binary.BigEndian.PutUint32(nonce[8:], uint32(i))
		sealed = append(sealed, aead.Seal(nil, nonce, chunk, nil))
	}
	return sealed
}

// goodSectorNumber is disk encryption: the number of the sector is the IV, and
// comes from the caller.
func goodSectorNumber(block cipher.Block, sector uint64, data []byte) {
	iv := make([]byte, aes.BlockSize)
	binary.LittleEndian.PutUint64(iv, sector)
	block.Encrypt(iv, iv)
	cipher.NewCBCEncrypter(block, iv).CryptBlocks(data, data)
}
