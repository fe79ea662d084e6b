package ruletest

import (
	"fmt"
	"go/token"
	"maps"
	"path/filepath"
	"slices"
	"strings"

	"golang.org/x/tools/go/packages"
)

// Golden is a part of the program whose findings and facts are compared with golden
// files: a folder of testdata/src, or a real module.
type Golden struct {
	Name   string // of the subtest, and of the files below testdata/golden
	module string
	folder string // of testdata/src; empty: the whole module
}

// Goldens returns what has golden files.
func Goldens() []Golden {
	var all []Golden
	for _, folder := range Folders() {
		all = append(all, Golden{folder, testModule, folder})
	}
	for _, module := range realModules {
		all = append(all, Golden{strings.ReplaceAll(module, "/", "-"), module, ""})
	}
	return all
}

func (g Golden) has(pkg *packages.Package) bool {
	if pkg.Module.Path != g.module {
		return false
	}
	below, _ := strings.CutPrefix(pkg.PkgPath, testModule+"/")
	first, _, _ := strings.Cut(below, "/")
	return g.folder == "" || first == g.folder
}

// Findings writes all findings in the packages of a part: one line each, with the steps
// of the path and the fix in lines of their own below it.
func (p *Program) Findings(of Golden) string {
	var written []string
	for pkg, found := range p.findings {
		if !of.has(pkg) {
			continue
		}
		for _, f := range found {
			written = append(written, f.write())
		}
	}
	slices.Sort(written)
	return strings.Join(slices.Compact(written), "")
}

func (f Finding) write() string {
	mark := f.Mark
	mark.Cause = "" // a digest of a line number, which each edit of the test programs changes
	var b strings.Builder
	fmt.Fprintf(&b, "%s: %s (%s)\n", f.place(f.Diagnostic.Pos), f.Diagnostic.Message, mark)
	for _, step := range f.Diagnostic.Related[1:] {
		fmt.Fprintf(&b, "\t%s: %s\n", f.place(step.Pos), step.Message)
	}
	for _, fix := range f.Diagnostic.SuggestedFixes {
		fmt.Fprintf(&b, "\tfix: %s\n", fix.Message)
	}
	return b.String()
}

// place writes a position with the name of the file below its module.
func (f Finding) place(pos token.Pos) string {
	position := f.Package.Fset.Position(pos)
	if name, err := filepath.Rel(f.Package.Module.Dir, position.Filename); err == nil && filepath.IsLocal(name) {
		position.Filename = filepath.ToSlash(name)
	}
	return position.String()
}

// Facts writes what the packages of a part tell the packages that import them.
func (p *Program) Facts(of Golden) string {
	var b strings.Builder
	packageAt := make(map[string]*packages.Package)
	for _, pkg := range p.packages {
		packageAt[pkg.PkgPath] = pkg
	}
	for _, path := range slices.Sorted(maps.Keys(p.facts)) {
		if pkg := packageAt[path]; pkg != nil && of.has(pkg) {
			fmt.Fprintf(&b, "package %s\n", path)
			writeFact(&b, p.facts[path])
		}
	}
	return b.String()
}
