package noncereuse

import (
	"crypto/cipher"
	"encoding/binary"
)

// The nonce is moved on by another function.

// ledger has its number moved on by whoever writes to it.
type ledger struct {
	aead   cipher.AEAD
	number uint64
}

// Advance is for the code that uses the ledger.
func (l *ledger) Advance() { l.number++ }

func (l *ledger) goodMovedOnFromOutside(line []byte) []byte {
	return l.aead.Seal(nil, binary.BigEndian.AppendUint64(make([]byte, 4, 12), l.number), line, nil)
}

// tape moves on in the method that calls the one that encrypts.
type tape struct {
	aead   cipher.AEAD
	number uint64
}

func (t *tape) goodMovedOnByCaller(record []byte) []byte {
	t.number++
	return t.sealRecord(record)
}

func (t *tape) sealRecord(record []byte) []byte {
	return t.aead.Seal(nil, binary.BigEndian.AppendUint64(make([]byte, 4, 12), t.number), record, nil)
}
