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

import (
	"context"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"path/filepath"
	"time"
)

func main() {
	command := flag.String("command", "cryptolint", "the `path` of the cryptolint that runs")
	limit := flag.Duration("limit", 10*time.Minute, "how long one module may take")
	dir := flag.String("dir", filepath.Join("internal", "precision"), "the `directory` with the tables")
	page := flag.String("page", filepath.Join("docs", "precision.md"), "the `file` to write")
	only := flag.Bool("only-page", false, "write the page from the tables, and run nothing")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := run(ctx, *dir, *page, *only, &runner{command: *command, limit: *limit, log: os.Stderr}, flag.Args()); err != nil {
		fmt.Fprintln(os.Stderr, "precision:", err)
		os.Exit(1)
	}
}

// run updates the tables in dir, if it is not only the page that is wanted, and writes
// the page. A module that cannot be analysed keeps what the tables have of it.
func run(ctx context.Context, dir, page string, only bool, r *runner, named []string) error {
	t, err := readTables(dir)
	if err != nil {
		return err
	}
	if !only {
		if err := r.all(ctx, t, named); err != nil {
			return err
		}
		if err := t.write(dir); err != nil {
			return err
		}
	}
	text, err := t.page()
	if err != nil {
		return err
	}
	return os.WriteFile(page, []byte(text), 0o644)
}
