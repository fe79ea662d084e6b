// Package closures shows what the engine knows of function literals: what they find in
// the variables that they capture, what they leave there, and that what they do with a
// parameter of the function around them is told to its callers.
package closures

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"errors"
	"hash"
	weak "math/rand"
	"net/http"
	"sync"
)

func origins(any) {}
func sinks()      {}
func fates(any)   {}

func random(n int) []byte {
	b := make([]byte, n)
	rand.Read(b)
	return b
}

// A sealer for one stream: the maker's parameters are the closure's.
func sealer(key, nonce []byte) (func([]byte) []byte, error) {
	block, err := aes.NewCipher(key)
	if err != nil {
		return nil, err
	}
	aead, err := cipher.NewGCM(block)
	if err != nil {
		return nil, err
	}
	return func(record []byte) []byte {
		return aead.Seal(nil, nonce, record, nil)
	}, nil
}

func usesSealer(record []byte) []byte {
	seal, err := sealer(random(32), []byte("constant 12!")) // want "sink: encryption key: crypto/rand$" "sink: nonce: a constant$"
	if err != nil {
		return nil
	}
	return seal(record)
}

func usesSealerWell(record []byte) []byte {
	seal, err := sealer(random(32), random(12)) // want "sink: encryption key: crypto/rand$" "sink: nonce: crypto/rand$"
	if err != nil {
		return nil
	}
	return seal(record)
}

// Middleware keeps its secret two closures further in.
func signedBody(secret []byte) func(http.Handler) http.Handler {
	return func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			mac := hmac.New(sha256.New, secret)
			mac.Write([]byte(r.URL.Path))
			w.Header().Set("X-Signature", string(mac.Sum(nil)))
			next.ServeHTTP(w, r)
		})
	}
}

func routes(next http.Handler) http.Handler {
	return signedBody([]byte("changeme"))(next) // want "sink: MAC key: a constant$"
}

// An option of a constructor is a closure that stores what the maker got.
type client struct{ key []byte }

type option func(*client)

func withKey(key []byte) option {
	return func(c *client) { c.key = key }
}

func (c *client) tag(message []byte) []byte {
	mac := hmac.New(sha256.New, c.key)
	mac.Write(message)
	return mac.Sum(nil)
}

func newClient(options ...option) *client {
	c := &client{}
	for _, apply := range options {
		apply(c)
	}
	return c
}

func fixedOption() *client {
	return newClient(withKey([]byte("changeme"))) // want "sink: MAC key: a constant$"
}

func drawnOption() *client {
	return newClient(withKey(random(32))) // want "sink: MAC key: crypto/rand$"
}

// The closure's own parameter and the maker's are mixed: both callers count.
func keyed(key []byte) {
	encrypt := func(nonce, record []byte) []byte {
		block, _ := aes.NewCipher(key)
		aead, _ := cipher.NewGCM(block)
		return aead.Seal(nil, nonce, record, nil)
	}
	encrypt(make([]byte, 12), nil) // want "sink: nonce: zero bytes$"
	encrypt(random(12), nil)       // want "sink: nonce: crypto/rand$"
}

func callsKeyed() {
	keyed(random(16)) // want "sink: encryption key: crypto/rand$"
}

// What a local variable holds where the closure runs is what the closure sees.
func reassignedBeforeTheCall() {
	nonce := make([]byte, 12)
	seal := func() {
		origins(nonce) // want "origins: crypto/rand$"
	}
	nonce = random(12)
	seal()
}

func filledByACall() {
	nonce := make([]byte, 12)
	fill := func() error {
		_, err := rand.Read(nonce)
		return err
	}
	if fill() != nil {
		return
	}
	origins(nonce) // want "origins: crypto/rand$"
}

func filledPerhaps(fresh bool) {
	nonce := make([]byte, 12)
	fill := func() {
		if fresh {
			rand.Read(nonce)
		}
	}
	fill()
	origins(nonce) // want "origins: (zero bytes.crypto/rand|crypto/rand.zero bytes)$"
}

func overwrittenByACall() {
	key := random(16)
	reset := func() { copy(key, "0123456789abcdef") }
	reset()
	origins(key) // want "origins: a constant$"
}

func filledOnce() {
	var once sync.Once
	var key []byte
	once.Do(func() { key = random(32) })
	origins(key) // want "origins: crypto/rand$"
}

// A closure returns what its maker got.
func returnsCaptured(label string, secret []byte) {
	get := func() []byte { return secret }
	origins(get()) // want "origins: parameter 2$"
	nested := func() {
		origins(get()) // want "origins: captured parameter 2$"
	}
	nested()
}

// A captured constructor is called where the digest is made.
func summer(newHash func() hash.Hash) func([]byte) []byte {
	return func(message []byte) []byte {
		h := newHash()
		h.Write(message)
		return h.Sum(nil)
	}
}

// A callback gets its own parameter from code that cannot be seen.
func callback(register func(func([]byte)), key []byte) {
	register(func(chunk []byte) {
		origins(chunk) // want "origins: parameter 1$"
		origins(key)   // want "origins: captured parameter 2$"
	})
}

// The variable is set by one closure and read by another.
func setAndGet() (set func(string), get func() string) {
	var token string
	set = func(s string) { token = s }
	get = func() string {
		origins(token) // want "an unknown source"
		return token
	}
	return set, get
}

var errClosed = errors.New("closed")

// A literal that runs at once is part of its function.
func calledInPlace(key []byte) (err error) {
	token := func() string {
		if len(key) == 0 {
			return ""
		}
		return string(rune(weak.Int()))
	}()
	origins(token) // want "origins: a constant.math/rand$"
	defer func() {
		if err == nil {
			err = errClosed
		}
	}()
	return nil
}

type job struct{ undo func() }

// A hash that a closure may reset at any time: it is a digest all the same.
func resetByOthers(message []byte) (job, []byte) {
	h := sha256.New()
	h.Write(message)
	var j job
	j.undo = func() { h.Reset() }
	sum := h.Sum(nil)
	origins(sum) // want `origins: a digest`
	return j, sum
}
