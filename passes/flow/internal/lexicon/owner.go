package lexicon

import "slices"

// little are words that say what a value looks like, and not what it is for.
var little = []string{
	"value", "val", "text", "string", "str", "raw", "plain", "plaintext", "data", "stringdata", "content", "contents", "body", "digits", "chars", "letters", "bytes", "hex",
}

// bearers are words for what the holder of a thing shows: with the word before them, the
// name of its type, they mean a secret or not.
var bearers = []string{"code", "key", "secret", "token", "id", "link", "answer", "solution", "session"}

// SaysLittle reports whether the name of a field says nothing of what is in it.
func SaysLittle(field string) bool {
	words := Words(field)
	return len(words) > 0 && !slices.ContainsFunc(words, func(w string) bool { return !slices.Contains(little, w) })
}

// NamesRow reports whether a field of that name holds the name of what is in the field
// beside it.
func NamesRow(field string) bool {
	switch field {
	case "Key", "key", "Name", "name", "ID", "id", "Setting", "setting", "Option", "option":
		return true
	}
	return false
}

// Owned returns the name by which a field is read that says little without the type that
// holds it, which is declared in a package: "ResetLinkCode" for the Code of a ResetLink,
// "APIKey" for the Value of an APIKey. It is empty if they say nothing together.
func Owned(pkg, owner, field string) string {
	words := trimmed(Words(owner))
	if len(words) == 0 {
		words = Words(pkg)
	}
	name := join(words)
	switch own := Words(field); {
	case len(words) == 0:
		return ""
	case SaysLittle(field):
		if words[len(words)-1] == "captcha" {
			return name + "_answer"
		}
	case len(own) != 1 || !slices.Contains(bearers, own[0]):
		return ""
	case own[0] == words[len(words)-1]:
		if own[0] != "session" {
			return ""
		}
		name += "_id"
	default:
		name += "_" + own[0]
	}
	if Classify(name) == Nothing {
		return ""
	}
	return name
}

// wrappers are words at the end of the name of a type that say nothing of it.
var wrappers = []string{"data", "info", "entry", "item", "model", "row", "record", "response", "result", "object", "struct", "type", "dto", "params"}

func trimmed(words []string) []string {
	for len(words) > 0 && slices.Contains(wrappers, words[len(words)-1]) {
		words = words[:len(words)-1]
	}
	return words
}

func join(words []string) string {
	name := ""
	for i, word := range words {
		if i > 0 {
			name += "_"
		}
		name += word
	}
	return name
}

// spreading words make a key one that only says where something belongs.
var spreading = []string{"shard", "row", "object", "store", "storage", "db", "database", "route", "routing", "message", "group", "event", "search", "unique", "name", "dedup", "trace"}

// KeyOfBytes reports whether bytes of that name are a key of cryptography: one that is
// not published, and not one of a table.
func KeyOfBytes(name string) bool {
	words := phrase(name)
	if len(words) < 2 || words[len(words)-1] != "key" {
		return false
	}
	return !slices.ContainsFunc(words[:len(words)-1], func(w string) bool { return voids(w) || turns(w) || slices.Contains(spreading, w) })
}
