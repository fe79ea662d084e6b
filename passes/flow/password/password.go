// Package password tells whether guesses are worth trying for a value, and what a program
// keeps of a password.
package password

import (
	"slices"

	"github.com/cryptolint/cryptolint/internal/lazyregexp"
	"github.com/cryptolint/cryptolint/passes/cryptoapi"
	"github.com/cryptolint/cryptolint/passes/flow"
)

// Guesses says whether guesses are worth trying for a value.
type Guesses int

// The answers.
const (
	Pointless Guesses = iota // it is random, derived from a secret, or known to everybody: written in the program
	Possible                 // nothing says what it is
	Likely                   // a name says that people choose it: a password, a passphrase, a PIN
)

// Guessing tells whether people choose the password at a sink, or the one that is used beside
// it, in the same call, as passwords are chosen. Tokens, keys and the mnemonics of wallets are
// taken to be random, by their names.
func Guessing(g *flow.Graph, s *flow.Sink) Guesses {
	if s.Role != cryptoapi.AsPassword {
		if s = g.Beside(s, cryptoapi.AsPassword); s == nil {
			return Possible
		}
	}
	told := Pointless
	whole := g.Whole(s)
	for _, alternative := range whole {
		switch {
		case alternative.Only(unguessable...):
		case anyNamed(g, alternative, "password"):
			return Likely
		case !drawnByName(g, alternative):
			told = Possible
		}
	}
	if len(whole) == 0 {
		return Possible
	}
	return told
}

// NeedsNoWork reports whether the key derivation at a sink need not slow down guesses, because
// they are Pointless, or because something else does: proof of work hashes a block with itself
// as the salt, and scrypt hashes the password with PBKDF2, mixes the result, and hashes the
// password with that as the salt.
func NeedsNoWork(g *flow.Graph, s *flow.Sink) bool {
	password, salt := g.Beside(s, cryptoapi.AsPassword), g.Beside(s, cryptoapi.AsSalt)
	if password == nil {
		return false
	}
	if Guessing(g, password) == Pointless || salt != nil && password.Operand != nil && salt.SameOperand(password) {
		return true
	}
	return slices.ContainsFunc(g.Sinks(cryptoapi.AsPassword), func(other *flow.Sink) bool {
		if other.Func() != s.Func() || !other.SameOperand(password) || !other.Is("crypto/pbkdf2.Key", "golang.org/x/crypto/pbkdf2.Key") {
			return false
		}
		salt := g.Beside(other, cryptoapi.AsSalt)
		return salt != nil && g.Origins(salt).Has(cryptoapi.KDFOutput)
	})
}

// unguessable are the kinds of which no guess is worth trying.
var unguessable = []cryptoapi.Kind{
	cryptoapi.SecureRandom, cryptoapi.UUID, cryptoapi.KDFOutput, cryptoapi.SharedSecret, cryptoapi.PrivateKey,
	cryptoapi.MACTag, cryptoapi.Signature, cryptoapi.Constant, cryptoapi.Zero,
}

func anyNamed(g *flow.Graph, a flow.Alternative, what string) bool {
	for _, o := range a {
		if g.ReadName(o.Name).What == what {
			return true
		}
	}
	return false
}

// drawnByName reports whether the names of all parts say that programs draw them.
func drawnByName(g *flow.Graph, a flow.Alternative) bool {
	for _, o := range a {
		what := g.ReadName(o.Name).What
		if what != "token" && what != "key" && !mnemonics.MatchString(o.Name) {
			return false
		}
	}
	return len(a) > 0
}

// mnemonics are names of what a wallet draws, and its owner only writes down: the words
// of BIP 39 stand for 128 random bits or more.
var mnemonics = lazyregexp.New(`(?i)mnemonic|entropy|seed`)

// Output reports whether a value may be the output of a function that hides what it is
// given, or is written in the program. What a map has no entry for is neither.
func Output(v flow.Value) bool {
	return v.Any(func(a flow.Alternative) bool {
		return a.Has(cryptoapi.Digest, cryptoapi.KDFOutput, cryptoapi.PasswordHash, cryptoapi.MACTag, cryptoapi.Ciphertext, cryptoapi.Plaintext, cryptoapi.Checksum) ||
			a.Only(cryptoapi.Constant, cryptoapi.Zero) && a.Has(cryptoapi.Constant)
	})
}

// AgainstStored reports whether the other side of a comparison is what a program
// keeps of a password. Two values that are hashed to have one length are not, and neither is
// a list of passwords that leaked.
func AgainstStored(g *flow.Graph, s *flow.Sink) bool {
	return slices.ContainsFunc(g.Comparisons(s), func(pair flow.Comparison) bool {
		stored := pair.Theirs
		if Output(stored.Value) || stored.Chooser() == flow.Peer || stored.Answered() {
			return false
		}
		return stored.Record() || slices.ContainsFunc(stored.Names(), func(name string) bool {
			return flow.SuggestsPasswordHash(name) || g.ReadName(name).What == "password"
		})
	})
}
