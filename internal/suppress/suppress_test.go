package suppress_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"slices"
	"strings"
	"testing"

	"github.com/cryptolint/cryptolint/internal/suppress"
)

const source = `package terminal

//cryptolint:ignore CL201 -- key check value: one block of zeros
func checkValue(key []byte) []byte {
	encrypt(key)
	return nil
}

func pad() {
	encrypt(a) //cryptolint:ignore CL201,CL205 -- vectors of the standard
	encrypt(b)
	//cryptolint:ignore ecb -- by name
	encrypt(c)
	encrypt(d) //cryptolint:ignore CL201
	encrypt(e) //nolint:gocyclo,cryptolint // one block
	encrypt(f) //nolint
	encrypt(g) // #nosec G405 -- one block
	encrypt(h) // #nosec
	encrypt(i) //nolint:gocyclo
	encrypt(j) // #nosec G101
	encrypt(k) //cryptolint:ignored CL201 -- another word
}
`

// silenced returns which of the calls a finding of CL201 would be silenced at.
func silenced(t *testing.T, nolint, nosec bool) []string {
	t.Helper()
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, "terminal.go", source, parser.ParseComments)
	if err != nil {
		t.Fatal(err)
	}
	set := suppress.Parse(fset, []*ast.File{file})
	var all []string
	ast.Inspect(file, func(n ast.Node) bool {
		call, ok := n.(*ast.CallExpr)
		if !ok {
			return true
		}
		c := set.At(suppress.Query{
			Position: fset.Position(call.Pos()), ID: "CL201", Name: "ecb", Gosec: []string{"G405"}, Nolint: nolint, Nosec: nosec,
		})
		if c != nil && c.Effective() {
			all = append(all, call.Args[0].(*ast.Ident).Name)
		}
		return true
	})
	return all
}

func TestWhatIsSilenced(t *testing.T) {
	for _, c := range []struct {
		nolint, nosec bool
		want          string
	}{
		{true, true, "key a c e f g h"},
		{true, false, "key a c e f"},
		{false, true, "key a c g h"},
		{false, false, "key a c"},
	} {
		got := silenced(t, c.nolint, c.nosec)
		if !slices.Equal(got, strings.Fields(c.want)) {
			t.Errorf("nolint %t, nosec %t: silenced %v, want %s", c.nolint, c.nosec, got, c.want)
		}
	}
}

// A comment without a reason is told of, so that the finding can say so.
func TestIgnoreWithoutReasonIsFoundButNotEffective(t *testing.T) {
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, "terminal.go", source, parser.ParseComments)
	if err != nil {
		t.Fatal(err)
	}
	at := token.Position{Filename: "terminal.go", Line: 14}
	c := suppress.Parse(fset, []*ast.File{file}).At(suppress.Query{Position: at, ID: "CL201"})
	if c == nil || c.Effective() || c.Kind != suppress.Ignore {
		t.Errorf("got %+v", c)
	}
}

func FuzzParse(f *testing.F) {
	f.Add("//cryptolint:ignore CL201 -- why")
	f.Add("/* #nosec G401 -- why */")
	f.Add("//nolint:a,b // why")
	f.Fuzz(func(t *testing.T, comment string) {
		fset := token.NewFileSet()
		file, err := parser.ParseFile(fset, "p.go", "package p\n"+comment+"\n", parser.ParseComments)
		if err != nil {
			return
		}
		for _, c := range suppress.Parse(fset, []*ast.File{file}).All() {
			for _, name := range c.Names {
				if name == "" || strings.ContainsAny(name, " ,\t") {
					t.Errorf("%q names %q", comment, name)
				}
			}
		}
	})
}

// Where the team has said why, another tool's comment on the line adds nothing: it
// may be honoured or not.
func TestIgnoreGoesFirst(t *testing.T) {
	const source = "package a\n\n//cryptolint:ignore CL201 -- one block\nvar x = f() //nolint:cryptolint // #nosec\n"
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, "a.go", source, parser.ParseComments)
	if err != nil {
		t.Fatal(err)
	}
	c := suppress.Parse(fset, []*ast.File{file}).At(suppress.Query{
		Position: token.Position{Filename: "a.go", Line: 4}, ID: "CL201", Gosec: []string{"G405"}, Nolint: true, Nosec: true,
	})
	if c == nil || c.Kind != suppress.Ignore {
		t.Errorf("got %+v, want the ignore comment", c)
	}
}

// Where golangci-lint honours //nolint for cryptolint, the comments for other linters are
// still ours.
func TestCommentsForOtherLinters(t *testing.T) {
	for comment, want := range map[string]bool{
		"//nolint:gosec // one block":          true,
		"//nolint:staticcheck // one block":    true,
		"//lint:ignore SA1019 one block":       true,
		"//nolint:gosec":                       false,
		"//nolint:cryptolint // one block":     false,
		"//nolint:all // one block":            false,
		"//nolint // one block":                false,
		"//nolint:gosec,errcheck // one block": true,
	} {
		fset := token.NewFileSet()
		file, err := parser.ParseFile(fset, "a.go", "package a\n\nvar x = f() "+comment+"\n", parser.ParseComments)
		if err != nil {
			t.Fatal(err)
		}
		c := suppress.Parse(fset, []*ast.File{file}).At(suppress.Query{
			Position: token.Position{Filename: "a.go", Line: 3}, ID: "CL202", Gosec: []string{"G405"}, Lint: []string{"SA1019"}, Foreign: true,
		})
		if got := c != nil && c.Effective(); got != want {
			t.Errorf("%s: silenced %t, want %t", comment, got, want)
		}
	}
}
