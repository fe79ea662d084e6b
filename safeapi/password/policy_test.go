package password

import (
	"errors"
	"fmt"
	"math"
	"strings"
	"testing"
)

func count(password, alphabet string) int {
	n := 0
	for _, c := range password {
		if strings.ContainsRune(alphabet, c) {
			n++
		}
	}
	return n
}

func TestGenerateSatisfiesThePolicy(t *testing.T) {
	for _, p := range []Policy{
		Default(),
		{Length: 16},
		{Length: 12, MinLower: 3, MinUpper: 3, MinDigit: 3, MinSymbol: 3, Symbols: DefaultSymbols},
		{Length: 24, MinDigit: 20},
		{Length: 32, MinSymbol: 16, Symbols: "!?"},
		{Length: maxPasswordLength, MinUpper: 100},
	} {
		for range 20 {
			pw, err := p.Generate()
			if err != nil {
				t.Fatalf("%+v: %v", p, err)
			}
			known := count(pw, lower) + count(pw, upper) + count(pw, digits) + count(pw, p.Symbols)
			if len(pw) != p.Length || known != p.Length ||
				count(pw, lower) < p.MinLower || count(pw, upper) < p.MinUpper ||
				count(pw, digits) < p.MinDigit || count(pw, p.Symbols) < p.MinSymbol {
				t.Errorf("%+v: %q", p, pw)
			}
		}
	}
}

func TestGenerateRefusesPolicies(t *testing.T) {
	for name, p := range map[string]Policy{
		"zero":                  {},
		"too short":             {Length: 10},
		"digits only":           {Length: 16, MinDigit: 16},
		"too long":              {Length: maxPasswordLength + 1},
		"negative":              {Length: 20, MinLower: -1},
		"minimums above length": {Length: 20, MinLower: 11, MinUpper: 10},
		"minimum overflow":      {Length: 20, MinLower: math.MaxInt, MinUpper: math.MaxInt},
		"no symbols":            {Length: 20, MinSymbol: 1},
		"a symbol twice":        {Length: 20, Symbols: "!?!"},
		"a letter":              {Length: 20, Symbols: "!a"},
		"a space":               {Length: 20, Symbols: "! "},
		"not ASCII":             {Length: 20, Symbols: "ß"},
	} {
		if pw, err := p.Generate(); !errors.Is(err, ErrPolicy) || pw != "" {
			t.Errorf("%s: %q, %v", name, pw, err)
		}
	}
}

// The strengths in the documentation.
func TestStrength(t *testing.T) {
	for _, c := range []struct {
		policy Policy
		bits   int
	}{{Default(), 122}, {Policy{Length: 11}, 65}} {
		classes, err := c.policy.classes()
		if err != nil {
			t.Fatal(err)
		}
		if got := countWays(classes, c.policy.Length)[0][c.policy.Length].BitLen() - 1; got != c.bits {
			t.Errorf("%+v: %d bits, want %d", c.policy, got, c.bits)
		}
	}
}

// countWays is checked against counting all strings of a small alphabet.
func TestCountWays(t *testing.T) {
	classes := []class{{"ab", 1}, {"XYZ", 0}, {"0", 2}}
	const length = 5
	want := int64(0)
	var walk func(s string)
	walk = func(s string) {
		if len(s) == length {
			if count(s, "ab") >= 1 && count(s, "0") >= 2 {
				want++
			}
			return
		}
		for _, c := range "abXYZ0" {
			walk(s + string(c))
		}
	}
	walk("")
	if got := countWays(classes, length)[0][length].Int64(); got != want {
		t.Errorf("countWays = %d, counted %d", got, want)
	}
}

// Every password must be equally likely. Of two lower-case letters a, b and
// one digit, three characters, at least one digit, there are 1+6+12 = 19
// passwords; the count of digits has the distribution 12, 6, 1 of 19.
func TestDrawIsUniform(t *testing.T) {
	classes := []class{{"0", 1}, {"ab", 0}}
	ways := countWays(classes, 3)
	const draws = 19_000
	seen := map[int]int{}
	for range draws {
		seen[drawCount(ways, classes, 0, 3)]++
	}
	for digits, of19 := range map[int]int{1: 12, 2: 6, 3: 1} {
		want := draws * of19 / 19
		// Six standard deviations: fails once in 500 million runs.
		if slack := 6 * math.Sqrt(float64(want)); math.Abs(float64(seen[digits]-want)) > slack {
			t.Errorf("%d digits: %d of %d draws, want %d ± %.0f", digits, seen[digits], draws, want, slack)
		}
	}
}

// syllables is a word list of 1600 words, such as "baku".
func syllables() []string {
	var words []string
	for _, a := range "bdfgklmnpr" {
		for _, b := range "aiou" {
			for _, c := range "bdfgklmnpr" {
				for _, d := range "aiou" {
					words = append(words, fmt.Sprintf("%c%c%c%c", a, b, c, d))
				}
			}
		}
	}
	return words
}

func TestPassphrase(t *testing.T) {
	words := syllables()
	inList := map[string]bool{}
	for _, w := range words {
		inList[w] = true
	}
	phrase, err := Passphrase(words, 7, "-")
	if err != nil {
		t.Fatal(err)
	}
	parts := strings.Split(phrase, "-")
	if len(parts) != 7 {
		t.Errorf("%q has %d words", phrase, len(parts))
	}
	for _, w := range parts {
		if !inList[w] {
			t.Errorf("%q is not in the list", w)
		}
	}
	again, err := Passphrase(words, 7, "-")
	if err != nil || again == phrase {
		t.Errorf("twice %q, %v", again, err)
	}
}

func TestPassphraseRefuses(t *testing.T) {
	words := syllables()
	for name, try := range map[string]func() (string, error){
		"too few words":     func() (string, error) { return Passphrase(words, 6, "-") }, // 63.9 bits
		"no words":          func() (string, error) { return Passphrase(words, 0, "-") },
		"negative":          func() (string, error) { return Passphrase(words, -7, "-") },
		"too many words":    func() (string, error) { return Passphrase(words, 1e9, "-") },
		"no list":           func() (string, error) { return Passphrase(nil, 7, "-") },
		"list of one":       func() (string, error) { return Passphrase([]string{"baku"}, 100, "-") },
		"no separator":      func() (string, error) { return Passphrase(words, 7, "") },
		"separator in word": func() (string, error) { return Passphrase(words, 7, "a") },
		"a word twice":      func() (string, error) { return Passphrase(append(words, "baku"), 7, "-") },
		"an empty word":     func() (string, error) { return Passphrase(append(words, ""), 7, "-") },
	} {
		if phrase, err := try(); !errors.Is(err, ErrPolicy) || phrase != "" {
			t.Errorf("%s: %q, %v", name, phrase, err)
		}
	}
}
