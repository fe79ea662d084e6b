package hybrid_test

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"sync"
	"testing"
	"testing/iotest"

	"github.com/cryptolint/cryptolint/safeapi/aead"
	"github.com/cryptolint/cryptolint/safeapi/hybrid"
	"github.com/cryptolint/cryptolint/safeapi/secret"
	"github.com/cryptolint/cryptolint/safeapi/secret/fipstest"
	"github.com/cryptolint/cryptolint/safeapi/secret/interoptest"
	"github.com/cryptolint/cryptolint/safeapi/secret/leaktest"
)

func parsePrivate(t testing.TB, text string) hybrid.PrivateKey {
	t.Helper()
	key, err := hybrid.ParsePrivateKey(text)
	if err != nil {
		t.Fatal(err)
	}
	return key
}

func TestNoLeak(t *testing.T) {
	seed := secret.Random(32)
	key := parsePrivate(t, seed.RevealText("safeapi-hybrid-private-1."))
	leaktest.Check(t, key, seed.Reveal())
	leaktest.Check(t, hybrid.New(key), seed.Reveal())
	leaktest.Check(t, *hybrid.New(key), seed.Reveal())
}

func TestUnderFIPS(t *testing.T) { fipstest.Rerun(t) }

func TestRoundTrip(t *testing.T) {
	key := hybrid.GenerateKey()
	for _, n := range []int{0, 1, 1000, 1 << 20} {
		msg := bytes.Repeat([]byte{'m'}, n)
		ciphertext := key.Public().Encrypt(msg, "context")
		if len(ciphertext) != n+hybrid.Overhead {
			t.Errorf("%d bytes became %d; want %d more", n, len(ciphertext), hybrid.Overhead)
		}
		if got, err := key.Decrypt(ciphertext, "context"); err != nil || !bytes.Equal(got, msg) {
			t.Errorf("%d bytes: got %d, %v", n, len(got), err)
		}
	}
	a, b := key.Public().Encrypt([]byte("m"), ""), key.Public().Encrypt([]byte("m"), "")
	if bytes.Equal(a[5:40], b[5:40]) {
		t.Error("two encryptions have the same encapsulated key")
	}
}

func TestDecryptFails(t *testing.T) {
	key := hybrid.GenerateKey()
	good := key.Public().Encrypt([]byte("the message"), "context")
	for i := range good {
		altered := bytes.Clone(good)
		altered[i] ^= 1
		if got, err := key.Decrypt(altered, "context"); err != hybrid.ErrDecrypt || got != nil {
			t.Errorf("altered at %d: %q, %v; want exactly ErrDecrypt", i, got, err)
		}
	}
	for _, n := range []int{0, 1, 5, 1124, 1125, 1140, len(good) - 1} {
		if _, err := key.Decrypt(good[:n], "context"); err != hybrid.ErrDecrypt {
			t.Errorf("cut to %d bytes: %v; want exactly ErrDecrypt", n, err)
		}
	}
	for name, f := range map[string]func() ([]byte, error){
		"another context": func() ([]byte, error) { return key.Decrypt(good, "Context") },
		"longer":          func() ([]byte, error) { return key.Decrypt(append(bytes.Clone(good), 0), "context") },
		"another key":     func() ([]byte, error) { return hybrid.GenerateKey().Decrypt(good, "context") },
	} {
		if got, err := f(); err != hybrid.ErrDecrypt || got != nil {
			t.Errorf("%s: %q, %v; want exactly ErrDecrypt", name, got, err)
		}
	}
}

