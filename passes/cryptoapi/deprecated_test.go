package cryptoapi

import (
	"go/ast"
	"go/parser"
	"go/token"
	"go/version"
	"maps"
	"runtime"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/go/packages"
)

// What the documentation of the standard library and of x/crypto calls deprecated,
// the rows do, and nothing else. The release is from the lists in api of the Go
// repository, and for x/crypto from its tags, of which v0.1.0 is the first.
func TestDeprecatedIsWhatTheDocumentationSays(t *testing.T) {
	documented := deprecatedSymbols(t)
	for _, row := range allFuncRows(t) {
		checkDeprecated(t, documented, row.Package, row.Name, row.Attributes)
	}
	for _, row := range ordered(t, func(r *rows) map[member]*Field { return r.fields }) {
		checkDeprecated(t, documented, row.Package, row.Name, row.Attributes)
	}
	for _, row := range ordered(t, func(r *rows) map[member]*Type { return r.types }) {
		checkDeprecated(t, documented, row.Package, row.Name, row.Attributes)
	}
	if !documented["crypto/cipher"]["NewOFB"] || documented["crypto/cipher"]["NewCTR"] {
		t.Error("the test does not read the documentation")
	}
}

func checkDeprecated(t *testing.T, documented map[string]map[string]bool, path, name string, a Attributes) {
	t.Helper()
	symbols, ok := documented[path]
	if !ok || name == "*" {
		return
	}
	want := symbols[name] || symbols[packageWord]
	later := strings.HasPrefix(a.Deprecated, "go") && version.Compare(a.Deprecated, runtime.Version()) > 0
	if got := a.Deprecated != "" && !later; got != want {
		t.Errorf("%s.%s is deprecated in its row: %v, and in its documentation: %v", path, name, got, want)
	}
	if isModule := strings.HasPrefix(path, "golang.org/"); want && strings.HasPrefix(a.Deprecated, "v") != isModule {
		t.Errorf("%s.%s: %s is not a release of what has it", path, name, a.Deprecated)
	}
}

// deprecatedSymbols reads the documentation of the packages of the table that are
// of the standard library or of x/crypto. A package that is deprecated as a whole
// has the symbol "package".
func deprecatedSymbols(t *testing.T) map[string]map[string]bool {
	t.Helper()
	var paths []string
	for _, path := range slices.Sorted(maps.Keys(Builtin().builtin)) {
		if first, _, _ := strings.Cut(path, "/"); !strings.Contains(first, ".") || strings.HasPrefix(path, "golang.org/x/crypto/") {
			paths = append(paths, path)
		}
	}
	config := &packages.Config{Dir: "../../testdata/src", Mode: packages.NeedName | packages.NeedFiles}
	found, err := packages.Load(config, paths...)
	if err != nil {
		t.Fatal(err)
	}
	all := map[string]map[string]bool{}
	for _, p := range found {
		all[p.PkgPath] = map[string]bool{}
		for _, name := range p.GoFiles {
			file, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.ParseComments|parser.SkipObjectResolution)
			if err != nil {
				t.Fatal(err)
			}
			addDeprecated(file, all[p.PkgPath])
		}
	}
	return all
}

func addDeprecated(file *ast.File, symbols map[string]bool) {
	note := func(doc *ast.CommentGroup, name string) {
		if doc != nil && strings.Contains(doc.Text(), "\nDeprecated: ") {
			symbols[name] = true
		}
	}
	note(file.Doc, packageWord)
	for _, declaration := range file.Decls {
		switch d := declaration.(type) {
		case *ast.FuncDecl:
			note(d.Doc, functionName(d))
		case *ast.GenDecl:
			for _, spec := range d.Specs {
				typ, ok := spec.(*ast.TypeSpec)
				if !ok {
					continue
				}
				note(d.Doc, typ.Name.Name)
				note(typ.Doc, typ.Name.Name)
				for _, field := range membersOf(typ.Type) {
					for _, name := range field.Names {
						note(field.Doc, typ.Name.Name+"."+name.Name)
					}
				}
			}
		}
	}
}

// membersOf are the fields of a struct and the methods of an interface.
func membersOf(typ ast.Expr) []*ast.Field {
	switch typ := typ.(type) {
	case *ast.StructType:
		return typ.Fields.List
	case *ast.InterfaceType:
		return typ.Methods.List
	}
	return nil
}

func functionName(d *ast.FuncDecl) string {
	if d.Recv == nil {
		return d.Name.Name
	}
	typ := d.Recv.List[0].Type
	if pointer, ok := typ.(*ast.StarExpr); ok {
		typ = pointer.X
	}
	if generic, ok := typ.(*ast.IndexExpr); ok {
		typ = generic.X
	}
	if name, ok := typ.(*ast.Ident); ok {
		return name.Name + "." + d.Name.Name
	}
	return d.Name.Name
}
