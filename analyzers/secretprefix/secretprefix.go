// Package secretprefix finds plain hashes of a key and a message that stand in the place of
// a MAC.
package secretprefix

import (
	"fmt"
	"go/token"
	"slices"

	"github.com/cryptolint/cryptolint/internal/rule"
	"github.com/cryptolint/cryptolint/passes/cryptoapi"
	"github.com/cryptolint/cryptolint/passes/flow"
	"github.com/cryptolint/cryptolint/passes/flow/digest"
)

// Meta describes the rule.
var Meta = rule.Meta{
	ID: "CL105", Name: "secretprefix", Title: "hash of a key and a message instead of a MAC",
	Severity: rule.High, CWE: 327,
	Patterns: []string{"M02"},
	Instead:  []string{sign, verify},
	Since:    "0.1.0",
}

const (
	sign   = "safeapi/mac.Keyring.Sign"
	verify = "safeapi/mac.Keyring.Verify"
)

// Analyzer is the rule.
var Analyzer = rule.New(Meta, run, flow.Analyzer)

// extensible are the hashes of which a digest is all of the state (Merkle–Damgård, not
// truncated), so that anyone can go on from it. SHA-384, SHA-512/256, SHA-3 and BLAKE2
// are not among them.
var extensible = map[string]bool{"MD4": true, "MD5": true, "SHA-1": true, "RIPEMD-160": true, "SHA-256": true, "SHA-512": true}

type checker struct {
	*rule.Pass
	graph *flow.Graph
	told  map[token.Pos]bool // by where the digest is computed: it is replaced there
}

func run(pass *rule.Pass) error {
	c := &checker{pass, flow.Of(pass.Pass), make(map[token.Pos]bool)}
	for _, sink := range c.graph.Sinks(cryptoapi.AsCompared, cryptoapi.AsComparedConstantTime) {
		c.compared(sink)
	}
	for _, sink := range c.graph.NamedBy(flow.SuggestsMAC) {
		if made, key := c.keyed(c.graph.Whole(sink), nil); made != nil {
			c.report(sink, made, key, madeFindings)
		}
	}
	return nil
}

// compared reports a digest that is compared with what somebody gives.
func (c *checker) compared(sink *flow.Sink) {
	for _, pair := range c.graph.Comparisons(sink) {
		made, key := c.keyed(pair.Mine.Value, pair.Theirs.Value)
		if made != nil && (givenMAC(pair.Theirs) || digest.Carried(made.Of, pair.Theirs.Value) != nil) {
			c.report(sink, made, key, verifiedFindings)
			return
		}
	}
}

// keyed returns the plain digest of a key and a message that a value is, and what the code
// calls the key. It is nil for the digest of a password: CL601 tells of those. A message that
// carries the digest that is given, and is a part of it, shows that a token is a key.
func (c *checker) keyed(v, given flow.Value) (made *flow.Origin, key string) {
	for _, alternative := range v {
		made := alternative.Part(cryptoapi.Digest)
		if made == nil || len(alternative) > 1 || !extensible[made.Detail] {
			continue
		}
		key, message := "", false
		proof := digest.Carried(made.Of, given)
		for _, o := range made.Of {
			switch name := c.graph.ReadName(o.Name); {
			case name.What == "password" || o.Kind == cryptoapi.Digest:
				return nil, "" // a salted password; the second hash of two, which ends what can be extended
			case (secret(o, name) || proof != nil && keptToken(o, name, proof)) && key == "":
				key = fmt.Sprintf("%q", o.Name)
			case says(o) && !flow.SuggestsSalt(o.Name):
				message = true
			}
		}
		if key != "" && message {
			return made, key
		}
	}
	return nil, ""
}

// secret reports whether a part of what is hashed is a key of the program: it is called a
// secret, and neither a peer nor a generator of random bytes gave it.
func secret(o *flow.Origin, name flow.SecretName) bool {
	return !slices.Contains(fromOthers, o.Kind) && (name.What == "key" || name.What == "token" && name.Sure)
}

// keptToken reports whether a part of what is hashed is a token that the program keeps, and
// not a part of the message.
func keptToken(o *flow.Origin, name flow.SecretName, message *flow.Origin) bool {
	return name.What == "token" && o.Param != message.Param &&
		(o.Stored() || o.Went(flow.Stored))
}

// says reports whether a part of what is hashed can be a message: what somebody passes, a
// peer sends, or a store keeps.
func says(o *flow.Origin) bool { return !slices.Contains(silent, o.Kind) }

// givenMAC reports whether one side of a comparison is a MAC that somebody gives, and not a
// digest that the program made or keeps: of an API key, a program keeps the digest.
func givenMAC(side flow.Side) bool {
	made := side.Value.Has(cryptoapi.Digest, cryptoapi.MACTag)
	return !made && (side.Chooser() == flow.Peer || side.CalledMAC())
}

// report reports a digest once. Nobody chooses a broken hash today: a protocol that somebody else
// wrote asks for it.
func (c *checker) report(sink *flow.Sink, made *flow.Origin, key string, found map[bool]rule.Finding) {
	at := sink.CauseOf(made)
	if !c.told[at] {
		c.told[at] = true
		f := found[cryptoapi.IsBroken(made.Detail)].Naming(sink.API, made.Detail, key)
		c.Report(f.At(sink).Along(flow.Path(made, "the digest is computed here")))
	}
}
