// Package passwordkey finds passwords, and texts, that are used as keys as they are.
package passwordkey

import (
	"fmt"
	"go/token"
	"slices"

	"github.com/cryptolint/cryptolint/internal/rule"
	"github.com/cryptolint/cryptolint/passes/cryptoapi"
	"github.com/cryptolint/cryptolint/passes/flow"
)

// Meta describes the rule.
var Meta = rule.Meta{
	ID: "CL604", Name: "passwordkey", Title: "password or text used as a key",
	Severity: rule.High, CWE: 916,
	Patterns: []string{"K10", "Y06", "Y07"},
	Instead:  []string{derive, generate},
	Since:    "0.1.0",
}

const (
	derive   = "safeapi/kdf.NewArgon2id"
	generate = "safeapi/aead.GenerateKey"
)

// Analyzer is the rule.
var Analyzer = rule.New(Meta, run, flow.Analyzer)

type checker struct {
	*rule.Pass
	graph *flow.Graph
	named []*flow.Origin     // what variables, fields and flags hold whose names say password
	told  map[token.Pos]bool // where a key is used of which enough is said
}

func run(pass *rule.Pass) error {
	c := &checker{Pass: pass, graph: flow.Of(pass.Pass), told: make(map[token.Pos]bool)}
	for _, sink := range c.graph.NamedSinks(cryptoapi.AsPassword) {
		if c.isPassword(sink.Name) && (sink.Place() == flow.Held || sink.Place() == flow.Kept) {
			c.named = append(c.named, c.graph.Origins(sink).Origins()...)
		}
	}
	sinks := c.graph.Sinks(cryptoapi.AsKey, cryptoapi.AsKDFSecret, cryptoapi.AsSigningKey)
	for _, sink := range sinks {
		if prescribed(sink) {
			c.told[sink.Pos()] = true // also where a function chooses among ciphers, as OpenPGP does
		}
	}
	for _, sink := range sinks {
		if !prescribed(sink) && !c.toldInside(sink) {
			c.judge(sink)
		}
	}
	return nil
}

// prescribed reports whether a format prescribes how its key is made of a password: what
// still uses these ciphers does, and CL202 reports them. Password hashes are made of
// Blowfish. Of signing keys, only the seeds are made of texts.
func prescribed(sink *flow.Sink) bool {
	return sink.Of("crypto/des", "crypto/rc4", "golang.org/x/crypto/blowfish", "golang.org/x/crypto/cast5") ||
		sink.Role == cryptoapi.AsSigningKey && !sink.Is("crypto/ed25519.NewKeyFromSeed")
}

// toldInside reports whether the function that is called calls what it is passed a
// password, or makes a text fit the length of a key: the finding stands there.
func (c *checker) toldInside(sink *flow.Sink) bool {
	used, _ := sink.Inside()
	for _, alternative := range used {
		if o, _ := c.password(alternative); o != nil {
			return true
		}
		if slices.ContainsFunc(alternative, func(o *flow.Origin) bool { return o.Spelled == cryptoapi.Padded }) {
			return true
		}
	}
	return false
}

// judge reports one key that is a password, or a text.
func (c *checker) judge(sink *flow.Sink) {
	key := c.graph.Whole(sink)
	for _, alternative := range key {
		if o, how := c.password(alternative); o != nil && !repeated(key) {
			c.report(sink, o, "a password", c.ofPassword(sink, how))
			return
		}
	}
	if sink.Role != cryptoapi.AsKey {
		return
	}
	for _, alternative := range key {
		if o, f := c.text(sink, alternative); o != nil {
			c.report(sink, o, "the text", f)
			return
		}
	}
}

// password returns the password that a key is or is computed from without any effort, and
// says how. Where data say which hash makes the digest, a format prescribes the key.
func (c *checker) password(a flow.Alternative) (o *flow.Origin, how string) {
	for _, part := range a {
		switch {
		case part.Kind == cryptoapi.Digest && part.Detail != "":
			if found := c.passwordIn(part.Of); found != nil && o == nil {
				o, how = part, "the "+part.Detail+" digest of a password"
			}
		case o == nil && c.chosen(part):
			o, how = part, "a password"
		}
	}
	return o, how
}

