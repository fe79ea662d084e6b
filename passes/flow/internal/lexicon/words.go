package lexicon

import (
	"slices"
	"strings"
)

// meaning is what a word at the end of a name says by itself.
var meaning = map[string]Class{
	"token": Token, "tok": Token, "csrf": Token, "xsrf": Token, "sessionid": Token, "bearer": Token, "jwt": Token,
	"csrftoken": Token, "secret": Token, "apikey": Token, "credential": Token,
	"password": Password, "passwd": Password, "passphrase": Password, "passcode": Password, "pwd": Password, "pass": Password,
	"otp": OneTime, "totp": OneTime, "onetime": OneTime, "pin": OneTime,
	"secretkey": Key, "privatekey": Key, "signingkey": Key, "authkey": Key, "accesskey": Key,
	"nonce": Nonce, "iv": Nonce,
	"salt": Salt,
	"mac":  MAC, "hmac": MAC, "signature": MAC, "sig": MAC, "sign": MAC,
}

// heads are words that say something only behind one of their qualifiers.
var heads = map[string]Class{
	"code": OneTime, "pin": OneTime, "token": Token, "tokens": Token, "secret": Token, "key": Key, "state": Token, "id": Token, "verifier": Token, "link": Token,
	"answer": OneTime, "solution": OneTime,
}

var qualifiers = map[string][]string{
	"code": {
		"reset", "verification", "verify", "activation", "invite", "invitation", "recovery", "confirmation", "confirm", "backup",
		"auth", "authorization", "login", "sms", "otp", "onetime", "password", "security", "access", "mfa", "twofactor", "device",
	},
	"pin":    {"reset", "verification", "login", "sms", "otp"},
	"token":  accessWords,
	"tokens": accessWords,
	"secret": {"client", "consumer", "webhook", "shared", "oauth", "totp", "otp", "session", "cookie", "jwt", "app", "api"},
	"key": {
		"secret", "private", "signing", "encryption", "encrypt", "decryption", "hmac", "mac", "aes", "master", "api", "access", "auth",
		"session", "cookie", "jwt", "wrapping", "symmetric", "chacha", "token", "derived", "admin", "webhook", "shared", "preshared",
	},
	"state":    {"oauth", "csrf", "xsrf", "oidc", "sso"},
	"id":       {"session", "sess"},
	"verifier": {"code", "pkce"},
	"link":     {"magic", "reset", "invite"},
	"answer":   {"captcha"},
	"solution": {"captcha"},
}

var accessWords = []string{
	"access", "refresh", "auth", "authorization", "authentication", "api", "admin", "session", "login", "remember", "bot", "webhook", "jwt",
	"reset", "verification", "verify", "activation", "invite", "invitation", "recovery", "confirmation", "unsubscribe", "bearer", "csrf", "xsrf",
}

// voiding words make any secret behind them something else: what is published,
// what is a stand-in, what a page or a lexer is cut by.
var voiding = []string{
	"public", "pub", "publickey", "cache", "sort", "map", "index", "primary", "foreign", "partition", "lookup",
	"next", "prev", "previous", "page", "pagination", "continuation", "continue", "cursor", "sync", "resume", "scan", "stream", "ring",
	"lex", "lexer", "parse", "parser", "syntax", "symbol", "contract", "mint", "erc20", "bucket", "rate", "idempotency", "lock", "fencing",
	"hash", "hashed", "encrypted", "digest", "encode", "encoded", "mask", "masked", "redact", "redacted",
	"randomized", "randomised", "stretched", "hardened", "blinded",
	"fake", "dummy", "mock", "example", "sample", "placeholder", "invalid", "is", "has", "count", "num",
}

// turning words make a secret behind them something else unless they belong to it:
// a request token tells two requests apart, and a client secret is a secret.
var turning = []string{"client", "request", "cancel", "cancellation", "watch", "stop", "through", "by", "render", "message", "field", "file", "path", "boarding"}

// prepositions begin what does not say what a thing is: a token for a user.
var prepositions = []string{"for", "with", "from", "of", "to", "in", "on", "using", "if", "and", "or", "per", "at"}

// materials are words that say nothing of what becomes of a thing: that stands
// behind "for".
var materials = []string{"random", "bytes", "string", "text", "value", "letters", "chars", "entropy", "fallback"}

// forms are words at the end of a name that only tell how a value is written.
var forms = []string{
	"string", "str", "text", "value", "val", "bytes", "byte", "raw", "hex", "base64", "b64", "plain", "plaintext", "buf", "buffer", "array", "v",
}

// nouns say a word as a person would.
var nouns = map[string]string{
	"sessionid": "session id", "session": "session id", "apikey": "API key", "csrf": "CSRF token", "xsrf": "CSRF token", "csrftoken": "CSRF token",
	"passphrase": "passphrase", "secret": "secret", "otp": "one-time code", "pin": "PIN", "oauth": "login state",
	"secretkey": "secret key", "privatekey": "private key", "signingkey": "signing key", "accesskey": "access key",
}

// cookies are names of cookies that hold the id of a session.
var cookies = []string{"session", "sess", "sid", "auth", "login", "remember", "rememberme", "jsessionid", "phpsessid", "connectsid", "state"}

// Cookie reports whether the name of a cookie says that whoever has its value is
// let in.
func Cookie(name string) bool {
	switch Classify(name) {
	case Token, Password, OneTime, Key:
		return true
	}
	return slices.Contains(cookies, strings.Join(Words(name), ""))
}
