package ir

import (
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"testing"

	"golang.org/x/tools/go/ssa"
	"golang.org/x/tools/go/ssa/ssautil"
)

// Two loads of one field yield the same, and two receives from one channel do not.
func TestSameValue(t *testing.T) {
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, "p.go", `package p

type frame struct{ text []byte }

func loads(f *frame) { same(f.text, f.text) }
func slices(f *frame)             { same(f.text[1:], f.text) }
func receives(c chan []byte)      { same(<-c, <-c) }
func negations(a, b bool)         { sameTruth(!a, !a) }
func same(a, b []byte)            {}
func sameTruth(a, b bool)         {}
`, 0)
	if err != nil {
		t.Fatal(err)
	}
	pkg, _, err := ssautil.BuildPackage(&types.Config{}, fset, types.NewPackage("p", "p"), []*ast.File{file}, ssa.BuilderMode(0))
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]bool{"loads": true, "slices": false, "receives": false, "negations": true} {
		for instr := range Instructions(pkg.Func(name)) {
			if call, ok := instr.(*ssa.Call); ok {
				if got := SameValue(call.Call.Args[0], call.Call.Args[1]); got != want {
					t.Errorf("%s: the same is %v, want %v", name, got, want)
				}
			}
		}
	}
}