func TestRotation(t *testing.T) {
	old, current := hybrid.GenerateKey(), hybrid.GenerateKey()
	before := old.Public().Encrypt([]byte("message"), "context")

	keys := hybrid.New(current, old)
	if !keys.Public().Equal(current.Public()) {
		t.Error("the ring does not offer the primary key to senders")
	}
	if !keys.NeedsRotation(before) {
		t.Error("a ciphertext of the previous key needs no rotation")
	}
	after, err := keys.Rotate(before, "context")
	if err != nil {
		t.Fatal(err)
	}
	if id, ok := hybrid.KeyID(after); keys.NeedsRotation(after) || !ok || id != current.Public().ID() {
		t.Errorf("the rotated ciphertext names key %s, %t; want %s", id, ok, current.Public().ID())
	}
	if got, err := current.Decrypt(after, "context"); err != nil || string(got) != "message" {
		t.Errorf("with the new key alone: %q, %v", got, err)
	}
	if _, err := keys.Rotate(before, "another"); err != hybrid.ErrDecrypt {
		t.Errorf("Rotate for another context: %v; want ErrDecrypt", err)
	}
	for name, ciphertext := range map[string][]byte{
		"nothing":        nil,
		"an unknown key": hybrid.GenerateKey().Public().Encrypt(nil, ""),
		"no ciphertext":  make([]byte, 2000),
	} {
		if keys.NeedsRotation(ciphertext) {
			t.Errorf("%s needs rotation", name)
		}
	}
}

func TestKeysAsText(t *testing.T) {
	key := hybrid.GenerateKey()
	if back := parsePrivate(t, key.Reveal()+"\n"); back.Reveal() != key.Reveal() || !back.Public().Equal(key.Public()) {
		t.Error("ParsePrivateKey of what Reveal gave is another key")
	}
	text := key.Public().Text()
	if len(text) != 1646 {
		t.Errorf("a public key has %d characters, want 1646", len(text))
	}
	back, err := hybrid.ParsePublicKey(text + "\n")
	if err != nil || !back.Equal(key.Public()) || back.Fingerprint() != key.Public().Fingerprint() {
		t.Errorf("ParsePublicKey of what Text gave: %v", err)
	}
	if other := hybrid.GenerateKey().Public(); other.Equal(back) || other.String() == back.String() {
		t.Error("two keys look alike")
	}
}

// weak is a public key with an X25519 half of small order: all of its secrets
// would be zero.
func weak(t testing.TB, x25519 byte) string {
	t.Helper()
	raw, err := secret.ParseText("safeapi-hybrid-public-1.", hybrid.GenerateKey().Public().Text())
	if err != nil {
		t.Fatal(err)
	}
	b := raw.Reveal()
	clear(b[1184:])
	b[1184] = x25519
	return secret.New(b).RevealText("safeapi-hybrid-public-1.")
}

func TestKeysRefused(t *testing.T) {
	key := hybrid.GenerateKey()
	public, private := key.Public().Text(), key.Reveal()
	ones := base64.RawURLEncoding.EncodeToString(bytes.Repeat([]byte{0xff}, 1216))
	for name, s := range map[string]string{
		"nothing":                    "",
		"a private key":              private,
		"cut":                        public[:len(public)-4],
		"longer":                     public + "AAAA",
		"numbers beyond the modulus": "safeapi-hybrid-public-1." + ones,
		"X25519 half zero":           weak(t, 0),
		"X25519 half of order two":   weak(t, 1),
	} {
		if _, err := hybrid.ParsePublicKey(s); !errors.Is(err, hybrid.ErrKey) {
			t.Errorf("public, %s: %v; want ErrKey", name, err)
		}
	}
	for name, s := range map[string]string{
		"nothing": "", "a public key": public, "31 bytes": private[:len(private)-1], "33 bytes": private + "A", "64 bytes": private + private[25:],
	} {
		if _, err := hybrid.ParsePrivateKey(s); !errors.Is(err, hybrid.ErrKey) {
			t.Errorf("private, %s: %v; want ErrKey", name, err)
		}
	}
}

