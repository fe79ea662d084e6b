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
	named []held             // what variables, fields and flags hold whose names say password
	told  map[token.Pos]bool // where a key is used of which enough is said
	at    *flow.Sink         // the key that is looked at
}

// held is what a variable, field or flag holds, and where.
type held struct {
	sink    *flow.Sink
	origins flow.Alternative
}

func run(pass *rule.Pass) error {
	c := &checker{Pass: pass, graph: flow.Of(pass.Pass), told: make(map[token.Pos]bool)}
	for _, sink := range c.graph.NamedSinks(cryptoapi.AsPassword) {
		if c.isPassword(sink.Name) && (sink.Place() == flow.Held || sink.Place() == flow.Kept) {
			c.named = append(c.named, held{sink, c.graph.Origins(sink).Origins()})
		}
	}
	sinks := c.graph.Sinks(cryptoapi.AsKey, cryptoapi.AsKDFSecret, cryptoapi.AsSigningKey)
	for _, sink := range sinks {
		if prescribed(sink) {
			c.told[sink.Pos()] = true // also where a function chooses among ciphers, as OpenPGP does
		}
	}
	for _, sink := range sinks {
		if !c.toldInside(sink) && !c.stretched(sink) {
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
	return used.Any(func(a flow.Alternative) bool {
		o, _ := c.password(a)
		return o != nil || a.Any(func(o *flow.Origin) bool { return o.Spelled == cryptoapi.Padded })
	})
}

// stretched reports whether the code that gets the value makes a key of it as of a password,
// too: what it is told besides, such as an algorithm, decides which it is.
func (c *checker) stretched(sink *flow.Sink) bool {
	return slices.ContainsFunc(c.graph.Sinks(cryptoapi.AsPassword), func(password *flow.Sink) bool {
		return password.Site() == sink.Site() && password.SameOperand(sink)
	})
}

// judge reports one key that is a password, or a text.
func (c *checker) judge(sink *flow.Sink) {
	key := c.graph.Whole(sink)
	c.at = sink
	for _, alternative := range key {
		if o, how := c.password(alternative); o != nil && !repeated(key) {
			c.report(sink, o, "a password", passwords[sink.Role], how)
		}
	}
	for _, o := range key.Origins() {
		if f, written := texts[o.Spelled]; written && sink.Role == cryptoapi.AsKey {
			c.report(sink, o, "the text", f, "")
		}
	}
}

// password returns the password that a key is or is computed from without any effort, and
// says how. Where data say which hash makes the digest, a format prescribes the key.
func (c *checker) password(a flow.Alternative) (o *flow.Origin, how string) {
	for _, part := range a {
		switch {
		case c.chosen(part):
			return part, "a password"
		case part.Detail != "" && c.fromPassword(part):
			return part, "the " + part.Detail + " digest of a password"
		}
	}
	return nil, ""
}

// repeated reports whether a key is a digest that is computed again in a loop, which takes
// effort.
func repeated(key flow.Value) bool {
	return len(key) > 1 && key.Any(func(a flow.Alternative) bool {
		return a.Any(func(o *flow.Origin) bool { return o.Of.Has(cryptoapi.Digest) })
	})
}

// fromPassword reports whether a value is a digest of a password, or of such a digest.
func (c *checker) fromPassword(o *flow.Origin) bool {
	return o.Kind == cryptoapi.Digest && o.Of.Any(func(part *flow.Origin) bool { return c.chosen(part) || c.fromPassword(part) })
}

// chosen reports whether a name says that people chose the value. What is random, derived
// or written in the program is not.
func (c *checker) chosen(o *flow.Origin) bool {
	if o.Spelled == cryptoapi.Decoded {
		return false // what a tool generated and people copy
	}
	switch o.Kind {
	case cryptoapi.Unknown, cryptoapi.Environment, cryptoapi.File, cryptoapi.Network:
		return c.isPassword(o.Name) || slices.ContainsFunc(c.named, func(h held) bool {
			return !c.graph.Exclusive(h.sink, c.at) && h.origins.Any(func(named *flow.Origin) bool {
				return o.Kind == named.Kind && o.Pos.IsValid() && o.Pos == named.Pos && o.Path == named.Path
			})
		})
	}
	return false
}

// isPassword reports whether a name surely says that a value is a password.
func (c *checker) isPassword(name string) bool {
	said := c.graph.ReadName(name)
	return said.What == "password" && said.Sure
}

// report reports a key once, where it is used.
func (c *checker) report(sink *flow.Sink, o *flow.Origin, what string, f rule.Finding, how string) {
	if c.told[sink.Pos()] {
		return
	}
	c.told[sink.Pos()] = true
	f.Message = fmt.Sprintf(f.Message, sink.Subject(), how)
	f.Pos, f.End, f.Steps, f.Prescribable = sink.Pos(), sink.End(), flow.Path(o, what), true
	c.Report(f)
}
