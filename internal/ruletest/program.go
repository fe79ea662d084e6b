package ruletest

import (
	"fmt"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/checker"
	"golang.org/x/tools/go/packages"

	"github.com/cryptolint/cryptolint/internal/config"
	"github.com/cryptolint/cryptolint/internal/rule"
)

// Rule is a rule to be tested.
type Rule struct {
	Meta     rule.Meta
	Analyzer *analysis.Analyzer
}

// Program is what the rules say of packages of testdata/src, and of the packages that
// these import.
type Program struct {
	rules    []Rule
	packages []*packages.Package             // those of modules, sorted by import path
	findings map[*packages.Package][]Finding // of all profiles, also those that a comment silences
	facts    map[string]any                  // by import path
	types    map[string]*types.Package       // of all packages, by import path
}

// Finding is what a rule reported, and where.
type Finding struct {
	rule.Mark
	Diagnostic analysis.Diagnostic
	Package    *packages.Package
}

// realModules are the modules whose findings and facts are compared.
var realModules = []string{"github.com/dromara/dongle", "github.com/go-jose/go-jose/v4", "golang.org/x/crypto"}

// Analyze loads packages of testdata/src and runs all rules on them once, and on the
// packages of the real modules that these import. It is how all tests of rules begin.
func Analyze(rules []Rule, patterns ...string) (*Program, error) {
	roots, err := Load(sources(), patterns...)
	if err != nil {
		return nil, err
	}
	p := &Program{rules: rules, types: make(map[string]*types.Package)}
	packages.Visit(roots, nil, func(pkg *packages.Package) {
		p.types[pkg.PkgPath] = pkg.Types
		if pkg.Module == nil {
			return
		}
		p.packages = append(p.packages, pkg)
		if slices.Contains(realModules, pkg.Module.Path) {
			own := *pkg.Module
			own.Version = "" // as if the rules ran in that module
			pkg.Module = &own
			roots = append(roots, pkg)
		}
	})
	slices.SortFunc(p.packages, func(a, b *packages.Package) int { return strings.Compare(a.PkgPath, b.PkgPath) })
	settings := config.Default()
	settings.Everything = true
	return p, p.run(roots, settings)
}

func (p *Program) run(roots []*packages.Package, settings *config.Config) error {
	var all []*analysis.Analyzer
	for _, r := range p.rules {
		all = append(all, r.Analyzer)
	}
	graph, err := checker.Analyze(rule.Configure(all, settings), roots, nil)
	if err != nil {
		return err
	}
	p.findings, p.facts = make(map[*packages.Package][]Finding), make(map[string]any)
	for action := range graph.All() {
		if action.Err != nil {
			return fmt.Errorf("%s: %w", action, action.Err)
		}
		for _, fact := range action.AllPackageFacts() {
			if fact.Package == action.Package.Types {
				p.facts[fact.Package.Path()] = fact.Fact
			}
		}
	}
	for _, action := range graph.Roots {
		for _, d := range action.Diagnostics {
			mark, ok := rule.ParseMark(d.Related[0].Message)
			if !ok {
				return fmt.Errorf("%s: the first entry beside a finding is no mark: %q", action, d.Related[0].Message)
			}
			p.findings[action.Package] = append(p.findings[action.Package], Finding{mark, d, action.Package})
		}
	}
	return nil
}
