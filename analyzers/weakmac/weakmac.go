// Package weakmac finds MACs that are easier to forge than they have to be: cut tags, empty
// and short keys, one-time keys that are used again, checksums in the place of a MAC.
package weakmac

import (
	"slices"

	"github.com/cryptolint/cryptolint/internal/rule"
	"github.com/cryptolint/cryptolint/passes/cryptoapi"
	"github.com/cryptolint/cryptolint/passes/flow"
	"github.com/cryptolint/cryptolint/passes/flow/digest"
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
	other := c.graph.Other(sink)
	if c.tag(sink, verify, "compare all of the tag with hmac.Equal") || len(other) == 0 || other.Only(cryptoapi.Constant, cryptoapi.Zero) {
		return // the result of a self-test is written in the program
	}
	for _, way := range c.graph.Whole(sink) {
		block := way.First(cryptoapi.Ciphertext, "CBC")
		if block != nil && len(way) == 1 && !block.Of.Only(cryptoapi.Constant, cryptoapi.Zero) && !c.masked(block) {
			c.report(sink, block, lastBlock)
			return
		}
	}
}

// masked reports whether a block of the cipher is mixed into what CBC encrypts, as CMAC does
// with the last block: who does not have the key cannot join messages.
func (c *checker) masked(block *flow.Origin) bool {
	return slices.ContainsFunc(c.graph.Sinks(cryptoapi.AsNonce), func(sink *flow.Sink) bool {
		return c.FunctionAround(sink.Pos()) == c.FunctionAround(block.Pos) && c.graph.Text(sink).Origins().First(cryptoapi.Ciphertext, "ECB") != nil
	})
}

// tag reports what is verified or sent as a tag and is a cut one, or a checksum.
func (c *checker) tag(sink *flow.Sink, instead, advice string) bool {
	for _, way := range c.graph.Whole(sink) {
		o := way.Part(cryptoapi.MACTag, cryptoapi.Checksum)
		if o == nil || len(way) > 1 {
			continue
		}
		f, key := checksum, digest.KeyWith(c.graph, o.Of)
		switch {
		case o.Kind == cryptoapi.MACTag && o.Bytes != 0:
			f = cuts[slices.IndexFunc(cuts, func(left cut) bool { return o.Bytes <= left.most })].finding
			f.Advice = advice
		case o.Kind == cryptoapi.MACTag || key == "":
			continue
		}
		f.Instead = instead
		c.report(sink, o, f.Naming(o.Bytes, o.Detail, key))
		return true
	}
	return false
}

// key reports a key that is empty or short, and one of Poly1305 that is used more than once.
func (c *checker) key(sink *flow.Sink) {
	for _, way := range c.graph.Origins(sink) {
		var f rule.Finding
		switch {
		case len(way) != 1:
			continue
		case sink.Of("golang.org/x/crypto/poly1305"):
			if !way.Has(cryptoapi.Constant, cryptoapi.Environment, cryptoapi.File) {
				return // it may be for one message
			}
			f = reused
		case !sink.Is("crypto/hmac.New"):
			continue
		case c.empty(sink, way[0]):
			f = empty
		case way.Has(cryptoapi.SecureRandom) && way[0].Bytes > 0 && way[0].Bytes < leastKey:
			f = short
		default:
			continue
		}
		c.report(sink, way[0], f.Naming(sink.Subject(), way[0].Bytes))
		return
	}
}

// empty reports whether the key of a call is nothing, whatever the program is passed and
// configured with. That a setting may be missing makes no key empty.
func (c *checker) empty(sink *flow.Sink, o *flow.Origin) bool {
	text, isText := flow.Text(o)
	return sink.Call != nil && !sink.Through() && (o.Nil() || isText && text == "") && c.graph.Whole(sink).One() != nil
}

// hash reports HMAC with a broken hash. No attack on HMAC itself is known with MD5 or SHA-1:
// it is the rest of the program that should not depend on them any more.
func (c *checker) hash(sink *flow.Sink) {
	o := c.graph.Hash(sink).Origins().First(cryptoapi.Hasher, "MD4", "MD5", "RIPEMD-160", "SHA-1")
	if o == nil || !sink.Is("crypto/hmac.New") {
		return
	}
	f := brokenHash.Naming(sink.Subject(), o.Detail)
	if o.Detail == "SHA-1" || c.graph.WholeBeside(sink, cryptoapi.AsMACKey).All(passed) {
		f.Profile = "strict" // a library that has many hashes leaves the choice to its callers, with the key
	}
	c.report(sink, o, f)
}

// passed reports whether a value is only what callers pass.
func passed(way flow.Alternative) bool { return len(way) == 1 && way[0].Open() && way[0].Path == "" }

func (c *checker) report(sink *flow.Sink, o *flow.Origin, f rule.Finding) {
	f.Cause, f.Prescribable = sink.CauseOf(o), true
	c.Report(f.At(sink).Along(flow.Path(o, "it is created here")))
}
