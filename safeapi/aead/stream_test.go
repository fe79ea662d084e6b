package aead_test

import (
	"bytes"
	"errors"
	"io"
	"runtime"
	"slices"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/cryptolint/cryptolint/safeapi/aead"
)

const (
	header = 53
	chunk  = 64 << 10
	sealed = chunk + 28
)

// pattern returns n bytes in which no two chunks are alike.
func pattern(n int) []byte {
	b := make([]byte, n)
	for i := range b {
		b[i] = byte(i ^ i>>8 ^ i>>16)
	}
	return b
}

func encryptStream(t testing.TB, keys *aead.Keyring, plaintext []byte, context string) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := keys.EncryptStream(&out, bytes.NewReader(plaintext), context); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func decryptStream(keys *aead.Keyring, ciphertext []byte, context string) ([]byte, error) {
	var out bytes.Buffer
	err := keys.DecryptStream(&out, bytes.NewReader(ciphertext), context)
	return out.Bytes(), err
}

var sizes = []int{0, 1, chunk - 1, chunk, chunk + 1, 2*chunk - 1, 2 * chunk, 2*chunk + 1, 5*chunk + 7}

func TestStreamRoundTrip(t *testing.T) {
	keys := aead.New(aead.GenerateKey())
	for _, n := range sizes {
		plaintext := pattern(n)
		ciphertext := encryptStream(t, keys, plaintext, "context")
		chunks := max(1, (n+chunk-1)/chunk)
		if want := header + n + 28*chunks; len(ciphertext) != want {
			t.Errorf("%d bytes became %d; want %d", n, len(ciphertext), want)
		}
		if got, err := decryptStream(keys, ciphertext, "context"); err != nil || !bytes.Equal(got, plaintext) {
			t.Errorf("%d bytes: got %d, %v", n, len(got), err)
		}
	}
}

// However the bytes come and go, the result is the same.
func TestStreamInAllPieces(t *testing.T) {
	keys := aead.New(aead.GenerateKey())
	plaintext := pattern(2*chunk + 100)
	for _, piece := range []int{1, 1000, chunk - 1, chunk, chunk + 1, len(plaintext)} {
		var out bytes.Buffer
		w := keys.NewWriter(&out, "context")
		for part := range slices.Chunk(plaintext, piece) {
			if n, err := w.Write(part); n != len(part) || err != nil {
				t.Fatalf("Write of %d bytes: %d, %v", len(part), n, err)
			}
		}
		if err := w.Finish(); err != nil {
			t.Fatal(err)
		}
		for name, src := range map[string]io.Reader{
			"at once":             bytes.NewReader(out.Bytes()),
			"byte by byte":        iotest.OneByteReader(bytes.NewReader(out.Bytes())),
			"with the end beside": iotest.DataErrReader(bytes.NewReader(out.Bytes())),
		} {
			got, err := io.ReadAll(keys.NewReader(src, "context"))
			if err != nil || !bytes.Equal(got, plaintext) {
				t.Errorf("written by %d, read %s: %d bytes, %v", piece, name, len(got), err)
			}
		}
	}
	if err := iotest.TestReader(keys.NewReader(bytes.NewReader(encryptStream(t, keys, plaintext, "")), ""), plaintext); err != nil {
		t.Error(err)
	}
}

// What comes out of a damaged stream is a beginning of the plaintext, and never
// the end of the file.
func TestStreamDamaged(t *testing.T) {
	keys := aead.New(aead.GenerateKey())
	plaintext := pattern(3*chunk + 100)
	good := encryptStream(t, keys, plaintext, "context")
	head, c0, c1, c2, last := good[:header], good[header:header+sealed], good[header+sealed:header+2*sealed],
		good[header+2*sealed:header+3*sealed], good[header+3*sealed:]
	other := encryptStream(t, keys, plaintext, "context")
	flip := func(at int) []byte {
		b := bytes.Clone(good)
		b[at] ^= 1
		return b
	}
	for name, bad := range map[string][]byte{
		"empty":                          {},
		"the header alone":               head,
		"half a header":                  head[:30],
		"cut at a chunk":                 slices.Concat(head, c0, c1),
		"cut to the last full chunk":     slices.Concat(head, c0, c1, c2),
		"cut inside a chunk":             good[:header+sealed+1000],
		"cut inside a nonce":             good[:header+sealed+5],
		"one byte short":                 good[:len(good)-1],
		"one byte more":                  append(bytes.Clone(good), 0),
		"another stream behind it":       slices.Concat(good, other),
		"the last chunk again":           slices.Concat(good, last),
		"two chunks swapped":             slices.Concat(head, c1, c0, c2, last),
		"a chunk twice":                  slices.Concat(head, c0, c0, c1, c2, last),
		"a chunk left out":               slices.Concat(head, c0, c2, last),
		"the last chunk first":           slices.Concat(head, last),
		"a chunk of another stream":      slices.Concat(head, c0, other[header+sealed:header+2*sealed], c2, last),
		"a header of another stream":     slices.Concat(other[:header], c0, c1, c2, last),
		"altered version":                flip(0),
		"altered key id":                 flip(1),
		"altered salt":                   flip(5),
		"altered commitment":             flip(header - 1),
		"altered nonce":                  flip(header),
		"altered text in the second":     flip(header + sealed + 12),
		"altered tag in the last":        flip(len(good) - 1),
		"a message in place of a stream": keys.Encrypt(plaintext, "context"),
	} {
		got, err := decryptStream(keys, bad, "context")
		if !errors.Is(err, aead.ErrDecrypt) {
			t.Errorf("%s: %v; want ErrDecrypt", name, err)
		}
		if len(got)%chunk != 0 || !bytes.HasPrefix(plaintext, got) {
			t.Errorf("%s: what came out (%d bytes) is no beginning of the plaintext in full chunks", name, len(got))
		}
	}
	if _, err := decryptStream(keys, good, "Context"); !errors.Is(err, aead.ErrDecrypt) {
		t.Errorf("another context: %v; want ErrDecrypt", err)
	}
	if _, err := decryptStream(aead.New(aead.GenerateKey()), good, "context"); !errors.Is(err, aead.ErrDecrypt) {
		t.Errorf("another key: %v; want ErrDecrypt", err)
	}
	if _, err := keys.Decrypt(good, "context"); err != aead.ErrDecrypt {
		t.Errorf("a stream in place of a message: %v; want ErrDecrypt", err)
	}
}