func TestProgrammerErrors(t *testing.T) {
	for name, f := range map[string]func(){
		"Decrypt with a zero key":  func() { hybrid.PrivateKey{}.Decrypt(nil, "") },
		"Reveal of a zero key":     func() { hybrid.PrivateKey{}.Reveal() },
		"Public of a zero key":     func() { hybrid.PrivateKey{}.Public() },
		"Encrypt with a zero key":  func() { hybrid.PublicKey{}.Encrypt(nil, "") },
		"Text of a zero key":       func() { hybrid.PublicKey{}.Text() },
		"a Keyring with one of it": func() { hybrid.New(hybrid.GenerateKey(), hybrid.PrivateKey{}) },
		"a zero Keyring":           func() { new(hybrid.Keyring).Decrypt(nil, "") },
		"a nil Keyring":            func() { (*hybrid.Keyring)(nil).Public() },
		"a zero Keyring, rotation": func() { new(hybrid.Keyring).NeedsRotation(nil) },
		"a zero Keyring, stream":   func() { new(hybrid.Keyring).DecryptStream(nil, strings.NewReader(""), "") },
	} {
		func() {
			defer func() {
				if text := fmt.Sprint(recover()); !strings.HasPrefix(text, "hybrid: use of a ") {
					t.Errorf("%s: panic %q", name, text)
				}
			}()
			f()
		}()
	}
	if reflect.TypeFor[hybrid.PublicKey]().Comparable() {
		t.Error("public keys can be compared with ==, which would compare pointers")
	}
}

func TestConcurrentUse(t *testing.T) {
	keys := hybrid.New(hybrid.GenerateKey(), hybrid.GenerateKey())
	var group sync.WaitGroup
	for i := range 8 {
		group.Go(func() {
			msg := fmt.Appendf(nil, "message %d", i)
			for range 5 {
				if got, err := keys.Decrypt(keys.Public().Encrypt(msg, "c"), "c"); err != nil || !bytes.Equal(got, msg) {
					t.Errorf("concurrent message %d: %q, %v", i, got, err)
				}
			}
		})
	}
	group.Wait()
}

func encryptStream(t testing.TB, public hybrid.PublicKey, plaintext []byte, context string) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := public.EncryptStream(&out, bytes.NewReader(plaintext), context); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func TestStream(t *testing.T) {
	old, key := hybrid.GenerateKey(), hybrid.GenerateKey()
	plaintext := bytes.Repeat([]byte("backup "), 30_000)
	for _, n := range []int{0, 1, 65536, len(plaintext)} {
		good := encryptStream(t, old.Public(), plaintext[:n], "backup")
		var out bytes.Buffer
		if err := hybrid.New(key, old).DecryptStream(&out, bytes.NewReader(good), "backup"); err != nil || !bytes.Equal(out.Bytes(), plaintext[:n]) {
			t.Errorf("%d bytes: got %d, %v", n, out.Len(), err)
		}
	}
}

func TestStreamDamaged(t *testing.T) {
	key := hybrid.GenerateKey()
	good := encryptStream(t, key.Public(), make([]byte, 100_000), "backup")
	other := encryptStream(t, key.Public(), make([]byte, 100_000), "backup")
	flip := func(at int) []byte {
		b := bytes.Clone(good)
		b[at] ^= 1
		return b
	}
	noKey := key.Public().Encrypt(make([]byte, 58), "backup")
	noKey[0] = 2
	for name, bad := range map[string][]byte{
		"empty":                     {},
		"half a key":                good[:600],
		"the key alone":             good[:1199],
		"cut at a chunk":            good[:1199+53+65536+28],
		"one byte short":            good[:len(good)-1],
		"one byte more":             append(bytes.Clone(good), 0),
		"the key of another":        append(bytes.Clone(other[:1199]), good[1199:]...),
		"altered version":           flip(0),
		"altered key":               flip(1150),
		"altered text":              flip(50_000),
		"a message":                 key.Public().Encrypt(make([]byte, 2000), "backup"),
		"a message made to look so": noKey,
	} {
		if err := key.DecryptStream(io.Discard, bytes.NewReader(bad), "backup"); err != hybrid.ErrDecrypt {
			t.Errorf("%s: %v; want exactly ErrDecrypt", name, err)
		}
	}
	if err := key.DecryptStream(io.Discard, bytes.NewReader(good), "Backup"); err != hybrid.ErrDecrypt {
		t.Errorf("another context: %v; want exactly ErrDecrypt", err)
	}
	if _, err := key.Decrypt(good[:1199], "backup"); err != hybrid.ErrDecrypt {
		t.Errorf("the beginning of a stream as a message: %v; want exactly ErrDecrypt", err)
	}
}

