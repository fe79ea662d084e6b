package golangciplugin

import (
	"crypto/sha256"
	"fmt"
	"go/token"
	"path/filepath"
	"runtime/debug"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/cryptolint/cryptolint/analyzers"
	"github.com/cryptolint/cryptolint/internal/config"
	"github.com/cryptolint/cryptolint/internal/rule"
)

func analyzersOf(rules []analyzers.Rule) []*analysis.Analyzer {
	var all []*analysis.Analyzer
	for _, r := range rules {
		all = append(all, r.Analyzer)
	}
	return all
}

// build returns the analyzers that golangci-lint runs. The rules must be copies
// of their own: what they require is changed to fit the cache of golangci-lint.
func build(rules []*analysis.Analyzer, id string) []*analysis.Analyzer {
	fitCache(rules, id, make(map[*analysis.Analyzer]bool))
	return []*analysis.Analyzer{
		{
			Name:     name,
			Doc:      "finds cryptographic misuse",
			URL:      "https://github.com/cryptolint/cryptolint",
			Requires: rules,
			Run:      func(pass *analysis.Pass) (any, error) { report(pass, rules); return nil, nil },
		},
		{
			// golangci-lint files findings under the names of the analyzers, and
			// knows nothing of .cryptolint.yaml or of the version of cryptolint.
			Name: name + "_" + id,
			Doc:  "stands for the configuration of cryptolint\n\nThis pass reports nothing.",
			Run:  func(*analysis.Pass) (any, error) { return nil, nil },
		},
	}
}

// report reports what the rules have found. A rule that failed has no result;
// golangci-lint tells of that by itself.
func report(pass *analysis.Pass, rules []*analysis.Analyzer) {
	for _, r := range rules {
		result, ok := pass.ResultOf[r].(*rule.Result)
		if !ok {
			continue
		}
		for _, d := range result.Diagnostics {
			d.Message += source(pass.Fset, d)
			d.Related = nil // golangci-lint would make an issue of each step
			pass.Report(d)
		}
	}
}

// source says where the value comes from, if that is not the line of the finding.
// It is all that is left of the path.
func source(fset *token.FileSet, d analysis.Diagnostic) string {
	if len(d.Related) < 2 { // the first is the mark
		return ""
	}
	step := d.Related[1]
	at, finding := fset.Position(step.Pos), fset.Position(d.Pos)
	switch {
	case at.Filename != finding.Filename || at.Line != finding.Line:
		return fmt.Sprintf(" (%s at %s:%d)", step.Message, filepath.Base(at.Filename), at.Line)
	case step.Pos == d.Pos && strings.Contains(step.Message, ".go:"): // a step in another package names its place
		return fmt.Sprintf(" (%s)", step.Message)
	}
	return ""
}

// fitCache changes the analyzers that have facts, which golangci-lint keeps in
// its cache under the name of the analyzer. The name gets the ID of the
// configuration. And where such an analyzer fails it panics, because golangci-lint
// takes a package on which it returned an error for one without facts, the next
// time; it recovers from the panic, and says so.
func fitCache(all []*analysis.Analyzer, id string, done map[*analysis.Analyzer]bool) {
	for _, a := range all {
		if done[a] {
			continue
		}
		done[a] = true
		fitCache(a.Requires, id, done)
		if len(a.FactTypes) == 0 {
			continue
		}
		a.Name += "_" + id
		run := a.Run
		a.Run = func(pass *analysis.Pass) (any, error) {
			result, err := run(pass)
			if err != nil {
				panic(err)
			}
			return result, nil
		}
	}
}

// cacheID is another one for each configuration, and for each version of
// cryptolint.
func cacheID(c *config.Config, info *debug.BuildInfo) (string, error) {
	digest, err := c.Digest()
	if err != nil {
		return "", err
	}
	h := sha256.New()
	fmt.Fprintf(h, "settings %x\nroot %q\n", digest, c.Root)
	if info != nil {
		for _, m := range info.Deps {
			if m.Path == "github.com/cryptolint/cryptolint" {
				fmt.Fprintf(h, "version %q %q\n", m.Version, m.Sum)
			}
		}
	}
	return fmt.Sprintf("%x", h.Sum(nil)[:8]), nil
}
