// Package fips finds what Go's FIPS 140-3 mode refuses: algorithms that are not
// approved, parameters that are too short, packages outside the validated module,
// and ways out of the mode. It reports in the profile fips alone, because all of
// that is sound elsewhere.
package fips

import (
	"fmt"
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"
	"slices"
	"strconv"
	"strings"

	"github.com/cryptolint/cryptolint/internal/config"
	"github.com/cryptolint/cryptolint/internal/rule"
	"github.com/cryptolint/cryptolint/passes/cryptoapi"
	"github.com/cryptolint/cryptolint/passes/flow"
	"github.com/cryptolint/cryptolint/passes/mention"
)

// Meta describes the rule.
var Meta = rule.Meta{
	ID: "CL908", Name: "fips", Title: "refused by Go's FIPS 140-3 mode (profile fips)",
	Severity: rule.Medium, CWE: 327,
	Patterns: []string{"F01", "F02", "F03", "F04"},
	Instead:  []string{encrypt, sign},
	Since:    "0.1.0",
	Profile:  "fips",
	Options: []config.Option{{
		Name: bitsOption, Usage: "least size of an RSA key, in bits",
		Least: minRSABits, Initial: []string{strconv.Itoa(minRSABits)},
	}},
}

const (
	bitsOption = "rsa-bits"

	encrypt = "safeapi/aead.Keyring.Encrypt"
	sign    = "safeapi/sign.PrivateKey.Sign"
)

// Analyzer is the rule.
var Analyzer = rule.New(Meta, run, flow.Analyzer, mention.Analyzer)

// The least sizes of the mode: SP 800-131A Rev. 2 asks for 112 bits of security,
// SP 800-132 for salts of 128 bits, FIPS 186-5 for RSA moduli of 2048 bits.
const (
	minKeyBytes  = 112 / 8
	minSaltBytes = 128 / 8
	minRSABits   = 2048
)

func run(pass *rule.Pass) error {
	c := &checker{pass}
	c.imports()
	c.uses()
	graph := flow.Of(pass.Pass)
	for _, sink := range graph.Sinks(cryptoapi.AsMACKey, cryptoapi.AsKDFSecret) {
		c.length(graph, sink, "key", minKeyBytes)
	}
	for _, sink := range graph.Sinks(cryptoapi.AsSalt) {
		if sink.Of("crypto/pbkdf2", "golang.org/x/crypto/pbkdf2") {
			c.length(graph, sink, "salt", minSaltBytes)
		}
	}
	for _, sink := range graph.Sinks(cryptoapi.AsBits) {
		if sink.Of("crypto/rsa") {
			c.bits(graph, sink)
		}
	}
	return nil
}

type checker struct{ *rule.Pass }

func (c *checker) report(pos, end token.Pos, severity rule.Severity, message, instead string) {
	f := rule.Finding{Pos: pos, End: end, Severity: severity, Confidence: rule.Certain, Message: message}
	switch {
	case slices.Contains(Meta.Instead, instead):
		f.Instead = instead
	case instead != "":
		f.Advice = "use " + instead
	}
	c.Report(f)
}

// imports reports packages of algorithms outside the module.
func (c *checker) imports() {
	for _, i := range mention.Of(c.Pass.Pass).Imports {
		if slices.ContainsFunc(outside, func(pattern string) bool { return matches(pattern, i.Path) }) {
			c.report(i.Spec.Pos(), i.Spec.End(), rule.Low, i.Path+" is not part of Go's FIPS 140-3 module, so none of its cryptography is validated", "")
		}
	}
}

func matches(pattern, path string) bool {
	below, all := strings.CutSuffix(pattern, "/...")
	return path == below || all && strings.HasPrefix(path, below+"/")
}

// uses reports functions that the mode refuses, and programs that leave the mode, or set
// it when it is too late.
func (c *checker) uses() {
	for _, symbol := range mention.Of(c.Pass.Pass).Symbols {
		function, ok := symbol.Object.(*types.Func)
		if !ok || function.Signature().Recv() != nil {
			continue
		}
		c.refused(symbol, function)
		switch symbol.Name {
		case "crypto/fips140.WithoutEnforcement":
			c.report(symbol.Node.Pos(), end(symbol), 0, "fips140.WithoutEnforcement runs the function that it is given outside FIPS 140-3 mode", "")
		case "os.Setenv":
			if symbol.Call != nil && c.text(symbol.Call.Args[0]) == "GODEBUG" && strings.Contains(c.text(symbol.Call.Args[1]), "fips140=") {
				c.report(symbol.Node.Pos(), end(symbol), 0, "the fips140 setting is read when the program starts, so setting it here has no effect", "the godebug block of go.mod")
			}
		}
	}
}

// end is where the call of a symbol ends, or the name where it is a value.
func end(symbol mention.Symbol) token.Pos {
	if symbol.Call != nil {
		return symbol.Call.End()
	}
	return symbol.Node.End()
}

func (c *checker) refused(symbol mention.Symbol, function *types.Func) {
	for _, f := range functions {
		if f.path == function.Pkg().Path() && (f.names == nil || slices.Contains(f.names, function.Name())) {
			message := fmt.Sprintf("%s.%s fails in FIPS 140-3 mode: %s", function.Pkg().Name(), function.Name(), f.why)
			c.report(symbol.Node.Pos(), symbol.Node.End(), 0, message, f.instead)
		}
	}
}

// text returns the value of a constant string, or "".
func (c *checker) text(expr ast.Expr) string {
	value := c.TypesInfo.Types[expr].Value
	if value == nil || value.Kind() != constant.String {
		return ""
	}
	return constant.StringVal(value)
}

// length reports a constant that is shorter than the mode allows.
func (c *checker) length(graph *flow.Graph, sink *flow.Sink, what string, least int) {
	for _, alternative := range graph.Origins(sink) {
		if len(alternative) != 1 {
			continue
		}
		text, ok := flow.Text(alternative[0])
		missing := text == "" && len(graph.Whole(sink)) > 1 // nothing is configured, in one case
		if ok && len(text) < least && !missing {
			c.report(sink.Pos(), sink.End(), 0, fmt.Sprintf("the %s of %s has %d bytes, but FIPS 140-3 mode requires at least %d", what, sink.API, len(text), least), "")
			return
		}
	}
}

// asks names what requires a size: a larger one than the mode's is the configuration's.
func asks(least int64) string {
	if least > minRSABits {
		return "the configuration requires"
	}
	return "FIPS 140-3 mode requires"
}

// bits reports the size of an RSA key.
func (c *checker) bits(graph *flow.Graph, sink *flow.Sink) {
	least := int64(c.Number(bitsOption))
	for _, o := range graph.Origins(sink).Origins() {
		if o.Const == nil || o.Const.Kind() != constant.Int {
			continue
		}
		if bits, exact := constant.Int64Val(o.Const); exact && (bits < least || bits%2 != 0) {
			c.report(sink.Pos(), sink.End(), 0, fmt.Sprintf("%s generates a %d-bit key, but %s an even size of at least %d bits", sink.API, bits, asks(least), least), "")
			return
		}
	}
}