// repeated reports whether a key is a digest that is computed again in a loop, which takes
// effort.
func repeated(key flow.Value) bool {
	return len(key) > 1 && key.Any(func(a flow.Alternative) bool {
		return slices.ContainsFunc(a, func(o *flow.Origin) bool { return o.Of.Has(cryptoapi.Digest) })
	})
}

// passwordIn returns the password among what a digest was made of, or what that was made
// of.
func (c *checker) passwordIn(of flow.Alternative) *flow.Origin {
	for _, o := range of {
		if c.chosen(o) || o.Kind == cryptoapi.Digest && slices.ContainsFunc(o.Of, c.chosen) {
			return o
		}
	}
	return nil
}

// chosen reports whether a name says that people chose the value. What is random, derived
// or written in the program is not.
func (c *checker) chosen(o *flow.Origin) bool {
	if o.Spelled == cryptoapi.Decoded {
		return false // what a tool generated and people copy
	}
	switch o.Kind {
	case cryptoapi.Unknown, cryptoapi.Environment, cryptoapi.File, cryptoapi.Network:
		return c.isPassword(o.Name) || slices.ContainsFunc(c.named, func(named *flow.Origin) bool {
			return o.Kind == named.Kind && o.Pos.IsValid() && o.Pos == named.Pos && o.Path == named.Path
		})
	}
	return false
}

// isPassword reports whether a name surely says that a value is a password.
func (c *checker) isPassword(name string) bool {
	said := c.graph.ReadName(name)
	return said.What == "password" && said.Sure
}

// ofPassword is the finding for a key from a password.
func (c *checker) ofPassword(sink *flow.Sink, how string) rule.Finding {
	f := rule.Finding{
		Case: "password", Confidence: rule.Likely, Instead: derive,
		Message: fmt.Sprintf("the key of %s is %s", sink.Subject(), how),
		Why:     "an attacker who has something encrypted with it can try billions of passwords per second",
		Advice:  "derive the key with argon2.IDKey from the password and a random salt that is stored with the ciphertext",
	}
	switch sink.Role {
	case cryptoapi.AsKDFSecret:
		f.Message = fmt.Sprintf("%s derives a key from %s without slowing down guesses", sink.Subject(), how)
	case cryptoapi.AsSigningKey:
		f.Why = "an attacker who has the public key can try billions of passwords per second"
		f.Advice = "derive the key with argon2.IDKey from the password and a random salt"
	}
	return f
}

// bits are the bits of a key that a character of each spelling holds.
var bits = map[string]int{cryptoapi.Hex: 4, cryptoapi.Base32: 5, cryptoapi.Base64: 6}

// text returns what a key is if it is written as a text, and the finding.
func (c *checker) text(sink *flow.Sink, a flow.Alternative) (*flow.Origin, rule.Finding) {
	f := rule.Finding{Case: "text", Severity: rule.Medium, Confidence: rule.Likely, Instead: generate}
	for _, o := range a {
		switch {
		case bits[o.Spelled] > 0:
			f.Message = fmt.Sprintf("the key of %s is %s text: each byte has only %d bits of the key instead of 8", sink.Subject(), o.Spelled, bits[o.Spelled])
			f.Why = "an attacker only has to try the square root of the number of keys of this length, and fewer if the text is truncated"
			f.Advice = "decode the text, and use the resulting bytes as the key"
			return o, f
		case o.Spelled == cryptoapi.Padded:
			f.Case = "padded"
			f.Message = fmt.Sprintf("the key of %s is a text that is truncated or padded to the length of a key", sink.Subject())
			f.Why = "a short text is easy to guess, and the padding adds nothing that an attacker does not know"
			f.Advice = "generate the key with crypto/rand, or derive it from the text with argon2.IDKey"
			return o, f
		}
	}
	return nil, f
}

// report reports a key once, where it is used.
func (c *checker) report(sink *flow.Sink, o *flow.Origin, what string, f rule.Finding) {
	f.Pos, f.End, f.Steps = sink.Pos(), sink.End(), flow.Path(o, what)
	if !c.told[f.Pos] {
		c.told[f.Pos] = true
		f.Prescribable = true
		c.Report(f)
	}
}
