package ruletest

import (
	"cmp"
	"errors"
	"fmt"
	"go/ast"
	"go/format"
	"go/parser"
	"go/types"
	"maps"
	"os"
	"path"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/go/packages"

	"github.com/cryptolint/cryptolint/internal/config"
)

// goldenMark is at the end of the names of files that show what fixes make.
const goldenMark = ".golden"

// checkFixes applies the fixes of findings in a package, if golden files show what they
// make of it. Afterwards it has to build.
func (p *Program) checkFixes(t *testing.T, c Case, pkg *packages.Package, found []Finding) {
	t.Helper()
	if !slices.ContainsFunc(pkg.GoFiles, hasGolden) {
		return
	}
	if path.Base(pkg.PkgPath) == "unsafe" {
		for _, f := range found {
			for _, fix := range f.Diagnostic.SuggestedFixes {
				t.Errorf("%s: a fix is offered to everybody: %s", pkg.Fset.Position(f.Diagnostic.Pos), fix.Message)
			}
		}
		var err error
		if found, err = p.unsafely(c, pkg); err != nil {
			t.Error(err)
			return
		}
	}
	fixed, err := applyFixes(pkg, found, p.types)
	if err != nil {
		t.Error(err)
		return
	}
	for _, name := range pkg.GoFiles {
		switch text := fixed[name]; {
		case text != nil && !hasGolden(name):
			t.Errorf("%s has fixes, and no golden file:\n%s", name, text)
		case text != nil:
			compareFixed(t, name, text)
		case hasGolden(name):
			t.Errorf("%s has no fixes, but a golden file", name)
		}
	}
}

func hasGolden(name string) bool {
	_, err := os.Stat(name + goldenMark)
	return err == nil
}

func compareFixed(t *testing.T, name string, got []byte) {
	t.Helper()
	want, err := os.ReadFile(name + goldenMark)
	if err != nil {
		t.Error(err)
		return
	}
	if got := strings.TrimSpace(string(got)); got != strings.TrimSpace(string(want)) {
		t.Errorf("the fixes do not make of %s what %s is:\n%s", name, path.Base(name)+goldenMark, got)
	}
}

// unsafely returns the findings in a package for people who asked for fixes that may
// change a format.
func (p *Program) unsafely(c Case, pkg *packages.Package) ([]Finding, error) {
	settings := config.Default()
	settings.Everything, settings.Unsafe = true, true
	again := &Program{rules: p.rules}
	if err := again.run([]*packages.Package{pkg}, settings); err != nil {
		return nil, err
	}
	return again.reported(c, pkg), nil
}

// edit replaces bytes of a file.
type edit struct {
	start, end int
	text       string
}

// applyFixes returns the files that the fixes change, as they are afterwards. Two fixes
// may want the same edit, such as an import.
func applyFixes(pkg *packages.Package, found []Finding, known map[string]*types.Package) (map[string][]byte, error) {
	edits := make(map[string][]edit)
	for _, f := range found {
		for _, fix := range f.Diagnostic.SuggestedFixes {
			for _, e := range fix.TextEdits {
				file := pkg.Fset.File(e.Pos)
				end := cmp.Or(e.End, e.Pos)
				edits[file.Name()] = append(edits[file.Name()], edit{file.Offset(e.Pos), file.Offset(end), string(e.NewText)})
			}
		}
	}
	fixed := make(map[string][]byte)
	for name, wanted := range edits {
		text, err := os.ReadFile(name)
		if err != nil {
			return nil, err
		}
		slices.SortFunc(wanted, func(a, b edit) int {
			return cmp.Or(a.start-b.start, a.end-b.end, strings.Compare(a.text, b.text))
		})
		wanted = slices.Compact(wanted)
		for i, e := range slices.Backward(wanted) {
			if i > 0 && wanted[i-1].end > e.start {
				return nil, fmt.Errorf("%s: two fixes change the same place, at bytes %d and %d", name, wanted[i-1].start, e.start)
			}
			text = slices.Concat(text[:e.start], []byte(e.text), text[e.end:])
		}
		fixed[name] = text
	}
	return fixed, tidy(pkg, fixed, known)
}

// tidy type-checks a package with changed files, takes out the imports that nothing
// uses any more, and formats them.
func tidy(pkg *packages.Package, changed map[string][]byte, known map[string]*types.Package) error {
	unused, err := unusedImports(pkg, changed, known)
	if err != nil {
		return err
	}
	for name, lines := range unused {
		rest := strings.SplitAfter(string(changed[name]), "\n")
		for _, number := range lines {
			rest[number-1] = ""
		}
		changed[name] = []byte(strings.Join(rest, ""))
	}
	for name, text := range changed {
		formatted, err := format.Source(text)
		if err != nil {
			return fmt.Errorf("%s does not parse after the fixes: %w\n%s", name, err, text)
		}
		changed[name] = formatted
	}
	return nil
}

// unusedImports returns the lines of imports in changed files that nothing uses. Any
// other problem is an error.
func unusedImports(pkg *packages.Package, changed map[string][]byte, known map[string]*types.Package) (map[string][]int, error) {
	files := slices.Clone(pkg.Syntax)
	for i, file := range files {
		name := pkg.Fset.File(file.Package).Name()
		if text, ok := changed[name]; ok {
			parsed, err := parser.ParseFile(pkg.Fset, name, text, parser.ParseComments|parser.SkipObjectResolution)
			if err != nil {
				return nil, fmt.Errorf("%s does not parse after the fixes: %w\n%s", name, err, text)
			}
			files[i] = parsed
		}
	}
	unused := make(map[string][]int)
	var problems []error
	checker := typeChecker(pkg, known)
	checker.Error = func(err error) {
		var problem types.Error
		if errors.As(err, &problem) && isImport(files, problem) {
			position := pkg.Fset.Position(problem.Pos)
			unused[position.Filename] = append(unused[position.Filename], position.Line)
			return
		}
		problems = append(problems, fmt.Errorf("after the fixes: %w", err))
	}
	checker.Check(pkg.PkgPath, pkg.Fset, files, nil) // the errors were collected
	for _, name := range slices.Sorted(maps.Keys(unused)) {
		if changed[name] == nil {
			problems = append(problems, fmt.Errorf("%s imports what it does not use, and has no fixes", name))
		}
	}
	return unused, errors.Join(problems...)
}

// isImport reports whether a problem is that an import is not used.
func isImport(files []*ast.File, problem types.Error) bool {
	for _, file := range files {
		for _, spec := range file.Imports {
			if spec.Pos() == problem.Pos {
				return strings.HasSuffix(problem.Msg, "not used") || strings.Contains(problem.Msg, "and not used")
			}
		}
	}
	return false
}
