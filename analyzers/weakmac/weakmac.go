// Package weakmac finds MACs that are easier to forge than they have to be: cut tags, empty
// and short keys, one-time keys that are used again, checksums in the place of a MAC.
package weakmac

import (
	"fmt"

	"github.com/cryptolint/cryptolint/internal/rule"
	"github.com/cryptolint/cryptolint/passes/cryptoapi"
	"github.com/cryptolint/cryptolint/passes/flow"
)

// Meta describes the rule.
var Meta = rule.Meta{
	ID: "CL104", Name: "weakmac", Title: "truncated MAC, MAC with a weak key, or a checksum instead of a MAC",
	Severity: rule.High, CWE: 347,
	Patterns: []string{"M01", "M04", "M06", "M07", "H08"},
	Instead:  []string{sign, verify, generate},
	Since:    "0.1.0",
}

const (
	sign     = "safeapi/mac.Keyring.Sign"
	verify   = "safeapi/mac.Keyring.Verify"
	generate = "safeapi/mac.GenerateKey"
)

// Analyzer is the rule.
var Analyzer = rule.New(Meta, run, flow.Analyzer)

const (
	leastTag = 10 // bytes: RFC 2104, section 5, asks for 80 bits and for half of the hash
	leastKey = 14 // bytes: NIST SP 800-131A Rev. 2, section 10, asks for 112 bits
)

type checker struct {
	*rule.Pass
	graph *flow.Graph
}

func run(pass *rule.Pass) error {
	c := &checker{pass, flow.Of(pass.Pass)}
	for _, sink := range c.graph.Sinks(cryptoapi.AsCompared, cryptoapi.AsComparedConstantTime, cryptoapi.AsTag) {
		c.compared(sink)
	}
	for _, sink := range c.graph.NamedBy(flow.SuggestsMAC) {
		c.tag(sink, sign, "send all of the tag, or 16 bytes of it")
	}
	for _, sink := range c.graph.Sinks(cryptoapi.AsMACKey) {
		c.key(sink)
	}
	for _, sink := range c.graph.Sinks(cryptoapi.AsHashConstructor) {
		c.hash(sink)
	}
	return nil
}

// compared reports what is verified: a cut tag, a checksum, the last block of CBC.
func (c *checker) compared(sink *flow.Sink) {
	if c.tag(sink, verify, "compare all of the tag with hmac.Equal") {
		return
	}
	other := c.graph.Other(sink)
	if len(other) == 0 || other.Only(cryptoapi.Constant, cryptoapi.Zero) {
		return // the result of a self-test is written in the program
	}
	for _, alternative := range c.graph.Whole(sink) {
		if o := alternative[0]; len(alternative) == 1 && o.Kind == cryptoapi.Ciphertext && o.Detail == "CBC" && !o.Of.Only(cryptoapi.Constant, cryptoapi.Zero) {
			c.report(sink, o, rule.Finding{
				Case: "cbc-mac", Severity: rule.Medium, Confidence: rule.Unsure, Instead: verify,
				Message: "the output of CBC encryption is compared as if it were a MAC",
				Why:     "an attacker can combine two messages and their tags into a third message with a valid tag, unless all messages have the same length",
				Advice:  "compute the tag with hmac.New",
			})
			return
		}
	}
}

// tag reports what is verified or sent as a tag and is a cut one, or a checksum.
func (c *checker) tag(sink *flow.Sink, instead, advice string) bool {
	for _, alternative := range c.graph.Whole(sink) {
		if len(alternative) != 1 {
			continue
		}
		switch o := alternative[0]; {
		case o.Kind == cryptoapi.MACTag && o.Bytes != 0:
			c.report(sink, o, cut(o, rule.Finding{Instead: instead, Advice: advice}))
			return true
		case o.Kind == cryptoapi.Checksum:
			if key := c.secretIn(o.Of); key != "" {
				c.report(sink, o, checksum(o, key, instead))
				return true
			}
		}
	}
	return false
}

// cut completes the finding for a tag of which only a part is left.
func cut(o *flow.Origin, f rule.Finding) rule.Finding {
	f.Case, f.Confidence, f.Severity = "cut", rule.Certain, rule.Low
	f.Message = fmt.Sprintf("only %d bytes of the MAC are used", o.Bytes)
	f.Why = "a shorter tag is easier to forge, and saves only a few bytes"
	switch {
	case o.Bytes < 5:
		f.Severity = rule.High
		f.Why = "an attacker who can try enough messages can get a forged one accepted"
	case o.Bytes < leastTag:
		f.Severity = rule.Medium
		f.Why = "an attacker who can try many messages can get a forged one accepted"
	}
	return f
}

