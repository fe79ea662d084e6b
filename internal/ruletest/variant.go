package ruletest

import (
	"errors"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"maps"
	"os"
	"path"
	"slices"
	"strings"

	"golang.org/x/tools/go/packages"

	"github.com/cryptolint/cryptolint/internal/config"
)

// variant is a package of which parts of functions are helpers, and the package of the
// helpers if that is another one.
type variant struct {
	original *packages.Package
	rule     Case
	name     string // of the move
	changed  *packages.Package
	beside   *packages.Package // nil: the helpers are in the package
	owner    map[string]string // the function that a helper has a part of
	moved    map[string]bool   // the functions that have parts in helpers
}

// Extracted is what happened in the test packages of one rule when parts of their
// functions became helpers.
type Extracted struct {
	Count int // the functions that were changed
	// Differences are what the rule then says otherwise: "missed" where a defect is not
	// found any more, "reported" where honest code is. Each line names the package, the
	// function and the move.
	Differences []string
}

// Extracted moves parts of the functions of the test packages into helpers, and returns
// what became of each case, by its name.
func (p *Program) Extracted() (map[string]Extracted, error) {
	var variants []*variant
	var roots []*packages.Package
	for _, c := range Cases(p.rules) {
		for _, pkg := range p.In(c.Folder) {
			if c.rule == "" {
				continue
			}
			made, err := p.variants(c, pkg)
			if err != nil {
				return nil, err
			}
			variants = append(variants, made...)
		}
	}
	for _, v := range variants {
		roots = append(roots, v.changed)
		if v.beside != nil {
			roots = append(roots, v.beside)
		}
	}
	settings := config.Default()
	settings.Everything = true
	again := &Program{rules: p.rules}
	if err := again.run(roots, settings); err != nil {
		return nil, err
	}
	cases := make(map[string]Extracted)
	for _, v := range variants {
		of := cases[v.rule.Name]
		of.Differences = append(of.Differences, v.compare(p, again)...)
		of.Count += len(v.moved)
		cases[v.rule.Name] = of
	}
	for _, of := range cases {
		slices.Sort(of.Differences)
	}
	return cases, nil
}

// compare returns the functions of which the rule says something else.
func (v *variant) compare(before, after *Program) []string {
	found := make(map[string]bool)
	for _, f := range before.reported(v.rule, v.original) {
		found[v.functionAt(v.original, f.Diagnostic.Pos)] = true
	}
	for _, f := range before.findings[v.original] {
		if f.Silenced != "" {
			delete(v.moved, v.functionAt(f.Package, f.Diagnostic.Pos)) // the comment stays where it is
		}
	}
	now := make(map[string]bool)
	for _, pkg := range []*packages.Package{v.changed, v.beside} {
		if pkg != nil {
			for _, f := range after.reported(v.rule, pkg) {
				now[v.functionAt(pkg, f.Diagnostic.Pos)] = true
			}
		}
	}
	var differences []string
	for _, function := range slices.Sorted(maps.Keys(v.moved)) {
		if found[function] == now[function] {
			continue
		}
		what := "reported"
		if found[function] {
			what = "missed"
		}
		name := strings.TrimPrefix(v.original.PkgPath, testModule+"/")
		differences = append(differences, fmt.Sprintf("%s %s: %s: %s", name, function, v.name, what))
	}
	return differences
}

// functionAt returns the function of the original that has a place: what a helper does
// is done by the function that it has a part of.
func (v *variant) functionAt(pkg *packages.Package, pos token.Pos) string {
	for _, file := range pkg.Syntax {
		for _, decl := range file.Decls {
			fn, ok := decl.(*ast.FuncDecl)
			if !ok || pos < fn.Pos() || fn.End() <= pos {
				continue
			}
			if owner := v.owner[fn.Name.Name]; owner != "" {
				return owner
			}
			return nameOf(fn)
		}
	}
	return ""
}

// variants makes all variants of a package: each move, with the helpers in the package
// and in another one.
func (p *Program) variants(c Case, pkg *packages.Package) ([]*variant, error) {
	var made []*variant
	for _, move := range moves {
		for _, elsewhere := range []bool{false, true} {
			name := move.name
			if elsewhere {
				name += " elsewhere"
			}
			v := &variant{original: pkg, rule: c, name: name}
			dropped := make(map[string]bool)
			for len(dropped) < maxDropped {
				wrong, err := v.make(p, move.of, elsewhere, dropped)
				if err != nil {
					return nil, fmt.Errorf("%s, %s: %w", pkg.PkgPath, name, err)
				}
				if len(wrong) == 0 {
					break
				}
				maps.Copy(dropped, wrong)
			}
			if len(v.moved) > 0 {
				made = append(made, v)
			}
		}
	}
	return made, nil
}

// maxDropped bounds the functions of a package of which a part cannot move after all.
const maxDropped = 200

