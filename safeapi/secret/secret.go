// Package secret holds secret bytes so that they do not end up in a log, an
// error, a dump or a file by accident, and compares secrets in constant time.
//
// [Bytes] is the type to keep a secret in. It prints redacted with every
// verb of fmt and in log/slog, refuses to be marshalled, and does not compile
// under ==. It can be read from a configuration file; [FromEnv] reads it from
// the environment. The bytes leave it through [Bytes.Reveal] and
// [Bytes.RevealText] only, so a search for "Reveal" finds every place where a
// program takes a secret in hand.
//
// [Equal] compares a secret that somebody sent with the one that is expected. If
// none is expected, because a setting is missing, nothing is equal to it.
//
// [Opaque] is for packages that define key types.
//
// # What wiping can do
//
// [Wipe] and [Bytes.Wipe] overwrite the memory that they are given. They are
// best effort: the Go runtime may have copied the bytes before (a grown slice,
// a moved stack, a conversion to string), the operating system may have
// written them to swap, and the functions that used the key may have kept an
// expanded form. Wiping shortens the time in which a secret is in memory. It
// is not a promise that it is gone.
package secret

import (
	"crypto/rand"
	"crypto/sha256"
	"crypto/subtle"
	"fmt"
	"runtime"
	"sync"
)

// MinRandom is the least number of bytes that [Random] makes: 128 bits, the
// least security strength of NIST SP 800-57 part 1 that has no end date.
const MinRandom = 16

// Bytes is a secret: a key, a password, an access token of another service.
//
// It is a small value to be passed and stored by value. Copies share the same
// memory, so [Bytes.Wipe] of one wipes all. The zero Bytes holds nothing:
// Reveal panics, Len is 0.
//
// All methods are safe for concurrent use.
type Bytes struct {
	Opaque
	// The memory hangs on a closure and not on a field: fmt, which prints
	// unexported fields of other structs without asking their methods, finds
	// only the address of a function.
	hold func() *memory
}

// memory is what the copies of one Bytes share.
type memory struct {
	mu    sync.RWMutex
	b     []byte
	wiped bool
}

// New returns a Bytes with a copy of b. The caller's memory is left as it is;
// a caller that has no more use for it calls [Wipe].
func New[T ~string | ~[]byte](b T) Bytes {
	own := make([]byte, len(b))
	copy(own, b)
	return hold(own)
}

// Random returns n bytes of the operating system's secure random source. It
// panics if n is less than [MinRandom].
func Random(n int) Bytes {
	if n < MinRandom {
		panic(fmt.Sprintf("secret: Random(%d): a random secret needs at least %d bytes", n, MinRandom))
	}
	own := make([]byte, n)
	rand.Read(own) // never fails: the program ends instead (crypto/rand)
	return hold(own)
}

// hold takes over b.
func hold(b []byte) Bytes {
	m := &memory{b: b}
	return Bytes{hold: func() *memory { return m }}
}

// Reveal returns a copy of the secret. The caller answers for the copy: it
// prints, compares and marshals like any []byte, and [Bytes.Wipe] does not
// reach it. It panics if b is the zero Bytes or was wiped, because an empty
// key in the place of a real one is worse than a crash.
func (b Bytes) Reveal() []byte {
	if b.hold == nil {
		panic("secret: Reveal of a zero Bytes; make one with New or Random")
	}
	m := b.hold()
	m.mu.RLock()
	defer m.mu.RUnlock()
	if m.wiped {
		panic("secret: Reveal of a Bytes that was wiped")
	}
	return append(make([]byte, 0, len(m.b)), m.b...)
}

// Len returns the number of bytes; 0 for the zero Bytes and after Wipe.
func (b Bytes) Len() int {
	if b.hold == nil {
		return 0
	}
	m := b.hold()
	m.mu.RLock()
	defer m.mu.RUnlock()
	return len(m.b)
}

// IsZero reports whether b is the zero Bytes, which was never given a secret.
func (b Bytes) IsZero() bool { return b.hold == nil }

// Equal reports in constant time whether b and other hold the same bytes, and at
// least one of them. It panics where [Bytes.Reveal] would.
func (b Bytes) Equal(other Bytes) bool {
	x, y := b.Reveal(), other.Reveal()
	defer Wipe(x)
	defer Wipe(y)
	return Equal(x, y)
}

// Wipe overwrites the secret with zeros, in b and in all its copies. Copies
// made by Reveal are out of its reach. See the package comment for what wiping
// can do. Wipe of a zero Bytes does nothing.
func (b Bytes) Wipe() {
	if b.hold == nil {
		return
	}
	m := b.hold()
	m.mu.Lock()
	defer m.mu.Unlock()
	Wipe(m.b)
	m.b, m.wiped = nil, true
}

// Wipe overwrites b with zeros. It is best effort; see the package comment.
func Wipe(b []byte) {
	clear(b)
	runtime.KeepAlive(b) // the writes must not be dropped as dead stores
}

// Equal reports whether a and b are equal and not empty. The time that it takes
// depends on their lengths, never on their contents or on where they differ. Use
// it for tokens, API keys, one-time codes and whatever else one must not be able
// to guess a byte at a time. To check a MAC, use safeapi/mac; for passwords,
// safeapi/password.
//
// Nothing is equal to the empty secret, not even the empty secret: where the
// expected token is missing, because a variable is not set, a request without a
// token must not get in.
//
// Both sides are hashed first, so that even a difference in length is found
// in constant time.
func Equal[T ~string | ~[]byte](a, b T) bool {
	if len(a) == 0 || len(b) == 0 {
		return false
	}
	x, y := sha256.Sum256([]byte(a)), sha256.Sum256([]byte(b))
	return subtle.ConstantTimeCompare(x[:], y[:]) == 1
}
