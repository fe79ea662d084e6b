package aead_test

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/cryptolint/cryptolint/safeapi/aead"
	"github.com/cryptolint/cryptolint/safeapi/kdf"
	"github.com/cryptolint/cryptolint/safeapi/secret"
	"github.com/cryptolint/cryptolint/safeapi/secret/fipstest"
	"github.com/cryptolint/cryptolint/safeapi/secret/interoptest"
	"github.com/cryptolint/cryptolint/safeapi/secret/leaktest"
)

func parseKey(t testing.TB, text string) aead.Key {
	t.Helper()
	key, err := aead.ParseKey(text)
	if err != nil {
		t.Fatal(err)
	}
	return key
}

func TestNoLeak(t *testing.T) {
	raw := secret.Random(32)
	key := parseKey(t, raw.RevealText("safeapi-aead-1."))
	keys := aead.New(key)
	leaktest.Check(t, key, raw.Reveal())
	leaktest.Check(t, keys, raw.Reveal())
	leaktest.Check(t, *keys, raw.Reveal())
}

func TestUnderFIPS(t *testing.T) { fipstest.Rerun(t) }

func TestRoundTrip(t *testing.T) {
	keys := aead.New(aead.GenerateKey())
	for _, n := range []int{0, 1, 15, 16, 17, 1000, 1 << 20} {
		plaintext := bytes.Repeat([]byte{'p'}, n)
		ciphertext := keys.Encrypt(plaintext, "context")
		if len(ciphertext) != n+aead.Overhead {
			t.Errorf("%d bytes became %d; want %d more", n, len(ciphertext), aead.Overhead)
		}
		got, err := keys.Decrypt(ciphertext, "context")
		if err != nil || !bytes.Equal(got, plaintext) {
			t.Errorf("%d bytes: got %d, %v", n, len(got), err)
		}
	}
}

func TestEncryptIsNeverTheSame(t *testing.T) {
	keys := aead.New(aead.GenerateKey())
	a, b := keys.Encrypt([]byte("message"), ""), keys.Encrypt([]byte("message"), "")
	// From the salt on, nothing may repeat: commitment, nonce, text, tag.
	for i := 5; i+8 <= len(a); i++ {
		if bytes.Equal(a[i:i+8], b[i:i+8]) {
			t.Errorf("two encryptions agree in 8 bytes at %d", i)
		}
	}
}

func TestDecryptFails(t *testing.T) {
	keys := aead.New(aead.GenerateKey())
	good := keys.Encrypt([]byte("the message"), "context")
	for i := range good {
		for _, flip := range []byte{1, 0x80} {
			altered := bytes.Clone(good)
			altered[i] ^= flip
			if got, err := keys.Decrypt(altered, "context"); err != aead.ErrDecrypt || got != nil {
				t.Errorf("altered at %d: %q, %v; want exactly ErrDecrypt", i, got, err)
			}
		}
	}
	for n := range good {
		if _, err := keys.Decrypt(good[:n], "context"); err != aead.ErrDecrypt {
			t.Errorf("cut to %d bytes: %v; want exactly ErrDecrypt", n, err)
		}
	}
	for name, f := range map[string]func() ([]byte, error){
		"another context": func() ([]byte, error) { return keys.Decrypt(good, "Context") },
		"no context":      func() ([]byte, error) { return keys.Decrypt(good, "") },
		"longer":          func() ([]byte, error) { return keys.Decrypt(append(bytes.Clone(good), 0), "context") },
		"another key":     func() ([]byte, error) { return aead.New(aead.GenerateKey()).Decrypt(good, "context") },
		"rotated, altered": func() ([]byte, error) {
			return keys.Rotate(append(bytes.Clone(good), 0), "context")
		},
	} {
		if got, err := f(); err != aead.ErrDecrypt || got != nil {
			t.Errorf("%s: %q, %v; want exactly ErrDecrypt", name, got, err)
		}
	}
}

// The boundary between the context and what precedes it in the associated data
// cannot be moved.
func TestContextBoundary(t *testing.T) {
	keys := aead.New(aead.GenerateKey())
	good := keys.Encrypt(nil, "ab")
	for _, context := range []string{"a", "abc", "b", "\x00ab", "ab\x00"} {
		if _, err := keys.Decrypt(good, context); err != aead.ErrDecrypt {
			t.Errorf("context %q: %v; want ErrDecrypt", context, err)
		}
	}
}

func TestDecryptLeavesTheCiphertext(t *testing.T) {
	keys := aead.New(aead.GenerateKey())
	ciphertext := keys.Encrypt([]byte("message"), "context")
	before := bytes.Clone(ciphertext)
	if _, err := keys.Decrypt(ciphertext, "context"); err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(ciphertext, before) {
		t.Error("Decrypt changed the ciphertext")
	}
}

