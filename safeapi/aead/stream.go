package aead

import (
	"crypto/cipher"
	"encoding/binary"
	"errors"
	"fmt"
	"io"

	"github.com/cryptolint/cryptolint/safeapi/secret"
)

const (
	chunkSize = 64 << 10
	// maxChunks keeps the random nonces of one stream within 2³², as NIST SP
	// 800-38D, section 8.3 asks for.
	maxChunks = 1 << 32
)

var (
	errTooLong  = errors.New("aead: the stream is longer than 256 TiB")
	errFinished = errors.New("aead: write to a Writer that was finished")
)

// EncryptStream reads src to its end, and writes it to dst encrypted with the
// primary key for context. It uses the same memory for every size. If it
// returns an error, what was written does not decrypt.
func (r *Keyring) EncryptStream(dst io.Writer, src io.Reader, context string) error {
	w := r.NewWriter(dst, context)
	if _, err := io.Copy(onlyWriter{w}, src); err != nil {
		return fmt.Errorf("aead: encrypt a stream: %w", err)
	}
	return w.Finish()
}

// DecryptStream reads src to its end, and writes to dst what EncryptStream or a
// [Writer] encrypted for the same context with one of the keys. It uses the
// same memory for every size.
//
// What is written to dst is authentic as far as it goes. Only when
// DecryptStream returns nil is it known to be all: on an error the caller
// drops it. Write to a temporary file, and rename it when all is well.
//
// The error is [ErrDecrypt], or one of src or dst.
func (r *Keyring) DecryptStream(dst io.Writer, src io.Reader, context string) error {
	if _, err := io.Copy(dst, onlyReader{r.NewReader(src, context)}); err != nil {
		return fmt.Errorf("aead: decrypt a stream: %w", err)
	}
	return nil
}

// RotateStream decrypts src with whichever key fits, and writes it to dst
// encrypted with the primary key. The error is [ErrDecrypt], or one of src or
// dst; what was written then does not decrypt.
func (r *Keyring) RotateStream(dst io.Writer, src io.Reader, context string) error {
	return r.EncryptStream(dst, onlyReader{r.NewReader(src, context)}, context)
}

// onlyWriter and onlyReader hide all other methods from io.Copy.
type (
	onlyWriter struct{ io.Writer }
	onlyReader struct{ io.Reader }
)

// chunks is what a Writer and a Reader have in common: the cipher, and the
// associated data of the next chunk.
type chunks struct {
	gcm   cipher.AEAD
	ad    []byte // header | index | last | context
	index uint64
	limit uint64
}

func newChunks(gcm cipher.AEAD, header []byte, context string) chunks {
	ad := make([]byte, headerSize+9, headerSize+9+len(context))
	copy(ad, header)
	return chunks{gcm: gcm, ad: append(ad, context...), limit: maxChunks}
}

// next returns the associated data of the next chunk. ok is false if there
// may be no other.
func (c *chunks) next(last bool) (ad []byte, ok bool) {
	if c.index >= c.limit {
		return nil, false
	}
	binary.BigEndian.PutUint64(c.ad[headerSize:], c.index)
	c.ad[headerSize+8] = 0
	if last {
		c.ad[headerSize+8] = 1
	}
	c.index++
	return c.ad, true
}

// Writer encrypts what is written to it. Make one with [Keyring.NewWriter]. It
// is not safe for concurrent use.
type Writer struct {
	secret.Opaque
	dst    io.Writer
	chunks chunks
	header []byte // until it is written
	plain  []byte // not yet encrypted, at most chunkSize
	sealed []byte // reused
	err    error  // of every call from now on
}

// NewWriter returns a Writer that encrypts to dst with the primary key for
// context. The stream is complete when [Writer.Finish] returned nil. Where
// there is an io.Reader to read from, EncryptStream does it all.
func (r *Keyring) NewWriter(dst io.Writer, context string) *Writer {
	header, gcm := r.primary().start(streamForm)
	return &Writer{
		dst: dst, header: header[:], chunks: newChunks(gcm, header[:], context),
		plain:  make([]byte, 0, chunkSize),
		sealed: make([]byte, 0, chunkSize+sealOverhead),
	}
}

// Write encrypts p. It writes to dst whenever 64 KiB have come together. An
// error is one of dst, and stays.
func (w *Writer) Write(p []byte) (int, error) {
	total := 0
	for w.err == nil && len(p) > 0 {
		// A full chunk waits until there is more, because it may be the last.
		if len(w.plain) == chunkSize {
			w.flush(false)
			continue
		}
		n := min(len(p), chunkSize-len(w.plain))
		w.plain = append(w.plain, p[:n]...)
		p, total = p[n:], total+n
	}
	return total, w.err
}

