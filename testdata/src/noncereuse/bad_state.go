package noncereuse

import (
	"crypto/cipher"
	"crypto/rand"
	"encoding/binary"
	"sync/atomic"
)

// One method moves the nonce on before it encrypts, and another one does not.

// logbook numbers its entries.
type logbook struct {
	aead  cipher.AEAD
	entry uint64
	page  atomic.Uint64
}

func (l *logbook) nonceOf(number uint64) []byte {
	return binary.BigEndian.AppendUint64(make([]byte, 4, 12), number)
}

func (l *logbook) goodNextEntry(text []byte) []byte {
	l.entry++
	return l.aead.Seal(nil, l.nonceOf(l.entry), text, nil)
}

func (l *logbook) badAmendment(text []byte) []byte {
	return l.aead.Seal(nil, l.nonceOf(l.entry), text, []byte("amendment")) // want `CL206: .*entry`
}

func (l *logbook) goodNextPage(text []byte) []byte {
	return l.aead.Seal(nil, l.nonceOf(l.page.Add(1)), text, nil)
}

func (l *logbook) badSamePage(text []byte) []byte {
	return l.aead.Seal(nil, l.nonceOf(l.page.Load()), text, nil) // want `CL206: .*page`
}

// stamp gives its bytes away, not a copy.
type stamp struct{ bytes [12]byte }

func (s *stamp) current() []byte { return s.bytes[:] }

func (s *stamp) renew() []byte {
	rand.Read(s.bytes[:])
	return s.bytes[:]
}

// postOffice has a stamp, which only one of its methods renews.
type postOffice struct {
	stamp
	aead cipher.AEAD
}

func newPostOffice(aead cipher.AEAD) *postOffice {
	p := &postOffice{aead: aead}
	rand.Read(p.bytes[:])
	return p
}

func (p *postOffice) badLetter(text []byte) []byte {
	return p.aead.Seal(nil, p.current(), text, nil) // want `CL206: .*bytes`
}

func (p *postOffice) goodParcel(content []byte) []byte {
	nonce := p.renew()
	return p.aead.Seal(append([]byte(nil), nonce...), nonce, content, nil)
}

// badge has one accessor and nothing that draws again.
type badge struct{ bytes []byte }

func (b *badge) raw() []byte { return b.bytes }

// gate opens for a badge.
type gate struct {
	badge badge
	aead  cipher.AEAD
}

func newGate(aead cipher.AEAD) *gate {
	return &gate{aead: aead, badge: badge{bytes: drawNonce(12)}}
}

func (g *gate) badAccessorOfAField(event []byte) []byte {
	return g.aead.Seal(nil, g.badge.raw(), event, nil) // want `CL206: .*bytes`
}
