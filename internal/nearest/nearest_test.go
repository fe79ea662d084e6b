package nearest

import "testing"

func TestWord(t *testing.T) {
	known := []string{"fix", "rules", "explain", "version", "help"}
	for word, want := range map[string]string{
		"rulse":   "rules",
		"RULES":   "rules",
		"explian": "explain",
		"verison": "version",
		"hepl":    "help",
		"fxi":     "fix",
		"fmt":     "", // a package of the standard library
		"hash":    "",
		"crypto":  "",
		"std":     "",
		"all":     "",
		"":        "",
	} {
		if got, _ := Word(word, known); got != want {
			t.Errorf("Word(%q) = %q, want %q", word, got, want)
		}
	}
}

func TestDistance(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want int
	}{
		{"", "", 0},
		{"", "abc", 3},
		{"format", "format", 0},
		{"fromat", "format", 1},
		{"frmat", "format", 1},
		{"formaat", "format", 1},
		{"formet", "format", 1},
		{"über", "uber", 1},
	} {
		if got := distance(c.a, c.b); got != c.want {
			t.Errorf("distance(%q, %q) = %d, want %d", c.a, c.b, got, c.want)
		}
	}
}
