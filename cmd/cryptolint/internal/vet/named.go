package vet

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"golang.org/x/mod/module"

	"github.com/cryptolint/cryptolint/cmd/cryptolint/internal/finding"
)

// pick leaves in the report the findings of the packages that the patterns name.
// Units tell their findings also where they are dependencies, see package unit.
// What lies in a file that has gone meanwhile stays: the package may not be found
// any more for the same reason.
//
// With trimmed, which says that -trimpath is in force, it also corrects the names
// of files: then the go command takes the same answer for a package wherever it
// lies, and the answer holds the names as they were where it was found out, in
// another checkout or on another machine.
func (o Options) pick(ctx context.Context, report *finding.Report, trimmed bool) error {
	if len(report.Findings)+len(report.Suppressed) == 0 {
		return nil
	}
	places, err := o.places(ctx)
	if err != nil {
		return err
	}
	for _, findings := range []*[]finding.Finding{&report.Findings, &report.Suppressed} {
		*findings = slices.DeleteFunc(*findings, func(f finding.Finding) bool {
			_, named := places[tested(f.Package)]
			return !named && (trimmed || exists(f.Pos.File))
		})
		for i, f := range *findings {
			at := places[tested(f.Package)]
			(*findings)[i].Module = at.module
			if trimmed && at.dir != "" {
				moveTo(&(*findings)[i], at.dir)
			}
		}
	}
	return nil
}

// packagePlace is where a package lies.
type packagePlace struct {
	dir    string
	module string // path of the module, without its major version; empty: none
}

// places returns where the packages that the patterns name lie, by import path.
func (o Options) places(ctx context.Context) (map[string]packagePlace, error) {
	out, err := o.find(ctx, "{{.ImportPath}}\t{{.Dir}}\t{{with .Module}}{{.Path}}{{end}}")
	if err != nil {
		return nil, err
	}
	places := make(map[string]packagePlace)
	for line := range strings.Lines(out) {
		path, rest, _ := strings.Cut(strings.TrimRight(line, "\r\n"), "\t")
		dir, name, _ := strings.Cut(rest, "\t")
		if prefix, _, ok := module.SplitPathVersion(name); ok {
			name = prefix
		}
		places[path] = packagePlace{dir, name}
	}
	return places, nil
}

// find asks go list about the packages that the patterns name, without loading
// what they import. It returns a line for each.
func (o Options) find(ctx context.Context, format string) (string, error) {
	args := append([]string{"list", "-e", "-find", "-f", format}, o.buildFlags()...)
	out, result, err := o.goOutput(ctx, slices.Concat(args, []string{"--"}, o.Patterns)...)
	if err == nil && result.failed && out == "" {
		err = fmt.Errorf("the go command cannot list %s: %s", strings.Join(o.Patterns, " "), oneLine(result.stderr))
	}
	return out, err
}

// tested returns the package that the tests in a package of their own lie beside.
func tested(path string) string { return strings.TrimSuffix(path, "_test") }

// moveTo says of a finding, whose package lies in dir, that its files do. Files
// of other directories, to which line directives may point, stay.
func moveTo(f *finding.Finding, dir string) {
	from := filepath.Dir(f.Pos.File)
	if from == dir {
		return
	}
	move := func(file *string) {
		moved := filepath.Join(dir, filepath.Base(*file))
		if exists(moved) && filepath.Dir(*file) == from {
			*file = moved
		}
	}
	move(&f.Pos.File)
	move(&f.End.File)
	for i := range f.Steps {
		move(&f.Steps[i].Pos.File)
	}
	for i := range f.Fixes {
		for j := range f.Fixes[i].Edits {
			move(&f.Fixes[i].Edits[j].File)
		}
	}
}

func exists(file string) bool {
	_, err := os.Stat(file)
	return err == nil
}

// namesOthers tells whether the patterns name packages that do not belong to the
// main module or the workspace, such as a dependency by its import path.
func (o Options) namesOthers(ctx context.Context) (bool, error) {
	if !slices.ContainsFunc(o.Patterns, mayNameOthers) {
		return false, nil
	}
	out, err := o.find(ctx, "{{with .Module}}{{.Main}}{{end}}")
	if err != nil {
		return false, err
	}
	for line := range strings.Lines(out) {
		if strings.TrimSpace(line) != "true" {
			return true, nil
		}
	}
	return false, nil
}

// mayNameOthers tells whether a pattern is neither a directory nor a file.
func mayNameOthers(pattern string) bool {
	return !strings.HasPrefix(pattern, ".") && !filepath.IsAbs(pattern) && !strings.HasSuffix(pattern, ".go") && pattern != "work"
}
