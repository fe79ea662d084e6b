// Package lazyregexp compiles regular expressions when they are first used.
//
// The go command starts the program once for each package. Most of these processes use no
// expression at all: compiling all of them would be a large part of what they cost.
package lazyregexp

import (
	"regexp"
	"sync"
)

// Regexp is a regular expression that is compiled when it is first used. It is safe for
// concurrent use.
type Regexp struct{ compiled func() *regexp.Regexp }

// New returns an expression. The first use panics if it is not well-formed, as
// [regexp.MustCompile] does: each expression of the program has a test that uses it.
func New(expression string) *Regexp {
	return &Regexp{sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(expression) })}
}

// MatchString reports whether text contains a match.
func (r *Regexp) MatchString(text string) bool { return r.compiled().MatchString(text) }

// FindString returns the first match in text, or "".
func (r *Regexp) FindString(text string) string { return r.compiled().FindString(text) }

// FindStringSubmatch returns the first match in text and its groups, or nil.
func (r *Regexp) FindStringSubmatch(text string) []string {
	return r.compiled().FindStringSubmatch(text)
}

// FindAllStringSubmatch returns at most n matches in text with their groups; all if n < 0.
func (r *Regexp) FindAllStringSubmatch(text string, n int) [][]string {
	return r.compiled().FindAllStringSubmatch(text, n)
}

// FindStringSubmatchIndex returns where the first match in text and its groups begin and
// end, or nil.
func (r *Regexp) FindStringSubmatchIndex(text string) []int {
	return r.compiled().FindStringSubmatchIndex(text)
}

// ReplaceAllString returns text with each match replaced, where $1 stands for a group.
func (r *Regexp) ReplaceAllString(text, replacement string) string {
	return r.compiled().ReplaceAllString(text, replacement)
}

// String returns the expression.
func (r *Regexp) String() string { return r.compiled().String() }

// Match reports whether data contains a match.
func (r *Regexp) Match(data []byte) bool { return r.compiled().Match(data) }

// FindAllString returns at most n matches in text; all if n < 0.
func (r *Regexp) FindAllString(text string, n int) []string {
	return r.compiled().FindAllString(text, n)
}

// ReplaceAllStringFunc returns text with each match replaced by what a function makes of it.
func (r *Regexp) ReplaceAllStringFunc(text string, replace func(string) string) string {
	return r.compiled().ReplaceAllStringFunc(text, replace)
}
