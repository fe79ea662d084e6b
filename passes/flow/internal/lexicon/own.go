package lexicon

import (
	"slices"
	"strings"
)

// Lexicon is what is known of names: what this package knows, and the names that a
// user says mean a secret. The zero value knows only the former. It is safe for
// concurrent use.
type Lexicon struct{ own [][]string }

// With returns a lexicon that knows names of secrets besides those of this package.
// Such a name means a secret alone and at the end of another: with "kennwort",
// adminKennwort is one, and kennwortLaenge is not. Letter case and the way in which
// words are put together do not count.
func With(names []string) Lexicon {
	var l Lexicon
	for _, name := range names {
		if words := Words(name); len(words) > 0 {
			l.own = append(l.own, words)
		}
	}
	return l
}

// Classify is the function Classify with the user's names, which are tokens.
func (l Lexicon) Classify(name string) Class {
	if l.noun(name) != "" {
		return Token
	}
	return Classify(name)
}

// Noun is the function Noun with the user's names, which are called what they are.
func (l Lexicon) Noun(name string) string {
	if noun := l.noun(name); noun != "" {
		return noun
	}
	return Noun(name)
}

// Ambiguous is the function Ambiguous with the user's names, which are not.
func (l Lexicon) Ambiguous(name string) bool {
	return l.noun(name) == "" && Ambiguous(name)
}

// noun returns the user's name at the end of a name, or "".
func (l Lexicon) noun(name string) string {
	if len(l.own) == 0 {
		return ""
	}
	words := Words(name)
	for _, own := range l.own {
		if n := len(words) - len(own); n >= 0 && slices.Equal(words[n:], own) {
			return strings.Join(own, " ")
		}
	}
	return ""
}
