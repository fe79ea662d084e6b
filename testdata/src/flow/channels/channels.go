// Package channels shows what the engine knows of what goroutines hand to each other:
// what is received is whatever is ever sent, if every sender is in sight.
package channels

import (
	"context"
	"crypto/rand"
	"fmt"
	weak "math/rand"
	"os"
	"time"
)

func origins(any) {}

func random(n int) []byte {
	b := make([]byte, n)
	rand.Read(b)
	return b
}

func sentByAGoroutine() {
	nonces := make(chan []byte)
	go func() { nonces <- random(12) }()
	nonce := <-nonces
	origins(nonce) // want "origins: crypto/rand$"
}

func sentAfterTheWorkerStarted() {
	jobs := make(chan []byte, 1)
	done := make(chan struct{})
	go func() {
		for job := range jobs {
			origins(job) // want "origins: (a constant.math/rand|math/rand.a constant)$"
		}
		close(done)
	}()
	jobs <- []byte("constant job")
	jobs <- fmt.Appendf(nil, "%d", weak.Int())
	close(jobs)
	<-done
}

func produce(tokens chan<- string, secret string) {
	tokens <- secret
}

func collect(tokens <-chan string) string {
	return <-tokens
}

func sentByAHelper() {
	tokens := make(chan string)
	go produce(tokens, fmt.Sprint(weak.Uint64()))
	origins(<-tokens) // want "origins: math/rand$"
}

func receivedByAHelper() {
	lines := make(chan string, 1)
	lines <- time.Now().String()
	origins(collect(lines)) // want "the current time"
}

// Two channels of one type are not one channel, though a helper sends on both.
func twoChannels() {
	keys, labels := make(chan []byte, 1), make(chan []byte, 1)
	keys <- random(32)
	labels <- []byte("label")
	origins(<-keys)   // want "origins: crypto/rand$"
	origins(<-labels) // want "origins: a constant$"
}

func selected(ctx context.Context) {
	nonces, errs := make(chan []byte), make(chan error)
	go func() {
		nonce := make([]byte, 12)
		if _, err := rand.Read(nonce); err != nil {
			errs <- err
			return
		}
		nonces <- nonce
	}()
	select {
	case <-ctx.Done():
	case nonce, ok := <-nonces:
		origins(nonce) // want "origins: crypto/rand$"
		_ = ok
	case err := <-errs:
		_ = err
	}
}

func sentInASelect(quit <-chan struct{}) {
	ids := make(chan string)
	go func() {
		for {
			select {
			case ids <- fmt.Sprint(weak.Int()):
			case <-quit:
				return
			}
		}
	}()
	origins(<-ids) // want "origins: math/rand$"
}

// A message is a struct: each field is what the senders put there.
type message struct {
	nonce []byte
	label string
}

func structs() {
	messages := make(chan message, 1)
	messages <- message{nonce: random(12), label: "v1"}
	m := <-messages
	origins(m.nonce) // want "origins: crypto/rand$"
	origins(m.label) // want "origins: a constant$"
}

func pointers() {
	messages := make(chan *message, 1)
	go func() {
		m := &message{label: "v1"}
		m.nonce = []byte("fixed nonce!")
		messages <- m
	}()
	m := <-messages
	origins(m.nonce) // want "origins: a constant$"
}

// A generator keeps its channel in a field.
type generator struct {
	nonces chan []byte
	quit   chan struct{}
}

func newGenerator() *generator {
	g := &generator{nonces: make(chan []byte, 8), quit: make(chan struct{})}
	go g.run()
	return g
}

func (g *generator) run() {
	for {
		nonce := make([]byte, 12)
		rand.Read(nonce)
		select {
		case g.nonces <- nonce:
		case <-g.quit:
			return
		}
	}
}

func (g *generator) next() []byte {
	nonce := <-g.nonces
	origins(nonce) // want "origins: crypto/rand$"
	return nonce
}

// Others may send on a field that is exported.
type Inbox struct {
	Secrets chan string
}

func (i *Inbox) drain() {
	i.Secrets <- "a secret of our own"
	origins(<-i.Secrets) // want "origins: a constant.an unknown source$"
}

var queue = make(chan string, 4)

func enqueue() { queue <- os.Getenv("TOKEN") }

func dequeue() {
	origins(<-queue) // want "origins: the environment or a flag$"
}

func PassedIn(keys chan []byte) {
	keys <- []byte("0123456789abcdef")
	origins(<-keys) // want "origins: a constant.an unknown source$"
}

func passedToCodeThatCannotBeSeen(register func(chan<- []byte)) {
	keys := make(chan []byte, 1)
	register(keys)
	keys <- random(32)
	origins(<-keys) // want "origins: crypto/rand.an unknown source$"
}

// Only receivers are handed out: nobody else can send.
func Watch() <-chan []byte {
	keys := make(chan []byte)
	go func() { keys <- random(32) }()
	watch(keys)
	return keys
}

func watch(keys <-chan []byte) {
	origins(<-keys) // want "origins: crypto/rand$"
}

func onlyClosed() {
	done := make(chan []byte)
	close(done)
	origins(<-done) // want "origins: an unknown source$"
}

func timer() {
	origins((<-time.After(time.Second)).String()) // want "unknown"
}

// What a goroutine gets as its own parameter is what it was started with.
func startedWithParameters(key []byte) {
	results := make(chan []byte, 2)
	for i := range 2 {
		go func(id int, secret []byte) { results <- secret }(i, key)
	}
	origins(<-results) // want "origins: parameter 1$"
}