// checksum is the finding for a checksum of a secret and a message.
func checksum(o *flow.Origin, key, instead string) rule.Finding {
	return rule.Finding{
		Case: "checksum", Confidence: rule.Likely, Instead: instead,
		Message: fmt.Sprintf("the %s checksum of %q and a message is used as a MAC", o.Detail, key),
		Why:     "an attacker who changes the message can compute how the checksum changes, without the secret",
		Advice:  "compute a MAC with hmac.New and sha256.New",
	}
}

// secretIn returns what the code calls the secret that was hashed together with something
// else, or "".
func (c *checker) secretIn(of flow.Alternative) string {
	secret, others := "", false
	for _, o := range of {
		switch name := c.graph.ReadName(o.Name); {
		case secret == "" && (name.What == "key" || name.What == "token" && name.Sure):
			secret = o.Name
		case o.Kind != cryptoapi.Constant && o.Kind != cryptoapi.Zero:
			others = true
		}
	}
	if !others {
		return ""
	}
	return secret
}

// key reports a key that is empty or short, and one of Poly1305 that is used more than once.
func (c *checker) key(sink *flow.Sink) {
	for _, alternative := range c.graph.Origins(sink) {
		if len(alternative) != 1 {
			continue
		}
		o := alternative[0]
		switch {
		case sink.Of("golang.org/x/crypto/poly1305"):
			if kept(o) {
				c.report(sink, o, rule.Finding{
					Case: "one-time", Confidence: rule.Likely, Instead: sign,
					Message: fmt.Sprintf("the key of %s is reused, but Poly1305 needs a new one for each message", sink.Subject()),
					Why:     "an attacker who has two messages and their tags can compute the key and forge any message",
					Advice:  "use chacha20poly1305.New, which derives a key for each message, or hmac.New",
				})
			}
			return
		case !sink.Is("crypto/hmac.New"):
		case c.empty(sink, o):
			c.report(sink, o, rule.Finding{
				Case: "empty", Confidence: rule.Likely, Instead: generate,
				Message: "the key of " + sink.Subject() + " is empty",
				Why:     "without a key, anyone can compute the tag",
				Advice:  "use a key of 32 bytes from crypto/rand, or sha256.Sum256 if no key is meant",
			})
			return
		case o.Kind == cryptoapi.SecureRandom && o.Bytes > 0 && o.Bytes < leastKey:
			c.report(sink, o, rule.Finding{
				Case: "short", Severity: rule.Medium, Confidence: rule.Certain, Instead: generate,
				Message: fmt.Sprintf("the key of %s has only %d random bytes", sink.Subject(), o.Bytes),
				Why:     "an attacker who has one message and its tag can try all keys offline",
				Advice:  "use a key of 32 bytes from crypto/rand",
			})
			return
		}
	}
}

// empty reports whether the key of a call is nothing, whatever the program is passed and
// configured with. That a setting may be missing makes no key empty.
func (c *checker) empty(sink *flow.Sink, o *flow.Origin) bool {
	if sink.Call == nil || sink.Through() {
		return false
	}
	text, isText := flow.Text(o)
	return (o.Nil() || isText && text == "") && len(c.graph.Whole(sink)) == 1
}

// kept reports whether a value is there for more than one message.
func kept(o *flow.Origin) bool {
	switch o.Kind {
	case cryptoapi.Constant, cryptoapi.Environment, cryptoapi.File:
		return true
	}
	return false
}

// hash reports HMAC with a broken hash. No attack on HMAC itself is known with MD5 or SHA-1:
// it is the rest of the program that should not depend on them any more.
func (c *checker) hash(sink *flow.Sink) {
	if !sink.Is("crypto/hmac.New") {
		return
	}
	for _, o := range c.graph.Hash(sink).Origins() {
		f := rule.Finding{
			Case: "hash", Severity: rule.Low, Confidence: rule.Certain, Instead: sign,
			Message: fmt.Sprintf("%s uses %s", sink.Subject(), o.Detail),
			Why:     "no forgery is known, but no standard allows " + o.Detail + " for new data, and attacks on it only get better",
			Advice:  "use hmac.New with sha256.New",
		}
		switch o.Detail {
		case "MD4", "MD5", "RIPEMD-160":
			if c.offered(sink) {
				f.Profile = "strict"
			}
		case "SHA-1":
			f.Profile = "strict"
		default:
			continue
		}
		c.report(sink, o, f)
		return
	}
}

// offered reports whether the key is only what callers pass: a library that has many hashes
// leaves the choice to them.
func (c *checker) offered(sink *flow.Sink) bool {
	key := c.graph.Beside(sink, cryptoapi.AsMACKey)
	return key != nil && !c.graph.Whole(key).Any(func(a flow.Alternative) bool {
		return len(a) != 1 || !a[0].Open() || a[0].Path != ""
	})
}

func (c *checker) report(sink *flow.Sink, o *flow.Origin, f rule.Finding) {
	f.Pos, f.End, f.Cause, f.Prescribable = sink.Pos(), sink.End(), sink.CauseOf(o), true
	f.Steps = flow.Path(o, "it is created here")
	c.Report(f)
}
