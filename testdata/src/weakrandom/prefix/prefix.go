// Package prefix makes identifiers of a random prefix and a number that counts up from
// anywhere.
package prefix

import (
	secure "crypto/rand"
	"math/rand"
	"net/http"
	"sync"
)

const digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"

type ids struct {
	mu     sync.Mutex
	prefix []byte
	next   int64
}

func newIDs() *ids {
	made := &ids{next: rand.Int63(), prefix: make([]byte, 12)}
	made.drawPrefix()
	return made
}

// drawPrefix fills the prefix with characters that nobody can predict.
func (made *ids) drawPrefix() {
	var random [12]byte
	secure.Read(random[:])
	for i := range made.prefix {
		made.prefix[i] = digits[int(random[i])%len(digits)]
	}
}

func (made *ids) Next() string {
	made.mu.Lock()
	defer made.mu.Unlock()
	made.next += 7
	if made.next > 1<<60 {
		made.drawPrefix()
		made.next = rand.Int63()
	}
	var text [22]byte
	copy(text[:12], made.prefix)
	for i, rest := len(text), made.next; i > 12; rest /= int64(len(digits)) {
		i--
		text[i] = digits[rest%int64(len(digits))]
	}
	return string(text[:])
}

var all = newIDs()

type session struct {
	SessionID string
}

func goodPrefix(w http.ResponseWriter) *session {
	return &session{SessionID: all.Next()}
}

func goodOwn(w http.ResponseWriter) *session {
	own := newIDs()
	return &session{SessionID: own.Next()}
}

// weak draws its prefix from the generator that it counts up from.
type weak struct {
	prefix []byte
	next   int64
}

func newWeak() *weak {
	made := &weak{next: rand.Int63(), prefix: make([]byte, 12)}
	made.drawPrefix()
	return made
}

func (made *weak) drawPrefix() {
	for i := range made.prefix {
		made.prefix[i] = digits[rand.Intn(len(digits))]
	}
}

func (made *weak) Next() string {
	made.next += 7
	if made.next > 1<<60 {
		made.drawPrefix()
	}
	var text [22]byte
	copy(text[:12], made.prefix)
	for i, rest := len(text), made.next; i > 12; rest /= int64(len(digits)) {
		i--
		text[i] = digits[rest%int64(len(digits))]
	}
	return string(text[:])
}

var allWeak = newWeak()

func badPrefix(w http.ResponseWriter) *session {
	return &session{SessionID: allWeak.Next()} // want "CL401: prefix.session.SessionID is generated with math/rand"
}

// plain has no prefix.
type plain struct{ next int64 }

func newPlain() *plain { return &plain{next: rand.Int63()} }

func (made *plain) Next() string {
	made.next += 7
	var text [10]byte
	for i, rest := len(text), made.next; i > 0; rest /= int64(len(digits)) {
		i--
		text[i] = digits[rest%int64(len(digits))]
	}
	return string(text[:])
}

func badPlain(w http.ResponseWriter) *session {
	own := newPlain()
	return &session{SessionID: own.Next()} // want "CL401"
}