func TestRotation(t *testing.T) {
	old, current := aead.GenerateKey(), aead.GenerateKey()
	before := aead.New(old).Encrypt([]byte("message"), "context")

	keys := aead.New(current, old)
	if !keys.NeedsRotation(before) || !keys.NeedsRotation(before[:53]) {
		t.Error("a ciphertext of the previous key needs no rotation")
	}
	after, err := keys.Rotate(before, "context")
	if err != nil {
		t.Fatal(err)
	}
	if keys.NeedsRotation(after) {
		t.Error("a rotated ciphertext needs rotation")
	}
	if id, ok := aead.KeyID(after); !ok || id != current.ID() {
		t.Errorf("the rotated ciphertext names key %s, %t; want %s", id, ok, current.ID())
	}
	if got, err := aead.New(current).Decrypt(after, "context"); err != nil || string(got) != "message" {
		t.Errorf("with the new key alone: %q, %v", got, err)
	}
	if _, err := keys.Rotate(before, "another"); err != aead.ErrDecrypt {
		t.Errorf("Rotate for another context: %v; want ErrDecrypt", err)
	}
	for name, ciphertext := range map[string][]byte{
		"nothing":        nil,
		"too short":      before[:52],
		"an unknown key": aead.New(aead.GenerateKey()).Encrypt(nil, ""),
		"no ciphertext":  make([]byte, 100),
	} {
		if keys.NeedsRotation(ciphertext) {
			t.Errorf("%s needs rotation", name)
		}
	}
}

// Two keys with the same id, found by trying 84,025. A ring of both decrypts
// what either encrypted.
func TestKeyIDsCollide(t *testing.T) {
	a := parseKey(t, "safeapi-aead-1.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAABSDk")
	b := parseKey(t, "safeapi-aead-1.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAxvA")
	if a.ID() != b.ID() {
		t.Fatalf("ids %s and %s; the test needs two that collide", a.ID(), b.ID())
	}
	both := aead.New(a, b)
	for _, key := range []aead.Key{a, b} {
		if got, err := both.Decrypt(aead.New(key).Encrypt([]byte("message"), ""), ""); err != nil || string(got) != "message" {
			t.Errorf("%q, %v", got, err)
		}
	}
	if _, err := aead.New(a).Decrypt(aead.New(b).Encrypt([]byte("message"), ""), ""); err != aead.ErrDecrypt {
		t.Errorf("another key with the same id: %v; want ErrDecrypt", err)
	}
}

func TestDeriveKey(t *testing.T) {
	master := kdf.GenerateMaster()
	ciphertext := aead.New(aead.DeriveKey(master, "settings")).Encrypt([]byte("message"), "")
	if _, err := aead.New(aead.DeriveKey(master, "settings")).Decrypt(ciphertext, ""); err != nil {
		t.Errorf("the same purpose: %v", err)
	}
	if _, err := aead.New(aead.DeriveKey(master, "backups")).Decrypt(ciphertext, ""); err == nil {
		t.Error("two purposes have one key")
	}
}

func TestParseKey(t *testing.T) {
	key := aead.GenerateKey()
	if back := parseKey(t, key.Reveal()+"\n"); back.ID() != key.ID() || back.Reveal() != key.Reveal() {
		t.Error("ParseKey of what Reveal gave is another key")
	}
	for name, s := range map[string]string{
		"nothing":     "",
		"a mac key":   strings.Replace(key.Reveal(), "aead", "mac", 1),
		"31 bytes":    "safeapi-aead-1." + strings.Repeat("A", 42),
		"33 bytes":    "safeapi-aead-1." + strings.Repeat("A", 44),
		"two keys":    key.Reveal() + "\n" + key.Reveal(),
		"other forms": "safeapi-aead-1." + strings.Repeat("0", 64),
	} {
		if _, err := aead.ParseKey(s); !errors.Is(err, aead.ErrKey) {
			t.Errorf("%s: %v; want ErrKey", name, err)
		}
	}
}

func TestProgrammerErrors(t *testing.T) {
	key, wiped := aead.GenerateKey(), aead.GenerateKey()
	ring := aead.New(wiped)
	wiped.Wipe()
	for name, f := range map[string]func(){
		"a zero primary key":   func() { aead.New(aead.Key{}) },
		"a zero previous key":  func() { aead.New(key, aead.Key{}) },
		"a wiped key":          func() { ring.Encrypt(nil, "") },
		"no purpose":           func() { aead.DeriveKey(kdf.GenerateMaster(), "") },
		"reveal of a zero key": func() { aead.Key{}.Reveal() },
		"id of a zero key":     func() { aead.Key{}.ID() },
	} {
		func() {
			defer func() {
				if recover() == nil {
					t.Errorf("%s: no panic", name)
				}
			}()
			f()
		}()
	}
}

func TestConcurrentUse(t *testing.T) {
	keys := aead.New(aead.GenerateKey(), aead.GenerateKey())
	var group sync.WaitGroup
	for i := range 8 {
		group.Go(func() {
			msg := fmt.Appendf(nil, "message %d", i)
			for range 50 {
				if got, err := keys.Decrypt(keys.Encrypt(msg, "c"), "c"); err != nil || !bytes.Equal(got, msg) {
					t.Errorf("concurrent message %d: %q, %v", i, got, err)
				}
			}
		})
	}
	group.Wait()
}

