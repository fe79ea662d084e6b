package wire

import (
	"crypto/cipher"
	"io"
)

// Reader decrypts a stream whose segments are authenticated with the tag of the header.
type Reader struct {
	from   io.Reader
	aead   cipher.AEAD
	nonce  []byte
	header []byte
}

// NewReader returns a reader of what was encrypted under a nonce.
func NewReader(aead cipher.AEAD, from io.Reader, nonce, header []byte) *Reader {
	r := &Reader{from: from, aead: aead, nonce: make([]byte, aead.NonceSize()), header: make([]byte, 1+aead.Overhead())}
	copy(r.nonce, nonce)
	r.aead.Seal(r.header[1:1], r.nonce, nil, header)
	return r
}

// Read decrypts the next segment.
func (r *Reader) Read(p []byte) (int, error) {
	segment := make([]byte, len(p)+r.aead.Overhead())
	if _, err := io.ReadFull(r.from, segment); err != nil {
		return 0, err
	}
	r.nonce[0]++
	text, err := r.aead.Open(p[:0], r.nonce, segment, r.header)
	return len(text), err
}

// Tag returns the tag of a header.
func Tag(aead cipher.AEAD, nonce, header []byte) []byte { return aead.Seal(nil, nonce, nil, header) }

// Answer encrypts a reply.
func Answer(aead cipher.AEAD, nonce, reply []byte) []byte { return aead.Seal(nil, nonce, reply, nil) }
