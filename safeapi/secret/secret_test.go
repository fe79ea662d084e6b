package secret_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"strings"
	"sync"
	"testing"

	"github.com/cryptolint/cryptolint/safeapi/secret"
	"github.com/cryptolint/cryptolint/safeapi/secret/fipstest"
	"github.com/cryptolint/cryptolint/safeapi/secret/leaktest"
)

func TestNoLeak(t *testing.T) {
	b := secret.Random(32)
	leaktest.Check(t, b, b.Reveal())
}

func TestNoLeakAfterWipe(t *testing.T) {
	b := secret.Random(32)
	raw := b.Reveal()
	b.Wipe()
	leaktest.Check(t, b, raw)
}

func TestNewCopies(t *testing.T) {
	in := []byte("correct horse battery staple")
	b := secret.New(in)
	secret.Wipe(in)
	if got := string(b.Reveal()); got != "correct horse battery staple" {
		t.Errorf("after wiping the caller's slice: %q", got)
	}
	out := b.Reveal()
	out[0] = 'X'
	if got := string(b.Reveal()); got != "correct horse battery staple" {
		t.Errorf("after writing to a revealed copy: %q", got)
	}
}

func TestNewOfString(t *testing.T) {
	type apiKey string
	if got := string(secret.New(apiKey("k-1")).Reveal()); got != "k-1" {
		t.Errorf("got %q", got)
	}
}

func TestRandom(t *testing.T) {
	a, b := secret.Random(16), secret.Random(16)
	if a.Len() != 16 || b.Len() != 16 {
		t.Errorf("lengths %d, %d; want 16", a.Len(), b.Len())
	}
	if a.Equal(b) {
		t.Error("two random secrets are equal")
	}
}

func TestBytesEqual(t *testing.T) {
	if !secret.New("a token").Equal(secret.New("a token")) {
		t.Error("equal secrets are not equal")
	}
	if secret.New("").Equal(secret.New("")) {
		t.Error("the empty secret is equal to something")
	}
	if secret.New("a token").Equal(secret.New("a toker")) {
		t.Error("different secrets are equal")
	}
}

func TestWipe(t *testing.T) {
	b := secret.New("a key")
	same := b
	b.Wipe()
	if same.Len() != 0 || same.IsZero() {
		t.Errorf("a copy of a wiped secret: Len %d, IsZero %t; want 0, false", same.Len(), same.IsZero())
	}
	b.Wipe() // twice is fine
	mustPanic(t, "wiped", func() { same.Reveal() })
}

func TestWipeSlice(t *testing.T) {
	line := []byte("password: hunter2; user: alice")
	secret.Wipe(line[10:17])
	if want := "password: \x00\x00\x00\x00\x00\x00\x00; user: alice"; string(line) != want {
		t.Errorf("%q, want %q", line, want)
	}
}

func TestProgrammerErrors(t *testing.T) {
	var zero secret.Bytes
	if zero.Len() != 0 || !zero.IsZero() {
		t.Errorf("zero Bytes: Len %d, IsZero %t", zero.Len(), zero.IsZero())
	}
	zero.Wipe()
	mustPanic(t, "zero Bytes", func() { zero.Reveal() })
	mustPanic(t, "zero Bytes", func() { zero.Equal(secret.New("x")) })
	mustPanic(t, "at least 16", func() { secret.Random(15) })
}

func TestEqual(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want bool
	}{
		{"", "", false}, // a setting that is missing lets nobody in
		{"token", "", false},
		{"token", "token", true},
		{"token", "tokem", false},
		{"token", "toke", false},
		{"", "token", false},
		{"token\x00", "token", false},
	} {
		if got := secret.Equal(c.a, c.b); got != c.want {
			t.Errorf("Equal(%q, %q) = %t", c.a, c.b, got)
		}
		if got := secret.Equal([]byte(c.a), []byte(c.b)); got != c.want {
			t.Errorf("Equal([]byte(%q), []byte(%q)) = %t", c.a, c.b, got)
		}
	}
}

