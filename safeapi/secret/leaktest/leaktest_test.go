package leaktest

import (
	"bytes"
	"crypto/rand"
	"fmt"
	"strings"
	"testing"
)

// recorder is a testing.TB that remembers what was reported to it.
type recorder struct {
	testing.TB
	errors []string
}

func (r *recorder) Helper()                     {}
func (r *recorder) Errorf(f string, arg ...any) { r.errors = append(r.errors, fmt.Sprintf(f, arg...)) }

func (r *recorder) has(text string) bool {
	for _, e := range r.errors {
		if strings.Contains(e, text) {
			return true
		}
	}
	return false
}

// stringer hides its bytes from %v and no further: the usual half measure.
type stringer struct{ b []byte }

func (stringer) String() string { return "***" }

func TestFindsWhatStringerLeaves(t *testing.T) {
	raw := make([]byte, 32)
	rand.Read(raw)
	var r recorder
	Check(&r, stringer{raw}, raw)
	for _, want := range []string{
		"%x of a pointer to a nest", "%#v of the value", "%v of an unexported field", "%d of the value",
		"encoding/json of the value", "slog text of an unexported field",
	} {
		if !r.has(want) {
			t.Errorf("not reported: %s", want)
		}
	}
	if r.has("%v of the value ") {
		t.Error("reported what String hides")
	}
}

func TestFindsComparable(t *testing.T) {
	type key struct{ b [16]byte }
	raw := make([]byte, 16)
	rand.Read(raw)
	var r recorder
	Check(&r, key{[16]byte(raw)}, raw)
	if !r.has("can be compared with ==") {
		t.Error("a comparable key was not reported")
	}
}

func TestFindsSilentLoss(t *testing.T) {
	// Encodes to {} without an error: a program that stores it loses the key.
	type key struct{ hold func() []byte }
	raw := bytes.Repeat([]byte("x7"), 16)
	var r recorder
	Check(&r, key{func() []byte { return raw }}, raw)
	if !r.has("encoding/json of the value") {
		t.Error("a key that JSON drops silently was not reported")
	}
	if r.has("gives the secret away") {
		t.Errorf("reported a leak that is none: %q", r.errors)
	}
}

func TestForms(t *testing.T) {
	raw := []byte("0123456789abcdefghij")
	for _, out := range []string{
		"key=0123456789", "MDEyMzQ1Njc4OWFi", "AjAxMjM0NTY3ODlhYmNk", "303132333435", "30 31 32 33 34 35",
		"48 49 50 51 52 53", "0x30, 0x31, 0x32, 0x33, 0x34, 0x35", "48, 49, 50, 51, 52, 53",
	} {
		if find(out, forms(raw)) == "" {
			t.Errorf("not found in %q", out)
		}
	}
	if leak := find("01234 6789a cdefg", forms(raw)); leak != "" {
		t.Errorf("found %q where there is none", leak)
	}
}
