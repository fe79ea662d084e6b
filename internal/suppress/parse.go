package suppress

import (
	"path"
	"slices"
	"strings"

	"github.com/cryptolint/cryptolint/internal/lazyregexp"
	"github.com/cryptolint/cryptolint/internal/nearest"
)

// Prefix starts an ignore comment.
const Prefix = "//cryptolint:ignore"

// parse reads the text of one comment with its slashes. A line may hold several
// directives, as in "//nolint:gosec //cryptolint:ignore CL201 -- one block". Prose that
// quotes an ignore comment is none.
func parse(text string) []Comment {
	var all []Comment
	if c, ok := parseOne(text); ok {
		all = append(all, c)
	}
	if i := strings.Index(text, Prefix); i > 0 && otherDirective.MatchString(text[:i]) {
		if c, ok := parseIgnore(text[i:]); ok {
			all = append(all, c)
		}
	}
	return all
}

// otherDirective is the beginning of a comment for another tool.
var otherDirective = lazyregexp.New(`^//\s*(?:nolint\b|#nosec\b|gosec:disable\b|[a-z]+:[a-z])`)

func parseOne(text string) (Comment, bool) {
	if c, ok := parseIgnore(text); ok {
		return c, true
	}
	if rest, ok := directive("//"+strings.TrimLeft(text, "/ "), "//nolint"); ok && strings.HasPrefix(text, "//") {
		return parseNolint(rest), true
	}
	if c, ok := parseLint(text); ok {
		return c, true
	}
	return parseNosec(text)
}

// parseIgnore reads an ignore comment, or one that is almost right.
func parseIgnore(text string) (Comment, bool) {
	if rest, ok := directive(text, Prefix); ok {
		rest, _, _ = strings.Cut(rest, " //") // the next comment on the line
		before, reason := cutReason(rest)
		names, until := cutUntil(words(before))
		c := Comment{Kind: Ignore, Names: names, Reason: reason, Until: until}
		if reason == "" {
			c.Correct = correct(rest)
		}
		return c, true
	}
	m := almost.FindStringSubmatch(text)
	if m == nil || !isIgnore(m[1]) {
		return Comment{}, false
	}
	rest := strings.TrimSuffix(m[2], "*/")
	names, reason := cutReason(rest)
	c := Comment{Kind: Ignore, Names: words(names), Correct: correct(rest)}
	if c.Correct == "" {
		c.Correct = Prefix + " " + strings.TrimSpace(names) + " -- " + reason
	}
	return c, true
}

// almost is what looks like an ignore comment: with a blank after the slashes, as
// a block comment, or with another word in place of "ignore".
var almost = lazyregexp.New(`^(?://|/\*)\s*(?i:cryptolint)\s*:\s*([A-Za-z]+)\b[\s:]*(.*)$`)

func isIgnore(word string) bool {
	_, near := nearest.Word(word, []string{"ignore"})
	return near || strings.EqualFold(word, "disable") || strings.EqualFold(word, "nolint")
}

// The rules and the reason where two dashes do not stand between them: but one
// dash, a long one or a colon, or nothing after an ID.
var (
	otherDash = lazyregexp.New(`^\s*([\w]+(?:\s*,\s*[\w]+)*)\s*(?:\s-\s|:|\x{2013}|\x{2014})\s*(\S.*)$`)
	noDash    = lazyregexp.New(`^\s*(CL\d+(?:[\s,]+CL\d+)*)[\s,]+(\S.*)$`)
)

// correct returns the right spelling of an ignore comment whose reason does not
// stand after two dashes, or "" if it has none at all.
func correct(rest string) string {
	if strings.Contains(rest, "--") {
		return ""
	}
	m := otherDash.FindStringSubmatch(rest)
	if m == nil {
		m = noDash.FindStringSubmatch(rest)
	}
	if m == nil || strings.HasPrefix(m[2], "CL") || strings.HasPrefix(m[2], "until") {
		return ""
	}
	return Prefix + " " + strings.Join(words(m[1]), ",") + " -- " + strings.TrimSpace(m[2])
}

// directive cuts the word off, which must end there.
func directive(text, word string) (rest string, ok bool) {
	rest, found := strings.CutPrefix(text, word)
	if !found || rest != "" && !strings.ContainsRune(" \t:", rune(rest[0])) {
		return "", false
	}
	return rest, true
}

func cutReason(text string) (names, reason string) {
	names, reason, _ = strings.Cut(text, "--")
	return names, strings.TrimSpace(reason)
}

// cutUntil takes the date off the names: "CL201 until 2027-01-31". A date that is
// missing is a question mark, which is no date.
func cutUntil(words []string) (names []string, until string) {
	i := slices.Index(words, "until")
	if i < 0 {
		return words, ""
	}
	until = strings.Join(words[i+1:], " ")
	if until == "" {
		until = "?"
	}
	return words[:i], until
}

func words(text string) []string {
	return strings.FieldsFunc(text, func(r rune) bool { return r == ',' || r == ' ' || r == '\t' })
}

// parseNolint reads ":name,name // reason". Names are not case-sensitive.
func parseNolint(rest string) Comment {
	names, reason, _ := strings.Cut(rest, "//")
	return Comment{Kind: Nolint, Names: words(strings.ToLower(strings.TrimPrefix(names, ":"))), Reason: strings.TrimSpace(reason)}
}

// nosec is a comment for gosec: the IDs stand right after the word, what
// follows is the reason, after "--" or not.
var nosec = lazyregexp.New(`^(?://|/\*)\s*(?:#nosec|gosec:disable)\b((?:[\s,]+G\d{3})*)[\s,]*(?:--)?(.*?)(?:\*/)?$`)

func parseNosec(text string) (Comment, bool) {
	m := nosec.FindStringSubmatch(text)
	if m == nil {
		return Comment{}, false
	}
	return Comment{Kind: Nosec, Names: words(m[1]), Reason: strings.TrimSpace(m[2])}, true
}

// The names of other tools in nolint comments.
const (
	staticcheck = "staticcheck"
	gosec       = "gosec"
)

// lint is a comment for staticcheck: the checks, with an asterisk for many, and the reason.
// The one for a file counts in all of it.
var lint = lazyregexp.New(`^//lint:(ignore|file-ignore)[ \t]+(\S+)[ \t]+(\S.*)$`)

func parseLint(text string) (Comment, bool) {
	m := lint.FindStringSubmatch(text)
	if m == nil {
		return Comment{}, false
	}
	return Comment{Kind: Lint, Names: words(m[2]), Reason: strings.TrimSpace(m[3]), wide: m[1] == "file-ignore"}, true
}

// means reports whether a comment for staticcheck names a check.
func (c *Comment) means(check string) bool {
	return slices.ContainsFunc(c.Names, func(name string) bool {
		matched, err := path.Match(name, check)
		return err == nil && matched
	})
}
