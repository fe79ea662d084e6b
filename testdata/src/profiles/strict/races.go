package strict

import (
	"crypto/cipher"
	"encoding/binary"
	"net/http"
	"sync"
	"sync/atomic"
)

// Counters of nonces that several goroutines count up.

type sender struct {
	aead    cipher.AEAD
	counter uint64
}

func (s *sender) badSend(packet []byte) []byte {
	nonce := make([]byte, 12)
	binary.BigEndian.PutUint64(nonce[4:], s.counter)
	s.counter++
	return s.aead.Seal(nil, nonce, packet, []byte("packet")) // want "CL206: badSend makes its nonce from sender.counter, and counts it up without a lock while others may do the same; why: a data race: .*; fix: hold a sync.Mutex .*"
}

func (s *sender) sendAll(packets [][]byte, out chan<- []byte) {
	for _, packet := range packets {
		go func() { out <- s.badSend(packet) }()
	}
}

// A server seals cookies.
type cookies struct {
	aead cipher.AEAD
	next uint64
}

func (c *cookies) badSeal(value string) []byte {
	c.next++
	return c.aead.Seal(nil, binary.BigEndian.AppendUint64(make([]byte, 4, 12), c.next), []byte(value), []byte("cookie")) // want "CL206: badSeal makes its nonce from cookies.next"
}

func (c *cookies) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	w.Write(c.badSeal(r.FormValue("name")))
}

// A method starts the goroutines.
type queue struct {
	aead   cipher.AEAD
	number uint64
	out    chan []byte
}

func (q *queue) badPush(message []byte) {
	q.number++
	q.out <- q.aead.Seal(nil, binary.BigEndian.AppendUint64(make([]byte, 4, 12), q.number), message, []byte("queue")) // want "CL206: badPush makes its nonce from queue.number"
}

func pushAll(q *queue, messages [][]byte) {
	for _, message := range messages {
		go q.badPush(message)
	}
}

// With a lock.
type lockedSender struct {
	mu      sync.Mutex
	aead    cipher.AEAD
	counter uint64
}

func (s *lockedSender) goodSend(packet []byte) []byte {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.counter++
	return s.aead.Seal(nil, binary.BigEndian.AppendUint64(make([]byte, 4, 12), s.counter), packet, []byte("packet"))
}

func (s *lockedSender) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	w.Write(s.goodSend([]byte(r.FormValue("name"))))
}

// With an atomic counter.
type atomicSender struct {
	aead    cipher.AEAD
	counter atomic.Uint64
}

func (s *atomicSender) goodSend(packet []byte) []byte {
	return s.aead.Seal(nil, binary.BigEndian.AppendUint64(make([]byte, 4, 12), s.counter.Add(1)), packet, []byte("packet"))
}

func (s *atomicSender) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	w.Write(s.goodSend([]byte(r.FormValue("name"))))
}

// One goroutine has the connection for itself.
type connection struct {
	aead    cipher.AEAD
	counter uint64
}

func (c *connection) goodSend(packet []byte) []byte {
	c.counter++
	return c.aead.Seal(nil, binary.BigEndian.AppendUint64(make([]byte, 4, 12), c.counter), packet, []byte("connection"))
}

func serve(packets <-chan []byte, out chan<- []byte, aeads <-chan cipher.AEAD) {
	for aead := range aeads {
		c := &connection{aead: aead}
		go func() {
			for packet := range packets {
				out <- c.goodSend(packet)
			}
		}()
	}
}

// The caller holds the lock.
type guarded struct {
	mu sync.Mutex
	connection
}

func (g *guarded) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	g.mu.Lock()
	defer g.mu.Unlock()
	w.Write(g.goodSend([]byte(r.FormValue("name"))))
}
