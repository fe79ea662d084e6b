// Package golangciplugin is cryptolint as a module plugin of golangci-lint v2.
// A blank import of it in a golangci-lint of one's own, which "golangci-lint
// custom" writes, makes the linter "cryptolint" known there. docs/golangci.md
// tells how to set it up.
package golangciplugin

import (
	"fmt"
	"os"
	"runtime/debug"

	"github.com/golangci/plugin-module-register/register"
	"golang.org/x/tools/go/analysis"

	"github.com/cryptolint/cryptolint/analyzers"
	"github.com/cryptolint/cryptolint/internal/rule"
)

func init() { register.Plugin(name, New) }

// name is the name of the linter, and of the analyzer that it shows: golangci-lint
// puts the name of an analyzer before its messages if it is another.
const name = "cryptolint"

// New makes the plugin from what the configuration of golangci-lint says below
// linters.settings.custom.cryptolint.settings: the keys of .cryptolint.yaml. If
// that is nothing, the file .cryptolint.yaml counts, searched upward from the
// working directory.
func New(settings any) (register.LinterPlugin, error) {
	info, _ := debug.ReadBuildInfo()
	if err := supported(info); err != nil {
		return nil, err
	}
	dir, err := os.Getwd()
	if err != nil {
		return nil, fmt.Errorf("cannot determine the working directory: %w", err)
	}
	rules := analyzers.Rules()
	c, err := configuration(settings, dir, rules)
	if err != nil {
		return nil, err
	}
	id, err := cacheID(c, info)
	return plugin(build(rule.Configure(analyzersOf(rules), c), id)), err
}

type plugin []*analysis.Analyzer

// GetLoadMode asks golangci-lint for types.
func (plugin) GetLoadMode() string { return register.LoadModeTypesInfo }

// BuildAnalyzers returns the analyzer that reports, and what goes with it.
func (p plugin) BuildAnalyzers() ([]*analysis.Analyzer, error) { return p, nil }
