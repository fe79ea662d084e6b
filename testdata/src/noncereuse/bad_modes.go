package noncereuse

import (
	"crypto/cipher"
	"net"
	"sync"
)

// Modes that go on from one message to the next.

func badModeInGoroutines(block cipher.Block, iv []byte, messages [][]byte) {
	stream := cipher.NewCTR(block, iv)
	var group sync.WaitGroup
	for _, message := range messages {
		group.Add(1)
		go func() {
			defer group.Done()
			stream.XORKeyStream(message, message) // want "CL206: goroutines encrypt with one state, stream, at the same time; why: a data race: two messages can get the same key stream or initialization vector, .*; fix: make a cipher with its own random nonce in each goroutine, or use aead.Keyring.Encrypt .*"
		}()
	}
	group.Wait()
}

func badModeInGroup(mode cipher.BlockMode, messages [][]byte) {
	var group sync.WaitGroup
	for _, message := range messages {
		group.Go(func() {
			mode.CryptBlocks(message, message) // want "CL206: goroutines encrypt with one state, mode, at the same time"
		})
	}
	group.Wait()
}

func badModeForMap(block cipher.Block, iv []byte, fields map[string]string) map[string][]byte {
	stream := cipher.NewCTR(block, iv)
	sealed := make(map[string][]byte)
	for name, field := range fields {
		out := make([]byte, len(field))
		stream.XORKeyStream(out, []byte(field)) // want "CL206: stream goes on from one entry of a map to the next, and their order is random; why: nobody can decrypt the entries"
		sealed[name] = out
	}
	return sealed
}

// The mode is kept in a field.
type safe struct {
	mode cipher.BlockMode
}

func (s *safe) badModeForMap(records map[int]*record) {
	for _, r := range records {
		s.mode.CryptBlocks(r.data, r.data) // want "CL206: mode goes on from one entry of a map to the next"
	}
}

type record struct{ data []byte }

// One state for both directions of a connection.
type badConn struct {
	net.Conn
	stream cipher.Stream
}

func (c *badConn) Read(p []byte) (int, error) {
	n, err := c.Conn.Read(p)
	c.stream.XORKeyStream(p[:n], p[:n])
	return n, err
}

func (c *badConn) Write(p []byte) (int, error) {
	out := make([]byte, len(p))
	c.stream.XORKeyStream(out, p) // want "CL206: stream is one state for both what is read and what is written"
	return c.Conn.Write(out)
}
