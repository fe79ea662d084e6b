// Package pools shows what the engine knows of package sync: what a pool gives out is
// what it made or what was put back, and functions that run once run.
package pools

import (
	"bytes"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha1"
	"crypto/sha256"
	"hash"
	weak "math/rand"
	"sync"
)

func origins(any) {}

var nonces = sync.Pool{New: func() any { return make([]byte, 12) }}

// A buffer from a pool is as it was made, or as the last user left it.
func usedAsItComes() {
	nonce := nonces.Get().([]byte)
	origins(nonce) // want "origins: crypto/rand.zero bytes$"
}

func filledFirst() {
	nonce := nonces.Get().([]byte)
	defer nonces.Put(nonce)
	rand.Read(nonce)
	origins(nonce) // want "origins: crypto/rand$"
}

// What was put back comes out again.
var keys = sync.Pool{New: func() any {
	key := make([]byte, 32)
	rand.Read(key)
	return &key
}}

func putBack() {
	key := []byte("0123456789abcdef")
	keys.Put(&key)
}

func taken() {
	key := keys.Get().(*[]byte)
	origins(*key) // want "origins: (a constant.crypto/rand|crypto/rand.a constant)$"
}

// A pool of hashes, as busy servers have them.
type signer struct {
	macs sync.Pool
	sums *sync.Pool
}

func newSigner(key []byte) *signer {
	s := &signer{sums: &sync.Pool{}}
	s.macs.New = func() any { return hmac.New(sha256.New, key) }
	s.sums.New = func() any { return sha1.New() }
	return s
}

func (s *signer) tag(message []byte) []byte {
	mac := s.macs.Get().(hash.Hash)
	defer s.macs.Put(mac)
	mac.Reset()
	mac.Write(message)
	return mac.Sum(nil)
}

func (s *signer) digest(message []byte) {
	h := s.sums.Get().(hash.Hash)
	h.Write(message)
	origins(h.Sum(nil)) // want "origins: a digest SHA-1$"
	s.sums.Put(h)
	origins(s.tag(message)) // want "origins: a MAC tag SHA-256$"
}

var buffers sync.Pool

func withoutNew() {
	buffer, ok := buffers.Get().(*bytes.Buffer)
	if !ok {
		buffer = new(bytes.Buffer)
	}
	defer buffers.Put(buffer)
	buffer.Reset()
	buffer.Write(random(16))
	origins(buffer.Bytes()) // want "origins: crypto/rand$"
}

// Shared is a pool that other packages put things into.
var Shared = sync.Pool{New: func() any { return []byte("constant") }}

func shared() {
	origins(Shared.Get().([]byte)) // want "origins: a constant.an unknown source$"
}

func random(n int) []byte {
	b := make([]byte, n)
	rand.Read(b)
	return b
}

// Functions that run once return what the function returns.
var masterKey = sync.OnceValue(func() []byte { return random(32) })

var tokenOf = sync.OnceValues(func() (string, error) {
	return string(rune(weak.Int())), nil
})

func onceValues() {
	origins(masterKey()) // want "origins: crypto/rand$"
	token, _ := tokenOf()
	origins(token) // want "origins: math/rand$"
	local := sync.OnceValue(fixed)
	origins(local()) // want "origins: a constant$"
}

func fixed() string { return "fixed" }

type lazy struct {
	once sync.Once
	key  []byte
}

func (l *lazy) get() []byte {
	l.once.Do(func() { l.key = random(32) })
	origins(l.key) // want "origins: crypto/rand$"
	return l.key
}

func (l *lazy) byMethod() {
	l.once.Do(l.load)
	origins(l.key) // want "origins: crypto/rand$"
}

func (l *lazy) load() { l.key = random(32) }

var (
	once   sync.Once
	secret []byte
)

func initSecret() { secret = random(32) }

func packageVariable() {
	once.Do(initSecret)
	origins(secret) // want "origins: crypto/rand$"
}

func onceFunc() {
	key := make([]byte, 32)
	load := sync.OnceFunc(func() { rand.Read(key) })
	load()
	origins(key) // want "origins: crypto/rand$"
}

func goroutine() {
	var wg sync.WaitGroup
	key := make([]byte, 32)
	wg.Add(1)
	go func() {
		defer wg.Done()
		rand.Read(key)
	}()
	wg.Wait()
	origins(key) // want "origins: crypto/rand$"
}

func waitGroupGo() {
	var wg sync.WaitGroup
	nonce := make([]byte, 12)
	wg.Go(func() { copy(nonce, "constant 12!") })
	wg.Wait()
	origins(nonce) // want "origins: a constant$"
}

type group interface {
	Go(func() error)
	Wait() error
}

func errorGroup(g group) error {
	nonce := make([]byte, 12)
	g.Go(func() error {
		_, err := rand.Read(nonce)
		return err
	})
	if err := g.Wait(); err != nil {
		return err
	}
	origins(nonce) // want "origins: crypto/rand$"
	return nil
}

// A callback that may never run leaves the constant where it is.
func callback(onChange func(func(string))) {
	key := "changeme"
	onChange(func(s string) { key = s })
	origins(key) // want "origins: an unknown source.a constant$"
}
