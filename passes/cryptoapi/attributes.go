package cryptoapi

import (
	"slices"
	"strings"
)

// Attributes say of a symbol what does not follow from its arguments and results.
type Attributes struct {
	Actions    Action // what a call does
	Deprecated string // the release since which it is deprecated: "go1.24", or that of its module, "v0.9.0"
	NotFIPS    bool   // Go's FIPS 140-3 mode (GODEBUG=fips140=only) refuses it, whatever the arguments are

	// A call that fails returns, beside the error, what it has read or decoded until then.
	PartOnError bool

	// verdict counts the results from 1. The zero value says that there is no verdict.
	verdict int
}

// Action says what a call does. A row may have several. A constructor does what
// the object does that it makes, if that can do nothing else.
type Action uint16

// The actions.
const (
	Encrypt      Action = 1 << iota // makes a ciphertext of a plaintext
	Decrypt                         // makes a plaintext of a ciphertext
	Sign                            // makes a signature with a private key
	Verify                          // checks a signature, a MAC, a certificate or a password
	Hash                            // makes a digest
	Authenticate                    // makes a MAC
	Derive                          // derives a key from a secret or a password
	Generate                        // makes a new key
	Exchange                        // agrees on a shared secret with a peer
)

// actionWords are the actions in the words of the text, the lowest bit first.
var actionWords = [...]string{
	"encrypt", "decrypt", "sign", "verify", "hash", "authenticate", "derive", "generate", "exchange",
}

// String says the actions as the text does: "sign", "encrypt,authenticate".
func (a Action) String() string {
	var words []string
	for i, word := range actionWords {
		if a&(1<<i) != 0 {
			words = append(words, word)
		}
	}
	return strings.Join(words, ",")
}

// Does reports whether a call does one of the actions. It is false of no row.
func (f *Func) Does(actions Action) bool { return f != nil && f.Actions&actions != 0 }

// VerifiesToken reports whether a function verifies something, or gets the key of a token, or
// what finds it, and does not sign with it. It is false of no row.
func (f *Func) VerifiesToken() bool {
	return f.Does(Verify) || f.Takes(AsTokenKey, AsKeyfunc) && !f.Does(Sign)
}

// Takes reports whether an argument, or the receiver, has one of the roles. It is false of
// no row.
func (f *Func) Takes(roles ...Role) bool {
	if f == nil {
		return false
	}
	for _, role := range f.Args {
		if slices.Contains(roles, role) {
			return true
		}
	}
	return false
}

// KeepsPart reports whether a call that fails returns a part of what it returns when it
// succeeds. It is false of no row.
func (f *Func) KeepsPart() bool { return f != nil && f.PartOnError }

// Verdict returns the index of the result that says whether the call found
// genuine what it was asked about. An error is a good verdict if it is nil, a
// bool if it is true, an integer if it is 1. It is not ok if there is no such
// result, and of no row.
func (f *Func) Verdict() (result int, ok bool) {
	if f == nil || f.verdict == 0 {
		return 0, false
	}
	return f.verdict - 1, true
}

// Is reports whether the row is that of one of the symbols, each with its import
// path: "crypto/cipher.NewCBCEncrypter", "crypto/cipher.AEAD.Seal". It is false
// of no row, and of the row of all functions of a package.
func (f *Func) Is(symbols ...string) bool { return f != nil && names(f.Package, f.Name, symbols) }

// Symbol names what the row is of, with its import path. It is empty for no row.
func (f *Func) Symbol() string {
	if f == nil {
		return ""
	}
	return f.Package + "." + f.Name
}

// Symbol names the field that the row is of, with its import path.
func (f *Field) Symbol() string { return f.Package + "." + f.Name }

// Is reports whether the row is that of one of the fields, each with its import
// path: "crypto/tls.Config.MinVersion". It is false of no row.
func (f *Field) Is(symbols ...string) bool { return f != nil && names(f.Package, f.Name, symbols) }

// names reports whether one of the symbols is the name in the package.
func names(path, name string, symbols []string) bool {
	for _, symbol := range symbols {
		rest, ok := strings.CutPrefix(symbol, path)
		if ok && len(rest) == 1+len(name) && rest[0] == '.' && rest[1:] == name {
			return true
		}
	}
	return false
}
