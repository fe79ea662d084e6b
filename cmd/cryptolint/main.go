// Command cryptolint finds cryptographic misuse in Go programs.
//
// Run by a person, it is a linter: "cryptolint help" tells how to use it. Run
// by the go command, it is the tool of go vet and go fix:
//
//	go vet -vettool=$(which cryptolint) ./...
//	go fix -fixtool=$(which cryptolint) ./...
package main

import (
	"io/fs"
	"os"

	"github.com/cryptolint/cryptolint/analyzers"
	"github.com/cryptolint/cryptolint/cmd/cryptolint/internal/cli"
	"github.com/cryptolint/cryptolint/cmd/cryptolint/internal/unit"
	docs "github.com/cryptolint/cryptolint/docs/rules"
)

func main() {
	run(analyzers.Rules(), docs.Pages)
}

// run finds out who knocked, and exits.
func run(rules []analyzers.Rule, pages fs.FS) {
	args := os.Args[1:]
	if unit.Asked(args) {
		unit.Main(args, rules)
	}
	os.Exit(cli.Main(args, rules, pages))
}
