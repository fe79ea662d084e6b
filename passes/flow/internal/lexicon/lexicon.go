// Package lexicon judges the names that programs give to things. A name is weak
// evidence: it makes no finding alone, it moves confidence.
package lexicon

import (
	"slices"
	"strings"
	"unicode"
)

// Class is what a name says that a value is.
type Class uint8

// The classes of names.
const (
	Nothing  Class = iota
	Token          // session id, API token, reset link, CSRF state: whoever has it is let in
	Password       // password, passphrase, PIN
	OneTime        // one-time code
	Key            // secret key
	Nonce          // nonce, initialization vector
	Salt
	MAC // MAC, signature or tag that is compared
)

func (c Class) String() string {
	return [...]string{"", "token", "password", "one-time code", "key", "nonce", "salt", "MAC"}[c]
}

// Words splits a name in camelCase, snake_case or kebab-case into lower-case
// words: "APIKey2" gives "api", "key", "2".
func Words(name string) []string {
	var words []string
	runes := []rune(name)
	start := 0
	flush := func(end int) {
		if end > start {
			words = append(words, strings.ToLower(string(runes[start:end])))
		}
		start = end
	}
	for i, r := range runes {
		switch {
		case !unicode.IsLetter(r) && !unicode.IsDigit(r):
			flush(i)
			start = i + 1
		case i == start:
		case unicode.IsDigit(r) != unicode.IsDigit(runes[i-1]):
			flush(i)
		case unicode.IsUpper(r) && !unicode.IsUpper(runes[i-1]):
			flush(i)
		case unicode.IsUpper(runes[i-1]) && unicode.IsLower(r) && i-1 > start:
			flush(i - 1)
		}
	}
	flush(len(runes))
	return joined(words)
}

// joined puts together words that programs write in one or in two.
func joined(words []string) []string {
	var out []string
	for i := 0; i < len(words); i++ {
		if i+1 < len(words) && slices.Contains(compounds, words[i]+words[i+1]) {
			out = append(out, words[i]+words[i+1])
			i++
			continue
		}
		out = append(out, words[i])
	}
	return out
}

var compounds = []string{
	"apikey", "passphrase", "password", "passwd", "passcode", "onetime", "bytoken", "csrftoken", "sessionid", "hashmap",
	"checksum", "authkey", "secretkey", "privatekey", "signingkey", "publickey", "accesskey", "oauth", "filename",
}

// Classify returns what a name says that a value is, and Nothing if it says
// nothing or something else. The head of a name is its last word: a token count is
// a count. What follows a preposition does not count: generateTokenFor.
func Classify(name string) Class {
	words := phrase(name)
	if len(words) == 0 {
		return Nothing
	}
	before, head := words[:len(words)-1], words[len(words)-1]
	plural := head
	if meaning[head] == Nothing && len(head) > 3 {
		head = strings.TrimSuffix(head, "s")
	}
	if slices.ContainsFunc(before, voids) {
		return Nothing
	}
	if class := qualified(before, head); class != Nothing {
		return class
	}
	if slices.ContainsFunc(before, turns) || plural == "tokens" {
		return Nothing
	}
	return meaning[head]
}

// maxWords bounds the words of a name: longer ones are sentences.
const maxWords = 6

// phrase returns the words of a name that say what it is: without a preposition and
// what follows, and without words at the end that only tell the form.
func phrase(name string) []string {
	words := Words(name)
	if len(words) > maxWords {
		return nil
	}
	if i := slices.IndexFunc(words, func(w string) bool { return slices.Contains(prepositions, w) }); i > 0 {
		if words[i] == "for" && slices.Contains(materials, words[i-1]) {
			words = words[i+1:] // bytes for a token
		} else {
			words = words[:i]
		}
	}
	for len(words) > 1 && (slices.Contains(forms, words[len(words)-1]) || isNumber(words[len(words)-1])) {
		words = words[:len(words)-1]
	}
	return words
}

// isNumber reports whether a word only tells several of a kind apart: token 4.
func isNumber(word string) bool { return strings.Trim(word, "0123456789") == "" }

// qualified finds the words that mean a secret only together: reset and code,
// session and key, client and secret.
func qualified(before []string, head string) Class {
	class := heads[head]
	if class == Nothing {
		return Nothing
	}
	for _, word := range before {
		if slices.Contains(qualifiers[head], word) {
			return class
		}
	}
	return Nothing
}

func voids(word string) bool { return slices.Contains(voiding, word) }

func turns(word string) bool { return slices.Contains(turning, word) }

// Noun says what a name stands for in a message: "session id", "API key". It is
// empty if Classify says Nothing.
func Noun(name string) string {
	class := Classify(name)
	if class == Nothing {
		return ""
	}
	for _, word := range phrase(name) {
		if noun := nouns[strings.TrimSuffix(word, "s")]; noun != "" {
			return noun
		}
	}
	return class.String()
}

// Confirms reports whether a name says that a value repeats another that the same
// person typed, or is compared to see what changed.
func Confirms(name string) bool {
	for _, word := range Words(name) {
		switch word {
		case "confirm", "confirmation", "confirmed", "repeat", "repeated", "again", "retype", "retyped", "verify", "old", "new", "previous", "prev", "current", "second", "2", "twice", "check":
			return true
		}
	}
	return false
}

// ambiguous words name secrets in one program and something harmless in another:
// the token of a lexer, the pass of a compiler, the pin of a chip, the sign of a
// number.
var ambiguous = []string{"token", "tokens", "tok", "pass", "pin", "jwt", "bearer", "credential", "credentials", "sig", "sign", "signature", "mac", "secrets"}

// Ambiguous reports whether a name that Classify takes for a secret has nothing
// but words that mean other things as well. A second word of a secret, such as
// access, session or reset, makes it sure.
func Ambiguous(name string) bool {
	sure, found := false, false
	for _, word := range Words(name) {
		switch {
		case slices.Contains(ambiguous, word):
			found = true
		case meaning[word] != Nothing || slices.Contains(qualifying, word):
			sure = true
		}
	}
	return found && !sure
}

// qualifying words say what a token or a pin lets its bearer do.
var qualifying = []string{
	"access", "refresh", "auth", "authorization", "authentication", "api", "admin", "root", "session", "login", "remember", "bot", "webhook",
	"reset", "verification", "verify", "activation", "invite", "invitation", "recovery", "confirmation", "unsubscribe", "magic", "device",
}
