package vet

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/cryptolint/cryptolint/cmd/cryptolint/internal/unit"
)

// Work tells how much of a run was work; the rest came from the build cache.
type Work struct {
	Packages     int // that the patterns name
	Analysed     int // of Packages, those that were analysed now, or whose tests were
	Dependencies int // packages that were analysed now only for what importers need to know
}

// logged runs a function with a log in the environment of the tool, and adds up what
// the tool has written to it.
func (o *Options) logged(ctx context.Context, patterns []string, run func() error) error {
	if o.Work == nil && o.Progress == nil {
		return run()
	}
	dir, err := os.MkdirTemp("", "cryptolint-log-")
	if err != nil {
		return fmt.Errorf("cannot create a temporary directory: %w", err)
	}
	defer os.RemoveAll(dir)
	o.log = filepath.Join(dir, "log")
	if err := os.WriteFile(o.log, nil, 0o600); err != nil {
		return fmt.Errorf("cannot create a temporary file: %w", err)
	}
	if o.Progress != nil {
		o.Progress.log.Store(&o.log)
		named, err := o.named(ctx, patterns)
		if err != nil {
			return err
		}
		o.Progress.packages.Add(int64(len(named)))
	}
	if err := run(); err != nil || o.Work == nil {
		return err
	}
	text, err := os.ReadFile(o.log)
	if err != nil {
		return fmt.Errorf("cannot read a temporary file: %w", err)
	}
	named, err := o.named(ctx, patterns)
	if err != nil {
		return err
	}
	o.Work.add(string(text), named)
	return nil
}

// named returns the import paths of the packages that the patterns name.
func (o Options) named(ctx context.Context, patterns []string) (map[string]bool, error) {
	args := append([]string{"list", "-e", "-find"}, o.buildFlags()...)
	out, _, err := o.goOutput(ctx, append(append(args, "--"), patterns...)...)
	if err != nil {
		return nil, err
	}
	named := make(map[string]bool)
	for path := range strings.FieldsSeq(out) {
		named[path] = true
	}
	return named, nil
}

// add reads the log. A package, the same with its tests, and the tests in a package
// of their own count as one.
func (w *Work) add(log string, named map[string]bool) {
	analysed, dependencies := make(map[string]bool), make(map[string]bool)
	for line := range strings.Lines(log) {
		kind, id, _ := strings.Cut(strings.TrimSpace(line), " ")
		path := packageOf(id)
		if tested := strings.TrimSuffix(path, "_test"); !named[path] && named[tested] {
			path = tested
		}
		switch {
		case kind == unit.LoggedPackage:
			analysed[path] = true
		case !named[path]:
			dependencies[path] = true
		}
	}
	w.Packages += len(named)
	w.Analysed += len(analysed)
	w.Dependencies += len(dependencies)
}
