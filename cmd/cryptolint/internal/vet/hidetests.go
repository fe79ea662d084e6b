package vet

import (
	"context"
	"encoding/json"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// The go command looks at a package together with its tests, and at the same package
// without them for those who import it. So a package would be analysed twice, and what
// only tests import would be compiled and analysed too. Unless tests are wanted, the go
// command takes their files for deleted.

// hideTests makes the go command take the test files for deleted in the directories that
// the patterns name. It leaves those that hold tests only: without them there would be no
// package. The function that it returns has to be called at the end.
func (o *Options) hideTests(ctx context.Context, env environment) (remove func(), err error) {
	if o.Tests || env.hasFlag("-overlay") {
		return func() {}, nil
	}
	searched, err := o.searched(env)
	if err != nil {
		return nil, err
	}
	hidden := make(map[string]string)
	for _, root := range searched {
		if err := root.addTests(ctx, hidden); err != nil {
			return nil, err
		}
	}
	if len(hidden) == 0 {
		return func() {}, nil
	}
	return o.hide(hidden)
}

// searched returns the directories in which the patterns may name packages of the main
// modules. A pattern that is no directory can name any of them.
func (o Options) searched(env environment) ([]directory, error) {
	var all []directory
	for _, p := range o.Patterns {
		if !isDirectory(p) && !strings.HasSuffix(p, ".go") {
			return env.below()
		}
		name, tree := strings.CutSuffix(filepath.ToSlash(p), "/...")
		if strings.HasSuffix(p, ".go") {
			name = filepath.Dir(p)
		}
		if strings.Contains(name, "...") {
			return env.below()
		}
		if name = filepath.FromSlash(name); !filepath.IsAbs(name) {
			name = filepath.Join(o.Dir, name)
		}
		all = append(all, directory{filepath.Clean(name), tree})
	}
	return all, nil
}

// directory is one in which test files are looked for.
type directory struct {
	name string
	tree bool // with what is below it
}

// below returns the directories of the main modules.
func (e environment) below() ([]directory, error) {
	roots, err := e.mainModules()
	var all []directory
	for _, root := range roots {
		all = append(all, directory{root, true})
	}
	return all, err
}

// addTests adds the names of test files. What cannot be read has none: the go command says
// what is wrong with it.
func (d directory) addTests(ctx context.Context, hidden map[string]string) error {
	if !d.tree {
		addTestsOf(d.name, hidden)
		return nil
	}
	return filepath.WalkDir(d.name, func(path string, entry fs.DirEntry, err error) error {
		switch {
		case ctx.Err() != nil:
			return ctx.Err()
		case err != nil || !entry.IsDir():
			return nil
		case path != d.name && skipped(entry.Name()):
			return fs.SkipDir
		}
		addTestsOf(path, hidden)
		return nil
	})
}

func addTestsOf(dir string, hidden map[string]string) {
	entries, _ := os.ReadDir(dir)
	isTest := func(e fs.DirEntry) bool { return strings.HasSuffix(e.Name(), "_test.go") }
	if !slices.ContainsFunc(entries, func(e fs.DirEntry) bool { return strings.HasSuffix(e.Name(), ".go") && !isTest(e) }) {
		return
	}
	for _, e := range entries {
		if isTest(e) {
			hidden[filepath.Join(dir, e.Name())] = ""
		}
	}
}

// emptyWithoutTests reports whether a package cannot be loaded because nothing is left of
// it: its tests are hidden, and the rest is for other systems.
func (o Options) emptyWithoutTests(p named) bool {
	return o.overlay != "" && len(p.errors) == 1 && strings.Contains(p.errors[0], "build constraints exclude all Go files")
}

// hide makes the go command take the files, which the map has as keys, for
// deleted. The function that it returns has to be called at the end.
func (o *Options) hide(files map[string]string) (remove func(), err error) {
	dir, err := os.MkdirTemp("", "cryptolint-overlay-")
	if err != nil {
		return nil, fmt.Errorf("cannot create a temporary directory: %w", err)
	}
	remove = func() { _ = os.RemoveAll(dir) } // it is temporary
	if o.overlay, err = writeOverlay(dir, files); err != nil {
		remove()
		return nil, fmt.Errorf("cannot create a temporary file: %w", err)
	}
	return remove, nil
}

// writeOverlay writes to a directory what the go command reads for -overlay, and returns the name
// of the file. The map is from files to what takes their place, or to nothing.
func writeOverlay(dir string, replace map[string]string) (string, error) {
	name := filepath.Join(dir, "overlay.json")
	text, err := json.Marshal(map[string]any{"Replace": replace})
	if err != nil {
		return "", err
	}
	return name, os.WriteFile(name, text, 0o600)
}
