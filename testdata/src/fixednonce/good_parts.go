package fixednonce

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/rand"
	"encoding/binary"
	"time"

	"example.test/fixednonce/wire"
)

// fence keeps a nonce that a helper counts up.
type fence struct {
	aead  cipher.AEAD
	nonce [12]byte
}

func countUp(nonce []byte) {
	for i := range nonce {
		if nonce[i]++; nonce[i] != 0 {
			return
		}
	}
}

func (f *fence) goodCountedUpByHelper(text []byte) []byte {
	countUp(f.nonce[:])
	return f.aead.Seal(nil, f.nonce[:], text, nil)
}

func goodMarkOnRandomBytes(aead cipher.AEAD, text []byte) []byte {
	nonce := make([]byte, 12)
	rand.Read(nonce)
	wire.Mark(nonce)
	return aead.Seal(nonce, nonce, text, nil)
}

// goodHalfOfTheCounterBlock leaves the other half to the counter of CTR.
func goodHalfOfTheCounterBlock(block cipher.Block, text []byte) []byte {
	out := make([]byte, aes.BlockSize+len(text))
	rand.Read(out[:8])
	cipher.NewCTR(block, out[:aes.BlockSize]).XORKeyStream(out[aes.BlockSize:], text)
	return out
}

func goodTimeBesideRandomBytes(aead cipher.AEAD, m *measurement) []byte {
	nonce := make([]byte, 12)
	binary.BigEndian.PutUint32(nonce, uint32(m.at.Unix()))
	rand.Read(nonce[4:])
	return aead.Seal(nonce, nonce, m.value, nil)
}

func goodTimeIsAuthenticated(aead cipher.AEAD, at time.Time, value []byte) []byte {
	nonce := make([]byte, 12)
	rand.Read(nonce)
	return aead.Seal(nonce, nonce, value, binary.BigEndian.AppendUint64(nil, uint64(at.Unix())))
}