// The end of a stream with a length in full chunks is authenticated too.
func TestStreamCutAtFullChunks(t *testing.T) {
	keys := aead.New(aead.GenerateKey())
	good := encryptStream(t, keys, pattern(2*chunk), "")
	if _, err := decryptStream(keys, good[:header+sealed], ""); !errors.Is(err, aead.ErrDecrypt) {
		t.Errorf("the first of two chunks: %v; want ErrDecrypt", err)
	}
	short := encryptStream(t, keys, pattern(1), "")
	if _, err := decryptStream(keys, short[:header], ""); !errors.Is(err, aead.ErrDecrypt) {
		t.Errorf("no chunk: %v; want ErrDecrypt", err)
	}
}

func TestReaderErrorsStay(t *testing.T) {
	keys := aead.New(aead.GenerateKey())
	good := encryptStream(t, keys, pattern(10), "")
	r := keys.NewReader(bytes.NewReader(good[:len(good)-1]), "")
	for range 3 {
		if n, err := r.Read(make([]byte, 100)); n != 0 || err != aead.ErrDecrypt {
			t.Errorf("Read: %d, %v; want 0, ErrDecrypt", n, err)
		}
	}
	r = keys.NewReader(bytes.NewReader(good), "")
	if _, err := io.ReadAll(r); err != nil {
		t.Fatal(err)
	}
	if n, err := r.Read(make([]byte, 100)); n != 0 || err != io.EOF {
		t.Errorf("Read after the end: %d, %v; want 0, EOF", n, err)
	}
}

// A disk or connection that fails is not taken for a forgery, nor for an end.
func TestStreamSourceFails(t *testing.T) {
	keys := aead.New(aead.GenerateKey())
	good := encryptStream(t, keys, pattern(2*chunk), "")
	broken := errors.New("connection reset")
	for _, n := range []int{0, 10, header, header + 10, header + sealed, len(good)} {
		src := io.MultiReader(bytes.NewReader(good[:n]), iotest.ErrReader(broken))
		if err := keys.DecryptStream(io.Discard, src, ""); !errors.Is(err, broken) || errors.Is(err, aead.ErrDecrypt) {
			t.Errorf("fails after %d bytes: %v; want the error of the source", n, err)
		}
	}
	var out bytes.Buffer
	src := io.MultiReader(bytes.NewReader(pattern(chunk+1)), iotest.ErrReader(broken))
	if err := keys.EncryptStream(&out, src, ""); !errors.Is(err, broken) {
		t.Errorf("encrypt: %v; want the error of the source", err)
	}
	if _, err := decryptStream(keys, out.Bytes(), ""); !errors.Is(err, aead.ErrDecrypt) {
		t.Errorf("half a file was made a valid stream: %v", err)
	}
}

// full is a disk with room for n bytes.
type full struct{ n int }

var errFull = errors.New("no space left on device")

func (f *full) Write(p []byte) (int, error) {
	if len(p) > f.n {
		return 0, errFull
	}
	f.n -= len(p)
	return len(p), nil
}

func TestStreamDestinationFails(t *testing.T) {
	keys := aead.New(aead.GenerateKey())
	plaintext := pattern(2 * chunk)
	for _, room := range []int{0, header, header + sealed, header + 2*sealed - 1} {
		if err := keys.EncryptStream(&full{room}, bytes.NewReader(plaintext), ""); !errors.Is(err, errFull) {
			t.Errorf("encrypt with room for %d bytes: %v; want the error of the disk", room, err)
		}
	}
	w := keys.NewWriter(&full{0}, "")
	w.Write(plaintext)
	if _, err := w.Write([]byte("more")); !errors.Is(err, errFull) {
		t.Errorf("the error did not stay: %v", err)
	}
	if err := w.Finish(); !errors.Is(err, errFull) {
		t.Errorf("Finish after an error: %v", err)
	}
	if err := keys.DecryptStream(&full{10}, bytes.NewReader(encryptStream(t, keys, plaintext, "")), ""); !errors.Is(err, errFull) {
		t.Errorf("decrypt: %v; want the error of the disk", err)
	}
}

