// Package aliases shows what the engine knows of functions that return a part of what
// they are passed: what is written through the result is written there.
package aliases

import (
	"crypto/rand"

	"example.test/flow/wrap"
)

func origins(any) {}

func nonceOf(frame []byte) []byte { return frame[4:16] }

func filledThroughItsPart() {
	frame := make([]byte, 64)
	rand.Read(nonceOf(frame))
	origins(frame[4:16]) // want "origins: crypto/rand$"
	origins(frame[:4])   // want "origins: zero bytes$"
}

func partOfWhatIsFilledLater() {
	frame := make([]byte, 64)
	nonce := nonceOf(frame)
	origins(nonce) // want "origins: zero bytes$"
	rand.Read(frame)
	origins(nonce) // want "origins: crypto/rand$"
}

func partOfAPart() {
	packet := make([]byte, 128)
	rand.Read(nonceOf(packet[64:]))
	origins(packet[68:80]) // want "origins: crypto/rand$"
	origins(packet[4:16])  // want "origins: zero bytes$"
}

func filledInAnotherPackagesPart() {
	frame := make([]byte, 64)
	rand.Read(wrap.Nonce(frame))
	origins(frame[:12]) // want "origins: crypto/rand$"
	origins(frame[12:]) // want "origins: zero bytes$"
}

func partOrNewMemory() {
	nonce := wrap.Room(make([]byte, 0, 12), 12)
	origins(nonce) // want "origins: zero bytes$"
	rand.Read(nonce)
	origins(nonce) // want "origins: crypto/rand$"
}

// box is filled by methods that return it.
type box struct{ nonce []byte }

func (b *box) sized(n int) *box {
	b.nonce = make([]byte, n)
	return b
}

func (b *box) drawn() *box {
	rand.Read(b.nonce)
	return b
}

func (b *box) bytes() []byte { return b.nonce }

func oneAfterTheOther() {
	b := new(box)
	b.sized(12)
	origins(b.nonce) // want "origins: zero bytes$"
	b.sized(12).drawn()
	origins(b.nonce)   // want "origins: crypto/rand$"
	origins(b.bytes()) // want "origins: crypto/rand$"
	copy(b.bytes(), "fixed nonce!")
	origins(b.nonce) // want "origins: a constant$"
}

// either returns one of two: which, the caller does not see.
func either(a, b []byte, first bool) []byte {
	if first {
		return a
	}
	return b
}

func oneOfTwo(first bool) {
	a, b := make([]byte, 12), make([]byte, 12)
	rand.Read(either(a, b, first))
	origins(a) // want "origins: zero bytes$"
}

func (b *box) with(other *box) (*box, error) { return b, nil }

func secondResult(other *box) error {
	b := new(box)
	same, err := b.with(other)
	if err != nil {
		return err
	}
	same.nonce = make([]byte, 12)
	rand.Read(same.nonce)
	origins(b.nonce) // want "origins: crypto/rand$"
	return nil
}
