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

// meaning is what a word says by itself.
var meaning = map[string]Class{
	"token": Token, "tok": Token, "csrf": Token, "xsrf": Token, "sessionid": Token, "bearer": Token, "jwt": Token,
	"csrftoken": Token, "secret": Token, "apikey": Token, "credential": Token,
	"password": Password, "passwd": Password, "passphrase": Password, "passcode": Password, "pwd": Password, "pass": Password, "pin": Password,
	"otp": OneTime, "totp": OneTime, "onetime": OneTime,
	"secretkey": Key, "privatekey": Key, "signingkey": Key, "authkey": Key,
	"nonce": Nonce, "iv": Nonce,
	"salt": Salt,
	"mac":  MAC, "hmac": MAC, "signature": MAC, "sig": MAC, "sign": MAC,
}

// beside makes a name mean something else: the key of a cache, the count of tokens,
// the length of a password, the kind of a token in a lexer.
var beside = []string{
	"public", "publickey", "pub", "cache", "sort", "map", "index", "primary", "foreign", "keyboard", "shortcut", "lookup", "partition",
	"count", "size", "len", "length", "num", "number", "max", "min", "limit", "total", "index", "idx", "offset", "pos", "position", "line", "col",
	"type", "kind", "name", "names", "class", "field", "label", "title", "path", "file", "filename", "dir", "url", "uri", "host", "addr", "address", "endpoint", "ref", "reference", "arn",
	"id", "ids", "expiry", "expires", "expiration", "ttl", "age", "time", "duration", "timeout", "interval", "date", "at",
	"bucket", "rate", "refill", "budget", "usage", "used", "cost", "price", "amount", "balance", "symbol", "supply", "contract", "transfer", "erc20",
	"page", "next", "prev", "continuation", "cursor", "continue", "sync", "resume", "scan", "lex", "lexer", "parse", "parser", "syntax", "stream", "ring", "list",
	"enabled", "disabled", "required", "valid", "allowed", "flag", "policy", "rule", "format", "template", "pattern", "regex", "prefix", "suffix", "separator", "delimiter", "header", "param", "hint", "error", "err", "message", "msg", "prompt", "question", "help", "usage",
	"fingerprint", "thumbprint", "algorithm", "alg", "algo", "method", "version", "scheme", "mode", "source", "audience", "scope", "version", "status", "state", "hash", "hashed", "encrypted", "digest", "filter", "fail", "failed", "through", "pass1", "pass2", "pool", "mint", "minter", "address", "encoder", "decoder", "reader", "writer", "cache", "queue", "ready", "verified", "changed", "reset",
}

// heads say what a compound is when they come after the secret: a tokenStore keeps
// tokens, a storeToken is one.
var heads = []string{
	"client", "config", "service", "request", "response", "store", "storage", "vault",
	"manager", "handler", "data", "info", "provider", "issuer", "options", "opts",
}

// Classify returns what a name says that a value is, and Nothing if it says
// nothing or something else.
func Classify(name string) Class {
	words := Words(name)
	if len(words) == 0 || len(words) > 6 {
		return Nothing
	}
	if c := pairs(words); c != Nothing {
		return c
	}
	found := Nothing
	for _, word := range words {
		singular := strings.TrimSuffix(word, "s")
		if slices.Contains(beside, singular) || slices.Contains(beside, word) {
			return Nothing
		}
		if found != Nothing && slices.Contains(heads, singular) {
			return Nothing
		}
		if c := max(meaning[word], meaning[singular]); c != Nothing {
			found = c
		}
	}
	return found
}

// pairs finds the words that mean a secret only together: session and id, reset
// and code, verification and code.
func pairs(words []string) Class {
	has := func(any ...string) bool {
		return slices.ContainsFunc(any, func(w string) bool { return slices.Contains(words, w) })
	}
	last := words[len(words)-1]
	switch {
	case has("session", "sess", "sid") && (last == "id" || last == "key" || last == "sid"), len(words) == 1 && last == "sid":
		return Token
	case has("reset", "verification", "verify", "activation", "invite", "invitation", "recovery", "confirmation", "auth", "login", "sms", "otp") && (last == "code" || last == "token" || last == "pin"):
		return OneTime
	case has("secret", "private", "signing", "encryption", "encrypt", "hmac", "aes", "master", "api", "access", "auth", "session", "cookie", "jwt") && last == "key":
		return Key
	case has("oauth", "csrf", "xsrf") && last == "state":
		return Token
	}
	return Nothing
}

// Decrypts reports whether a function's name says that it decrypts or verifies:
// then the nonce comes with the message.
func Decrypts(name string) bool {
	words := Words(name)
	for _, word := range words {
		switch word {
		case "encrypt", "encrypter", "encryptor", "encryption", "encrypted", "encrypting", "seal", "sealer":
			return slices.Contains(words, "decrypt")
		}
	}
	for _, word := range words {
		switch word {
		case "decrypt", "decrypter", "decryptor", "decryption", "open", "opener", "unseal", "decode", "decoder", "unwrap", "dec", "decipher", "read", "reader":
			return true
		}
	}
	return false
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