func TestText(t *testing.T) {
	b := secret.New("\xfb\xff\x00key")
	text := b.RevealText("demo-1.")
	if text != "demo-1.-_8Aa2V5" {
		t.Fatalf("text %q", text)
	}
	for _, s := range []string{text, text + "\n", " " + text + "\r\n"} {
		got, err := secret.ParseText("demo-1.", s)
		if err != nil || !got.Equal(b) {
			t.Errorf("ParseText(%q): %v", s, err)
		}
	}
}

func TestParseTextRefuses(t *testing.T) {
	for name, s := range map[string]string{
		"nothing":            "",
		"no prefix":          "-_8Aa2V5",
		"another prefix":     "demo-2.-_8Aa2V5",
		"standard base64":    "demo-1.+/8Aa2V5",
		"padding":            "demo-1.-_8Aa2U=",
		"a break inside":     "demo-1.-_8A\na2V5",
		"a space inside":     "demo-1.-_8A a2V5",
		"loose trailing bit": "demo-1.-_8Aa2V",
		"text after it":      "demo-1.-_8Aa2V5 # the key",
	} {
		if _, err := secret.ParseText("demo-1.", s); err == nil {
			t.Errorf("%s: %q was accepted", name, s)
		} else if strings.Contains(err.Error(), "_8A") {
			t.Errorf("%s: the error holds the secret: %v", name, err)
		}
	}
}

func FuzzParseText(f *testing.F) {
	f.Add("demo-1.-_8Aa2V5")
	f.Add("demo-1.\n")
	f.Add("demo-1.-_8A\r\na2V5")
	f.Fuzz(func(t *testing.T, s string) {
		b, err := secret.ParseText("demo-1.", s)
		if err != nil {
			return
		}
		if got := b.RevealText("demo-1."); got != strings.TrimSpace(s) {
			t.Errorf("%q was read and is written as %q", s, got)
		}
	})
}

// key is a key type as the packages of safeapi have them.
type key struct {
	secret.Opaque
	key secret.Bytes
}

func TestUnmarshalOfKeysIsRefused(t *testing.T) {
	var config struct{ Key key }
	err := json.Unmarshal([]byte(`{"Key":"aGVsbG8"}`), &config)
	if !errors.Is(err, secret.ErrMarshal) || !config.Key.key.IsZero() {
		t.Errorf("json.Unmarshal into a key: %v; want ErrMarshal", err)
	}
	if err := config.Key.UnmarshalBinary([]byte("hello")); !errors.Is(err, secret.ErrMarshal) {
		t.Errorf("UnmarshalBinary: %v; want ErrMarshal", err)
	}
}

// A password of a configuration file can be read, and not written back.
func TestUnmarshalOfBytes(t *testing.T) {
	var config struct {
		Addr     string
		Password secret.Bytes
		Token    secret.Bytes
	}
	if err := json.Unmarshal([]byte(`{"Addr":"db:5432","Password":"hunter2"}`), &config); err != nil {
		t.Fatal(err)
	}
	if got := string(config.Password.Reveal()); got != "hunter2" {
		t.Errorf("the password is %q", got)
	}
	if !config.Token.IsZero() {
		t.Error("a field that is missing has a secret")
	}
	if text, err := json.Marshal(config); !errors.Is(err, secret.ErrMarshal) {
		t.Errorf("json.Marshal: %s, %v; want ErrMarshal", text, err)
	}
	if err := json.Unmarshal([]byte(`{"Password":""}`), &config); !errors.Is(err, secret.ErrEmpty) {
		t.Errorf("an empty password: %v; want ErrEmpty", err)
	}
	if err := config.Password.UnmarshalBinary([]byte("x")); !errors.Is(err, secret.ErrMarshal) {
		t.Errorf("UnmarshalBinary: %v; want ErrMarshal", err)
	}
}

