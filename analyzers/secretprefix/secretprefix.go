// Package secretprefix finds plain hashes of a key and a message that stand in the place of
// a MAC.
package secretprefix

import (
	"fmt"
	"go/token"

	"github.com/cryptolint/cryptolint/internal/rule"
	"github.com/cryptolint/cryptolint/passes/cryptoapi"
	"github.com/cryptolint/cryptolint/passes/flow"
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
		if digest, key := c.keyed(c.graph.Whole(sink), nil); digest != nil {
			c.report(sink, digest, rule.Finding{
				Case: "made", Severity: rule.Medium, Confidence: rule.Likely, Instead: sign,
				Message: fmt.Sprintf("%s is the %s digest of %s and a message", sink.API, digest.Detail, key),
				Advice:  "compute it with hmac.New",
			})
		}
	}
	return nil
}

// compared reports a digest that is compared with what somebody gives.
func (c *checker) compared(sink *flow.Sink) {
	for _, pair := range c.graph.Comparisons(sink) {
		digest, key := c.keyed(pair.Mine.Value, pair.Theirs.Value)
		if digest != nil && (givenMAC(pair.Theirs) || carried(digest.Of, pair.Theirs.Value) != nil) {
			c.report(sink, digest, rule.Finding{
				Case: "verified", Confidence: rule.Likely, Instead: verify,
				Message: fmt.Sprintf("the %s digest of %s and a message is compared as if it were a MAC", digest.Detail, key),
				Advice:  "compute it with hmac.New, and compare with hmac.Equal",
			})
			return
		}
	}
}

// keyed returns the plain digest of a key and a message that a value is, and what the code
// calls the key. It is nil for the digest of a password: CL601 tells of those. A message that
// carries the digest that is given, and is a part of it, shows that a token is a key.
func (c *checker) keyed(v, given flow.Value) (digest *flow.Origin, key string) {
	for _, alternative := range v {
		made := alternative.Part(cryptoapi.Digest)
		if made == nil || len(alternative) > 1 || !extensible[made.Detail] {
			continue
		}
		key, message := "", false
		proof := carried(made.Of, given)
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
	switch o.Kind {
	case cryptoapi.Network, cryptoapi.SecureRandom, cryptoapi.PublicKey, cryptoapi.UUID:
		return false
	}
	return name.What == "key" || name.What == "token" && name.Sure
}

// keptToken reports whether a part of what is hashed is a token that the program keeps, and
// not a part of the message.
func keptToken(o *flow.Origin, name flow.SecretName, message *flow.Origin) bool {
	return name.What == "token" && o.Param != message.Param &&
		(o.Stored() || o.Went(flow.Stored))
}

// carried returns the part of a message that a value is, where a digest is computed from
// another part of the same message, or nil: the message proves something by the digest.
func carried(of flow.Alternative, given flow.Value) *flow.Origin {
	for _, part := range given.Origins() {
		if part.Open() && part.Path != "" && of.Any(func(o *flow.Origin) bool {
			return o.Open() && o.Param == part.Param && o.Path != "" && o.Path != part.Path
		}) {
			return part
		}
	}
	return nil
}

// says reports whether a part of what is hashed can be a message: what somebody passes, a
// peer sends, or a store keeps.
func says(o *flow.Origin) bool {
	switch o.Kind {
	case cryptoapi.Constant, cryptoapi.Zero, cryptoapi.SecureRandom, cryptoapi.UUID:
		return false
	}
	return true
}

// givenMAC reports whether one side of a comparison is a MAC that somebody gives, and not a
// digest that the program made or keeps: of an API key, a program keeps the digest.
func givenMAC(side flow.Side) bool {
	made := side.Value.Has(cryptoapi.Digest, cryptoapi.MACTag)
	return !made && (side.Chooser() == flow.Peer || side.CalledMAC())
}

func (c *checker) report(sink *flow.Sink, digest *flow.Origin, f rule.Finding) {
	f.Pos, f.End = sink.Pos(), sink.End()
	at := sink.CauseOf(digest)
	if c.told[at] {
		return
	}
	c.told[at] = true
	f.Why = "an attacker who has seen one digest can append to the message and compute the next digest without the key"
	if cryptoapi.IsBroken(digest.Detail) { // nobody chooses it today: a protocol that somebody else wrote asks for it
		f.Severity, f.Confidence = rule.Medium, rule.Unsure
		if f.Case == "made" {
			f.Severity = rule.Low
		}
		f.Advice = "move both ends to hmac.New with sha256.New, if the protocol is yours"
	}
	f.Steps = flow.Path(digest, "the digest is computed here")
	f.Prescribable = true
	c.Report(f)
}
