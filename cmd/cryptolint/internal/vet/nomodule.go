package vet

import (
	"fmt"
	"io/fs"
	"path/filepath"
	"strings"
)

// noModule says what to do in a directory that belongs to no module. Where there
// are modules below it, as in a repository of several, it names them.
func noModule(dir string) error {
	below := modulesBelow(dir)
	if len(below) == 0 {
		return fmt.Errorf("no go.mod in %s or above it: run cryptolint inside a module, name one with -C, or make one with 'go mod init'", dir)
	}
	return fmt.Errorf("no go.mod in %s or above it, but in %s: run 'cryptolint -C %s', or make a workspace with 'go work init' and 'go work use -r .' and run 'cryptolint work'", dir, strings.Join(below, ", "), below[0])
}

// Where modulesBelow stops to look: the answer is only needed for a message.
const (
	modulesNamed  = 5
	filesLookedAt = 20000
)

// modulesBelow returns directories below dir that hold a go.mod, as seen from
// dir. It does not look into modules, nor where the go command would not.
func modulesBelow(dir string) []string {
	var found []string
	seen := 0
	visit := func(path string, entry fs.DirEntry, err error) error {
		seen++
		switch {
		case err != nil || seen > filesLookedAt || len(found) >= modulesNamed:
			return fs.SkipAll // a directory that cannot be read ends the search: what was found is enough
		case entry.IsDir() && path != dir && skipped(entry.Name()):
			return fs.SkipDir
		case entry.Name() == "go.mod" && !entry.IsDir():
			if relative, err := filepath.Rel(dir, filepath.Dir(path)); err == nil {
				found = append(found, relative)
			}
			return fs.SkipDir
		}
		return nil
	}
	_ = filepath.WalkDir(dir, visit) // visit returns no errors
	return found
}

func skipped(name string) bool {
	return strings.HasPrefix(name, ".") || strings.HasPrefix(name, "_") || name == "testdata" || name == "vendor" || name == "node_modules"
}
