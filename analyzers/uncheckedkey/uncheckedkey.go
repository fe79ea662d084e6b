// Package uncheckedkey finds keys and certificates that are used although reading them may
// have failed, and lengths that nobody looks at before a function panics.
package uncheckedkey

import (
	"fmt"
	"go/ast"
	"go/token"

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
	Patterns: []string{"Y10", "Z01", "Z02", "Z03"},
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
	blocks    map[token.Pos]bool // of PEM that are told
}

func run(pass *rule.Pass) error {
	graph := flow.Of(pass.Pass)
	c := &checker{pass, graph, unchecked.New(graph), make(map[token.Pos]bool)}
	for _, sink := range c.graph.Sinks(roles...) {
		if !sink.Is(sized...) {
			c.decoded(sink)
		}
	}
	for _, call := range c.unchecked.ErrorsDropped() {
		c.dropped(call)
	}
	for _, read := range c.unchecked.ReadUnlessNil("encoding/pem.Decode") {
		c.withoutPEM(read)
	}
	c.lengths()
	c.paddings()
	c.random(module.Of(pass.Pass))
	return nil
}

// roles are those of keys of any length.
var roles = []cryptoapi.Role{
	cryptoapi.AsMACKey, cryptoapi.AsTokenKey, cryptoapi.AsKDFSecret, cryptoapi.AsSecretKey, cryptoapi.AsKey,
}

// sized are the functions that refuse keys of a wrong length: they notice most keys of which
// only a part was read.
var sized = []string{
	"crypto/aes.NewCipher", "crypto/des.NewCipher", "crypto/des.NewTripleDESCipher", "golang.org/x/crypto/chacha20poly1305.New",
	"golang.org/x/crypto/chacha20poly1305.NewX", "golang.org/x/crypto/chacha20.NewUnauthenticatedCipher",
}

// decoded reports a key that was decoded from a text without a look at the error.
func (c *checker) decoded(sink *flow.Sink) {
	for _, way := range c.graph.Passed(sink) {
		for _, o := range way {
			if o.Spelled != cryptoapi.Unchecked || way.Only(cryptoapi.Constant, cryptoapi.Zero) {
				continue
			}
			f := rule.Finding{
				Case: "decoded", Confidence: rule.Likely, Instead: readKey,
				Why:    "a malformed key becomes a short or empty one, which an attacker can guess",
				Advice: "return the error, and check the length of the key",
				Steps:  flow.Path(o, "the text of the key"),
			}
			node, name := c.unchecked.DecodedAt(o)
			f.Message = fmt.Sprintf("the error of %s is dropped, and its result is the %s of %s", name, sink.Role, sink.API)
			if node == nil {
				node, f.Message = sink.Node(), fmt.Sprintf("%s drops the error of a decoder, and its result is the %s of %s", name, sink.Role, sink.API)
			}
			c.report(node, f)
			return
		}
	}
}

// report reports a finding once for each place.
func (c *checker) report(node ast.Node, f rule.Finding) {
	if node == nil {
		return
	}
	f.Pos, f.End = node.Pos(), node.End()
	c.ReportFirst(f)
}

// readers are functions that read certificates, requests and keys from data.
var readers = []string{
	"crypto/x509.ParseCertificate", "crypto/x509.ParseCertificates", "crypto/x509.ParseCertificateRequest",
	"crypto/tls.X509KeyPair", "crypto/tls.LoadX509KeyPair",
}

// ciphers are functions that refuse a key of a wrong length.
var ciphers = []string{"crypto/aes.NewCipher", "crypto/des.NewCipher", "crypto/des.NewTripleDESCipher", "golang.org/x/crypto/chacha20poly1305.New", "golang.org/x/crypto/chacha20poly1305.NewX"}

// seeded are functions that refuse nothing but a seed of a wrong length.
var seeded = []string{"crypto/mlkem.NewDecapsulationKey768", "crypto/mlkem.NewDecapsulationKey1024"}

// dropped reports a key, a certificate or a cipher that is used although the error of what
// makes it is dropped.
func (c *checker) dropped(call *unchecked.Call) {
	from := call.Argument(0)
	what, then := "key", "the program goes on without a key, and panics or refuses everyone"
	switch {
	case call.Is(ciphers...):
		if !outside(from, call.Exported) || call.LengthCompared(0) {
			return // its length is known, or that of what makes it
		}
		what, then = "cipher", "a key of a wrong length makes the program panic"
	case call.Is(seeded...) && (!outside(from, call.Exported) || call.LengthCompared(0)):
		return
	case !call.Described:
	case call.Is(readers...):
		what, then = "certificate", "the program goes on without a certificate, and panics or refuses everyone"
	case !call.Key:
		return
	}
	if call.Described && !given(from, call.Exported) {
		return // what is written in the program, or what TLS has parsed before
	}
	f := rule.Finding{
		Case: "dropped", Severity: rule.Low, Confidence: rule.Certain, Instead: decode,
		Message: fmt.Sprintf("the error of %s is dropped, and the %s that it returns is used", call.Name, what),
		Why:     then,
		Advice:  "return the error",
	}
	if fromPeer(from) {
		f.Severity, f.Why = rule.Medium, "an attacker who sends something else makes the program panic"
	}
	c.report(call.Node, f)
}

// outside reports whether a key is what somebody passes to an exported function or what is
// read, and not the output of a function that makes keys.
func outside(key flow.Value, exported bool) bool {
	return len(key) > 0 && key.Any(func(a flow.Alternative) bool {
		return len(a) == 1 && (a[0].Kind == cryptoapi.Environment || a[0].Kind == cryptoapi.File || a[0].Kind == cryptoapi.Network || exported && a[0].Open()) &&
			!a[0].Went(flow.Returned)
	})
}

// given reports whether a value is one that somebody gives the program: what is read, what is
// kept, or what callers of an exported function pass.
func given(v flow.Value, exported bool) bool {
	return v.Any(func(a flow.Alternative) bool {
		return a.Has(cryptoapi.Environment, cryptoapi.File, cryptoapi.Network) ||
			a.Any(func(o *flow.Origin) bool { return o.Open() && exported || o.Stored() })
	})
}

// fromPeer reports whether a peer can send a value.
func fromPeer(v flow.Value) bool {
	return v.Has(cryptoapi.Network)
}

// withoutPEM reports a block of PEM that is read although there may be none.
func (c *checker) withoutPEM(read unchecked.Read) {
	if !given(read.From, true) || c.blocks[read.Made] {
		return // the program wrote it
	}
	c.blocks[read.Made] = true
	f := rule.Finding{
		Pos: read.Pos, Case: "PEM", Severity: rule.Low, Confidence: rule.Certain, Instead: decode,
		Message: "the block of pem.Decode is used without checking that there is one",
		Why:     "text without PEM makes the program panic",
		Advice:  "return an error if the block is nil, and check its Type",
	}
	if fromPeer(read.From) {
		f.Severity, f.Why = rule.Medium, "an attacker who sends text without PEM makes the program panic"
	}
	c.Report(f)
}
