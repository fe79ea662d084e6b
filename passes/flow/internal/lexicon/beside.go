package lexicon

import (
	"slices"
	"strings"
)

// SaysPublic reports whether a name says that a value is published: a public key, the
// public half of something.
func SaysPublic(name string) bool {
	return slices.ContainsFunc(Words(name), func(word string) bool {
		return word == "public" || word == "pub" || word == "pubkey" || strings.HasPrefix(word, "publickey")
	})
}

// SaysChallenge reports whether a name says that a value is a challenge, or where one is
// found. It is sent to whom it challenges, and what answers it is the secret.
func SaysChallenge(name string) bool {
	words := Words(name)
	return slices.Contains(words, "challenge") && !slices.ContainsFunc(words, func(word string) bool {
		return word == "token" || word == "key" || slices.Contains(answers, word)
	})
}

// InChallenge reports whether a field is a part of a challenge, by the name of the type that
// holds it, and not of its answer.
func InChallenge(owner, field string) bool {
	return SaysChallenge(owner) && !slices.ContainsFunc(Words(field), func(word string) bool { return slices.Contains(answers, word) })
}

// answers are words for what answers a challenge.
var answers = []string{"response", "answer", "solution", "reply", "secret", "password", "code", "pin", "otp"}

// SaysCertificate reports whether a name says that a value is a certificate or a public key.
func SaysCertificate(name string) bool {
	return slices.ContainsFunc(Words(name), func(word string) bool {
		switch strings.TrimSuffix(strings.TrimPrefix(word, "raw"), "s") {
		case "cert", "certificate", "pubkey", "publickey":
			return true
		}
		return false
	}) || SaysPublic(name) && slices.Contains(Words(name), "key")
}

// SaysMAC reports whether a name says that a value is a MAC or a tag. The ETag of HTTP is
// none.
func SaysMAC(name string) bool {
	words := phrase(name)
	last := len(words) - 1
	return Classify(name) == MAC || last >= 0 && words[last] == "tag" && (last == 0 || words[last-1] != "e")
}

// StandIn reports whether the name of a type says that it takes the place of the real one
// in tests: StubStore, mockClient, FakeKMS.
func StandIn(name string) bool {
	words := Words(name)
	return len(words) > 1 && (slices.Contains(standIns, words[0]) || slices.Contains(standIns, words[len(words)-1]))
}

var standIns = []string{"stub", "mock", "fake", "dummy"}

// Form reports whether a name says nothing but how a value is written: Hex, RawBytes.
func Form(name string) bool {
	words := Words(name)
	return !slices.ContainsFunc(words, func(word string) bool { return !slices.Contains(forms, word) })
}

// Labels reports whether a name says that a value is something that people and programs
// are known by, or what kind of thing something is. A password is compared with those,
// too, to refuse it.
func Labels(name string) bool {
	words := phrase(name)
	if i := slices.Index(words, "by"); i >= 0 { // accounts by name are no names
		words = words[:i]
	}
	return len(words) > 0 && slices.Contains(labels, words[len(words)-1])
}

var labels = []string{
	"name", "user", "username", "login", "email", "mail", "nick", "nickname", "id", "uid", "uuid", "handle", "account", "host", "hostname", "domain",
	"url", "uri", "path", "address", "addr", "type", "kind", "state", "status", "mode", "method", "scheme", "prefix", "suffix", "separator", "delimiter",
	"version", "role", "scope", "group", "label", "title", "format", "algorithm", "alg", "issuer", "audience", "subject", "placeholder", "mask", "default",
}

// Harmless reports whether a name says that a value may as well be guessed: it is a label, or
// something for a while, for show or for a test.
func Harmless(name string) bool {
	return Labels(name) || slices.ContainsFunc(Words(name), func(word string) bool { return slices.Contains(harmless, word) })
}

var harmless = []string{
	"request", "req", "trace", "span", "correlation", "temp", "temporary", "tmp", "file", "filename", "boundary", "jitter", "delay", "backoff",
	"test", "testing", "mock", "fake", "sample", "example", "demo", "color", "colour", "padding", "noise",
}

// OfClient reports whether a name is that of the secret of an OAuth client.
func OfClient(name string) bool {
	words := Words(name)
	i := slices.Index(words, "secret")
	return i > 0 && (words[i-1] == "client" || words[i-1] == "consumer")
}

// NameOfSecret reports whether a name is that of the secret with another name, where
// both stand in one struct: apiKey and apiSecret, AccessKey and SecretKey.
func NameOfSecret(name, secret string) bool {
	words, others := Words(name), Words(secret)
	if len(words) == 0 || slices.ContainsFunc(words, saysSecret) || !slices.ContainsFunc(others, saysSecret) {
		return false
	}
	if head := words[len(words)-1]; !slices.ContainsFunc([]string{"key", "token", "id"}, func(h string) bool { return strings.HasSuffix(head, h) }) {
		return false
	}
	own := strings.Join(words, "")
	if strings.Join(others, "") == "secret" || strings.Join(others, "") == "secretkey" {
		return strings.HasSuffix(own, "key")
	}
	for _, word := range others {
		word = strings.TrimPrefix(strings.TrimSuffix(word, "key"), "secret")
		if word != "" && word != "secret" && strings.Contains(own, word) {
			return true
		}
	}
	return false
}

func saysSecret(word string) bool { return word == "secret" || word == "secretkey" }

// SaysRequest reports whether the name of a type says that its values are what somebody
// sends.
func SaysRequest(name string) bool {
	words := Words(name)
	return len(words) > 0 && slices.Contains(requests, words[len(words)-1])
}

var requests = []string{"request", "req", "form", "input", "args", "arguments", "body", "credential", "credentials", "login", "payload", "message", "command", "query", "packet"}

// digests are words that names of digests have.
var digests = []string{"hash", "hashed", "hashes", "sighash", "digest", "sum", "checksum", "fingerprint", "sha", "sha1", "sha224", "sha256", "sha384", "sha512", "keccak", "keccak256"}

// SaysDigest reports whether a name says that a value is the output of a hash: msgHash,
// digest, h.
func SaysDigest(name string) bool {
	return name == "h" || slices.ContainsFunc(Words(name), func(word string) bool { return slices.Contains(digests, word) })
}

// SaysHeader reports whether a name says that a value is the header of a message or a token,
// which tells how the rest is to be read: header, headerDecoded. What lets somebody in has
// another word for that: authHeader.
func SaysHeader(name string) bool {
	words := phrase(name)
	for len(words) > 1 && strings.HasSuffix(words[len(words)-1], "ed") {
		words = words[:len(words)-1]
	}
	lets := func(word string) bool { return strings.HasPrefix(word, "auth") || Classify(word) != Nothing }
	return len(words) > 0 && strings.TrimSuffix(words[len(words)-1], "s") == "header" && !slices.ContainsFunc(words, lets)
}
