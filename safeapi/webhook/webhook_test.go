package webhook

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"runtime"
	"strings"
	"sync"
	"testing"
	"testing/iotest"
	"testing/synctest"
	"time"

	"github.com/cryptolint/cryptolint/safeapi/secret"
	"github.com/cryptolint/cryptolint/safeapi/secret/fipstest"
	"github.com/cryptolint/cryptolint/safeapi/secret/leaktest"
	"github.com/cryptolint/cryptolint/safeapi/secret/vectortest"
)

func TestUnderFIPS(t *testing.T) { fipstest.Rerun(t) }

const text = "a shared secret of enough bytes"

// hooks returns a Hook of each scheme, all with the same secret.
func hooks(t testing.TB, current string, previous ...string) map[string]*Hook {
	t.Helper()
	var old []secret.Bytes
	var oldKeys []Key
	for _, p := range previous {
		old = append(old, secret.New(p))
		oldKeys = append(oldKeys, mustKey(t, p))
	}
	all := map[string]*Hook{"standard": New(mustKey(t, current), oldKeys...)}
	for name, make := range map[string]func(secret.Bytes, ...secret.Bytes) (*Hook, error){
		"github": NewGitHub, "stripe": NewStripe, "slack": NewSlack,
	} {
		h, err := make(secret.New(current), old...)
		if err != nil {
			t.Fatal(err)
		}
		all[name] = h
	}
	return all
}

func mustKey(t testing.TB, raw string) Key {
	t.Helper()
	k, err := newKey(secret.New(raw))
	if err != nil {
		t.Fatal(err)
	}
	return k
}

// header makes a header of lines "Name: value".
func header(lines ...string) http.Header {
	h := http.Header{}
	for _, line := range lines {
		name, value, _ := strings.Cut(line, ": ")
		h.Add(name, value)
	}
	return h
}

// The vectors are of 2018 and 2021, so the clock must be there.
func TestPublishedVectors(t *testing.T) {
	for _, v := range vectortest.Read(t, "testdata/published.txt") {
		name, body := v.Text(t, "scheme"), []byte(v.Text(t, "body"))
		h, lines := published(t, v), []string{}
		for _, n := range []string{"header1", "header2", "header3"}[:map[string]int{"github": 1, "slack": 2, "standard": 3}[name]] {
			lines = append(lines, v.Text(t, n))
		}
		synctest.Test(t, func(t *testing.T) {
			if name != "github" {
				at, err := time.Parse(time.RFC3339, v.Text(t, "now"))
				if err != nil {
					t.Fatal(err)
				}
				time.Sleep(time.Until(at))
			}
			want := header(lines...)
			if err := h.Verify(want, body); err != nil {
				t.Errorf("%s: %v", name, err)
			}
			got := header(lines[:len(lines)-1]...) // keeps the id
			h.Sign(got, body)
			for n := range want {
				if got.Get(n) != want.Get(n) {
					t.Errorf("%s: Sign sets %s: %q, want %q", name, n, got.Get(n), want.Get(n))
				}
			}
		})
	}
}

func published(t *testing.T, v vectortest.Vector) *Hook {
	t.Helper()
	s := v.Text(t, "secret")
	var h *Hook
	var err error
	switch v.Text(t, "scheme") {
	case "github":
		h, err = NewGitHub(secret.New(s))
	case "slack":
		h, err = NewSlack(secret.New(s))
	case "standard":
		var k Key
		if k, err = ParseKey(s); err == nil {
			h = New(k)
		}
	}
	if err != nil || h == nil {
		t.Fatalf("line %d: %v", v.Line, err)
	}
	return h
}

func TestSignAndVerify(t *testing.T) {
	body := []byte(`{"event":"paid","amount":100}`)
	for name, h := range hooks(t, text) {
		signed := http.Header{}
		h.Sign(signed, body)
		if err := h.Verify(signed, body); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if err := h.Verify(signed, append(body, ' ')); err != ErrSignature {
			t.Errorf("%s, another body: %v", name, err)
		}
		if err := h.Verify(http.Header{}, body); err != ErrSignature {
			t.Errorf("%s, no headers: %v", name, err)
		}
		if err := hooks(t, "another secret of enough bytes")[name].Verify(signed, body); err != ErrSignature {
			t.Errorf("%s, another secret: %v", name, err)
		}
		for other, o := range hooks(t, text) {
			if err := o.Verify(signed, body); other != name && err != ErrSignature {
				t.Errorf("a signature of %s is good for %s: %v", name, other, err)
			}
		}
		h.Sign(signed, nil)
		if err := h.Verify(signed, nil); err != nil {
			t.Errorf("%s, empty body: %v", name, err)
		}
	}
}

