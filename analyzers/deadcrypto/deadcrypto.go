// Package deadcrypto finds cryptography that its authors gave up: packages that nobody
// maintains, and functions, methods and fields that are deprecated.
package deadcrypto

import (
	"go/token"
	"strings"

	"github.com/cryptolint/cryptolint/internal/rule"
	"github.com/cryptolint/cryptolint/passes/mention"
	"github.com/cryptolint/cryptolint/passes/module"
)

// Meta describes the rule.
var Meta = rule.Meta{
	ID: "CL905", Name: "deadcrypto", Title: "cryptography that is deprecated or no longer maintained",
	Severity: rule.Medium, CWE: 477,
	Patterns: []string{"J09", "P01", "D01"},
	Since:    "0.1.0",
	Lint:     []string{"SA1019"},
}

// Analyzer is the rule.
var Analyzer = rule.New(Meta, run, mention.Analyzer, module.Analyzer)

func run(pass *rule.Pass) error {
	c := &checker{pass, make(map[place]bool)}
	facts := module.Of(pass.Pass)
	for _, i := range mention.Of(pass.Pass).Imports {
		own := facts.Path != "" && strings.HasPrefix(i.Path+"/", facts.Path+"/")
		if p := packageOf(i.Path); p != nil && !own && !mention.OnlyConstants(pass.Pass, i) && c.first(i.Spec.Pos(), p.path) {
			c.Report(rule.Finding{
				Pos: i.Spec.Pos(), End: i.Spec.End(), Severity: p.severity, Confidence: rule.Certain, Case: "package", Prescribable: true,
				Message: i.Path + " " + p.state, Why: p.why, Advice: p.advice,
			})
		}
	}
	for _, symbol := range mention.Of(pass.Pass).Symbols {
		s, known := symbols[symbol.Name]
		if !known || s.since != "" && facts.Before("go"+s.since) || !c.first(symbol.Node.Pos(), symbol.Name) {
			continue
		}
		f := rule.Finding{
			Pos: symbol.Node.Pos(), End: symbol.Node.End(), Severity: rule.Low, Confidence: rule.Certain, Case: "symbol",
			Message: symbol.Short() + since(s), Why: s.why, Advice: s.advice,
		}
		if s.weight == useless {
			f.Profile = "strict"
		}
		c.Report(f)
	}
	return nil
}

type checker struct {
	*rule.Pass
	told map[place]bool
}

// place is where something is told once: a name in a file.
type place struct {
	file *token.File
	name string
}

// first reports whether a name is met in its file for the first time.
func (c *checker) first(pos token.Pos, name string) bool {
	at := place{c.Fset.File(pos), name}
	if c.told[at] {
		return false
	}
	c.told[at] = true
	return true
}

func since(s symbol) string {
	if s.since == "" {
		return " is deprecated"
	}
	return " was deprecated in Go " + s.since
}
