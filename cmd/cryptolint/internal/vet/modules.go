package vet

import (
	"context"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/cryptolint/cryptolint/cmd/cryptolint/internal/unit"
)

// ModulesBelow returns the root directories of all modules at and below a
// directory, in the order of their names, nested ones too. It looks where the go
// command would: not into vendor, testdata and directories that begin with a dot or
// an underscore, and it follows no links.
func ModulesBelow(ctx context.Context, dir string) ([]string, error) {
	var roots []string
	err := filepath.WalkDir(dir, func(path string, entry fs.DirEntry, err error) error {
		switch {
		case ctx.Err() != nil:
			return ctx.Err()
		case err != nil:
			return err
		case entry.IsDir() && path != dir && skipped(entry.Name()):
			return fs.SkipDir
		case entry.Name() == "go.mod" && entry.Type().IsRegular():
			roots = append(roots, filepath.Dir(path))
		}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("cannot look for modules: %w", err)
	}
	slices.Sort(roots)
	return roots, nil
}

// Workspace returns the root directories of the modules of the workspace that the
// go command uses in o.Dir, in the order of go.work. There are none without one.
func Workspace(ctx context.Context, o Options) ([]string, error) {
	out, result, err := o.goOutput(ctx, "env", "GOWORK")
	if err != nil {
		return nil, err
	}
	file := strings.TrimSpace(out)
	if result.failed || !isFile(file) {
		return nil, nil
	}
	return unit.Used(file)
}

// isFile reports whether what the go command says of GOWORK is the name of a file.
func isFile(gowork string) bool { return gowork != "" && gowork != "off" }

// mainModules returns the root directories of the main modules. Without modules there are none.
func (e environment) mainModules() ([]string, error) {
	switch {
	case isFile(e.gowork):
		return unit.Used(e.gowork)
	case e.gomod != "" && e.gomod != os.DevNull:
		return []string{filepath.Dir(e.gomod)}, nil
	}
	return nil, nil
}
