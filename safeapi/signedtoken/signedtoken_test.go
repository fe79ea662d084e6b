package signedtoken

import (
	"bytes"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"errors"
	"math"
	"os"
	"strconv"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/cryptolint/cryptolint/safeapi/kdf"
	"github.com/cryptolint/cryptolint/safeapi/mac"
	"github.com/cryptolint/cryptolint/safeapi/secret"
	"github.com/cryptolint/cryptolint/safeapi/secret/fipstest"
	"github.com/cryptolint/cryptolint/safeapi/secret/interoptest"
	"github.com/cryptolint/cryptolint/safeapi/secret/leaktest"
	"github.com/cryptolint/cryptolint/safeapi/secret/vectortest"
)

func TestUnderFIPS(t *testing.T) { fipstest.Rerun(t) }

func parseKey(t testing.TB, text string) Key {
	t.Helper()
	key, err := ParseKey(text)
	if err != nil {
		t.Fatal(err)
	}
	return key
}

func TestRoundTrip(t *testing.T) {
	s := New("test", GenerateKey())
	for _, value := range [][]byte{{}, []byte("user 42"), {0, 0xff, '\n'}, bytes.Repeat([]byte("x"), 5000)} {
		token := s.Sign(value, time.Minute)
		if got, err := s.Verify(token); err != nil || !bytes.Equal(got, value) {
			t.Errorf("%q: %q, %v", value, got, err)
		}
		if n := len(token); n > len(value)*4/3+56 {
			t.Errorf("%d bytes of value make a token of %d characters", len(value), n)
		}
	}
}

func TestExpiry(t *testing.T) {
	fipstest.Skip(t, "its random source needs the real clock, which synctest replaces")
	synctest.Test(t, func(t *testing.T) {
		s := New("test", GenerateKey())
		token := s.Sign([]byte("x"), time.Hour)
		time.Sleep(time.Hour - time.Millisecond)
		if _, err := s.Verify(token); err != nil {
			t.Errorf("just before the hour is over: %v", err)
		}
		time.Sleep(time.Millisecond)
		if got, err := s.Verify(token); err != ErrExpired || got != nil {
			t.Errorf("after an hour: %q, %v; want ErrExpired", got, err)
		}
		if !errors.Is(ErrExpired, ErrInvalid) {
			t.Error("ErrExpired is no ErrInvalid: a program that asks for one lets the other pass")
		}
	})
}

// No ttl means "never expires".
func TestExpiredAtOnce(t *testing.T) {
	s := New("test", GenerateKey())
	for _, ttl := range []time.Duration{0, -1, -time.Hour, math.MinInt64} {
		if _, err := s.Verify(s.Sign([]byte("x"), ttl)); err != ErrExpired {
			t.Errorf("a ttl of %v: %v; want ErrExpired", ttl, err)
		}
	}
	if _, err := s.Verify(s.Sign([]byte("x"), math.MaxInt64)); err != nil {
		t.Errorf("the longest ttl: %v", err)
	}
}

// Only a holder of the key can write such times.
func TestAbsurdTimes(t *testing.T) {
	s := New("test", GenerateKey())
	for _, expires := range []uint64{1 << 63, math.MaxUint64} {
		body := binary.BigEndian.AppendUint64([]byte{version}, expires)
		raw := append(bytes.Clone(body), s.keys[0].sum("test", body)...)
		if _, err := s.Verify(base64.RawURLEncoding.EncodeToString(raw)); err != ErrInvalid {
			t.Errorf("expires at %d: %v; want ErrInvalid", expires, err)
		}
	}
}

// An expired token of another key says only that it is invalid.
func TestForgeriesAreNotExpired(t *testing.T) {
	expired := New("test", GenerateKey()).Sign([]byte("x"), -time.Hour)
	if _, err := New("test", GenerateKey()).Verify(expired); err != ErrInvalid {
		t.Errorf("%v; want exactly ErrInvalid", err)
	}
}

// Purposes whose text runs into the value, or into the label, are apart.
func TestPurposes(t *testing.T) {
	key := GenerateKey()
	token := New("reset", key).Sign([]byte("alice"), time.Hour)
	for _, purpose := range []string{"Reset", "rese", "reset ", "reset\x00", "\x01", "v1 reset"} {
		if _, err := New(purpose, key).Verify(token); err != ErrInvalid {
			t.Errorf("for %q: %v; want ErrInvalid", purpose, err)
		}
	}
}

// What package mac signs with the same bytes as key is no token, however the
// message looks.
func TestTagsOfAMACAreNoTokens(t *testing.T) {
	raw := secret.Random(32)
	shared, err := mac.ImportKey(raw)
	if err != nil {
		t.Fatal(err)
	}
	body := binary.BigEndian.AppendUint64([]byte{version}, uint64(time.Now().Add(time.Hour).UnixMilli()))
	body = append(body, "admin"...)
	forged := append(bytes.Clone(body), mac.New(shared).Sign(body).Bytes()...)
	s := New("session", parseKey(t, raw.RevealText(keyPrefix)))
	if _, err := s.Verify(base64.RawURLEncoding.EncodeToString(forged)); err != ErrInvalid {
		t.Errorf("%v; want ErrInvalid", err)
	}
}

