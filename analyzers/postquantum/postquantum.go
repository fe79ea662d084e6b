// Package postquantum finds encryption and key exchange that an attacker can record today and
// decrypt when there are large quantum computers. It reports in the profile pq alone.
package postquantum

import (
	"fmt"
	"go/token"
	"slices"
	"strings"

	"github.com/cryptolint/cryptolint/internal/rule"
	"github.com/cryptolint/cryptolint/passes/cryptoapi"
	"github.com/cryptolint/cryptolint/passes/flow"
	"github.com/cryptolint/cryptolint/passes/flow/object"
	"github.com/cryptolint/cryptolint/passes/mention"
	"github.com/cryptolint/cryptolint/passes/module"
)

// Meta describes the rule.
var Meta = rule.Meta{
	ID: "CL909", Name: "postquantum", Title: "key exchange that quantum computers will break (profile pq)",
	Severity: rule.Low, CWE: 327,
	Patterns: []string{"E08"},
	Instead:  []string{encrypt},
	Since:    "0.1.0",
	Profile:  "pq",
}

const encrypt = "safeapi/hybrid.GenerateKey"

// Analyzer is the rule.
var Analyzer = rule.New(Meta, run, flow.Analyzer, mention.Analyzer, module.Analyzer)

func run(pass *rule.Pass) error {
	c := &checker{pass, flow.Of(pass.Pass), module.Of(pass.Pass), make(map[string]token.Pos)}
	for _, o := range object.New(c.graph).Of("crypto/tls.Config") {
		c.tls(o)
	}
	for _, sink := range c.graph.Sinks(cryptoapi.AsCipherSuites) {
		if sink.Is("golang.org/x/crypto/ssh.Config.KeyExchanges") {
			c.ssh(sink)
		}
	}
	mentions := mention.Of(pass.Pass)
	if mentions.Any(combining...) || slices.ContainsFunc(mentions.Imports, func(i mention.Import) bool { return slices.Contains(combined, i.Path) }) {
		return nil
	}
	basepoints := mentions.Named("golang.org/x/crypto/curve25519.Basepoint")
	for _, symbol := range mentions.Symbols {
		public := slices.ContainsFunc(basepoints, func(b mention.Symbol) bool {
			return symbol.Call != nil && symbol.Call.Pos() <= b.Node.Pos() && b.Node.End() <= symbol.Call.End()
		})
		if f, known := calls[symbol.Name]; known && symbol.Call != nil && !public { // otherwise no secret is agreed on
			c.call(symbol, f)
		}
	}
	return nil
}

type checker struct {
	*rule.Pass
	graph *flow.Graph
	facts *module.Facts
	first map[string]token.Pos // where the package first calls a function
}

// advise says which release of Go has what the advice asks for, where the module is written for
// an older one.
func (c *checker) advise(f rule.Finding) rule.Finding {
	if release := releases[f.Advice]; release != "" && c.facts.Before("go"+release) {
		f.Advice = fmt.Sprintf("set the go line of go.mod to %s, and %s", release, f.Advice)
	}
	return f
}

// tls reports a configuration without a hybrid group, or without TLS 1.3, which alone has
// them. Where it has several versions, a setting chooses.
func (c *checker) tls(o *object.Object) {
	if last := lacks(o.Elements("CurvePreferences"), isHybridGroup); last != nil {
		o.Report(c.Report, c.advise(groups), "CurvePreferences", last, "not a post-quantum group")
	}
	if version := o.Field("MaxVersion").One(); version != nil && flow.Holds(o.Field("MaxVersion"), versionTLS12) {
		o.Report(c.Report, c.advise(oldVersion), "MaxVersion", version, "TLS 1.2")
	}
}

// lacks returns the last element of a list, if all are known and none is what is wanted. Those
// that are zero are none: nothing is set, or it is memory of the list before that is filled.
func lacks(elements flow.Value, wanted func(flow.Alternative) (is, known bool)) (last *flow.Origin) {
	for _, way := range elements {
		if way.Only(cryptoapi.Zero) {
			continue
		}
		if is, known := wanted(way); is || !known {
			return nil
		}
		last = way[0]
	}
	return last
}

func isHybridGroup(way flow.Alternative) (is, known bool) {
	id, known := flow.OnlyInteger(way)
	return slices.Contains(hybridGroups, id), known
}

func isHybridExchange(way flow.Alternative) (is, known bool) {
	name, known := flow.OnlyText(way)
	return slices.Contains(hybridExchanges, name), known
}

// ssh reports a list of key exchanges without a hybrid one.
func (c *checker) ssh(sink *flow.Sink) {
	if last := lacks(c.graph.Elements(sink), isHybridExchange); last != nil {
		c.Report(c.advise(exchanges).At(sink).Along(flow.Path(last, "not a post-quantum key exchange")))
	}
}

// call reports a function that encrypts to, or agrees on a secret with, a key of RSA or of an
// elliptic curve.
func (c *checker) call(symbol mention.Symbol, f rule.Finding) {
	if !c.first[symbol.Name].IsValid() {
		c.first[symbol.Name] = symbol.Call.Pos()
	}
	f = c.advise(f).Naming(symbol.Object.Pkg().Name() + strings.TrimPrefix(symbol.Name, symbol.Object.Pkg().Path()))
	f.Cause = c.first[symbol.Name]
	c.Report(f.At(symbol.Call))
}