func TestStreamSourceFails(t *testing.T) {
	key := hybrid.GenerateKey()
	good := encryptStream(t, key.Public(), make([]byte, 100), "")
	broken := errors.New("connection reset")
	for _, n := range []int{0, 100, 1199, 1300} {
		src := io.MultiReader(bytes.NewReader(good[:n]), iotest.ErrReader(broken))
		if err := key.DecryptStream(io.Discard, src, ""); !errors.Is(err, broken) || errors.Is(err, hybrid.ErrDecrypt) {
			t.Errorf("fails after %d bytes: %v; want the error of the source", n, err)
		}
	}
	if err := key.Public().EncryptStream(io.Discard, iotest.ErrReader(broken), ""); !errors.Is(err, broken) {
		t.Errorf("encrypt: %v; want the error of the source", err)
	}
	full, w := io.Pipe()
	full.CloseWithError(broken)
	if err := key.Public().EncryptStream(w, strings.NewReader("x"), ""); !errors.Is(err, broken) {
		t.Errorf("encrypt: %v; want the error of the destination", err)
	}
}

const goldenPrivate = "safeapi-hybrid-private-1.AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8"

func golden(t testing.TB, name string) []byte {
	t.Helper()
	b, err := os.ReadFile(filepath.Join("testdata", "golden", name))
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// The golden files were made by another program (testdata/golden/make.sh).
func TestGolden(t *testing.T) {
	key := parsePrivate(t, goldenPrivate)
	if got := key.Public().Text(); got != string(golden(t, "public.txt")) {
		t.Errorf("public key %s", got)
	}
	if got, err := key.Decrypt(golden(t, "message.bin"), "golden context"); err != nil || string(got) != "hello, golden world" {
		t.Errorf("message.bin: %q, %v", got, err)
	}
}

func TestInteropPython(t *testing.T) {
	program, err := os.ReadFile("testdata/reference.py")
	if err != nil {
		t.Fatal(err)
	}
	python := func(input []byte, args ...string) []byte {
		return interoptest.NewerPython(t, "cryptography.hazmat.primitives.hpke", string(program), input, args...)
	}
	key := hybrid.GenerateKey()
	if got := python(nil, "public", key.Reveal()); string(got) != key.Public().Text() {
		t.Error("Python has another public key")
	}
	ours := key.Public().Encrypt([]byte("to Python"), "ctx")
	if got := python(ours, "decrypt", key.Reveal(), "ctx"); string(got) != "to Python" {
		t.Errorf("Python reads %q", got)
	}
	theirs := python([]byte("from Python"), "encrypt", key.Public().Text(), "ctx")
	if got, err := key.Decrypt(theirs, "ctx"); err != nil || string(got) != "from Python" {
		t.Errorf("from Python: %q, %v", got, err)
	}
}

func FuzzDecrypt(f *testing.F) {
	key := parsePrivate(f, goldenPrivate)
	good := golden(f, "message.bin")
	f.Add(good, "golden context")
	f.Add(good, "")
	f.Add(good[:1141], "golden context")
	f.Fuzz(func(t *testing.T, ciphertext []byte, context string) {
		msg, err := key.Decrypt(ciphertext, context)
		if err == nil && !bytes.Equal(ciphertext, good) {
			t.Errorf("a ciphertext that nobody made gave %q", msg)
		}
		if err != nil && err != hybrid.ErrDecrypt {
			t.Errorf("%v is not ErrDecrypt", err)
		}
	})
}

func FuzzDecryptStream(f *testing.F) {
	key := parsePrivate(f, goldenPrivate)
	good := encryptStream(f, key.Public(), []byte("golden"), "")
	f.Add(good, "")
	f.Add(good[:1199], "")
	f.Add(golden(f, "message.bin"), "golden context")
	f.Fuzz(func(t *testing.T, ciphertext []byte, context string) {
		var out bytes.Buffer
		err := key.DecryptStream(&out, bytes.NewReader(ciphertext), context)
		if err == nil && out.String() != "golden" {
			t.Errorf("a stream that nobody made gave %q", out.Bytes())
		}
		if err != nil && err != hybrid.ErrDecrypt {
			t.Errorf("%v is not ErrDecrypt", err)
		}
	})
}

func FuzzParsePublicKey(f *testing.F) {
	f.Add(string(golden(f, "public.txt")))
	f.Add(weak(f, 0))
	f.Fuzz(func(t *testing.T, s string) {
		key, err := hybrid.ParsePublicKey(s)
		if err != nil {
			if !errors.Is(err, hybrid.ErrKey) {
				t.Errorf("%v is no ErrKey", err)
			}
			return
		}
		if key.Text() != strings.TrimSpace(s) {
			t.Errorf("%q was read and is written otherwise", s)
		}
		key.Encrypt([]byte("message"), "")
	})
}

func FuzzParsePrivateKey(f *testing.F) {
	f.Add(goldenPrivate)
	f.Fuzz(func(t *testing.T, s string) {
		key, err := hybrid.ParsePrivateKey(s)
		if err == nil && key.Reveal() != strings.TrimSpace(s) {
			t.Errorf("%q was read and is written otherwise", s)
		}
		if err != nil && !errors.Is(err, hybrid.ErrKey) {
			t.Errorf("%v is no ErrKey", err)
		}
	})
}

// A web form encrypts for the office; the web server cannot read what it
// stores.
func Example() {
	office := hybrid.GenerateKey()
	published := office.Public().Text()

	// The web server.
	public, err := hybrid.ParsePublicKey(published)
	if err != nil {
		fmt.Println(err)
		return
	}
	stored := public.Encrypt([]byte("IBAN GB29…"), "order 4711")

	// The office.
	message, err := office.Decrypt(stored, "order 4711")
	fmt.Println(string(message), err)
	// Output: IBAN GB29… <nil>
}

// A backup that the machine which makes it cannot read.
func ExamplePublicKey_EncryptStream() {
	key := hybrid.GenerateKey() // kept elsewhere

	var disk bytes.Buffer
	if err := key.Public().EncryptStream(&disk, strings.NewReader("all the data"), "backup 2026-11-22"); err != nil {
		fmt.Println(err)
		return
	}

	var restored strings.Builder // a temporary file, renamed when all is well
	err := key.DecryptStream(&restored, &disk, "backup 2026-11-22")
	fmt.Println(restored.String(), err)
	// Output: all the data <nil>
}

// One message for several recipients: a new key encrypts the message, and
// each recipient gets that key.
func Example_severalRecipients() {
	alice, bob := hybrid.GenerateKey(), hybrid.GenerateKey()

	key := aead.GenerateKey()
	message := aead.New(key).Encrypt([]byte("see you at noon"), "invitation")
	forAlice := alice.Public().Encrypt([]byte(key.Reveal()), "invitation key")
	forBob := bob.Public().Encrypt([]byte(key.Reveal()), "invitation key")

	for _, c := range []struct {
		recipient hybrid.PrivateKey
		wrapped   []byte
	}{{alice, forAlice}, {bob, forBob}} {
		text, err := c.recipient.Decrypt(c.wrapped, "invitation key")
		if err != nil {
			fmt.Println(err)
			return
		}
		key, err := aead.ParseKey(string(text))
		if err != nil {
			fmt.Println(err)
			return
		}
		plaintext, err := aead.New(key).Decrypt(message, "invitation")
		fmt.Println(string(plaintext), err)
	}
	// Output:
	// see you at noon <nil>
	// see you at noon <nil>
}

// A public key in a configuration or an answer of a server.
func TestPublicKeyInJSON(t *testing.T) {
	type config struct{ Key hybrid.PublicKey }
	key := hybrid.GenerateKey().Public()
	text, err := json.Marshal(config{key})
	if err != nil {
		t.Fatal(err)
	}
	var back config
	if err := json.Unmarshal(text, &back); err != nil || !back.Key.Equal(key) {
		t.Errorf("%s is read as %v, %v", text, back.Key, err)
	}
	if text, err := json.Marshal(config{}); !errors.Is(err, hybrid.ErrKey) {
		t.Errorf("the zero key: %s, %v; want ErrKey", text, err)
	}
	if err := json.Unmarshal([]byte(`{"Key":""}`), &back); !errors.Is(err, hybrid.ErrKey) {
		t.Errorf("an empty key: %v; want ErrKey", err)
	}
}