// Finish writes the last chunk. It is not named Close so that nobody defers
// it: call it when everything was written, and not when something failed,
// because it makes a valid stream of what is there. It does not close dst.
// After it, Write and Finish return an error.
func (w *Writer) Finish() error {
	if w.err != nil {
		return w.err
	}
	w.flush(true)
	if w.err != nil {
		return w.err
	}
	w.err = errFinished
	return nil
}

func (w *Writer) flush(last bool) {
	if w.header != nil {
		if w.put(w.header); w.err != nil {
			return
		}
		w.header = nil
	}
	ad, ok := w.chunks.next(last)
	if !ok {
		w.err = errTooLong
		return
	}
	w.sealed = w.chunks.gcm.Seal(w.sealed[:0], nil, w.plain, ad)
	w.put(w.sealed)
	secret.Wipe(w.plain)
	w.plain = w.plain[:0]
}

func (w *Writer) put(b []byte) {
	if _, err := w.dst.Write(b); err != nil {
		w.err = fmt.Errorf("aead: write the encrypted stream: %w", err)
	}
}

// Reader decrypts what is read from it. Make one with [Keyring.NewReader]. It
// is not safe for concurrent use.
type Reader struct {
	secret.Opaque
	src     io.Reader
	ring    *Keyring
	context string
	chunks  chunks // valid when started
	started bool
	sealed  []byte // one chunk and the byte after it, which reports whether there is more
	have    int    // bytes in sealed
	plain   []byte // memory for one chunk
	unread  []byte // part of plain
	err     error  // when unread is empty
}

// NewReader returns a Reader of what EncryptStream or a [Writer] encrypted to
// src for the same context with one of the keys.
//
// What Read gives is authentic as far as it goes. Only io.EOF says that it was
// all: a stream that was cut short ends with [ErrDecrypt].
func (r *Keyring) NewReader(src io.Reader, context string) *Reader {
	r.primary()
	return &Reader{src: src, ring: r, context: context}
}

// Read decrypts into p. At the authenticated end of the stream it returns
// io.EOF. Other errors are [ErrDecrypt] and those of src; they stay.
func (r *Reader) Read(p []byte) (int, error) {
	if len(p) == 0 {
		return 0, nil
	}
	for len(r.unread) == 0 {
		if r.err != nil {
			return 0, r.err
		}
		if r.err = r.start(); r.err == nil {
			r.fill()
		}
	}
	n := copy(p, r.unread)
	r.unread = r.unread[n:]
	return n, nil
}

// start reads the header, the first time.
func (r *Reader) start() error {
	if r.started {
		return nil
	}
	header := make([]byte, headerSize)
	if _, err := io.ReadFull(r.src, header); err != nil {
		return readError(err)
	}
	gcm, _, err := r.ring.find(header, streamForm)
	if err != nil {
		return err
	}
	r.chunks = newChunks(gcm, header, r.context)
	r.sealed = make([]byte, chunkSize+sealOverhead+1)
	r.plain = make([]byte, 0, chunkSize)
	r.started = true
	return nil
}

// readError turns the end of src into ErrDecrypt, because the end of a stream
// is in its last chunk.
func readError(err error) error {
	if err == io.EOF || err == io.ErrUnexpectedEOF {
		return ErrDecrypt
	}
	return fmt.Errorf("aead: read the encrypted stream: %w", err)
}

// fill decrypts the next chunk into unread, or sets err, or both with the last
// chunk.
func (r *Reader) fill() {
	n, err := io.ReadFull(r.src, r.sealed[r.have:])
	have := r.have + n
	last := err == io.EOF || err == io.ErrUnexpectedEOF
	if err != nil && !last {
		r.err = readError(err)
		return
	}
	chunk := r.sealed[:have]
	if !last {
		chunk = r.sealed[:have-1]
	}
	first := r.chunks.index == 0
	ad, ok := r.chunks.next(last)
	if !ok {
		r.err = ErrDecrypt
		return
	}
	plain, err := r.chunks.gcm.Open(r.plain[:0], nil, chunk, ad)
	// Only an empty stream has an empty chunk: one plaintext has one form.
	if err != nil || (len(plain) == 0 && !first) {
		r.err = ErrDecrypt
		return
	}
	r.unread = plain
	if last {
		r.err = io.EOF
		return
	}
	r.sealed[0] = r.sealed[have-1]
	r.have = 1
}