func TestWriterAfterFinish(t *testing.T) {
	keys := aead.New(aead.GenerateKey())
	var out bytes.Buffer
	w := keys.NewWriter(&out, "")
	if _, err := w.Write([]byte("all")); err != nil {
		t.Fatal(err)
	}
	if err := w.Finish(); err != nil {
		t.Fatal(err)
	}
	if n, err := w.Write([]byte("more")); n != 0 || err == nil {
		t.Errorf("Write after Finish: %d, %v", n, err)
	}
	if err := w.Finish(); err == nil {
		t.Error("a second Finish gave no error")
	}
	if got, err := decryptStream(keys, out.Bytes(), ""); err != nil || string(got) != "all" {
		t.Errorf("%q, %v", got, err)
	}
}

// Without Finish there is no stream.
func TestWriterUnfinished(t *testing.T) {
	keys := aead.New(aead.GenerateKey())
	var out bytes.Buffer
	w := keys.NewWriter(&out, "")
	if _, err := w.Write(pattern(3 * chunk)); err != nil {
		t.Fatal(err)
	}
	if _, err := decryptStream(keys, out.Bytes(), ""); !errors.Is(err, aead.ErrDecrypt) {
		t.Errorf("an unfinished stream: %v; want ErrDecrypt", err)
	}
}

func TestRotateStream(t *testing.T) {
	old, current := aead.GenerateKey(), aead.GenerateKey()
	plaintext := pattern(2*chunk + 5)
	before := encryptStream(t, aead.New(old), plaintext, "context")

	keys := aead.New(current, old)
	if !keys.NeedsRotation(before[:header]) {
		t.Error("a stream of the previous key needs no rotation")
	}
	var after bytes.Buffer
	if err := keys.RotateStream(&after, bytes.NewReader(before), "context"); err != nil {
		t.Fatal(err)
	}
	if got, err := decryptStream(aead.New(current), after.Bytes(), "context"); err != nil || !bytes.Equal(got, plaintext) {
		t.Errorf("with the new key alone: %d bytes, %v", len(got), err)
	}
	after.Reset()
	if err := keys.RotateStream(&after, bytes.NewReader(before[:len(before)-1]), "context"); !errors.Is(err, aead.ErrDecrypt) {
		t.Errorf("a damaged stream: %v; want ErrDecrypt", err)
	}
	if _, err := decryptStream(keys, after.Bytes(), "context"); !errors.Is(err, aead.ErrDecrypt) {
		t.Errorf("half a file was made a valid stream: %v", err)
	}
}

// zeros is a file of n bytes that takes no memory.
func zeros(n int64) io.Reader { return io.LimitReader(zeroReader{}, n) }

type zeroReader struct{}

func (zeroReader) Read(p []byte) (int, error) { clear(p); return len(p), nil }

// TestStreamMemory encrypts and decrypts 64 MiB and counts all that was
// allocated on the way, not only what was in use at one time.
func TestStreamMemory(t *testing.T) {
	const size, allowed = 64 << 20, 2 << 20
	keys := aead.New(aead.GenerateKey())
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)

	r, w := io.Pipe()
	go func() { w.CloseWithError(keys.EncryptStream(w, zeros(size), "")) }()
	counter := &count{}
	if err := keys.DecryptStream(counter, r, ""); err != nil || counter.n != size {
		t.Fatalf("%d bytes, %v", counter.n, err)
	}
	runtime.ReadMemStats(&after)
	if used := after.TotalAlloc - before.TotalAlloc; used > allowed {
		t.Errorf("%d MiB allocated for %d MiB of data", used>>20, size>>20)
	}
}

type count struct{ n int64 }

func (c *count) Write(p []byte) (int, error) { c.n += int64(len(p)); return len(p), nil }

func FuzzDecryptStream(f *testing.F) {
	keys := aead.New(goldenKey(f))
	stream := golden(f, "stream.bin")
	f.Add(stream, "golden context")
	f.Add(stream[:header+sealed], "golden context")
	f.Add(stream[:200], "")
	f.Add(golden(f, "empty-stream.bin"), "")
	f.Add(golden(f, "message.bin"), "golden context")
	f.Fuzz(func(t *testing.T, ciphertext []byte, context string) {
		plaintext, err := decryptStream(keys, ciphertext, context)
		switch {
		case err == nil:
			if !bytes.Equal(ciphertext, stream) && !bytes.Equal(ciphertext, golden(t, "empty-stream.bin")) {
				t.Errorf("a forged stream gave %d bytes", len(plaintext))
			}
		case !errors.Is(err, aead.ErrDecrypt):
			t.Errorf("%v is no ErrDecrypt", err)
		case len(plaintext) > 0 && !strings.HasPrefix(string(plaintext), "1\n2\n3\n"):
			t.Errorf("a damaged stream gave %q", plaintext[:min(50, len(plaintext))])
		}
	})
}
