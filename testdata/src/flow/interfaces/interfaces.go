// Package interfaces shows what the engine knows of calls through interfaces.
package interfaces

import (
	"crypto/rand"

	"example.test/flow/interfaces/keys"
)

func origins(any) {}

// The implementations of an interface are those that become values of it here.
type source interface{ key() []byte }

type constant struct{}

func (constant) key() []byte { return []byte("0123456789abcdef") }

type drawn struct{}

func (*drawn) key() []byte { return []byte(rand.Text()) }

var sources = []source{constant{}, new(drawn)}

func anyOf() {
	for _, s := range sources {
		origins(s.key()) // want "origins: a constant.crypto/rand$"
	}
}

// Whichever of them runs, the zero bytes are gone.
type filler interface{ fill(key []byte) }

func (constant) fill(key []byte) { copy(key, "0123456789abcdef") }

func (*drawn) fill(key []byte) { rand.Read(key) }

var fillers = []filler{constant{}, new(drawn)}

func anyFill() {
	for _, f := range fillers {
		key := make([]byte, 16)
		f.fill(key)
		origins(key) // want "origins: a constant.crypto/rand$"
	}
}

func onlyOne() {
	var s source = new(drawn)
	origins(s.key()) // want "origins: crypto/rand$"
}

// The package of an interface tells what all of its own implementations do: which of
// them a caller holds is not known.
func imported(fast bool) {
	key := make([]byte, 16)
	keys.New(fast).Fill(key)
	origins(key) // want "origins: an unknown source$"
	keys.NewClock().Tick(key)
	origins(key) // want `origins: math/rand.math/rand$`
}

func seal(box keys.Box, plaintext []byte) []byte {
	return box.Seal(make([]byte, 12), plaintext) // want "nonce of cipher.AEAD.Seal: zero bytes"
}

// What the program implements itself may run as well.
type vault struct{ keys.Source }

func (vault) Key() []byte { return []byte("0123456789abcdef") }

var _ keys.Source = vault{}

// Nothing is known of implementations that nobody has seen.
func remote(r keys.Remote) {
	origins(r.Fetch("key")) // want "origins: an unknown source$"
}

// A type of another package becomes a value of an interface of this one.
type secret interface{ Secret() []byte }

type service struct{ secret secret }

func newService() *service { return &service{keys.Fixed{}} }

func (s *service) key() {
	origins(s.secret.Secret()) // want "origins: a constant$"
}
