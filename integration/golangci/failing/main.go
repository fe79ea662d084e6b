// Command failing is golangci-lint with a cryptolint that fails on request: on
// packages that declare panicInRule one of its rules panics, and on those that
// declare panicInFacts the pass that makes its facts.
package main

import (
	"fmt"
	"os"

	"github.com/golangci/golangci-lint/v2/pkg/commands"
	"github.com/golangci/golangci-lint/v2/pkg/exitcodes"
	"golang.org/x/tools/go/analysis"

	"github.com/cryptolint/cryptolint/analyzers/ecb"
	_ "github.com/cryptolint/cryptolint/golangci-plugin"
	"github.com/cryptolint/cryptolint/internal/rule"
	"github.com/cryptolint/cryptolint/passes/flow"
)

func main() {
	panicOn("panicInRule", ecb.Analyzer)
	panicOn("panicInFacts", flow.Analyzer)
	if err := commands.Execute(commands.BuildInfo{}); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(exitcodes.Failure)
	}
}

func panicOn(declared string, a *analysis.Analyzer) {
	run := a.Run
	a.Run = rule.Guard(a.Name, func(pass *analysis.Pass) (any, error) {
		if pass.Pkg.Scope().Lookup(declared) != nil {
			panic("out of order")
		}
		return run(pass)
	})
}
