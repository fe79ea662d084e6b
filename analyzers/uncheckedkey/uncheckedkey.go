// Package uncheckedkey finds keys and certificates that are used although reading them may
// have failed, and lengths that nobody looks at before a function panics.
package uncheckedkey

import (
	"fmt"

	"golang.org/x/tools/go/analysis"

	"github.com/cryptolint/cryptolint/internal/rule"
	"github.com/cryptolint/cryptolint/passes/cryptoapi"
	"github.com/cryptolint/cryptolint/passes/flow"
	"github.com/cryptolint/cryptolint/passes/flow/unchecked"
	"github.com/cryptolint/cryptolint/passes/module"
)

// Meta describes the rule.
var Meta = rule.Meta{
	ID: "CL609", Name: "uncheckedkey", Title: "key that may not have been read, or length that is not checked",
	Severity: rule.Medium, CWE: 252,
	Patterns: []string{"G10", "Y10", "Z01", "Z02", "Z03"},
	Instead:  []string{readKey, decode, decrypt},
	Since:    "0.1.0",
	Gosec:    []string{"G104"},
}

const (
	readKey = "safeapi/keyfile.ReadKey"
	decode  = "safeapi/pemkey.Decode"
	decrypt = "safeapi/aead.Keyring.Decrypt"
)

// Analyzer is the rule.
var Analyzer = rule.New(Meta, run, flow.Analyzer, module.Analyzer)

type checker struct {
	*rule.Pass
	graph     *flow.Graph
	unchecked *unchecked.Finder
}

func run(pass *rule.Pass) error {
	graph := flow.Of(pass.Pass)
	c := &checker{pass, graph, unchecked.New(graph)}
	for _, sink := range graph.Sinks(roles...) {
		if !sink.Is(sized...) {
			c.decoded(sink)
		}
	}
	for _, call := range c.unchecked.ErrorsDropped() {
		if found, ok := droppedBy(call); ok {
			c.report(call.Node, found, call.Argument(0), call.Name)
		}
	}
	for _, read := range c.unchecked.ReadUnlessNil("encoding/pem.Decode") {
		if unchecked.Given(read.From, true) { // or else the program wrote it
			c.report(read, withoutPEM, read.From)
		}
	}
	c.lengths()
	c.paddings()
	c.random(module.Of(pass.Pass))
	return nil
}

// report reports what is wrong with code once. From is where the value comes from that it uses.
func (c *checker) report(at analysis.Range, found defect, from flow.Value, names ...any) {
	if at == nil {
		return
	}
	f := found.finding
	if from.Has(cryptoapi.Network) && found.fromPeer != "" {
		f.Severity, f.Why = rule.Medium, found.fromPeer
	}
	f.Pos, f.End, f.Message = at.Pos(), at.End(), fmt.Sprintf(f.Message, names...)
	c.ReportFirst(f)
}

// decoded reports a key that was decoded from a text without a look at the error.
func (c *checker) decoded(sink *flow.Sink) {
	for _, way := range c.graph.Passed(sink) {
		for _, o := range way {
			if o.Spelled != cryptoapi.Unchecked || way.Only(cryptoapi.Constant, cryptoapi.Zero) {
				continue
			}
			node, name := c.unchecked.DecodedAt(o)
			found := malformed
			if node == nil {
				node, found = sink.Node(), malformedElsewhere
			}
			found.finding.Steps = flow.Path(o, "the text of the key")
			c.report(node, found, nil, name, sink.Role, sink.API)
			return
		}
	}
}

// droppedBy returns what is wrong where the error of a call is dropped, and the key, the
// certificate or the cipher that it makes is used. It is not ok where the length of a key is
// known, or that of what makes it, for what TLS has parsed before, for what the package of
// the key has just written, and for what is written in the program.
func droppedBy(call *unchecked.Call) (found defect, ok bool) {
	from := call.Argument(0)
	cipher, seeded := call.Is(ciphers...), call.Is(seeded...)
	switch {
	case (cipher || seeded) && (!unchecked.Outside(from, call.Exported) || call.LengthCompared(0)),
		call.Described && !unchecked.Given(from, call.Exported), !call.Described && (call.Rereads() || call.ReadsConstant()):
		return found, false
	case cipher:
		return noCipher, true
	case call.Described && call.Is(readers...):
		return noCertificate, true
	}
	return noKey, !call.Described || call.Key
}

// lengths reports values of a length that nobody has looked at, where another length makes a
// function panic.
func (c *checker) lengths() {
	for _, sink := range c.graph.Sinks(cryptoapi.AsOpenNonce) {
		if from, ok := c.unchecked.CutUnchecked(sink); ok && !unchecked.Made(from) {
			c.report(sink.Node(), cut, from, sink.Subject())
		}
	}
	for _, fixed := range fixed {
		for _, call := range c.unchecked.CallsOf(fixed.symbol) {
			made := fixed.maker == "" || call.On(fixed.maker)
			if made && call.Argument(fixed.argument).Has(cryptoapi.Network) && !call.LengthCompared(fixed.argument) {
				c.report(call.Node, otherLength, nil, fixed.what, call.Name)
			}
		}
	}
}

// paddings reports paddings that are cut off as long as the last byte of a plaintext says. In
// a package with MACs, nobody else may have chosen that byte.
func (c *checker) paddings() {
	for _, p := range c.unchecked.Paddings("crypto/cipher.BlockMode.CryptBlocks", "crypto/cipher.NewCBCDecrypter") {
		if len(c.graph.Sinks(cryptoapi.AsMACKey)) == 0 && !unchecked.Made(p.From) {
			c.report(p.Node, padding, p.From)
		}
	}
}

// random reports, in the profile strict, random bytes that may be missing: a reader whose
// count or error is ignored, and an error of crypto/rand that is dropped in modules for
// releases of Go in which there can be one.
func (c *checker) random(facts *module.Facts) {
	fails := facts.Before("go1.24")
	for _, read := range reads {
		for _, call := range c.unchecked.CallsOf(read.symbol) {
			library, other := fails, false
			if read.reader != none {
				from := call.Argument(read.reader)
				library, other = fails && from.Only(cryptoapi.SecureRandom), unchecked.Replaceable(from)
			}
			switch found := readerError; {
			case call.Ignored(0) && read.mayBeShort && other:
				c.report(call.Node, shortRead, nil, call.Name)
			case call.Ignored(0) && call.Ignored(1) && (library || other):
				if other {
					found.finding.Why, found.finding.Advice = missingBytes, "return the error"
				}
				c.report(call.Node, found, nil, call.Name)
			case library && call.ReturnsQuietly(read.memory):
				c.report(call.Node, quietReturn, nil, call.Name)
			}
		}
	}
}
