package noncereuse

import (
	"crypto/cipher"
	"crypto/rand"
	"io"
	"net"
	"sync"
)

// Each goroutine has a stream for itself.
func goodModeInEachGoroutine(block cipher.Block, messages [][]byte) {
	var group sync.WaitGroup
	for _, message := range messages {
		group.Go(func() {
			iv := make([]byte, block.BlockSize())
			rand.Read(iv)
			stream := cipher.NewCTR(block, iv)
			stream.XORKeyStream(message, message)
		})
	}
	group.Wait()
}

// The stream is made in the loop, for one goroutine.
func goodModeMadeInLoop(block cipher.Block, messages [][]byte) {
	var group sync.WaitGroup
	for _, message := range messages {
		iv := make([]byte, block.BlockSize())
		rand.Read(iv)
		stream := cipher.NewCTR(block, iv)
		group.Go(func() { stream.XORKeyStream(message, message) })
	}
	group.Wait()
}

// One goroutine at a time, for the pieces of one message.
func goodModeLocked(stream cipher.Stream, pieces <-chan []byte, workers int, to io.Writer) {
	var mu sync.Mutex
	for range workers {
		go func() {
			mu.Lock()
			defer mu.Unlock()
			piece := <-pieces
			stream.XORKeyStream(piece, piece)
			to.Write(piece)
		}()
	}
}

// The parts of one message go through one mode.
func goodParts(stream cipher.Stream, parts [][]byte) {
	for _, part := range parts {
		stream.XORKeyStream(part, part)
	}
}

// The values of a document are masked with one stream, in the order of the document.
func goodInOrder(stream cipher.Stream, entries []*record) {
	for _, entry := range entries {
		stream.XORKeyStream(entry.data, entry.data)
	}
}

// Each entry of the map has its own mode.
func goodModeForEachEntry(block cipher.Block, fields map[string][]byte) map[string][]byte {
	sealed := make(map[string][]byte)
	for name, field := range fields {
		out := make([]byte, block.BlockSize()+len(field))
		rand.Read(out[:block.BlockSize()])
		cipher.NewCTR(block, out[:block.BlockSize()]).XORKeyStream(out[block.BlockSize():], field)
		sealed[name] = out
	}
	return sealed
}

// A connection has a stream for each direction.
type goodConn struct {
	net.Conn
	reading, writing cipher.Stream
}

func (c *goodConn) Read(p []byte) (int, error) {
	n, err := c.Conn.Read(p)
	c.reading.XORKeyStream(p[:n], p[:n])
	return n, err
}

func (c *goodConn) Write(p []byte) (int, error) {
	out := make([]byte, len(p))
	c.writing.XORKeyStream(out, p)
	return c.Conn.Write(out)
}

// goodHalf is one direction of a connection: each end has two of them.
type goodHalf struct {
	stream cipher.Stream
}

func (h *goodHalf) Encrypt(p []byte) { h.stream.XORKeyStream(p, p) }

func (h *goodHalf) Decrypt(p []byte) { h.stream.XORKeyStream(p, p) }