func TestRotation(t *testing.T) {
	oldKey, newKey := GenerateKey(), GenerateKey()
	token := New("test", oldKey).Sign([]byte("x"), time.Hour)
	if got, err := New("test", newKey, oldKey).Verify(token); err != nil || string(got) != "x" {
		t.Errorf("of the previous key: %q, %v", got, err)
	}
	if _, err := New("test", newKey).Verify(token); err != ErrInvalid {
		t.Errorf("of a key that was dropped: %v", err)
	}
	if _, err := New("test", newKey).Verify(New("test", newKey, oldKey).Sign(nil, time.Hour)); err != nil {
		t.Errorf("the primary key does not sign: %v", err)
	}
}

// Every bit is authenticated, and a token has one spelling.
func TestTampering(t *testing.T) {
	s := New("test", GenerateKey())
	token := s.Sign([]byte("user 4711"), time.Hour) // of a length that leaves two bits of the last character unused
	raw, err := base64.RawURLEncoding.DecodeString(token)
	if err != nil {
		t.Fatal(err)
	}
	for i := range len(raw) * 8 {
		changed := bytes.Clone(raw)
		changed[i/8] ^= 1 << (i % 8)
		if _, err := s.Verify(base64.RawURLEncoding.EncodeToString(changed)); err != ErrInvalid {
			t.Errorf("bit %d flipped: %v", i, err)
		}
	}
	for i := range raw {
		if _, err := s.Verify(base64.RawURLEncoding.EncodeToString(raw[:i])); err != ErrInvalid {
			t.Errorf("cut to %d bytes: %v", i, err)
		}
	}
	for name, other := range map[string]string{
		"a line end": token + "\n", "a line end inside": token[:8] + "\r\n" + token[8:], "padding": token + "=",
		"garbage": token + "!", "a space": " " + token, "twice": token + token, "nothing": "",
		"bits that are not used": token[:len(token)-1] + string(token[len(token)-1]+1),
	} {
		if _, err := s.Verify(other); err != ErrInvalid {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// The value that Verify returns can be appended to without writing over the tag.
func TestValueHasNoRoom(t *testing.T) {
	s := New("test", GenerateKey())
	value, err := s.Verify(s.Sign([]byte("x"), time.Hour))
	if err != nil || cap(value) != 1 {
		t.Errorf("capacity %d, %v; want 1", cap(value), err)
	}
}

func TestParseKey(t *testing.T) {
	key := GenerateKey()
	if back := parseKey(t, " "+key.Reveal()+"\n"); back.Reveal() != key.Reveal() {
		t.Error("ParseKey of what Reveal gave is another key")
	}
	for name, s := range map[string]string{
		"nothing":     "",
		"a mac key":   strings.Replace(key.Reveal(), "signedtoken", "mac", 1),
		"31 bytes":    keyPrefix + strings.Repeat("A", 42),
		"33 bytes":    keyPrefix + strings.Repeat("A", 44),
		"hexadecimal": keyPrefix + strings.Repeat("0", 64),
	} {
		if _, err := ParseKey(s); !errors.Is(err, ErrKey) {
			t.Errorf("%s: %v; want ErrKey", name, err)
		}
	}
}

func TestDeriveKey(t *testing.T) {
	master := kdf.GenerateMaster()
	token := New("test", DeriveKey(master, "links")).Sign([]byte("x"), time.Hour)
	if _, err := New("test", DeriveKey(master, "links")).Verify(token); err != nil {
		t.Errorf("the same purpose: %v", err)
	}
	if _, err := New("test", DeriveKey(master, "other links")).Verify(token); err != ErrInvalid {
		t.Errorf("two purposes have one key: %v", err)
	}
}

func TestNoLeak(t *testing.T) {
	key := GenerateKey()
	leaktest.Check(t, key, key.key.Reveal())
	leaktest.Check(t, *New("test", key), key.key.Reveal())
}

func TestProgrammerErrorsPanic(t *testing.T) {
	wiped := GenerateKey()
	s := New("test", wiped)
	wiped.Wipe()
	for name, use := range map[string]func(){
		"no purpose":           func() { New("", GenerateKey()) },
		"a zero key":           func() { New("test", Key{}) },
		"a zero previous key":  func() { New("test", GenerateKey(), Key{}) },
		"no purpose to derive": func() { DeriveKey(kdf.GenerateMaster(), "") },
		"a zero Signer":        func() { new(Signer).Sign(nil, time.Hour) },
		"a nil Signer":         func() { (*Signer)(nil).Verify("") },
		"a wiped key":          func() { s.Sign(nil, time.Hour) },
	} {
		func() {
			defer func() {
				if s, _ := recover().(string); len(s) < 20 {
					t.Errorf("%s: panic %q", name, s)
				}
			}()
			use()
		}()
	}
}

func TestConcurrentUse(t *testing.T) {
	s := New("test", GenerateKey(), GenerateKey())
	var group sync.WaitGroup
	for range 8 {
		group.Go(func() {
			if _, err := s.Verify(s.Sign([]byte("x"), time.Hour)); err != nil {
				t.Error(err)
			}
		})
	}
	group.Wait()
}

const goldenKey = keyPrefix + "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8"

// testdata/golden.txt was made by testdata/reference.py for "golden purpose",
// with a time one hour after 2000-01-01, when a bubble begins.
func TestGolden(t *testing.T) {
	fipstest.Skip(t, "its random source needs the real clock, which synctest replaces")
	golden, err := os.ReadFile("testdata/golden.txt")
	if err != nil {
		t.Fatal(err)
	}
	synctest.Test(t, func(t *testing.T) {
		s := New("golden purpose", parseKey(t, goldenKey))
		if got := s.Sign([]byte("user 42"), time.Hour); got != string(golden) {
			t.Errorf("Sign = %s, want %s", got, golden)
		}
		if got, err := s.Verify(string(golden)); err != nil || string(got) != "user 42" {
			t.Errorf("Verify = %q, %v", got, err)
		}
	})
}

func TestInteropPython(t *testing.T) {
	program, err := os.ReadFile("testdata/reference.py")
	if err != nil {
		t.Fatal(err)
	}
	key := GenerateKey()
	s := New("grüße", key)
	ours := s.Sign([]byte("to Python"), time.Hour)
	if got := interoptest.Python(t, "hmac", string(program), []byte(ours), "verify", key.Reveal(), "grüße"); string(got) != "to Python" {
		t.Errorf("Python reads %q", got)
	}
	expires := strconv.FormatInt(time.Now().Add(time.Hour).UnixMilli(), 10)
	theirs := interoptest.Python(t, "hmac", string(program), []byte("from Python"), "sign", key.Reveal(), "grüße", expires)
	if got, err := s.Verify(string(theirs)); err != nil || string(got) != "from Python" {
		t.Errorf("from Python: %q, %v", got, err)
	}
}

func TestVectorsHKDFExpand(t *testing.T) {
	for _, v := range vectortest.Read(t, "../aead/testdata/rfc5869-hkdf-expand.txt") {
		want := v.Hex(t, "OKM")
		if got := expand(v.Hex(t, "PRK"), string(v.Hex(t, "info")), len(want)); !bytes.Equal(got, want) {
			t.Errorf("line %d: %x, want %x", v.Line, got, want)
		}
	}
}

func FuzzVerify(f *testing.F) {
	s := New("test", GenerateKey())
	f.Add("AQAAANxqsxCAdXNlciA0MsTPtUyU")
	f.Add("")
	f.Fuzz(func(t *testing.T, token string) {
		if got, err := s.Verify(token); err != ErrInvalid || got != nil {
			t.Errorf("%q is a forgery of %q: %v", token, got, err)
		}
	})
}

// FuzzSigned reaches what comes after the tag.
func FuzzSigned(f *testing.F) {
	s := New("test", GenerateKey())
	f.Add(uint64(0), []byte("x"))
	f.Add(uint64(1<<63), []byte{})
	f.Fuzz(func(t *testing.T, expires uint64, value []byte) {
		body := append(binary.BigEndian.AppendUint64([]byte{version}, expires), value...)
		raw := append(bytes.Clone(body), s.keys[0].sum("test", body)...)
		got, err := s.Verify(base64.RawURLEncoding.EncodeToString(raw))
		if err == nil && !bytes.Equal(got, value) || err != nil && !errors.Is(err, ErrInvalid) {
			t.Errorf("expires %d, value %x: %x, %v", expires, value, got, err)
		}
	})
}

func FuzzParseKey(f *testing.F) {
	f.Add(goldenKey)
	f.Fuzz(func(t *testing.T, s string) {
		key, err := ParseKey(s)
		if err == nil && key.Reveal() != strings.TrimSpace(s) {
			t.Errorf("%q was read and is written otherwise", s)
		}
		if err != nil && !errors.Is(err, ErrKey) {
			t.Errorf("%q: %v is no ErrKey", s, err)
		}
	})
}

// BenchmarkVerify measures beside HMAC-SHA-256 of the standard library.
func BenchmarkVerify(b *testing.B) {
	s := New("test", GenerateKey())
	token := s.Sign(make([]byte, 32), time.Hour)
	b.Run("std", func(b *testing.B) {
		key, msg := make([]byte, 32), make([]byte, 41)
		for b.Loop() {
			h := hmac.New(sha256.New, key)
			h.Write(msg)
			hmac.Equal(h.Sum(nil), key)
		}
	})
	b.Run("signedtoken", func(b *testing.B) {
		for b.Loop() {
			if _, err := s.Verify(token); err != nil {
				b.Fatal(err)
			}
		}
	})
}
