package suppress

import (
	"regexp"
	"slices"
	"strings"
)

// Prefix starts an ignore comment.
const Prefix = "//cryptolint:ignore"

// parse reads the text of one comment with its slashes.
func parse(text string) (Comment, bool) {
	if rest, ok := directive(text, Prefix); ok {
		before, reason := cutReason(rest)
		names, until := cutUntil(words(before))
		return Comment{Kind: Ignore, Names: names, Reason: reason, Until: until}, true
	}
	if rest, ok := directive(strings.Replace(text, "// nolint", "//nolint", 1), "//nolint"); ok {
		return parseNolint(rest), true
	}
	return parseNosec(text)
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

// parseNolint reads ":name,name // reason".
func parseNolint(rest string) Comment {
	names, reason, _ := strings.Cut(rest, "//")
	return Comment{Kind: Nolint, Names: words(strings.TrimPrefix(names, ":")), Reason: strings.TrimSpace(reason)}
}

// nosec is a comment for gosec: the IDs stand right behind the word, what
// follows is the reason, behind "--" or not.
var nosec = regexp.MustCompile(`^(?://|/\*)\s*#nosec\b((?:[\s,]+G\d{3})*)[\s,]*(?:--)?(.*?)(?:\*/)?$`)

func parseNosec(text string) (Comment, bool) {
	m := nosec.FindStringSubmatch(text)
	if m == nil {
		return Comment{}, false
	}
	return Comment{Kind: Nosec, Names: words(m[1]), Reason: strings.TrimSpace(m[2])}, true
}
