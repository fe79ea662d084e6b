package vet

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/cryptolint/cryptolint/cmd/cryptolint/internal/finding"
)

// bringHome corrects the names of files in what came from the cache. With
// -trimpath the go command takes the same answer for a package wherever it lies,
// and the answer holds the names of files as they were where it was found out: in
// another checkout, or on another machine. Without -trimpath it never does.
func (o Options) bringHome(ctx context.Context, findings []finding.Finding) error {
	var packages []string
	for _, f := range findings {
		if path := tested(f.Package); !slices.Contains(packages, path) {
			packages = append(packages, path)
		}
	}
	if len(packages) == 0 {
		return nil
	}
	dirs, err := o.dirsOf(ctx, packages)
	if err != nil {
		return err
	}
	for i := range findings {
		if dir, ok := dirs[tested(findings[i].Package)]; ok {
			moveTo(&findings[i], dir)
		}
	}
	return nil
}

// tested returns the package that the tests in a package of their own lie beside.
func tested(path string) string { return strings.TrimSuffix(path, "_test") }

// dirsOf returns the directories of packages by import path. Of a package that
// is a list of files it knows none; go vet keeps nothing of such for others.
func (o Options) dirsOf(ctx context.Context, packages []string) (map[string]string, error) {
	args := append([]string{"list", "-e", "-find", "-f", "{{.ImportPath}}\t{{.Dir}}"}, o.buildFlags()...)
	out, result, err := o.goOutput(ctx, slices.Concat(args, []string{"--"}, packages)...)
	if err != nil {
		return nil, err
	}
	if result.failed {
		return nil, fmt.Errorf("the go command cannot tell where the packages with findings are: %s", oneLine(result.stderr))
	}
	dirs := make(map[string]string)
	for line := range strings.Lines(out) {
		path, dir, _ := strings.Cut(strings.TrimRight(line, "\r\n"), "\t")
		if dir != "" {
			dirs[path] = dir
		}
	}
	return dirs, nil
}

// moveTo says of a finding, whose package lies in dir, that its files do. Files
// of other directories, to which line directives may point, stay.
func moveTo(f *finding.Finding, dir string) {
	from := filepath.Dir(f.Pos.File)
	if from == dir {
		return
	}
	move := func(file *string) {
		moved := filepath.Join(dir, filepath.Base(*file))
		if _, err := os.Stat(moved); err == nil && filepath.Dir(*file) == from {
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
