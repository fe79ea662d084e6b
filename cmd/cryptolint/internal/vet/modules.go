package vet

import (
	"context"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"golang.org/x/mod/modfile"
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
	if result.failed || file == "" || file == "off" {
		return nil, nil
	}
	return used(file)
}

// used returns the root directories of the modules that a go.work file names, in its order.
func used(file string) ([]string, error) {
	data, err := os.ReadFile(file)
	if err != nil {
		return nil, fmt.Errorf("cannot read the workspace: %w", err)
	}
	work, err := modfile.ParseWork(file, data, nil)
	if err != nil {
		return nil, fmt.Errorf("cannot read the workspace: %w", err)
	}
	var roots []string
	for _, use := range work.Use {
		root := filepath.FromSlash(use.Path)
		if !filepath.IsAbs(root) {
			root = filepath.Join(filepath.Dir(file), root)
		}
		roots = append(roots, filepath.Clean(root))
	}
	return roots, nil
}

// mainModules returns the root directories of the main modules, by what the go command says
// of GOMOD and GOWORK. Without modules there are none.
func mainModules(gomod, gowork string) ([]string, error) {
	switch {
	case gowork != "" && gowork != "off":
		return used(gowork)
	case gomod != "" && gomod != os.DevNull:
		return []string{filepath.Dir(gomod)}, nil
	}
	return nil, nil
}
