// Package secretmemory finds attempts to erase secrets from memory that erase something
// else, and secrets that cannot be erased.
package secretmemory

import (
	"go/ast"
	"strings"

	"github.com/cryptolint/cryptolint/internal/rule"
	"github.com/cryptolint/cryptolint/passes/cryptoapi"
	"github.com/cryptolint/cryptolint/passes/erasure"
	"github.com/cryptolint/cryptolint/passes/flow"
	"github.com/cryptolint/cryptolint/passes/mention"
	"github.com/cryptolint/cryptolint/passes/module"
)

// Meta describes the rule.
var Meta = rule.Meta{
	ID: "CL610", Name: "secretmemory", Title: "secret that is not erased from memory as intended",
	Severity: rule.Low, CWE: 244,
	Patterns: []string{"V03", "V04", "V05"},
	Instead:  []string{wipe, bytes},
	Since:    "0.1.0",
	Lint:     []string{"SA1019"},
}

const (
	wipe  = "safeapi/secret.Wipe"
	bytes = "safeapi/secret.Bytes"
)

// Analyzer is the rule.
var Analyzer = rule.New(Meta, run, flow.Analyzer, mention.Analyzer, module.Analyzer)

func run(pass *rule.Pass) error {
	graph := flow.Of(pass.Pass)
	c := &checker{pass, graph, erasure.New(pass.Pass, graph.Erases), make(map[string]bool)}
	for _, file := range pass.Files {
		ast.Inspect(file, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.FuncDecl:
				c.function(n)
			case *ast.CallExpr:
				c.converted(n)
			}
			return true
		})
	}
	c.do()
	c.texts()
	for _, reset := range mention.Of(pass.Pass).Named("crypto/rc4.Cipher.Reset") {
		c.Report(rc4Reset.At(reset.Node))
	}
	return nil
}

type checker struct {
	*rule.Pass
	graph   *flow.Graph
	erasure *erasure.Finder
	told    map[string]bool // fields and variables
}

// secrets are the roles of what should not stay in memory.
var secrets = []cryptoapi.Role{
	cryptoapi.AsKey, cryptoapi.AsMACKey, cryptoapi.AsSigningKey, cryptoapi.AsDecryptionKey, cryptoapi.AsPassword, cryptoapi.AsKDFSecret, cryptoapi.AsTokenKey,
}

// texts reports keys and passwords that fields and variables keep as strings: each once.
func (c *checker) texts() {
	for _, sink := range c.graph.Sinks(secrets...) {
		name := c.graph.KeptText(sink)
		if name == "" || c.told[name] || !c.is(sink, name) {
			continue
		}
		c.told[name] = true
		c.Report(textKept.Naming(sink.Role, sink.Subject(), name).At(sink))
	}
}

// is reports whether the value of a sink is what the field or variable holds, and is not only
// chosen by it. Of what another function makes a key, only the name tells.
func (c *checker) is(sink *flow.Sink, name string) bool {
	if sink.Through() && !c.graph.Suggests(name[strings.LastIndex(name, ".")+1:]) {
		return false
	}
	return c.graph.Whole(sink).Any(func(way flow.Alternative) bool {
		return len(way) == 1 && !way[0].Index && strings.HasSuffix(name, "."+way[0].Name)
	})
}
