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

// Modules returns the paths of the modules whose findings and facts are compared with
// golden files: the test packages, and real modules.
func Modules() []string {
	return append([]string{testModule}, realModules...)
}

// Findings writes all findings in the packages of a module: one line each, with the
// steps of the path and the fix in lines of their own below it.
func (p *Program) Findings(module string) string {
	var written []string
	for _, f := range p.findings {
		if f.Package.Module.Path == module {
			written = append(written, f.write())
		}
	}
	slices.Sort(written)
	return strings.Join(slices.Compact(written), "")
}

func (f Finding) write() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s: %s (%s)\n", f.place(f.Diagnostic.Pos), f.Diagnostic.Message, f.Mark)
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

// Facts writes what the packages of a module tell the packages that import them.
func (p *Program) Facts(module string) string {
	var b strings.Builder
	of := make(map[string]*packages.Package)
	for _, pkg := range p.packages {
		of[pkg.PkgPath] = pkg
	}
	for _, path := range slices.Sorted(maps.Keys(p.facts)) {
		if pkg := of[path]; pkg != nil && pkg.Module.Path == module {
			fmt.Fprintf(&b, "package %s\n", path)
			writeFact(&b, p.facts[path])
		}
	}
	return b.String()
}
