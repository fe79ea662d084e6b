package unit

import (
	"encoding/json"
	"fmt"
	"os"

	"golang.org/x/tools/go/analysis"
)

// compilation is what the go command says of a unit, as in unitchecker.Config. Until Go
// 1.26 it gives the path and the version of the module and no more of it.
type compilation struct {
	ID            string // "example.com/vault [example.com/vault.test]"
	Dir           string // of the package
	ImportPath    string
	GoVersion     string // "go1.26"
	GoFiles       []string
	NonGoFiles    []string
	IgnoredFiles  []string
	Module        *analysis.Module
	ModulePath    string
	ModuleVersion string
	ImportMap     map[string]string // from the path in the source to that of the package
	PackageFile   map[string]string // what the compiler wrote of each import, with its types
	PackageVetx   map[string]string // what this program wrote of each import
	VetxOnly      bool              // it is a dependency, of which only the facts are wanted
	VetxOutput    string
	Stdout        string // the file that takes the place of the standard output, or ""

	twoAnswers bool // the go command keeps an answer with findings apart from one with facts alone
}

// readCompilation reads the file in which the go command describes a unit.
func readCompilation(file string) (compilation, error) {
	var c compilation
	data, err := os.ReadFile(file)
	if err != nil {
		return compilation{}, fmt.Errorf("cannot read the output of go vet for the package: %w", err)
	}
	if err := json.Unmarshal(data, &c); err != nil {
		return compilation{}, fmt.Errorf("cannot read the output of go vet for the package in %s: %w", file, err)
	}
	c.twoAnswers = c.Module != nil // both came with Go 1.27
	if c.Module == nil && c.ModulePath != "" {
		c.Module = &analysis.Module{Path: c.ModulePath, Version: c.ModuleVersion, GoVersion: c.GoVersion}
	}
	return c, nil
}

// ofMain tells whether the unit belongs to the main module.
func (c compilation) ofMain() bool { return c.Module != nil && c.Module.Version == "" }

// imports returns the import paths of the packages that the unit imports, except for
// those that have no files.
func (c compilation) imports() []string {
	var paths []string
	for _, path := range c.ImportMap {
		if path != "unsafe" && path != "C" {
			paths = append(paths, path)
		}
	}
	return paths
}
