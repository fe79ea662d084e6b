package token_test

import (
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"math"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/cryptolint/cryptolint/safeapi/secret"
	"github.com/cryptolint/cryptolint/safeapi/secret/fipstest"
	"github.com/cryptolint/cryptolint/safeapi/token"
)

func TestForms(t *testing.T) {
	if id := token.New(); !regexp.MustCompile(`^[A-Za-z0-9_-]{43}$`).MatchString(id) {
		t.Errorf("New: %q", id)
	}
	if b, err := base64.RawURLEncoding.DecodeString(token.URLSafe(20)); err != nil || len(b) != 20 {
		t.Errorf("URLSafe(20): %d bytes, %v", len(b), err)
	}
	if b, err := hex.DecodeString(token.Hex(16)); err != nil || len(b) != 16 {
		t.Errorf("Hex(16): %d bytes, %v", len(b), err)
	}
	if b := token.Bytes(16); len(b) != 16 {
		t.Errorf("Bytes(16): %d bytes", len(b))
	}
}

func TestNoTwoAlike(t *testing.T) {
	seen := map[string]bool{}
	for range 1000 {
		id := token.New()
		if seen[id] {
			t.Fatalf("the same token twice: %q", id)
		}
		seen[id] = true
	}
}

func TestFingerprint(t *testing.T) {
	// "abc" is the first example of FIPS 180-4.
	const want = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
	if got := token.Fingerprint("abc"); got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

// chiSquare returns how far the counts are from being equal, in standard
// deviations of the chi-square distribution. Beyond 7 is no accident.
func chiSquare(counts []int, total int) float64 {
	expected := float64(total) / float64(len(counts))
	sum := 0.0
	for _, n := range counts {
		sum += (float64(n) - expected) * (float64(n) - expected) / expected
	}
	freedom := float64(len(counts) - 1)
	return (sum - freedom) / math.Sqrt(2*freedom)
}

func TestBelowIsFlat(t *testing.T) {
	counts := make([]int, 10)
	for range 100_000 {
		counts[token.Below(10)]++
	}
	if d := chiSquare(counts, 100_000); d > 7 {
		t.Errorf("the digits are not equally likely: %v (%.1f deviations)", counts, d)
	}
}

func TestTextIsFlat(t *testing.T) {
	const alphabet = "bcdfghjklmnpqrstvwxz" // 20 letters: a byte modulo 20 would favour 16 of them
	text := token.Text(alphabet, 100_000)
	counts := make([]int, len(alphabet))
	for _, c := range text {
		counts[strings.IndexRune(alphabet, c)]++
	}
	if d := chiSquare(counts, 100_000); d > 7 {
		t.Errorf("the letters are not equally likely: %v (%.1f deviations)", counts, d)
	}
}

func TestTextOfLongCharacters(t *testing.T) {
	if text := token.Text("äöü", 50); len([]rune(text)) != 50 || strings.Trim(text, "äöü") != "" {
		t.Errorf("got %q", text)
	}
}

func TestShuffleIsFlat(t *testing.T) {
	orders := map[string]int{}
	for range 60_000 {
		items := []string{"a", "b", "c"}
		token.Shuffle(items)
		orders[strings.Join(items, "")]++
	}
	var counts []int
	for _, n := range orders {
		counts = append(counts, n)
	}
	if len(counts) != 6 {
		t.Fatalf("%d orders of three items, want 6: %v", len(counts), orders)
	}
	if d := chiSquare(counts, 60_000); d > 7 {
		t.Errorf("the orders are not equally likely: %v (%.1f deviations)", orders, d)
	}
}

func TestChoice(t *testing.T) {
	seen := map[string]bool{}
	for range 200 {
		seen[token.Choice([]string{"a", "b"})] = true
	}
	if !seen["a"] || !seen["b"] || len(seen) != 2 {
		t.Errorf("200 choices of a and b gave %v", seen)
	}
}

func TestProgrammerErrors(t *testing.T) {
	for name, f := range map[string]func(){
		"URLSafe(15)":       func() { token.URLSafe(15) },
		"Hex(0)":            func() { token.Hex(0) },
		"Bytes(-1)":         func() { token.Bytes(-1) },
		"Below(0)":          func() { token.Below(0) },
		"Choice of nothing": func() { token.Choice[int](nil) },
		"Text of length 0":  func() { token.Text("ab", 0) },
		"one letter":        func() { token.Text("a", 8) },
		"a letter twice":    func() { token.Text("abca", 8) },
	} {
		func() {
			defer func() {
				if text := fmt.Sprint(recover()); !strings.HasPrefix(text, "token: ") {
					t.Errorf("%s: panic %q; want one that begins with token:", name, text)
				}
			}()
			f()
		}()
	}
}

func TestUnderFIPS(t *testing.T) { fipstest.Rerun(t) }

// A session id is sent to the browser; the server keeps its fingerprint.
func ExampleNew() {
	sessions := map[string]string{} // fingerprint to user

	id := token.New() // goes into the cookie
	sessions[token.Fingerprint(id)] = "alice"

	fmt.Println(len(id), sessions[token.Fingerprint(id)])
	// Output: 43 alice
}

// A one-time code of six digits, and the check of what the user typed. Limit
// the attempts: there are only a million codes.
func ExampleText() {
	code := token.Text("0123456789", 6)
	typed := code
	fmt.Println(len(code), secret.Equal(typed, code))
	// Output: 6 true
}

func ExampleShuffle() {
	hand := []string{"A", "K", "Q"}
	token.Shuffle(hand)
	slices.Sort(hand)
	fmt.Println(hand)
	// Output: [A K Q]
}
