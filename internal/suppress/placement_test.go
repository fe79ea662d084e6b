package suppress_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"strings"
	"testing"

	"github.com/cryptolint/cryptolint/internal/suppress"
)

// Each row is a comment at a place, and what it covers: the calls f(covered) and
// no others. The comments of other tools count as they do there.
func TestPlacements(t *testing.T) {
	for _, c := range []struct{ name, source string }{
		{"at the end of the line", `
			f(covered) //cryptolint:ignore CL201 -- why
			f(other)`},
		{"on the line above", `
			//cryptolint:ignore CL201 -- why
			f(covered)
			f(other)`},
		{"above a statement of several lines", `
			//cryptolint:ignore CL201 -- why
			return append(
				f(covered),
				f(covered)...,
			)`},
		{"above an if", `
			//cryptolint:ignore CL201 -- why
			if x := f(covered); x {
				f(covered)
			}
			f(other)`},
		{"above an argument", `
			g(
				f(other),
				//cryptolint:ignore CL201 -- why
				f(covered),
				f(other),
			)`},
		{"with a comment below it", `
			//cryptolint:ignore CL201 -- why
			// one block
			f(covered)`},
		{"with an empty line below it", `
			//cryptolint:ignore CL201 -- why

			f(other)`},
		{"at the first of several lines", `
			g( //cryptolint:ignore CL201 -- why
				f(other),
			)`},
		{"second comment on the line", `
			f(covered) //nolint:gosec //cryptolint:ignore CL201 -- why`},
		{"for another rule", `
			f(other) //cryptolint:ignore CL205 -- why`},

		{"nolint at the end of the line", `
			f(covered) //nolint:cryptolint // why
			f(other)`},
		{"nolint for all", `
			f(covered) //nolint
			f(covered) // nolint
			f(other) //nolint:gosec
			f(other) /* nolint */`},
		{"nolint in capitals", `
			f(covered) //nolint:CryptoLint,gosec`},
		{"nolint above a statement of several lines", `
			//nolint:cryptolint // why
			return append(
				f(covered),
				f(covered)...,
			)`},
		{"for staticcheck, with a reason", `
			//lint:ignore SA1019 the peer knows nothing else
			f(covered)
			f(covered) //nolint:staticcheck // the peer knows nothing else
			//lint:ignore SA1* the peer knows nothing else
			f(covered)`},
		{"for staticcheck, without a reason or about something else", `
			//lint:ignore SA1019
			f(other)
			f(other) //nolint:staticcheck
			//lint:ignore SA4006 it is used below
			f(other)`},
		{"for staticcheck, at the first of several lines", `
			return g( //nolint:staticcheck // the peer knows nothing else
				f(covered),
				g(
					f(covered),
				),
			)`},
		{"for staticcheck, at the end of the first line of a chain", `
			x := g(). //lint:ignore SA1019 the peer knows nothing else
				g(f(covered))
			f(other)`},
		{"for staticcheck, at an if with a long condition", `
			if x := g( //nolint:staticcheck // the peer knows nothing else
				f(covered),
			); x {
				f(other)
			}`},
		{"for staticcheck, at a function in the middle of a statement", `
			g(f(covered), func() { //nolint:staticcheck // the peer knows nothing else
				f(other)
			},
				f(covered))`},
		{"for staticcheck, at another line than the first", `
			g(
				g(), //nolint:staticcheck // the peer knows nothing else
				f(other),
			)`},
		{"for staticcheck, at the first of several lines without a reason, or for others", `
			g( //nolint:staticcheck
				f(other),
			)
			g(1, //nolint:gosec // the peer knows nothing else
				f(other),
			)
			g(1, // #nosec G405 -- the peer knows nothing else
				f(other),
			)
			g(1, //nolint:cryptolint // why
				f(other),
			)`},
		{"for staticcheck, at the keyword of several variables", `
			var ( //nolint:staticcheck // the peer knows nothing else
				x = f(other)
				y = g( //nolint:staticcheck // the peer knows nothing else
					f(covered),
				)
			)`},
		{"nolint for gosec, with a reason and without one", `
			f(covered) //nolint:gosec // the tool that reads it knows nothing else
			f(covered) //nolint:errcheck,gosec // the same
			f(other) //nolint:gosec
			f(other) //nolint:errcheck // the error does not matter`},
		{"nolint above an if", `
			//nolint:cryptolint // why
			if x := f(covered); x {
				f(covered)
			}
			f(other)`},
		{"nolint with a comment below it", `
			//nolint:cryptolint // why
			// one block
			f(covered)
			f(other)`},
		{"nolint with a comment above it", `
			f(other)
			// one block
			//nolint:cryptolint // why
			f(covered)
			f(other)`},
		{"nolint above a statement in another column", `
			g(f(other),
				//nolint:cryptolint // why
					f(other))`},

		{"nosec", `
			f(covered) // #nosec G405 -- why
			f(covered) /* #nosec */
			f(covered) //gosec:disable G405 -- why
			f(other) // #nosec G101`},
		{"nosec above a statement of several lines", `
			// #nosec G405
			return append(
				f(covered),
				f(covered)...,
			)`},

		{"almost right", `
			f(other) //cryptolint:ingore CL201 -- why
			f(other) // cryptolint:ignore CL201 -- why
			f(other) /*cryptolint:ignore CL201 -- why */
			f(other) //cryptolint:ignore CL201 - why
			f(other) //cryptolint:ignore CL201: why`},
	} {
		t.Run(c.name, func(t *testing.T) {
			checkPlacement(t, "package p\n\nfunc code() any {"+strings.ReplaceAll(c.source, "\n\t\t", "\n")+"\n}\n")
		})
	}
	for _, c := range []struct{ name, source string }{
		{"above a function", "package p\n\n// code does it.\n//\n//cryptolint:ignore CL201 -- why\nfunc code() {\n\tf(covered)\n}\n\nvar x = f(other)\n"},
		{"above a file", "//cryptolint:ignore CL201 -- why\npackage p\n\nvar x = f(covered)\n"},
		{"above the comment of a package", "//cryptolint:ignore CL201 -- why\n\n// Package p is a test.\npackage p\n\nvar x = f(covered)\n"},
		{"above a specification", "package p\n\nvar (\n\t//cryptolint:ignore CL201 -- why\n\tx = f(covered)\n\ty = f(other)\n)\n"},
		{"for staticcheck, at a variable of the package", "package p\n\nvar x = g( //nolint:staticcheck // why\n\tf(covered),\n)\n\nvar y = f(other)\n"},
		{"nolint above a file", "//nolint:cryptolint // why\npackage p\n\nvar x = f(covered)\n"},
		{"nolint above a function", "package p\n\n// code does it.\n//\n//nolint:cryptolint // why\nfunc code() {\n\tf(covered)\n}\n\nvar x = f(other)\n"},
	} {
		t.Run(c.name, func(t *testing.T) { checkPlacement(t, c.source) })
	}
}

