package cookie

import (
	"bytes"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/cryptolint/cryptolint/safeapi/aead"
	"github.com/cryptolint/cryptolint/safeapi/mac"
	"github.com/cryptolint/cryptolint/safeapi/secret"
	"github.com/cryptolint/cryptolint/safeapi/secret/fipstest"
	"github.com/cryptolint/cryptolint/safeapi/secret/interoptest"
	"github.com/cryptolint/cryptolint/safeapi/secret/leaktest"
)

func TestUnderFIPS(t *testing.T) { fipstest.Rerun(t) }

func signed(t testing.TB, name string, keys *mac.Keyring, maxAge time.Duration) *Codec {
	t.Helper()
	c, err := New(name, keys, maxAge)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// send returns the request of a browser that has stored what the server set.
func send(set *httptest.ResponseRecorder) *http.Request {
	r := httptest.NewRequest("GET", "/", nil)
	for _, c := range set.Result().Cookies() {
		if c.MaxAge >= 0 {
			r.AddCookie(c)
		}
	}
	return r
}

func TestSetAndGet(t *testing.T) {
	c := signed(t, "session", mac.New(mac.GenerateKey()), time.Hour)
	for _, value := range [][]byte{[]byte("user 42"), {}, {0, 0xff, ';', '"'}, bytes.Repeat([]byte("x"), 2900)} {
		w := httptest.NewRecorder()
		if err := c.Set(w, value); err != nil {
			t.Fatal(err)
		}
		if got, err := c.Get(send(w)); err != nil || !bytes.Equal(got, value) {
			t.Errorf("%q: %q, %v", value, got, err)
		}
	}
}

func TestAttributes(t *testing.T) {
	c := signed(t, "session", mac.New(mac.GenerateKey()), time.Hour)
	w := httptest.NewRecorder()
	if err := c.Set(w, []byte("x")); err != nil {
		t.Fatal(err)
	}
	set := w.Header().Get("Set-Cookie")
	name, attributes, _ := strings.Cut(set, ";")
	if !strings.HasPrefix(name, "__Host-session=") || attributes != " Path=/; Max-Age=3600; HttpOnly; Secure; SameSite=Lax" {
		t.Errorf("Set-Cookie: %s", set)
	}
	w = httptest.NewRecorder()
	c.Clear(w)
	if got := w.Header().Get("Set-Cookie"); got != "__Host-session=; Path=/; Max-Age=0; HttpOnly; Secure; SameSite=Lax" {
		t.Errorf("Clear sets %s", got)
	}
	if _, err := c.Get(send(w)); err != ErrInvalid {
		t.Errorf("after Clear: %v", err)
	}
}

func TestExpiry(t *testing.T) {
	fipstest.Skip(t, "its random source needs the real clock, which synctest replaces")
	synctest.Test(t, func(t *testing.T) {
		keys := mac.New(mac.GenerateKey())
		hour, minute := signed(t, "session", keys, time.Hour), signed(t, "session", keys, time.Minute)
		s := hour.Encode([]byte("x"))
		time.Sleep(time.Minute + time.Second)
		if _, err := minute.Decode(s); err != ErrInvalid {
			t.Errorf("a maxAge that was shortened since: %v", err)
		}
		time.Sleep(time.Hour - time.Minute - time.Second)
		if _, err := hour.Decode(s); err != nil {
			t.Errorf("after an hour: %v", err)
		}
		time.Sleep(time.Nanosecond)
		if _, err := hour.Decode(s); err != ErrInvalid {
			t.Errorf("after more than an hour: %v", err)
		}
	})
}

// encodeAt is Encode at another time.
func encodeAt(c *Codec, seconds int64) string {
	raw := []byte{version}
	for i := 56; i >= 0; i -= 8 {
		raw = append(raw, byte(seconds>>i))
	}
	raw = append(raw, "x"...)
	raw = append(raw, c.keys.Sign(c.signed(raw)).Bytes()...)
	return base64.RawURLEncoding.EncodeToString(raw)
}

func TestOtherClocks(t *testing.T) {
	c := signed(t, "session", mac.New(mac.GenerateKey()), time.Hour)
	now := time.Now().Unix()
	for seconds, want := range map[int64]error{
		now: nil, now + 58: nil, now + 62: ErrInvalid, now - 3600 - 2: ErrInvalid, 0: ErrInvalid,
		-1: ErrInvalid, 1<<63 - 1: ErrInvalid, -1 << 63: ErrInvalid, now + 1<<41: ErrInvalid,
	} {
		if _, err := c.Decode(encodeAt(c, seconds)); err != want {
			t.Errorf("%d: %v, want %v", seconds, err, want)
		}
	}
}

func TestRotation(t *testing.T) {
	oldKey, newKey := mac.GenerateKey(), mac.GenerateKey()
	s := signed(t, "session", mac.New(oldKey), time.Hour).Encode([]byte("x"))
	if got, err := signed(t, "session", mac.New(newKey, oldKey), time.Hour).Decode(s); err != nil || string(got) != "x" {
		t.Errorf("of the previous key: %q, %v", got, err)
	}
	if _, err := signed(t, "session", mac.New(newKey), time.Hour).Decode(s); err != ErrInvalid {
		t.Errorf("of a forgotten key: %v", err)
	}
}

// What the keys signed for something else is no cookie, even if an attacker could
// choose every byte of it.
func TestTagsOfOtherUsesAreRefused(t *testing.T) {
	keys := mac.New(mac.GenerateKey())
	c := signed(t, "role", keys, time.Hour)
	for _, v := range []byte{1, 2} {
		body := append(binary.BigEndian.AppendUint64([]byte{v}, uint64(time.Now().Unix())), "admin"...)
		forged := append(bytes.Clone(body), keys.Sign(c.signed(body)).Bytes()...)
		if value, err := c.Decode(base64.RawURLEncoding.EncodeToString(forged)); err != ErrInvalid {
			t.Errorf("version %d: %q, %v", v, value, err)
		}
	}
}

// Users stay logged in while a program moves to version 2.
func TestVersion1(t *testing.T) {
	keys := mac.New(mac.GenerateKey())
	c := signed(t, "login", keys, time.Hour)
	body := append(binary.BigEndian.AppendUint64([]byte{1}, uint64(time.Now().Unix())), "alice"...)
	old := base64.RawURLEncoding.EncodeToString(append(bytes.Clone(body), keys.Sign(c.signed(body)).Bytes()...))
	accepting := c.AcceptingVersion1(keys)
	for name, s := range map[string]string{"version 1": old, "version 2": c.Encode([]byte("alice"))} {
		if got, err := accepting.Decode(s); err != nil || string(got) != "alice" {
			t.Errorf("%s: %q, %v", name, got, err)
		}
	}
	if _, err := c.Decode(old); err != ErrInvalid {
		t.Errorf("without AcceptingVersion1: %v", err)
	}
	if raw, _ := base64.RawURLEncoding.DecodeString(accepting.Encode(nil)); raw[0] != 2 {
		t.Errorf("it writes version %d", raw[0])
	}
	if _, err := signed(t, "other", keys, time.Hour).AcceptingVersion1(keys).Decode(old); err != ErrInvalid {
		t.Errorf("under another name: %v", err)
	}
}

func TestEncrypted(t *testing.T) {
	key := aead.GenerateKey()
	c := encrypted(t, "cart", aead.New(key), time.Hour)
	for _, value := range [][]byte{[]byte("3 apples"), {}, bytes.Repeat([]byte("x"), 2850)} {
		w := httptest.NewRecorder()
		if err := c.Set(w, value); err != nil {
			t.Fatal(err)
		}
		if got, err := c.Get(send(w)); err != nil || !bytes.Equal(got, value) {
			t.Errorf("%q: %q, %v", value, got, err)
		}
	}
	s := c.Encode([]byte("3 apples"))
	raw, err := base64.RawURLEncoding.DecodeString(s)
	if err != nil || bytes.Contains(raw, []byte("apples")) || c.Encode([]byte("3 apples")) == s {
		t.Errorf("the value can be read, or two are the same: %q, %v", raw, err)
	}
	newKey := aead.GenerateKey()
	if got, err := encrypted(t, "cart", aead.New(newKey, key), time.Hour).Decode(s); err != nil || string(got) != "3 apples" {
		t.Errorf("of the previous key: %q, %v", got, err)
	}
	for name, other := range map[string]*Codec{
		"another name": encrypted(t, "role", aead.New(key), time.Hour),
		"another key":  encrypted(t, "cart", aead.New(newKey), time.Hour),
		"a signed one": signed(t, "cart", mac.New(mac.GenerateKey()), time.Hour),
	} {
		if got, err := other.Decode(s); err != ErrInvalid || got != nil {
			t.Errorf("%s: %q, %v", name, got, err)
		}
	}
	for i := range raw {
		changed := bytes.Clone(raw)
		changed[i] ^= 1
		if _, err := c.Decode(base64.RawURLEncoding.EncodeToString(changed)); err != ErrInvalid {
			t.Errorf("byte %d changed: %v", i, err)
		}
	}
	short := base64.RawURLEncoding.EncodeToString(append([]byte{3}, aead.New(key).Encrypt([]byte("x"), c.context())...))
	if _, err := c.Decode(short); err != ErrInvalid {
		t.Errorf("without a time: %v", err)
	}
}

func TestEncryptedExpires(t *testing.T) {
	fipstest.Skip(t, "its random source needs the real clock, which synctest replaces")
	synctest.Test(t, func(t *testing.T) {
		c := encrypted(t, "cart", aead.New(aead.GenerateKey()), time.Hour)
		s := c.Encode([]byte("x"))
		time.Sleep(time.Hour)
		if _, err := c.Decode(s); err != nil {
			t.Errorf("after an hour: %v", err)
		}
		time.Sleep(time.Second)
		if _, err := c.Decode(s); err != ErrInvalid {
			t.Errorf("after more than an hour: %v", err)
		}
	})
}

func encrypted(t testing.TB, name string, keys *aead.Keyring, maxAge time.Duration) *Codec {
	t.Helper()
	c, err := NewEncrypted(name, keys, maxAge)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestSameSite(t *testing.T) {
	lax := signed(t, "login", mac.New(mac.GenerateKey()), time.Hour)
	for want, c := range map[http.SameSite]*Codec{
		http.SameSiteLaxMode: lax, http.SameSiteStrictMode: lax.SameSiteStrict(), http.SameSiteNoneMode: lax.SameSiteNone(),
	} {
		w := httptest.NewRecorder()
		if err := c.Set(w, []byte("x")); err != nil {
			t.Fatal(err)
		}
		set := w.Result().Cookies()[0]
		if set.SameSite != want || !set.Secure || !set.HttpOnly || set.Path != "/" || !strings.HasPrefix(set.Name, "__Host-") {
			t.Errorf("%v: %+v", want, set)
		}
		if got, err := lax.Get(send(w)); err != nil || string(got) != "x" {
			t.Errorf("%v: %q, %v", want, got, err)
		}
	}
}

// A cookie of one name must not pass as one of another: "theme=admin" would
// otherwise become "role=admin".
func TestNamesAreAuthenticated(t *testing.T) {
	keys := mac.New(mac.GenerateKey())
	theme, role := signed(t, "theme", keys, time.Hour), signed(t, "role", keys, time.Hour)
	if _, err := role.Decode(theme.Encode([]byte("admin"))); err != ErrInvalid {
		t.Errorf("under another name: %v", err)
	}
	// A tag that the key made for something else.
	raw := []byte("\x01\x00\x00\x00\x00\x7f\xff\xff\xffadmin")
	foreign := append(bytes.Clone(raw), keys.Sign(raw).Bytes()...)
	if _, err := role.Decode(base64.RawURLEncoding.EncodeToString(foreign)); err != ErrInvalid {
		t.Errorf("signed as something else: %v", err)
	}
}

func TestTampering(t *testing.T) {
	c := signed(t, "session", mac.New(mac.GenerateKey()), time.Hour)
	s := c.Encode([]byte("user 42"))
	raw, err := base64.RawURLEncoding.DecodeString(s)
	if err != nil {
		t.Fatal(err)
	}
	for i := range len(raw) * 8 {
		changed := bytes.Clone(raw)
		changed[i/8] ^= 1 << (i % 8)
		if _, err := c.Decode(base64.RawURLEncoding.EncodeToString(changed)); err != ErrInvalid {
			t.Errorf("bit %d flipped: %v", i, err)
		}
	}
	for i := range raw {
		if _, err := c.Decode(base64.RawURLEncoding.EncodeToString(raw[:i])); err != ErrInvalid {
			t.Errorf("cut to %d bytes: %v", i, err)
		}
	}
	for name, other := range map[string]string{
		"line end": s + "\n", "inside": s[:8] + "\r\n" + s[8:], "padding": s + "=", "garbage": s + "!", "empty": "",
	} {
		if _, err := c.Decode(other); err != ErrInvalid {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestGetRefuses(t *testing.T) {
	c := signed(t, "session", mac.New(mac.GenerateKey()), time.Hour)
	good := c.Encode([]byte("x"))
	for name, header := range map[string]string{
		"no cookie": "", "without prefix": "session=" + good, "twice": "__Host-session=" + good + "; __Host-session=" + good,
		"empty": "__Host-session=", "other case": "__host-session=" + good,
	} {
		r := httptest.NewRequest("GET", "/", nil)
		r.Header.Set("Cookie", header)
		if _, err := c.Get(r); err != ErrInvalid {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestTooLong(t *testing.T) {
	c := signed(t, strings.Repeat("n", 64), mac.New(mac.GenerateKey()), maxMaxAge)
	w := httptest.NewRecorder()
	if err := c.Set(w, make([]byte, 3000)); !errors.Is(err, ErrTooLong) || w.Header().Get("Set-Cookie") != "" {
		t.Errorf("3000 bytes: %v, %q", err, w.Header())
	}
}

func TestNewRefuses(t *testing.T) {
	keys := mac.New(mac.GenerateKey())
	for _, name := range []string{"", "a b", "a;b", "a=b", "ä", "a\x00b", "__Host-session", "__Secure-x", strings.Repeat("a", 65)} {
		if c, err := New(name, keys, time.Hour); !errors.Is(err, ErrConfig) || c != nil {
			t.Errorf("the name %q: %v", name, err)
		}
	}
	for _, maxAge := range []time.Duration{0, -time.Hour, time.Second - 1, maxMaxAge + 1} {
		if c, err := New("session", keys, maxAge); !errors.Is(err, ErrConfig) || c != nil {
			t.Errorf("an age of %v: %v", maxAge, err)
		}
	}
}

// The documented format, and that cookies of earlier versions stay readable.
func TestGolden(t *testing.T) {
	fipstest.Skip(t, "its random source needs the real clock, which synctest replaces")
	synctest.Test(t, func(t *testing.T) {
		key, err := mac.ImportKey(secret.New("a shared secret of enough bytes"))
		if err != nil {
			t.Fatal(err)
		}
		c := signed(t, "session", mac.New(key), time.Hour).AcceptingVersion1(mac.New(key))
		golden, err := os.ReadFile("testdata/session.txt") // of 2000-01-01, when a bubble begins
		if err != nil {
			t.Fatal(err)
		}
		versions := strings.Fields(string(golden))
		for i, s := range versions {
			if got, err := c.Decode(s); err != nil || string(got) != "user 42" {
				t.Errorf("version %d: Decode = %q, %v", i+1, got, err)
			}
		}
		if got, want := c.Encode([]byte("user 42")), versions[len(versions)-1]; got != want {
			t.Errorf("Encode = %s, want %s", got, want)
		}
	})
}

// Another implementation, after the package comment alone: openssl computes the
// tag.
func TestInteropOpenSSL(t *testing.T) {
	raw := secret.Random(32).Reveal()
	key, err := mac.ImportKey(secret.New(raw))
	if err != nil {
		t.Fatal(err)
	}
	c := signed(t, "session", mac.New(key), time.Hour)
	derived := interoptest.OpenSSL(t, nil, "kdf", "-binary", "-keylen", "32", "-kdfopt", "digest:SHA256",
		"-kdfopt", "hexkey:"+hex.EncodeToString(raw), "-kdfopt", "info:safeapi/mac derived safeapi/cookie", "HKDF")
	tag := func(body []byte) []byte {
		msg := append([]byte("safeapi/cookie\x00__Host-session\x00"), body...)
		return interoptest.OpenSSL(t, msg, "dgst", "-sha256", "-mac", "HMAC", "-macopt", "hexkey:"+hex.EncodeToString(derived), "-binary")
	}
	ours, err := base64.RawURLEncoding.DecodeString(c.Encode([]byte("user 42")))
	if err != nil {
		t.Fatal(err)
	}
	body := ours[:len(ours)-32]
	if !bytes.Equal(ours[len(body):], tag(body)) {
		t.Error("openssl computes another tag")
	}
	body = append(bytes.Clone(body[:9]), "user 43"...)
	theirs := base64.RawURLEncoding.EncodeToString(append(bytes.Clone(body), tag(body)...))
	if got, err := c.Decode(theirs); err != nil || string(got) != "user 43" {
		t.Errorf("Decode = %q, %v", got, err)
	}
}

func TestNoLeak(t *testing.T) {
	raw := secret.Random(32)
	key, err := mac.ImportKey(raw)
	if err != nil {
		t.Fatal(err)
	}
	leaktest.Check(t, *signed(t, "session", mac.New(key), time.Hour), raw.Reveal())
}

func TestProgrammerErrorsPanic(t *testing.T) {
	for name, use := range map[string]func(){
		"nil keys": func() { New("session", nil, time.Hour) },
		"no keys":  func() { NewEncrypted("session", nil, time.Hour) },
		"Strict":   func() { new(Codec).SameSiteStrict() },
		"version 1 of encrypted ones": func() {
			encrypted(t, "x", aead.New(aead.GenerateKey()), time.Hour).AcceptingVersion1(mac.New(mac.GenerateKey()))
		},
		"Set":    func() { new(Codec).Set(httptest.NewRecorder(), nil) },
		"Get":    func() { new(Codec).Get(httptest.NewRequest("GET", "/", nil)) },
		"Clear":  func() { (*Codec)(nil).Clear(httptest.NewRecorder()) },
		"Decode": func() { new(Codec).Decode("") },
	} {
		func() {
			defer func() {
				if s, _ := recover().(string); !strings.HasPrefix(s, "cookie: ") {
					t.Errorf("%s: panic %q", name, s)
				}
			}()
			use()
		}()
	}
}

// A Keyring that was not made by its New says so when the program starts.
func TestZeroKeyring(t *testing.T) {
	for name, use := range map[string]func(){
		"New":          func() { New("session", new(mac.Keyring), time.Hour) },
		"NewEncrypted": func() { NewEncrypted("session", new(aead.Keyring), time.Hour) },
	} {
		func() {
			defer func() {
				if s, _ := recover().(string); !strings.Contains(s, "Keyring that was not made by New") {
					t.Errorf("%s: panic %q", name, s)
				}
			}()
			use()
		}()
	}
}

func TestConcurrentUse(t *testing.T) {
	c := signed(t, "session", mac.New(mac.GenerateKey()), time.Hour)
	var group sync.WaitGroup
	for range 8 {
		group.Go(func() {
			if _, err := c.Decode(c.Encode([]byte("x"))); err != nil {
				t.Error(err)
			}
		})
	}
	group.Wait()
}

func FuzzDecode(f *testing.F) {
	c := signed(f, "session", mac.New(mac.GenerateKey()), time.Hour)
	f.Add("AQAAAAA4bUOAdXNlciA0MsTPtUyU")
	f.Add("")
	e := encrypted(f, "session", aead.New(aead.GenerateKey()), time.Hour)
	f.Fuzz(func(t *testing.T, s string) {
		if got, err := e.Decode(s); err != ErrInvalid || got != nil {
			t.Errorf("%q is a forgery of %q", s, got)
		}
		if got, err := c.Decode(s); err != ErrInvalid || got != nil {
			t.Errorf("%q is a forgery of %q", s, got)
		}
	})
}

// BenchmarkDecode measures beside HMAC-SHA-256 of the standard library.
func BenchmarkDecode(b *testing.B) {
	c := signed(b, "session", mac.New(mac.GenerateKey()), time.Hour)
	s := c.Encode(make([]byte, 32))
	b.Run("std", func(b *testing.B) {
		key, msg := make([]byte, 32), make([]byte, 73)
		for b.Loop() {
			h := hmac.New(sha256.New, key)
			h.Write(msg)
			hmac.Equal(h.Sum(nil), key)
		}
	})
	b.Run("cookie", func(b *testing.B) {
		for b.Loop() {
			if _, err := c.Decode(s); err != nil {
				b.Fatal(err)
			}
		}
	})
}
