package trace

import (
	"encoding/json"
	"strings"
	"testing"
)

// A question goes to the other end as a comment of a file that declares nothing.
func TestQuestion(t *testing.T) {
	asked := Place{File: "/home/ana/shop \"new\"/pay.go", Line: 12, Column: 5}
	text, err := Question("pay", asked)
	if err != nil {
		t.Fatal(err)
	}
	comment, ok := strings.CutPrefix(text, "package pay\n\n")
	if !ok {
		t.Fatalf("the file that asks is\n%s", text)
	}
	if got, ok := parseQuestion(strings.TrimSuffix(comment, "\n")); !ok || got != asked {
		t.Errorf("parseQuestion(%q) = %v, %t, want %v", comment, got, ok, asked)
	}
}

func TestShort(t *testing.T) {
	for text, want := range map[string]string{
		"abcd":  "abcd",
		"abcde": "abcd…",
		"abcé":  "abc…", // é is two bytes, and is not cut in half
	} {
		if got := short(text, 4); got != want {
			t.Errorf("short(%q, 4) = %q, want %q", text, got, want)
		}
	}
}

// Whatever stands in a comment, it is a place or no question.
func FuzzParseQuestion(f *testing.F) {
	f.Add(`//cryptolint:trace {"file":"/shop/pay.go","line":3,"column":1}`)
	f.Add(`//cryptolint:trace {`)
	f.Add(`// a comment`)
	f.Fuzz(func(t *testing.T, comment string) {
		at, ok := parseQuestion(comment)
		if !ok && at != (Place{}) {
			t.Errorf("no question, but the place %v", at)
		}
	})
}

// What go vet prints is read back or refused, and read back it is the same.
func FuzzParseAnswer(f *testing.F) {
	f.Add(`{"package":"p","analysed":true,"values":[{"text":"x","origins":[[{"text":"a constant"}]]}]}`)
	f.Add(`[]`)
	f.Fuzz(func(t *testing.T, message string) {
		answer, err := ParseAnswer(message)
		if err != nil {
			return
		}
		again, err := json.Marshal(answer)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := ParseAnswer(string(again)); err != nil {
			t.Errorf("cannot read back %s: %v", again, err)
		}
	})
}
