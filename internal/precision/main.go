// Precision runs cryptolint on programs and libraries that nobody wrote for it, and keeps
// what a reader thinks of each finding. From that it writes docs/precision.md.
//
// modules.tsv lists the modules with their versions. verdicts.tsv has a line for each
// finding: a run adds those that are new, with "?" for the verdict, and takes out those
// that are gone. A person reads the code, and writes one of
//
//	real        somebody who knows the code would change it
//	prescribed  true, and a protocol or a format asks for it
//	arguable    true, and it does not matter much there
//	false       wrong
//
// and the reason. misses.tsv lists what a search through the same code found and
// cryptolint did not.
//
// Usage: go run ./internal/precision [-page] [-command cryptolint] [module ...]
package main

import "github.com/cryptolint/cryptolint/internal/survey"

func main() {
	survey.Main("precision", "module", func(dir string) (survey.Tables, error) { return readTables(dir) })
}
