package safeapi_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// exportedNames returns what the packages of safeapi declare: "aead.Keyring",
// "aead.Keyring.Encrypt", and "aead.Encrypt" for the methods alone.
func exportedNames(t *testing.T) (names map[string]bool, packages map[string]bool) {
	t.Helper()
	names, packages = map[string]bool{}, map[string]bool{}
	for path, file := range sources(t) {
		dir := filepath.Base(filepath.Dir(path))
		packages[dir] = true
		for _, declaration := range file.Decls {
			switch d := declaration.(type) {
			case *ast.FuncDecl:
				names[dir+"."+d.Name.Name] = true
				if d.Recv != nil {
					names[dir+"."+receiver(d.Recv.List[0].Type)+"."+d.Name.Name] = true
				}
			case *ast.GenDecl:
				for _, spec := range d.Specs {
					addSpec(names, dir, spec)
				}
			}
		}
	}
	return names, packages
}

func addSpec(names map[string]bool, dir string, spec ast.Spec) {
	switch s := spec.(type) {
	case *ast.ValueSpec:
		for _, name := range s.Names {
			names[dir+"."+name.Name] = true
		}
	case *ast.TypeSpec:
		names[dir+"."+s.Name.Name] = true
		fields := &ast.FieldList{}
		switch t := s.Type.(type) {
		case *ast.StructType:
			fields = t.Fields
		case *ast.InterfaceType:
			fields = t.Methods
		}
		for _, field := range fields.List {
			for _, name := range field.Names {
				names[dir+"."+s.Name.Name+"."+name.Name] = true
			}
		}
	}
}

func receiver(e ast.Expr) string {
	switch t := e.(type) {
	case *ast.StarExpr:
		return receiver(t.X)
	case *ast.IndexExpr: // of a generic type
		return receiver(t.X)
	case *ast.Ident:
		return t.Name
	}
	return ""
}

// sources returns the files of safeapi that are not tests.
func sources(t *testing.T) map[string]*ast.File {
	t.Helper()
	paths, err := filepath.Glob("*/*.go")
	if err != nil {
		t.Fatal(err)
	}
	nested, err := filepath.Glob("*/*/*.go")
	if err != nil {
		t.Fatal(err)
	}
	files := map[string]*ast.File{}
	for _, path := range append(paths, nested...) {
		if strings.HasSuffix(path, "_test.go") || strings.Contains(path, "testdata") {
			continue
		}
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.ParseComments)
		if err != nil {
			t.Fatal(err)
		}
		files[path] = file
	}
	return files
}

var (
	// A name of a package: aead.New, aead.Keyring.Encrypt.
	qualified = regexp.MustCompile(`\b([a-z][a-z0-9]*)((?:\.[A-Z][A-Za-z0-9]*)+)`)
	// A link to a name of the same package: [Keyring.Encrypt].
	link = regexp.MustCompile(`\[\*?([A-Z][A-Za-z0-9]*(?:\.[A-Z][A-Za-z0-9]*)?)\]`)
)

// TestNamesInTextExist finds names of safeapi that are written about and are not
// there any more: in comments and on the pages.
func TestNamesInTextExist(t *testing.T) {
	names, packages := exportedNames(t)
	check := func(where, text string) {
		for _, m := range qualified.FindAllStringSubmatch(text, -1) {
			if packages[m[1]] && !names[m[0]] {
				t.Errorf("%s: there is no %s", where, m[0])
			}
		}
	}
	for path, file := range sources(t) {
		own := filepath.Base(filepath.Dir(path))
		for _, group := range file.Comments {
			text := group.Text()
			check(path, text)
			for _, m := range link.FindAllStringSubmatch(text, -1) {
				if !names[own+"."+m[1]] {
					t.Errorf("%s: there is no %s for the link [%s]", path, own+"."+m[1], m[1])
				}
			}
		}
	}
	for _, page := range []string{"safeapi.md", "secrets-managers.md", "other-languages.md"} {
		text, err := os.ReadFile("../docs/" + page)
		if err != nil {
			t.Fatal(err)
		}
		check(page, string(text))
	}
}
