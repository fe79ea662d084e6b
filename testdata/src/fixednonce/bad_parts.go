package fixednonce

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/rand"
	"encoding/binary"
	"strconv"
	"time"

	"golang.org/x/crypto/chacha20poly1305"

	"example.test/fixednonce/wire"
)

// What is written into a part of a buffer is no counter.

func stampVersion(nonce []byte) { nonce[0] = 2 }

func badVersionInABufferOfZeros(aead cipher.AEAD, text []byte) []byte {
	nonce := make([]byte, 12)
	stampVersion(nonce)
	return aead.Seal(nil, nonce, text, nil) // want `CL205: .*(constant|zero)`
}

func badMarkOfAnotherPackage(aead cipher.AEAD, text []byte) []byte {
	nonce := make([]byte, 12)
	wire.Mark(nonce)
	return aead.Seal(nil, nonce, text, nil) // want `CL205: .*(constant|zero)`
}

// label is the head of a nonce.
type label struct{ bytes [12]byte }

func (l *label) putChannel() { copy(l.bytes[:4], "chan") }

func badHeadOfALocalStruct(aead cipher.AEAD, text []byte) []byte {
	var l label
	l.putChannel()
	return aead.Seal(nil, l.bytes[:], text, nil) // want `CL205: .*(constant|zero)`
}

// Eight random bytes are too few for an AEAD.

func badEightRandomBytes(aead cipher.AEAD, text []byte) []byte {
	nonce := make([]byte, 12)
	rand.Read(nonce[4:])
	return aead.Seal(nonce, nonce, text, nil) // want `CL205: only 8 bytes`
}

func badEightRandomBytesAfterName(key, text []byte) ([]byte, error) {
	aead, err := chacha20poly1305.New(key)
	if err != nil {
		return nil, err
	}
	var nonce [chacha20poly1305.NonceSize]byte
	copy(nonce[:], "mail")
	rand.Read(nonce[4:12])
	return aead.Seal(nonce[:], nonce[:], text, nil), nil // want `CL205: only 8 bytes`
}

// A time is a time, wherever it comes from.

type measurement struct {
	at    time.Time
	value []byte
}

func badTimeOfTheMeasurement(aead cipher.AEAD, m *measurement) []byte {
	nonce := make([]byte, 12)
	binary.BigEndian.PutUint64(nonce, uint64(m.at.UnixNano()))
	return aead.Seal(nil, nonce, m.value, nil) // want `CL205: .*time`
}

func badTimeOfTheCaller(aead cipher.AEAD, at time.Time, value []byte) []byte {
	return aead.Seal(nil, []byte(at.UTC().Format("060102150405")), value, nil) // want `CL205: .*time`
}

func badIVOfATimeRoundedDown(block cipher.Block, at time.Time, data []byte) {
	iv := make([]byte, aes.BlockSize)
	copy(iv, strconv.FormatInt(at.Truncate(time.Hour).Unix(), 10))
	cipher.NewCTR(block, iv).XORKeyStream(data, data) // want `CL205: .*time`
}
