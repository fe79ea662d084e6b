package config

import (
	"fmt"
	"slices"
	"strings"

	"github.com/bmatcuk/doublestar/v4"

	"github.com/cryptolint/cryptolint/internal/nearest"
)

// unknownWord says what a value was perhaps meant to be.
func unknownWord(what, word string, known []string) error {
	if near, ok := nearest.Word(word, known); ok {
		return fmt.Errorf("unknown %s %q: did you mean %s?", what, word, near)
	}
	if len(known) > 12 {
		return fmt.Errorf("unknown %s %q", what, word)
	}
	return fmt.Errorf("unknown %s %q: use %s", what, word, either(known))
}

// either lists words: "a, b or c".
func either(words []string) string {
	if len(words) < 2 {
		return strings.Join(words, "")
	}
	return strings.Join(words[:len(words)-1], ", ") + " or " + words[len(words)-1]
}

func checkGlob(glob string) error {
	if !doublestar.ValidatePattern(glob) {
		return fmt.Errorf("%q is no glob: use * within a name, ** over directories, {a,b} and [a-z]", glob)
	}
	return nil
}

func checkOutput(value string) error {
	format, file, found := strings.Cut(value, "=")
	if !found || file == "" {
		return fmt.Errorf("output is FORMAT=FILE, such as sarif=cryptolint.sarif, not %q", value)
	}
	if !slices.Contains(Formats(), format) {
		return unknownWord("format", format, Formats())
	}
	return nil
}