// make makes the variant without the functions that are dropped. It returns the
// functions that do not type-check with their helpers: a name may mean something else
// there.
func (v *variant) make(p *Program, move func(*extractor, *ast.FuncDecl), elsewhere bool, dropped map[string]bool) (wrong map[string]bool, err error) {
	changed := *v.original
	changed.Imports = maps.Clone(v.original.Imports)
	changed.Syntax, changed.TypesInfo = nil, newInfo()
	v.changed, v.beside, v.owner, v.moved = &changed, nil, make(map[string]string), make(map[string]bool)

	beside := &besideFile{imports: make(map[string]string)}
	for _, file := range v.original.Syntax {
		x, err := v.extract(file, move, elsewhere, dropped)
		if err != nil {
			return nil, err
		}
		text := x.changed(v)
		if elsewhere {
			beside.add(x, v)
		} else {
			for _, h := range x.helpers {
				if v.moved[h.of] {
					text += h.text
				}
			}
		}
		parsed, err := parser.ParseFile(v.original.Fset, v.original.Fset.File(file.Package).Name(), text, parser.ParseComments|parser.SkipObjectResolution)
		if err != nil {
			return nil, fmt.Errorf("%w\n%s", err, text)
		}
		changed.Syntax = append(changed.Syntax, parsed)
	}
	if elsewhere && len(v.moved) > 0 {
		if wrong, err := v.besidePackage(p, beside); len(wrong) > 0 || err != nil {
			return wrong, err
		}
	}
	changed.Types, wrong, err = v.check(p, &changed)
	return wrong, err
}

func (v *variant) extract(file *ast.File, move func(*extractor, *ast.FuncDecl), elsewhere bool, dropped map[string]bool) (*extractor, error) {
	source, err := os.ReadFile(v.original.Fset.File(file.Package).Name())
	if err != nil {
		return nil, err
	}
	x := &extractor{
		info: v.original.TypesInfo, pkg: v.original.Types, file: file, source: source, start: file.FileStart, elsewhere: elsewhere,
		imports: make(map[string]string), edits: make(map[string][]edit), first: len(v.owner),
	}
	x.apply(move)
	for function := range x.edits {
		if dropped[function] {
			delete(x.edits, function)
		} else {
			v.moved[function] = true
		}
	}
	for _, h := range x.helpers {
		v.owner[h.name] = h.of
	}
	return x, nil
}

// changed returns the text of the file with calls of the helpers.
func (x *extractor) changed(v *variant) string {
	edits := slices.Concat(slices.Collect(maps.Values(x.edits))...)
	if x.elsewhere && len(edits) > 0 {
		after := int(x.file.Name.End() - x.start)
		edits = append(edits, edit{after, after, fmt.Sprintf("; import elsewhere %q", v.besidePath())})
	}
	slices.SortFunc(edits, func(a, b edit) int { return a.start - b.start })
	text := string(x.source)
	for _, e := range slices.Backward(edits) {
		text = text[:e.start] + e.text + text[e.end:]
	}
	return text
}

// besidePath is the import path of the package that holds the helpers.
func (v *variant) besidePath() string { return path.Join(v.original.PkgPath, "elsewhere") }

// besideFile is the text of a package with helpers.
type besideFile struct {
	imports map[string]string // import path to name
	text    strings.Builder
}

func (b *besideFile) add(x *extractor, v *variant) {
	for name, path := range x.imports {
		b.imports[path] = name
	}
	for _, h := range x.helpers {
		if v.moved[h.of] {
			b.text.WriteString(h.text)
		}
	}
}

// besidePackage makes the package with the helpers.
func (v *variant) besidePackage(p *Program, file *besideFile) (wrong map[string]bool, err error) {
	beside := *v.original
	beside.ID, beside.PkgPath, beside.Name = v.besidePath(), v.besidePath(), "elsewhere"
	beside.TypesInfo, beside.Imports = newInfo(), make(map[string]*packages.Package)
	text := "package elsewhere\n"
	for _, path := range slices.Sorted(maps.Keys(file.imports)) {
		text += fmt.Sprintf("import %s %q\n", file.imports[path], path)
		beside.Imports[path] = v.original.Imports[path]
	}
	text += file.text.String()
	parsed, err := parser.ParseFile(beside.Fset, "elsewhere.go", text, parser.ParseComments|parser.SkipObjectResolution)
	if err != nil {
		return nil, fmt.Errorf("%w\n%s", err, text)
	}
	beside.Syntax = []*ast.File{parsed}
	if beside.Types, wrong, err = v.check(p, &beside); len(wrong) > 0 || err != nil {
		return wrong, err
	}
	v.beside = &beside
	v.changed.Imports[beside.PkgPath] = &beside
	return nil, nil
}

// check type-checks a package, and returns the functions in which that fails.
func (v *variant) check(p *Program, pkg *packages.Package) (*types.Package, map[string]bool, error) {
	wrong := make(map[string]bool)
	var other []error
	checker := typeChecker(pkg, nil)
	checker.Error = func(err error) {
		var problem types.Error
		if !errors.As(err, &problem) || isImport(pkg.Syntax, problem) {
			return // helpers took the last use along
		}
		if function := v.functionAt(pkg, problem.Pos); function != "" && v.moved[function] {
			wrong[function] = true
			return
		}
		other = append(other, err)
	}
	checked, _ := checker.Check(pkg.PkgPath, pkg.Fset, pkg.Syntax, pkg.TypesInfo)
	if len(wrong) > 0 {
		return checked, wrong, nil
	}
	return checked, nil, errors.Join(other...)
}
