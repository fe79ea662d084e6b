// Replays runs cryptolint on vulnerabilities that were found in published Go modules: on
// the last version before the fix, where it has to report the defect, and on a version
// after the fix, where it has to be silent about it. From that it writes docs/replays.md.
//
// replays.tsv lists them. A person writes each row after reading the code:
//
//	id        the CVE, GHSA or GO number, or a name if there is no advisory
//	before    module@version with the vulnerability
//	package   its directory in the module
//	file      where the finding is expected, relative to the package
//	rule      the ID of the rule
//	function  the declaration around the finding, as the JSON report calls it, "-" for none, or a line
//	says      a part of the message, where the rule reports other things there, too; else empty
//	profile   "default", or "strict" or "pq" where the rule needs one
//	after     module@version with the fix, "unfixed", or "unserved" where the fixed version cannot be downloaded
//	requires  modules@versions, separated by spaces, that a module without go.mod needs
//	what      one sentence on what went wrong
//	note      why it is missed, or why it is reported after the fix; empty where neither is so
//
// results.tsv is what the last run found.
//
// Usage: go run ./internal/replays [-only-page] [-command cryptolint] [id ...]
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
	limit := flag.Duration("limit", 10*time.Minute, "how long one version may take")
	dir := flag.String("dir", filepath.Join("internal", "replays"), "the `directory` with the tables")
	page := flag.String("page", filepath.Join("docs", "replays.md"), "the `file` to write")
	only := flag.Bool("only-page", false, "write the page from the tables, and run nothing")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	r := &runner{command: *command, limit: *limit, log: os.Stderr}
	if err := run(ctx, *dir, *page, *only, r, flag.Args()); err != nil {
		fmt.Fprintln(os.Stderr, "replays:", err)
		os.Exit(1)
	}
}

// run updates the results in dir, if it is not only the page that is wanted, and writes
// the page. A version that cannot be analysed keeps the result of the last run.
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
