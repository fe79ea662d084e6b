// Package unauthenticated finds encryption without authentication: modes that do not notice
// changes, without a MAC anywhere near, and messages in parts whose order is not authenticated.
package unauthenticated

import (
	"cmp"
	"go/ast"
	"go/token"
	"slices"

	"github.com/cryptolint/cryptolint/internal/rule"
	"github.com/cryptolint/cryptolint/passes/cryptoapi"
	"github.com/cryptolint/cryptolint/passes/flow"
	"github.com/cryptolint/cryptolint/passes/flow/encryption"
	"github.com/cryptolint/cryptolint/passes/flow/sequence"
	"github.com/cryptolint/cryptolint/passes/flow/unchecked"
	"github.com/cryptolint/cryptolint/passes/handmade"
	"github.com/cryptolint/cryptolint/passes/mention"
	"github.com/cryptolint/cryptolint/passes/module"
)

// Meta describes the rule.
var Meta = rule.Meta{
	ID: "CL203", Name: "unauthenticated", Title: "encryption without authentication",
	Severity: rule.High, CWE: 353,
	Patterns: []string{"C04", "C05", "C06", "A06"},
	Instead:  []string{encrypt, decrypt, stream},
	Since:    "0.1.0",
	Lint:     []string{"SA1019"},
}

const (
	encrypt = "safeapi/aead.Keyring.Encrypt"
	decrypt = "safeapi/aead.Keyring.Decrypt"
	stream  = "safeapi/aead.Keyring.EncryptStream"
)

// Analyzer is the rule.
var Analyzer = rule.New(Meta, run, flow.Analyzer, handmade.Analyzer, mention.Analyzer, module.Analyzer)

func run(pass *rule.Pass) error {
	c := &checker{Pass: pass, graph: flow.Of(pass.Pass)}
	sinks := c.sinks()
	// With a MAC or a signature, a ciphertext may be authenticated somewhere, and a cipher of
	// its own may be a part of what does that.
	if len(sinks) > 0 && !mention.Of(pass.Pass).Speaks(flow.SuggestsAuthentication) && len(handmade.Of(pass.Pass).Types) == 0 {
		c.later = encryption.ForLater(c.graph)
		c.messages(sinks)
	}
	c.chunks()
	c.deprecated()
	return nil
}

type checker struct {
	*rule.Pass
	graph *flow.Graph

	later []token.Pos // modes through which a message goes later
}

// sinks returns where one of the modes is used.
func (c *checker) sinks() []*flow.Sink {
	return slices.DeleteFunc(c.graph.Sinks(cryptoapi.AsNonce, cryptoapi.AsStreamNonce, cryptoapi.AsOpenNonce), func(s *flow.Sink) bool { return modeOf(s) == nil })
}

// messages reports what encrypts messages. What a package decrypts that encrypts nothing in
// the same way was encrypted elsewhere, often long ago.
func (c *checker) messages(sinks []*flow.Sink) {
	first := make(map[string]token.Pos) // what encrypts in a mode
	paddings := unchecked.New(c.graph)
	var opened []rule.Finding
	tracker := sequence.New(c.graph)
	for _, sink := range sinks {
		m := modeOf(sink)
		if !c.builds(sink) || !c.message(sink) || tracker.KeepsLastBlock(sink) {
			continue
		}
		f := found[m.decrypts || opens(sink)].Naming(sink.Subject(), m.name, m.sealing, m.why, m.advice).At(sink)
		f.Case, f.Confidence = m.name, c.confidence(sink)
		if at := paddings.PaddingCheck(sink, "crypto/cipher.BlockMode.CryptBlocks"); at.IsValid() {
			f = padding.Naming(sink.Subject()).At(sink).Along([]rule.Step{{Pos: at, Text: "the padding is checked here"}})
			f.Confidence = c.confidence(sink)
		}
		if f.Instead == decrypt {
			opened = append(opened, f)
			continue
		}
		first[m.name] = cmp.Or(first[m.name], f.Pos)
		f.Cause = first[m.name]
		c.Report(f)
	}
	for _, f := range opened {
		if f.Case == "padding" || !first[f.Case].IsValid() {
			c.Report(f)
		}
	}
}

// message reports whether what goes through a mode is a message, and no name says otherwise.
func (c *checker) message(sink *flow.Sink) bool {
	if slices.ContainsFunc(append(c.NamesAround(sink.Pos()), c.Pkg.Name()), flow.SuggestsKeystream) {
		return false
	}
	return encryption.Message(c.graph, sink) || slices.ContainsFunc(c.later, func(made token.Pos) bool { return sink.Pos() <= made && made < sink.End() })
}

func modeOf(sink *flow.Sink) *mode {
	if i := slices.IndexFunc(modes, func(m mode) bool { return sink.Is(m.symbol) }); i >= 0 {
		return &modes[i]
	}
	return nil
}

// opens reports whether the name of the function says that it decrypts with a keystream.
func opens(sink *flow.Sink) bool {
	name := sink.Func().Name()
	return flow.SuggestsOpening(name) && !flow.SuggestsPlaintext(name)
}

// builds reports whether the function of a sink decides what a message looks like: it is the
// one that calls the API, and where that is exported and gets its nonce from its callers,
// those of other packages.
func (c *checker) builds(sink *flow.Sink) bool {
	if sink.Through() {
		return sink.Beyond(c.Pkg) && len(c.graph.Origins(sink)) > 0 && !mention.Offers(sink.CalleePackage(), flow.SuggestsAuthentication)
	}
	passed := !c.graph.Whole(sink).Any(func(way flow.Alternative) bool {
		return !way.Any(func(o *flow.Origin) bool { return o.Open() && o.Path == "" })
	})
	return !passed || !ast.IsExported(sink.Func().Name())
}

// confidence is low where callers of other packages may authenticate what they get.
func (c *checker) confidence(sink *flow.Sink) rule.Confidence {
	if c.Pkg.Name() != "main" && ast.IsExported(sink.Func().Name()) {
		return rule.Unsure
	}
	return rule.Likely
}

// deprecated reports the names of modes that Go has deprecated, whatever is done with them.
func (c *checker) deprecated() {
	if module.Of(c.Pass.Pass).Before("go1.24") {
		return
	}
	for _, m := range modes {
		if !m.deprecated {
			continue
		}
		for _, symbol := range mention.Of(c.Pass.Pass).Named(m.symbol) {
			c.ReportInFile(outdated.Naming(symbol.Object.Name()).At(symbol.Node))
		}
	}
}
