package cryptolint_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// display is the text of the engine that is there for messages: what calls something,
// in the words of the code, and the prose of a step.
var display = []string{"API", "Text"}

// The rules and the engine decide by what a thing is: its row, its object, its kind. A
// package of the program that happens to be called "dsa", or a function whose name
// begins with "init", is not what its name resembles. So no code compares the text that
// is there for messages, or looks at how the name of a function begins or ends.
func TestNothingIsKnownByItsText(t *testing.T) {
	for _, root := range []string{"analyzers", "passes"} {
		err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() || filepath.Ext(path) != ".go" || strings.HasSuffix(path, "_test.go") {
				return err
			}
			fset := token.NewFileSet()
			file, err := parser.ParseFile(fset, path, nil, parser.SkipObjectResolution)
			if err != nil {
				return err
			}
			for _, at := range textDecisions(file) {
				t.Errorf("%s: a decision by text; ask for the row (Is, Of, Does), the object or the kind", fset.Position(at))
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
}

func TestTextDecisionsAreSeen(t *testing.T) {
	for _, code := range []string{
		`sink.API == "dsa.Sign"`,
		`"dsa.Sign" != sink.API`,
		`a.API == b.API`,
		`strings.HasPrefix(sink.API, "rsa.")`,
		`strings.Contains(step.Text, "stored in the field")`,
		`strings.HasPrefix(fn.Name(), "init")`,
		`strings.HasSuffix(sink.Func().Name(), "Reader")`,
		`func() { switch sink.API { case "cipher.NewCTR": } }`,
	} {
		expr, err := parser.ParseExpr(code)
		if err != nil {
			t.Fatal(err)
		}
		if len(textDecisions(expr)) != 1 {
			t.Errorf("%s is not seen", code)
		}
	}
	for _, code := range []string{
		`sink.Is("crypto/dsa.Sign")`,
		`fmt.Sprintf("%s signs", sink.API)`,
		`strings.HasPrefix(path, "crypto/")`,
		`fn.Name() == "init"`, // the language calls it so
		`strings.HasPrefix(comment.Text, "//go:debug")`,
	} {
		expr, err := parser.ParseExpr(code)
		if err != nil {
			t.Fatal(err)
		}
		if len(textDecisions(expr)) != 0 {
			t.Errorf("%s is no decision by text", code)
		}
	}
}

// textDecisions returns where code compares text that is there for messages, or looks
// into the name of a function.
func textDecisions(root ast.Node) []token.Pos {
	var found []token.Pos
	ast.Inspect(root, func(n ast.Node) bool {
		decides := false
		switch n := n.(type) {
		case *ast.BinaryExpr:
			decides = (n.Op == token.EQL || n.Op == token.NEQ) && (isDisplay(n.X) || isDisplay(n.Y))
		case *ast.SwitchStmt:
			decides = n.Tag != nil && isDisplay(n.Tag)
		case *ast.CallExpr:
			decides = looksInto(n)
		}
		if decides {
			found = append(found, n.Pos())
		}
		return true
	})
	return found
}

func isDisplay(expr ast.Expr) bool {
	selector, ok := ast.Unparen(expr).(*ast.SelectorExpr)
	if !ok {
		return false
	}
	of, _ := selector.X.(*ast.Ident)
	return slices.Contains(display, selector.Sel.Name) && (of == nil || of.Name != "comment") // that is of the program
}

// looksInto reports whether a call of package strings looks for a text in display, or
// in the result of a method Name.
func looksInto(call *ast.CallExpr) bool {
	selector, ok := call.Fun.(*ast.SelectorExpr)
	if !ok || len(call.Args) == 0 {
		return false
	}
	if pkg, ok := selector.X.(*ast.Ident); !ok || pkg.Name != "strings" {
		return false
	}
	if !slices.Contains([]string{"HasPrefix", "HasSuffix", "Contains", "CutPrefix", "CutSuffix", "Index", "EqualFold"}, selector.Sel.Name) {
		return false
	}
	if isDisplay(call.Args[0]) {
		return true
	}
	named, ok := call.Args[0].(*ast.CallExpr)
	if !ok {
		return false
	}
	method, ok := named.Fun.(*ast.SelectorExpr)
	return ok && method.Sel.Name == "Name"
}