func checkPlacement(t *testing.T, source string) {
	t.Helper()
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, "p.go", source, parser.ParseComments)
	if err != nil {
		t.Fatalf("%v\n%s", err, source)
	}
	set := suppress.Parse(fset, []*ast.File{file})
	ast.Inspect(file, func(n ast.Node) bool {
		call, ok := n.(*ast.CallExpr)
		if name, isName := callee(call); !ok || !isName || name != "f" {
			return true
		}
		position := fset.Position(call.Pos())
		c := set.At(suppress.Query{Position: position, ID: "CL201", Name: "ecb", Lint: []string{"SA1019"}, Gosec: []string{"G405"}, Nolint: true, Nosec: true})
		want := call.Args[0].(*ast.Ident).Name == "covered"
		if got := c != nil && c.Effective(); got != want {
			t.Errorf("line %d: silenced %t, want %t\n%s", position.Line, got, want, source)
		}
		return true
	})
}

func callee(call *ast.CallExpr) (string, bool) {
	if call == nil {
		return "", false
	}
	id, ok := call.Fun.(*ast.Ident)
	if !ok {
		return "", false
	}
	return id.Name, true
}

// Comments that are almost right come with their right spelling.
func TestCorrectSpelling(t *testing.T) {
	for comment, want := range map[string]string{
		"//cryptolint:ingore CL201 -- one block":             "//cryptolint:ignore CL201 -- one block",
		"// cryptolint:ignore CL201,CL205 -- one block":      "//cryptolint:ignore CL201,CL205 -- one block",
		"/*cryptolint:ignore ecb -- one block */":            "//cryptolint:ignore ecb -- one block",
		"//cryptolint:ignored CL201 -- one block":            "//cryptolint:ignore CL201 -- one block",
		"//cryptolint: ignore CL201 - one block":             "//cryptolint:ignore CL201 -- one block",
		"//cryptolint:ignore CL201 - one block":              "//cryptolint:ignore CL201 -- one block",
		"//cryptolint:ignore CL201: one block":               "//cryptolint:ignore CL201 -- one block",
		"//cryptolint:ignore CL201 \u2014 one block":         "//cryptolint:ignore CL201 -- one block",
		"//cryptolint:ignore CL201 one block":                "//cryptolint:ignore CL201 -- one block",
		"//cryptolint:disable ecb,timing: one block":         "//cryptolint:ignore ecb,timing -- one block",
		"//cryptolint:ignore CL201 -- one block":             "", // right
		"//cryptolint:ignore CL201":                          "", // no reason at all
		"//cryptolint:ignore CL201 until 2027-01-31":         "",
		"//cryptolint:ignored CL201 until 2027-01-31 -- why": "//cryptolint:ignore CL201 until 2027-01-31 -- why",
		"//cryptolint:ignore CL201 CL205":                    "",
		"//cryptolint:generate":                              "none", // something else
		"// cryptolint finds it":                             "none",
	} {
		fset := token.NewFileSet()
		file, err := parser.ParseFile(fset, "p.go", "package p\n\n"+comment+"\n", parser.ParseComments)
		if err != nil {
			t.Fatal(err)
		}
		got := "none"
		if all := suppress.Parse(fset, []*ast.File{file}).All(); len(all) > 0 {
			got = all[0].Correct
		}
		if got != want {
			t.Errorf("%s: got %q, want %q", comment, got, want)
		}
	}
}
