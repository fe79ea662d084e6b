package config

import (
	"fmt"
	"slices"
	"strings"
	"unicode"

	"github.com/bmatcuk/doublestar/v4"

	"github.com/cryptolint/cryptolint/internal/lazyregexp"
	"github.com/cryptolint/cryptolint/internal/nearest"
)

// unknownWord says what a value was perhaps meant to be.
func unknownWord(what, word string, known []string) error {
	if near, ok := nearest.Word(word, known); ok {
		return fmt.Errorf("unknown %s %q: did you mean %s?", what, word, near)
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

// backslash is a backslash before a letter or a digit, or at the end. It escapes
// nothing there: somebody means a directory.
var backslash = lazyregexp.New(`\\([\pL\pN_.]|\*\*|$)`)

// checkGlob refuses what is no glob, and what looks like one and matches nothing.
func checkGlob(glob string) error {
	trimmed := trimGlob(glob)
	switch {
	case trimmed == "" || trimmed == ".":
		return fmt.Errorf("%q matches no file: write ** to mean all", glob)
	case strings.HasPrefix(trimmed, "../"):
		return fmt.Errorf("%q leads out of the directory at which globs start: put the configuration file there", glob)
	case trimmed == "..." || strings.HasSuffix(trimmed, "/..."):
		return fmt.Errorf("%q is a pattern of packages, and this is a glob of files: write %s", glob, strings.TrimSuffix(glob, "...")+"**")
	case strings.HasPrefix(trimmed, "!"):
		return fmt.Errorf("%q would match only a name that begins with an exclamation mark: a glob cannot be negated here, so list what is meant", glob)
	case backslash.MatchString(trimmed):
		return fmt.Errorf("%q has backslashes between names: write slashes, on Windows too: %s", glob, strings.ReplaceAll(glob, `\`, "/"))
	case !doublestar.ValidatePattern(trimmed):
		return fmt.Errorf("%q is not a valid glob: use * within a name, ** over directories, {a,b} and [a-z]", glob)
	}
	return nil
}

// checkPackage refuses what is no import path, with or without "/..." behind it.
func checkPackage(path string) error {
	switch {
	case path == "" || strings.ContainsAny(path, " \t*\\"):
		return fmt.Errorf("%q is not an import path: write one such as example.com/shop/pay, or example.com/shop/... for those below too", path)
	case strings.HasPrefix(path, ".") || strings.HasPrefix(path, "/"):
		return fmt.Errorf("%q is a directory, and this takes import paths, such as example.com/shop/... or example.com/shop/pay", path)
	}
	return nil
}

// checkTag refuses what can be no build tag.
func checkTag(tag string) error {
	valid := func(r rune) bool { return r == '_' || r == '.' || unicode.IsLetter(r) || unicode.IsDigit(r) }
	if tag == "" || strings.ContainsFunc(tag, func(r rune) bool { return !valid(r) }) {
		return fmt.Errorf("%q is not a valid build tag: tags are letters, digits, _ and ., each an entry of the list", tag)
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
	if file == "-" {
		return fmt.Errorf("output %s needs the name of a file: format sets the format of standard output", value)
	}
	if _, second, found := strings.Cut(file, ","); found {
		if name, _, found := strings.Cut(second, "="); found && slices.Contains(Formats(), name) {
			return fmt.Errorf("output %s names two files: give -output once for each", value)
		}
	}
	return nil
}