func TestParse(t *testing.T) {
	for text, want := range map[string]string{
		"hunter2": "hunter2", "hunter2\n": "hunter2", "hunter2\r\n": "hunter2",
		" with spaces ": " with spaces ", "two\n\n": "two\n", "return\r": "return\r", "": "", "\n": "", "\r\n": "",
	} {
		got, err := secret.Parse(text)
		if want == "" {
			if !errors.Is(err, secret.ErrEmpty) || !got.IsZero() {
				t.Errorf("%q: %v; want ErrEmpty", text, err)
			}
		} else if err != nil || string(got.Reveal()) != want {
			t.Errorf("%q: %v; want %q", text, err, want)
		}
	}
	in := []byte("hunter2\n")
	b, err := secret.Parse(in)
	if err != nil {
		t.Fatal(err)
	}
	secret.Wipe(in)
	if got := string(b.Reveal()); got != "hunter2" {
		t.Errorf("after wiping the caller's slice: %q", got)
	}
}

// A variable that is not set is no secret.
func TestFromEnv(t *testing.T) {
	t.Setenv("SECRET_TEST_PASSWORD", "hunter2\n")
	if got, err := secret.FromEnv("SECRET_TEST_PASSWORD"); err != nil || string(got.Reveal()) != "hunter2" {
		t.Errorf("FromEnv: %v", err)
	}
	t.Setenv("SECRET_TEST_EMPTY", "")
	for _, name := range []string{"SECRET_TEST_EMPTY", "SECRET_TEST_NOT_SET"} {
		got, err := secret.FromEnv(name)
		if !errors.Is(err, secret.ErrEmpty) || !got.IsZero() || !strings.Contains(err.Error(), name) {
			t.Errorf("%s: %v; want ErrEmpty with the name", name, err)
		}
	}
}

func TestConcurrentUse(t *testing.T) {
	b := secret.Random(32)
	want := b.Reveal()
	var group sync.WaitGroup
	for range 8 {
		group.Go(func() {
			for range 100 {
				if !bytes.Equal(b.Reveal(), want) || b.Len() != 32 {
					t.Error("a concurrent reader saw another secret")
					return
				}
			}
		})
	}
	group.Wait()
	for range 8 {
		group.Go(b.Wipe)
		group.Go(func() { b.Len() })
	}
	group.Wait()
}

func mustPanic(t *testing.T, want string, f func()) {
	t.Helper()
	defer func() {
		t.Helper()
		if got := fmt.Sprint(recover()); !strings.Contains(got, want) {
			t.Errorf("panic %q; want one that says %q", got, want)
		}
	}()
	f()
}

// A configuration can be logged as a whole.
func ExampleBytes() {
	type Config struct {
		Addr     string
		Password secret.Bytes
	}
	os.Setenv("DB_PASSWORD", "hunter2")
	password, err := secret.FromEnv("DB_PASSWORD")
	if err != nil { // not set, or empty
		fmt.Println(err)
		return
	}
	config := Config{Addr: "db:5432", Password: password}

	fmt.Printf("%+v\n", config)
	log := slog.New(slog.NewTextHandler(os.Stdout, &slog.HandlerOptions{ReplaceAttr: noTime}))
	log.Info("start", "password", config.Password)
	// Output:
	// {Addr:db:5432 Password:[secret]}
	// level=INFO msg=start password=[secret]
}

func noTime(_ []string, a slog.Attr) slog.Attr {
	if a.Key == slog.TimeKey {
		return slog.Attr{}
	}
	return a
}

// A bearer token from a request is compared with the one that is expected.
func ExampleEqual() {
	expected, header := "s3cr3t", "s3cr3t"
	fmt.Println(secret.Equal(header, expected))
	// Output: true
}

// A field of a configuration file.
func ExampleBytes_UnmarshalText() {
	var config struct {
		Addr     string       `json:"addr"`
		Password secret.Bytes `json:"password"`
	}
	if err := json.Unmarshal([]byte(`{"addr": "db:5432", "password": "hunter2"}`), &config); err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(config, config.Password.Len())
	// Output: {db:5432 [secret]} 7
}

func ExampleBytes_Wipe() {
	key := secret.Random(32)
	defer key.Wipe()
	fmt.Println(key, key.Len())
	// Output: [secret] 32
}

func TestUnderFIPS(t *testing.T) { fipstest.Rerun(t) }
