package fixednonce

import (
	"crypto/cipher"
	"crypto/rand"
	"encoding/binary"
	"sync/atomic"
)

// sessionWriter numbers its records, as TLS does.
type sessionWriter struct {
	aead   cipher.AEAD
	salt   []byte
	number uint64
}

func newSessionWriter(aead cipher.AEAD, salt []byte) *sessionWriter {
	return &sessionWriter{aead: aead, salt: salt}
}

func (w *sessionWriter) goodSaltAndNumber(record []byte) []byte {
	nonce := make([]byte, 12)
	copy(nonce, w.salt[:4])
	binary.BigEndian.PutUint64(nonce[4:], atomic.AddUint64(&w.number, 1))
	return w.aead.Seal(nonce, nonce, record, nil)
}

// goodNumberAndRandomBytes has a part that never repeats.
func (w *sessionWriter) goodNumberAndRandomBytes(record []byte) []byte {
	w.number++
	nonce := make([]byte, 12)
	binary.BigEndian.PutUint32(nonce, uint32(w.number))
	rand.Read(nonce[4:])
	return w.aead.Seal(nonce, nonce, record, nil)
}

// epochWriter has a new salt for each epoch.
type epochWriter struct {
	aead  cipher.AEAD
	epoch []byte
}

func newEpochWriter(aead cipher.AEAD) *epochWriter { return &epochWriter{aead: aead} }

func (w *epochWriter) begin(epoch uint32) {
	w.epoch = binary.BigEndian.AppendUint32(nil, epoch)
}

func (w *epochWriter) goodEpochAndRandomBytes(record []byte) []byte {
	nonce := make([]byte, 12)
	copy(nonce, w.epoch)
	rand.Read(nonce[4:])
	return w.aead.Seal(nonce, nonce, record, nil)
}

// goodLongSaltedNonce has sixteen random bytes beside a salt.
func (w *recordWriter) goodLongSaltedNonce(xchacha cipher.AEAD, record []byte) []byte {
	nonce := make([]byte, 24)
	copy(nonce, w.salt[:8])
	rand.Read(nonce[8:])
	return xchacha.Seal(nonce, nonce, record, nil)
}

// goodSaltOfTheCaller is whatever the caller has chosen for this message.
func (w *recordWriter) goodSaltOfTheCaller(salt, record []byte) []byte {
	nonce := make([]byte, 12)
	copy(nonce, salt)
	rand.Read(nonce[4:])
	return w.aead.Seal(nonce, nonce, record, nil)
}

// goodTwelveRandomBytesAfterSalt replaces the salt.
func (w *recordWriter) goodTwelveRandomBytesAfterSalt(record []byte) []byte {
	nonce := make([]byte, 12)
	copy(nonce, w.salt)
	rand.Read(nonce)
	return w.aead.Seal(nonce, nonce, record, nil)
}

// streamWriter starts a stream of its own for each message.
func (w *packetWriter) goodEightRandomBytesOfCTR(block cipher.Block, packet []byte) {
	iv := make([]byte, 16)
	rand.Read(iv[:8])
	cipher.NewCTR(block, iv).XORKeyStream(packet, packet)
}
