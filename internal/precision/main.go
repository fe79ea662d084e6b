// Precision measures how often cryptolint is right on code that it was not made
// for: modules from the Go module proxy, of which people have read every finding.
//
// Usage:
//
//	go run ./internal/precision run -title TITLE -o FILE [-again FILE] [module@version ...]
//	go run ./internal/precision page
//
// The first runs a built cryptolint with its default profile over modules and
// writes down what it found. It needs the network, and minutes for each module. The
// second makes docs/precision.md of all such files and of the verdicts.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"path/filepath"
	"slices"
	"time"

	"github.com/cryptolint/cryptolint/internal/atomicfile"
)

// Where the results are kept, as seen from the root of the repository.
const (
	folder       = "docs/precision"
	verdictsFile = folder + "/verdicts.tsv"
	missesFile   = folder + "/misses.tsv"
	pageFile     = "docs/precision.md"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := command(ctx, os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "precision:", err)
		os.Exit(1)
	}
}

func command(ctx context.Context, arguments []string) error {
	if len(arguments) == 0 {
		return errors.New("name what to do: run or page")
	}
	switch arguments[0] {
	case "run":
		return run(ctx, arguments[1:])
	case "page":
		return page(".")
	}
	return fmt.Errorf("unknown command %q: it is run or page", arguments[0])
}

// run analyses modules and writes the findings into a file.
func run(ctx context.Context, arguments []string) error {
	flags := flag.NewFlagSet("run", flag.ContinueOnError)
	title := flags.String("title", "", "`heading` of the run on the page")
	to := flags.String("o", "", "the `file` to write, in "+folder)
	again := flags.String("again", "", "analyse the modules of the run in this `file` too")
	binary := flags.String("cryptolint", "cryptolint", "the `program` to measure")
	work := flags.String("work", "", "keep sources and reports in this `directory`; reports that are there are not made again")
	limit := flags.Duration("limit", 10*time.Minute, "the longest `time` for one module")
	if err := flags.Parse(arguments); err != nil {
		return err
	}
	if *to == "" || *title == "" {
		return errors.New("run needs -o and -title")
	}
	modules, err := wanted(*again, flags.Args())
	if err != nil {
		return err
	}
	if *work == "" {
		if *work, err = os.MkdirTemp("", "precision-"); err != nil {
			return fmt.Errorf("cannot make a temporary directory: %w", err)
		}
		defer os.RemoveAll(*work)
	}
	if *binary, err = program(*binary); err != nil {
		return err
	}
	m := measurer{binary: *binary, work: *work, limit: *limit}
	result := measurement{Title: *title}
	for _, wanted := range modules {
		fmt.Fprintln(os.Stderr, wanted)
		measured, err := m.module(ctx, wanted)
		if err != nil {
			return fmt.Errorf("%s: %w", wanted, err)
		}
		result.Modules = append(result.Modules, measured)
	}
	return atomicfile.Write(*to, result.format())
}

// wanted returns the modules of an earlier run, and those that are named.
func wanted(again string, named []string) ([]module, error) {
	var modules []module
	if again != "" {
		earlier, err := readMeasurement(again)
		if err != nil {
			return nil, err
		}
		for _, m := range earlier.Modules {
			modules = append(modules, m.module)
		}
	}
	for _, name := range named {
		m, err := parseModule(name)
		if err != nil {
			return nil, err
		}
		modules = append(modules, m)
	}
	if len(modules) == 0 {
		return nil, errors.New("name modules, as in example.com/module@v1.2.3, or a run with -again")
	}
	slices.SortFunc(modules, module.compare)
	return slices.Compact(modules), nil
}

// page writes the page below the root of the repository. It fails if a finding
// has no verdict, after the page is written.
func page(root string) error {
	text, unread, err := makePage(root)
	if err != nil {
		return err
	}
	if err := atomicfile.Write(filepath.Join(root, pageFile), text); err != nil {
		return err
	}
	for _, f := range unread {
		fmt.Printf("%s\t%s\t%s\t%s\t%s\t%s\n", f.module.Path, f.module.Version, f.Rule, f.Place, f.Severity, f.Confidence)
	}
	if len(unread) > 0 {
		return fmt.Errorf("%d findings have no verdict in %s: read each in its source and add a row", len(unread), verdictsFile)
	}
	return nil
}
