package noncereuse

import (
	"crypto/cipher"
	"crypto/rand"
	"encoding/binary"
	"errors"
	"math"
	"sync"

	"golang.org/x/crypto/nacl/secretbox"

	"example.test/noncereuse/wire"
)

// A nonce that is kept, and changes for each message.

// packetWriter increments its nonce after each use.
type packetWriter struct {
	aead  cipher.AEAD
	nonce [12]byte
}

func newPacketWriter(aead cipher.AEAD) *packetWriter {
	w := &packetWriter{aead: aead}
	rand.Read(w.nonce[:4])
	return w
}

func (w *packetWriter) goodIncrementedAfterUse(packet []byte) []byte {
	sealed := w.aead.Seal(nil, w.nonce[:], packet, nil)
	for i := len(w.nonce) - 1; i >= 4; i-- {
		w.nonce[i]++
		if w.nonce[i] != 0 {
			break
		}
	}
	return sealed
}

func (w *packetWriter) goodAdvancedByOtherPackage(packet []byte) []byte {
	wire.Next(w.nonce[:])
	return w.aead.Seal(nil, w.nonce[:], packet, nil)
}

// numbered keeps a number, and writes it into the nonce each time.
type numbered struct {
	mu    sync.Mutex
	aead  cipher.AEAD
	seq   uint64
	nonce []byte
}

func (n *numbered) goodNumberWrittenEachTime(message []byte) ([]byte, error) {
	n.mu.Lock()
	defer n.mu.Unlock()
	if n.seq == math.MaxUint64 {
		return nil, errors.New("sequence exhausted")
	}
	n.seq++
	binary.BigEndian.PutUint64(n.nonce[4:], n.seq)
	return n.aead.Seal(nil, n.nonce, message, nil), nil
}

// mailbox refreshes its nonce in another method.
type mailbox struct {
	key   [32]byte
	nonce [24]byte
}

func (m *mailbox) refresh() {
	rand.Read(m.nonce[:])
}

func (m *mailbox) goodRefreshedInCalledMethod(letter []byte) []byte {
	m.refresh()
	return secretbox.Seal(m.nonce[:], letter, &m.nonce, &m.key)
}

// script gets each nonce from the code that drives it.
type script struct {
	aead  cipher.AEAD
	nonce []byte
}

func (s *script) setNonce(nonce []byte) { s.nonce = nonce }

func (s *script) goodNonceSetBeforeEachRecord(record []byte) []byte {
	return s.aead.Seal(nil, s.nonce, record, nil)
}

// envelope is made for one letter. The key is the caller's.
type envelope struct {
	Nonce  [24]byte
	Sealed []byte
}

func newEnvelope() *envelope {
	e := new(envelope)
	rand.Read(e.Nonce[:])
	return e
}

func (e *envelope) goodSealedUnderTheCallersKey(letter []byte, key *[32]byte) {
	e.Sealed = secretbox.Seal(nil, letter, &e.Nonce, key)
}

// fileWriter makes its stream once, and keeps that.
type fileWriter struct {
	iv     [16]byte
	stream cipher.Stream
}

func goodStreamMadeOnce(block cipher.Block) *fileWriter {
	w := new(fileWriter)
	rand.Read(w.iv[:])
	w.stream = cipher.NewCTR(block, w.iv[:])
	return w
}

func goodClosureDrawsItsOwn(aead cipher.AEAD) func(message []byte) []byte {
	nonce := make([]byte, aead.NonceSize())
	return func(message []byte) []byte {
		rand.Read(nonce)
		return aead.Seal(append([]byte(nil), nonce...), nonce, message, nil)
	}
}

func goodClosureCounts(aead cipher.AEAD, prefix uint32) func(message []byte) []byte {
	var number uint64
	return func(message []byte) []byte {
		number++
		nonce := binary.BigEndian.AppendUint32(nil, prefix)
		nonce = binary.BigEndian.AppendUint64(nonce, number)
		return aead.Seal(nonce, nonce, message, nil)
	}
}

// store runs a function in a transaction, as bolt and SQL wrappers do.
type store interface {
	update(transaction func(put func(key string, value []byte) error) error) error
}

func goodClosureOfOneTransaction(db store, aead cipher.AEAD, secret []byte) error {
	nonce := make([]byte, aead.NonceSize())
	rand.Read(nonce)
	return db.update(func(put func(string, []byte) error) error {
		return put("secret", aead.Seal(nonce, nonce, secret, nil))
	})
}
