package hashmisuse

import (
	"crypto"
	"crypto/hmac"
	"crypto/sha256"
	"hash"
	"io"
)

func goodWritten(data []byte) []byte {
	h := sha256.New()
	h.Write(data)
	return h.Sum(nil)
}

// The digest goes after a header.
func goodAppended(header, data []byte) []byte {
	h := sha256.New()
	h.Write(data)
	return h.Sum(header)
}

func goodCopied(r io.Reader, prefix []byte) ([]byte, error) {
	h := sha256.New()
	if _, err := io.Copy(h, r); err != nil {
		return nil, err
	}
	return h.Sum(prefix), nil
}

// The digest of the empty message is well known.
func goodEmpty() []byte { return sha256.New().Sum(nil) }

func goodBuffer(buf []byte) []byte { return sha256.New().Sum(buf[:0]) }

func goodRoom() []byte { return sha256.New().Sum(make([]byte, 0, sha256.Size)) }

func fill(h hash.Hash) { h.Write([]byte("version 1")) }

func goodFilledElsewhere(prefix []byte) []byte {
	h := sha256.New()
	fill(h)
	return h.Sum(prefix)
}

func seeded() hash.Hash {
	h := sha256.New()
	fill(h)
	return h
}

func goodSeeded(prefix []byte) []byte { return seeded().Sum(prefix) }

func goodMAC(key, message []byte) []byte {
	mac := hmac.New(sha256.New, key)
	mac.Write(message)
	return mac.Sum(nil)
}

func goodConstructor(id crypto.Hash, key []byte) hash.Hash {
	return hmac.New(func() hash.Hash { return id.New() }, key)
}

func goodLiteral(key []byte) hash.Hash {
	return hmac.New(func() hash.Hash {
		h := sha256.New()
		return h
	}, key)
}
