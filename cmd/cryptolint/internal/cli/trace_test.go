package cli

import (
	"slices"
	"strings"
	"testing"
)

func TestSplitPlace(t *testing.T) {
	for _, c := range []struct {
		word, file string
		numbers    []int
	}{
		{"seal.go:12", "seal.go", []int{12}},
		{"vault/seal.go:12:5", "vault/seal.go", []int{12, 5}},
		{`C:\vault\seal.go:12:5`, `C:\vault\seal.go`, []int{12, 5}},
		{"a.go:1/seal.go:12", "a.go:1/seal.go", []int{12}},
	} {
		file, numbers, ok := splitPlace(c.word)
		if !ok || file != c.file || !slices.Equal(numbers, c.numbers) {
			t.Errorf("splitPlace(%q) = %q, %v, %t, want %q, %v", c.word, file, numbers, ok, c.file, c.numbers)
		}
	}
	for _, word := range []string{"", "seal.go", "seal.go:", "seal.go:0", "seal.go:-1", "seal.go:x", "seal.go:1:2:3", "seal:1"} {
		if _, _, ok := splitPlace(word); ok {
			t.Errorf("splitPlace(%q) takes it for a place", word)
		}
	}
}

func FuzzSplitPlace(f *testing.F) {
	f.Add("vault/seal.go:12:5")
	f.Add("seal.go:")
	f.Fuzz(func(t *testing.T, word string) {
		file, numbers, ok := splitPlace(word)
		if ok && (!strings.HasSuffix(file, ".go") || len(numbers) < 1 || len(numbers) > 2 || slices.Min(numbers) < 1) {
			t.Errorf("splitPlace(%q) = %q, %v", word, file, numbers)
		}
	})
}