func TestRotation(t *testing.T) {
	const newer = "the secret that comes after that"
	body := []byte("hello")
	for name, old := range hooks(t, text) {
		signed := http.Header{}
		old.Sign(signed, body)
		if err := hooks(t, newer, text)[name].Verify(signed, body); err != nil {
			t.Errorf("%s, of the previous secret: %v", name, err)
		}
		if err := hooks(t, newer)[name].Verify(signed, body); err != ErrSignature {
			t.Errorf("%s, of a forgotten secret: %v", name, err)
		}
		hooks(t, newer, text)[name].Sign(signed, body)
		if err := hooks(t, newer)[name].Verify(signed, body); err != nil {
			t.Errorf("%s is not signed with the current secret: %v", name, err)
		}
	}
}

func TestReplayWindow(t *testing.T) {
	fipstest.Skip(t, "its random source needs the real clock, which synctest replaces")
	body := []byte("hello")
	for name, h := range hooks(t, text) {
		synctest.Test(t, func(t *testing.T) {
			time.Sleep(time.Hour) // the bubble begins at a whole second
			early, late := http.Header{}, http.Header{}
			h.Sign(early, body)
			time.Sleep(Window)
			if err := h.Verify(early, body); err != nil {
				t.Errorf("%s, after five minutes: %v", name, err)
			}
			time.Sleep(time.Nanosecond)
			err := h.Verify(early, body)
			if timed := name != "github"; timed && err != ErrSignature || !timed && err != nil {
				t.Errorf("%s, after more than five minutes: %v", name, err)
			}
			time.Sleep(time.Hour)
			h.Sign(late, body)
			time.Sleep(time.Second)
			if err := h.Verify(late, body); err != nil {
				t.Errorf("%s: %v", name, err)
			}
		})
	}
}

func TestFutureTimestamps(t *testing.T) {
	body := []byte("hello")
	h := hooks(t, text)["slack"]
	for ahead, want := range map[time.Duration]error{Window - 2*time.Second: nil, Window + 2*time.Second: ErrSignature} {
		at := formatTime(time.Now().Add(ahead))
		prefix := "v0:" + at + ":"
		tag := h.keys.Sign(append([]byte(prefix), body...))
		err := h.Verify(header("X-Slack-Request-Timestamp: "+at, "X-Slack-Signature: v0="+tag.Hex()), body)
		if err != want {
			t.Errorf("%v ahead: %v, want %v", ahead, err, want)
		}
	}
}

func formatTime(t time.Time) string {
	b, _ := json.Marshal(t.Unix())
	return string(b)
}

