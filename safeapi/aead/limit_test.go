package aead

import (
	"bytes"
	"errors"
	"testing"
)

// The limit of 2³² chunks, lowered to two.
func TestStreamTooLong(t *testing.T) {
	keys := New(GenerateKey())
	for size, want := range map[int]error{2 * chunkSize: nil, 2*chunkSize + 1: errTooLong} {
		var out bytes.Buffer
		w := keys.NewWriter(&out, "")
		w.chunks.limit = 2
		_, err := w.Write(make([]byte, size))
		if err == nil {
			err = w.Finish()
		}
		if !errors.Is(err, want) {
			t.Errorf("%d bytes: %v; want %v", size, err, want)
		}
	}
}

func TestReadTooLong(t *testing.T) {
	keys := New(GenerateKey())
	var out bytes.Buffer
	if err := keys.EncryptStream(&out, bytes.NewReader(make([]byte, 3*chunkSize)), ""); err != nil {
		t.Fatal(err)
	}
	r := keys.NewReader(&out, "")
	if r.err = r.start(); r.err != nil {
		t.Fatal(r.err)
	}
	r.chunks.limit = 2
	var plain bytes.Buffer
	if _, err := plain.ReadFrom(r); err != ErrDecrypt || plain.Len() != 2*chunkSize {
		t.Errorf("%d bytes, %v; want two chunks and ErrDecrypt", plain.Len(), err)
	}
}

// An empty last chunk behind a full one would be a second form of the same
// plaintext.
func TestEmptyLastChunk(t *testing.T) {
	keys := New(GenerateKey())
	var out bytes.Buffer
	w := keys.NewWriter(&out, "")
	if _, err := w.Write(make([]byte, chunkSize)); err != nil {
		t.Fatal(err)
	}
	w.flush(false)
	if err := w.Finish(); err != nil {
		t.Fatal(err)
	}
	if err := keys.DecryptStream(&bytes.Buffer{}, &out, ""); !errors.Is(err, ErrDecrypt) {
		t.Errorf("%v; want ErrDecrypt", err)
	}
}