func FuzzDecrypt(f *testing.F) {
	keys := aead.New(goldenKey(f))
	f.Add([]byte{}, "")
	f.Add(golden(f, "message.bin"), "golden context")
	f.Add(golden(f, "message.bin"), "")
	f.Add(golden(f, "stream.bin")[:200], "golden context")
	f.Fuzz(func(t *testing.T, ciphertext []byte, context string) {
		plaintext, err := keys.Decrypt(ciphertext, context)
		if err == nil && !bytes.Equal(ciphertext, golden(t, "message.bin")) && !bytes.Equal(ciphertext, golden(t, "empty-message.bin")) {
			t.Errorf("a forged ciphertext gave %q", plaintext)
		}
		if err != nil && err != aead.ErrDecrypt {
			t.Errorf("%v is not ErrDecrypt", err)
		}
		keys.NeedsRotation(ciphertext)
	})
}

func FuzzParseKey(f *testing.F) {
	f.Add(goldenText)
	f.Fuzz(func(t *testing.T, s string) {
		key, err := aead.ParseKey(s)
		if err == nil && key.Reveal() != strings.TrimSpace(s) {
			t.Errorf("%q was read and is written otherwise", s)
		}
		if err != nil && !errors.Is(err, aead.ErrKey) {
			t.Errorf("%q: %v is no ErrKey", s, err)
		}
	})
}

// The golden files were made by another program (testdata/golden/make.sh).
const goldenText = "safeapi-aead-1.AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8"

func goldenKey(t testing.TB) aead.Key { return parseKey(t, goldenText) }

func golden(t testing.TB, name string) []byte {
	t.Helper()
	b, err := os.ReadFile(filepath.Join("testdata", "golden", name))
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func TestGolden(t *testing.T) {
	keys := aead.New(aead.GenerateKey(), goldenKey(t))
	if got, err := keys.Decrypt(golden(t, "message.bin"), "golden context"); err != nil || string(got) != "hello, golden world" {
		t.Errorf("message.bin: %q, %v", got, err)
	}
	if got, err := keys.Decrypt(golden(t, "empty-message.bin"), ""); err != nil || len(got) != 0 {
		t.Errorf("empty-message.bin: %q, %v", got, err)
	}
	var numbers strings.Builder
	for i := range 20000 {
		fmt.Fprintln(&numbers, i+1)
	}
	var out bytes.Buffer
	if err := keys.DecryptStream(&out, bytes.NewReader(golden(t, "stream.bin")), "golden context"); err != nil || out.String() != numbers.String() {
		t.Errorf("stream.bin: %d bytes, %v", out.Len(), err)
	}
	out.Reset()
	if err := keys.DecryptStream(&out, bytes.NewReader(golden(t, "empty-stream.bin")), ""); err != nil || out.Len() != 0 {
		t.Errorf("empty-stream.bin: %d bytes, %v", out.Len(), err)
	}
}

// reference runs testdata/reference.py.
func reference(t *testing.T, input []byte, args ...string) []byte {
	t.Helper()
	program, err := os.ReadFile("testdata/reference.py")
	if err != nil {
		t.Fatal(err)
	}
	return interoptest.Python(t, "cryptography", string(program), input, args...)
}

func TestInteropPythonMessage(t *testing.T) {
	key := aead.GenerateKey()
	keys := aead.New(key)
	if got := reference(t, keys.Encrypt([]byte("to Python"), "ctx"), "decrypt", "message", key.Reveal(), "ctx"); string(got) != "to Python" {
		t.Errorf("Python reads %q", got)
	}
	theirs := reference(t, []byte("from Python"), "encrypt", "message", key.Reveal(), "ctx")
	if got, err := keys.Decrypt(theirs, "ctx"); err != nil || string(got) != "from Python" {
		t.Errorf("from Python: %q, %v", got, err)
	}
}

func TestInteropPythonStream(t *testing.T) {
	key := aead.GenerateKey()
	keys := aead.New(key)
	for _, n := range []int{0, 2 * chunk, 2*chunk + 1} {
		plaintext := pattern(n)
		ours := encryptStream(t, keys, plaintext, "ctx")
		if got := reference(t, ours, "decrypt", "stream", key.Reveal(), "ctx"); !bytes.Equal(got, plaintext) {
			t.Errorf("%d bytes: Python reads %d", n, len(got))
		}
		theirs := reference(t, plaintext, "encrypt", "stream", key.Reveal(), "ctx")
		if got, err := decryptStream(keys, theirs, "ctx"); err != nil || !bytes.Equal(got, plaintext) {
			t.Errorf("%d bytes from Python: %d, %v", n, len(got), err)
		}
	}
}