// What is not spelt as the sender spells it is not authentic, even where the
// signature would be right.
func TestRefusesHeaders(t *testing.T) {
	body := []byte("hello")
	h := hooks(t, text)
	sign := func(name string) func(string) string {
		signed := http.Header{}
		h[name].Sign(signed, body)
		return signed.Get
	}
	github, slack, stripe, standard := sign("github"), sign("slack"), sign("stripe"), sign("standard")
	hub, v0, st := github("X-Hub-Signature-256"), slack("X-Slack-Signature"), stripe("Stripe-Signature")
	at, id, v1 := slack("X-Slack-Request-Timestamp"), standard("Webhook-Id"), standard("Webhook-Signature")
	full := []string{"Webhook-Id: " + id, "Webhook-Timestamp: " + at, "Webhook-Signature: " + v1}
	replace := func(i int, line string) http.Header {
		lines := append([]string{}, full...)
		lines[i] = line
		return header(lines...)
	}
	for name, c := range map[string]struct {
		scheme string
		header http.Header
	}{
		"github upper case":    {"github", header("X-Hub-Signature-256: sha256=" + strings.ToUpper(hub[7:]))},
		"github without label": {"github", header("X-Hub-Signature-256: " + hub[7:])},
		"github sha1 label":    {"github", header("X-Hub-Signature-256: sha1=" + hub[7:])},
		"github old header":    {"github", header("X-Hub-Signature: " + hub)},
		"github twice":         {"github", header("X-Hub-Signature-256: "+hub, "X-Hub-Signature-256: "+hub)},
		"github cut":           {"github", header("X-Hub-Signature-256: " + hub[:len(hub)-2])},
		"slack no time":        {"slack", header("X-Slack-Signature: " + v0)},
		"slack zero before":    {"slack", header("X-Slack-Request-Timestamp: 0"+at, "X-Slack-Signature: "+v0)},
		"slack sign before":    {"slack", header("X-Slack-Request-Timestamp: +"+at, "X-Slack-Signature: "+v0)},
		"slack negative":       {"slack", header("X-Slack-Request-Timestamp: -1", "X-Slack-Signature: "+v0)},
		"slack far future":     {"slack", header("X-Slack-Request-Timestamp: 9223372036854775807", "X-Slack-Signature: "+v0)},
		"slack two times":      {"slack", header("X-Slack-Request-Timestamp: 1", "X-Slack-Request-Timestamp: "+at, "X-Slack-Signature: "+v0)},
		"stripe no time":       {"stripe", header("Stripe-Signature: " + st[strings.Index(st, "v1="):])},
		"stripe two times":     {"stripe", header("Stripe-Signature: t=1," + st)},
		"stripe v0 only":       {"stripe", header("Stripe-Signature: " + strings.Replace(st, "v1=", "v0=", 1))},
		"stripe many":          {"stripe", header("Stripe-Signature: " + strings.Repeat("v0=,", maxParts) + st)},
		"stripe space":         {"stripe", header("Stripe-Signature: " + strings.Replace(st, ",", ", ", 1))},
		"standard no id":       {"standard", header(full[1:]...)},
		"standard empty id":    {"standard", replace(0, "Webhook-Id: ")},
		"standard dotted id":   {"standard", replace(0, "Webhook-Id: "+id+"."+at)},
		"standard other id":    {"standard", replace(0, "Webhook-Id: msg_other")},
		"standard no time":     {"standard", header(full[0], full[2])},
		"standard v1a only":    {"standard", replace(2, "Webhook-Signature: v1a,"+v1[3:])},
		"standard no padding":  {"standard", replace(2, "Webhook-Signature: "+strings.TrimRight(v1, "="))},
		"standard many":        {"standard", replace(2, "Webhook-Signature: "+strings.Repeat("v2,x ", maxParts)+v1)},
	} {
		if err := h[c.scheme].Verify(c.header, body); err != ErrSignature {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// Senders that rotate their secret sign with both.
func TestSeveralSignatures(t *testing.T) {
	body := []byte("hello")
	h, other := hooks(t, text), hooks(t, "another secret of enough bytes")
	mine, theirs := http.Header{}, http.Header{}
	h["stripe"].Sign(mine, body)
	other["stripe"].Sign(theirs, body)
	_, v1, _ := strings.Cut(mine.Get("Stripe-Signature"), ",")
	both := header("Stripe-Signature: " + theirs.Get("Stripe-Signature") + "," + v1 + ",v0=ignored,scheme")
	if err := h["stripe"].Verify(both, body); err != nil {
		t.Errorf("Stripe: %v", err)
	}

	h["standard"].Sign(mine, body)
	theirs.Set("Webhook-Id", mine.Get("Webhook-Id"))
	other["standard"].Sign(theirs, body)
	mine.Set("Webhook-Signature", theirs.Get("Webhook-Signature")+" v1a,ignored "+mine.Get("Webhook-Signature"))
	if err := h["standard"].Verify(mine, body); err != nil {
		t.Errorf("Standard Webhooks: %v", err)
	}
}

func TestSignKeepsTheID(t *testing.T) {
	h := New(GenerateKey())
	first := http.Header{}
	h.Sign(first, nil)
	id := first.Get("Webhook-Id")
	h.Sign(first, nil)
	if id == "" || first.Get("Webhook-Id") != id {
		t.Errorf("sent again, %q became %q", id, first.Get("Webhook-Id"))
	}
	for _, bad := range []string{"", "a.b", "a b", "é", strings.Repeat("a", 257)} {
		signed := header("Webhook-Id: " + bad)
		h.Sign(signed, nil)
		if err := h.Verify(signed, nil); err != nil || signed.Get("Webhook-Id") == bad {
			t.Errorf("the id %q: %v", bad, err)
		}
	}
}

// reader tells whether a body was read.
type reader struct {
	io.Reader
	read bool
}

func (r *reader) Read(p []byte) (int, error) {
	r.read = true
	return r.Reader.Read(p)
}

func TestReadRequest(t *testing.T) {
	for name, h := range hooks(t, text) {
		body := bytes.Repeat([]byte("x"), maxBody)
		r := httptest.NewRequest("POST", "/hook", bytes.NewReader(body))
		h.Sign(r.Header, body)
		if got, err := h.ReadRequest(httptest.NewRecorder(), r); err != nil || !bytes.Equal(got, body) {
			t.Errorf("%s: %d bytes, %v", name, len(got), err)
		}

		source := &reader{Reader: strings.NewReader("hello")}
		r = httptest.NewRequest("POST", "/hook", source)
		if got, err := h.ReadRequest(httptest.NewRecorder(), r); err != ErrSignature || got != nil || source.read {
			t.Errorf("%s, unsigned: %q, %v, read %t", name, got, err, source.read)
		}

		r = httptest.NewRequest("POST", "/hook", strings.NewReader("hullo"))
		h.Sign(r.Header, []byte("hello"))
		if got, err := h.ReadRequest(httptest.NewRecorder(), r); err != ErrSignature || got != nil {
			t.Errorf("%s, another body: %q, %v", name, got, err)
		}

		large := bytes.NewReader(make([]byte, h.scheme.maxBody()+1))
		r = httptest.NewRequest("POST", "/hook", large)
		h.Sign(r.Header, nil)
		var tooLarge *http.MaxBytesError
		if got, err := h.ReadRequest(httptest.NewRecorder(), r); !errors.As(err, &tooLarge) || got != nil {
			t.Errorf("%s, too large: %d bytes, %v", name, len(got), err)
		}

		// What a length claims is not believed, either: no memory is taken for it.
		source = &reader{Reader: strings.NewReader("hello")}
		r = httptest.NewRequest("POST", "/hook", source)
		r.ContentLength = 1 << 40
		h.Sign(r.Header, nil)
		if _, err := h.ReadRequest(httptest.NewRecorder(), r); !errors.As(err, &tooLarge) || source.read {
			t.Errorf("%s, said to be too large: %v, read %t", name, err, source.read)
		}
	}
}

// What a body of 25 MiB costs before it is known to be authentic.
func TestMemoryOfARequest(t *testing.T) {
	h := hooks(t, text)["github"]
	body := bytes.Repeat([]byte("x"), maxGitHubBody)
	for name, c := range map[string]struct {
		signed []byte
		want   error
	}{"authentic": {body, nil}, "not": {nil, ErrSignature}} {
		r := httptest.NewRequest("POST", "/hook", bytes.NewReader(body))
		h.Sign(r.Header, c.signed)
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		if _, err := h.ReadRequest(httptest.NewRecorder(), r); err != c.want {
			t.Errorf("%s: %v", name, err)
		}
		runtime.ReadMemStats(&after)
		if used := after.TotalAlloc - before.TotalAlloc; used > maxGitHubBody+2<<20 {
			t.Errorf("%s: %d MiB for a body of 25", name, used>>20)
		}
	}
}

// Bodies of all lengths, whatever the request says of them.
func TestBodies(t *testing.T) {
	h := hooks(t, text)["github"].WithLimit(300_000)
	for _, n := range []int{0, 1, firstRead - 1, firstRead, firstRead + 1, 2 * firstRead, 299_999, 300_000} {
		body := bytes.Repeat([]byte("x"), n)
		for _, claimed := range []int64{-1, 0, int64(n) / 2, int64(n)} { // a proxy or a middleware may have changed it
			r := httptest.NewRequest("POST", "/hook", iotest.OneByteReader(bytes.NewReader(body[:min(n, 3)])))
			r.Body = io.NopCloser(io.MultiReader(r.Body, bytes.NewReader(body[min(n, 3):])))
			r.ContentLength = claimed
			h.Sign(r.Header, body)
			if got, err := h.ReadRequest(httptest.NewRecorder(), r); err != nil || !bytes.Equal(got, body) {
				t.Errorf("%d bytes, claimed %d: %d, %v", n, claimed, len(got), err)
			}
		}
	}
}

func TestWithLimit(t *testing.T) {
	for name, h := range hooks(t, text) {
		small := h.WithLimit(100)
		for n, good := range map[int]bool{100: true, 101: false} {
			for _, claimed := range []int64{-1, int64(n)} {
				body := bytes.Repeat([]byte("x"), n)
				r := httptest.NewRequest("POST", "/hook", bytes.NewReader(body))
				r.ContentLength = claimed
				small.Sign(r.Header, body)
				var tooLarge *http.MaxBytesError
				_, err := small.ReadRequest(httptest.NewRecorder(), r)
				if good && err != nil || !good && (!errors.As(err, &tooLarge) || tooLarge.Limit != 100) {
					t.Errorf("%s, %d bytes, claimed %d: %v", name, n, claimed, err)
				}
			}
		}
		larger := h.WithLimit(h.maxBody + 1)
		body := make([]byte, h.maxBody+1)
		r := httptest.NewRequest("POST", "/hook", bytes.NewReader(body))
		larger.Sign(r.Header, body)
		if _, err := larger.ReadRequest(httptest.NewRecorder(), r); err != nil {
			t.Errorf("%s, a larger limit: %v", name, err)
		}
	}
}

// Callers wipe their secrets, and read them from files.
func TestSecretsAreCopied(t *testing.T) {
	body := []byte("hello")
	for name, make := range map[string]func(secret.Bytes, ...secret.Bytes) (*Hook, error){
		"github": NewGitHub, "stripe": NewStripe, "slack": NewSlack,
	} {
		for _, end := range []string{"", "\n", "\r\n"} {
			current, previous := secret.New("another one, also long"+end), secret.New(text+end)
			h, err := make(current, previous)
			if err != nil {
				t.Fatal(err)
			}
			current.Wipe()
			previous.Wipe()
			signed := http.Header{}
			hooks(t, text)[name].Sign(signed, body)
			if err := h.Verify(signed, body); err != nil {
				t.Errorf("%s, a secret that ends in %q: %v", name, end, err)
			}
		}
		if _, err := make(secret.New("\n")); !errors.Is(err, ErrSecret) {
			t.Errorf("%s, a line end alone: %v", name, err)
		}
	}
}

func TestSecrets(t *testing.T) {
	for name, make := range map[string]func(secret.Bytes, ...secret.Bytes) (*Hook, error){
		"github": NewGitHub, "stripe": NewStripe, "slack": NewSlack,
	} {
		for _, bad := range []secret.Bytes{{}, secret.New(""), secret.New("15 bytes, short")} {
			if h, err := make(bad); !errors.Is(err, ErrSecret) || h != nil {
				t.Errorf("%s: a secret of %d bytes: %v", name, bad.Len(), err)
			}
			if h, err := make(secret.New(text), bad); !errors.Is(err, ErrSecret) || h != nil {
				t.Errorf("%s: a previous secret of %d bytes: %v", name, bad.Len(), err)
			}
		}
	}
}

func TestParseKey(t *testing.T) {
	k := GenerateKey()
	again, err := ParseKey(k.Reveal() + "\n")
	if err != nil || again.Reveal() != k.Reveal() || !strings.HasPrefix(k.Reveal(), "whsec_") {
		t.Errorf("ParseKey of Reveal: %v", err)
	}
	for name, s := range map[string]string{
		"empty":      "",
		"no prefix":  k.Reveal()[6:],
		"other":      "whpk_" + k.Reveal()[6:],
		"no padding": strings.TrimRight(k.Reveal(), "="),
		"line end":   k.Reveal()[:20] + "\n" + k.Reveal()[20:],
		"23 bytes":   "whsec_" + strings.Repeat("AAAA", 7) + "AAA=",
		"66 bytes":   "whsec_" + strings.Repeat("AAAA", 22),
	} {
		if _, err := ParseKey(s); !errors.Is(err, ErrSecret) || strings.Contains(err.Error(), k.Reveal()[6:14]) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestNoLeak(t *testing.T) {
	k := GenerateKey()
	leaktest.Check(t, k, k.raw.Reveal())
	for _, h := range hooks(t, string(k.raw.Reveal())) {
		leaktest.Check(t, *h, k.raw.Reveal())
	}
}

func TestProgrammerErrorsPanic(t *testing.T) {
	for name, use := range map[string]func(){
		"zero key":      func() { New(Key{}) },
		"zero previous": func() { New(GenerateKey(), Key{}) },
		"zero Sign":     func() { new(Hook).Sign(http.Header{}, nil) },
		"zero Verify":   func() { new(Hook).Verify(http.Header{}, nil) },
		"no limit":      func() { New(GenerateKey()).WithLimit(0) },
		"zero Limit":    func() { new(Hook).WithLimit(1) },
	} {
		func() {
			defer func() {
				if s, ok := recover().(string); !ok || len(s) < 20 {
					t.Errorf("%s: panic %q", name, s)
				}
			}()
			use()
		}()
	}
}

func TestConcurrentUse(t *testing.T) {
	var group sync.WaitGroup
	for name, h := range hooks(t, text) {
		for range 4 {
			group.Go(func() {
				signed := http.Header{}
				h.Sign(signed, []byte("hello"))
				if err := h.Verify(signed, []byte("hello")); err != nil {
					t.Errorf("%s: %v", name, err)
				}
			})
		}
	}
	group.Wait()
}
