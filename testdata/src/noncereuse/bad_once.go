package noncereuse

import (
	"crypto/cipher"
	"crypto/rand"
	"sync"
)

// What is drawn at the first use and kept serves for every other.

func drawNonce(size int) []byte {
	nonce := make([]byte, size)
	rand.Read(nonce)
	return nonce
}

// meter sends readings of an electricity meter.
type meter struct {
	aead  cipher.AEAD
	first sync.Once
	nonce []byte
	spare []byte
	label [12]byte
	ready bool
}

func (m *meter) badDrawnByOnce(reading []byte) []byte {
	m.first.Do(func() { m.nonce = drawNonce(12) })
	return m.aead.Seal(nil, m.nonce, reading, nil) // want `CL206: .*nonce`
}

func (m *meter) badDrawnWhereEmpty(reading []byte) []byte {
	if len(m.spare) == 0 {
		m.spare = drawNonce(12)
	}
	return m.aead.Seal(nil, m.spare, reading, nil) // want `CL206: .*spare`
}

func (m *meter) badDrawnWhereNotReady(reading []byte) []byte {
	if !m.ready {
		rand.Read(m.label[:])
		m.ready = true
	}
	return m.aead.Seal(nil, m.label[:], reading, nil) // want `CL206: .*label`
}

// valve is set up by a method that sync.Once runs.
type valve struct {
	aead  cipher.AEAD
	first sync.Once
	nonce []byte
}

func (v *valve) setUp() { v.nonce = drawNonce(12) }

func (v *valve) badDrawnByMethodOfOnce(state []byte) []byte {
	v.first.Do(v.setUp)
	return v.aead.Seal(nil, v.nonce, state, nil) // want `CL206: .*nonce`
}

var lazyGlobal []byte

func badPackageVariableDrawnWhereNil(aead cipher.AEAD, record []byte) []byte {
	if lazyGlobal == nil {
		lazyGlobal = drawNonce(12)
	}
	return aead.Seal(nil, lazyGlobal, record, nil) // want `CL206: .*lazyGlobal`
}

var startNonce [12]byte

func init() { prepare() }

// prepare runs when the program starts, and only then.
func prepare() { rand.Read(startNonce[:]) }

func badPackageVariableDrawnByHelperOfInit(aead cipher.AEAD, record []byte) []byte {
	return aead.Seal(nil, startNonce[:], record, nil) // want `CL206: .*startNonce`
}
