package lazyregexp_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/cryptolint/cryptolint/internal/lazyregexp"
)

func TestRegexp(t *testing.T) {
	address := lazyregexp.New(`^(\w+)@(\w+)$`)
	if !address.MatchString("eve@example") || address.MatchString("eve") {
		t.Errorf("%s matches the wrong texts", address)
	}
	if groups := address.FindStringSubmatch("eve@example"); len(groups) != 3 || groups[2] != "example" {
		t.Errorf("the groups are %q", groups)
	}
}

// An expression that is not well-formed would only be noticed where it is used.
func TestExpressionsOfTheProgram(t *testing.T) {
	seen := 0
	for _, root := range []string{"analyzers", "cmd", "internal", "passes"} {
		err := filepath.WalkDir(filepath.Join("..", "..", root), func(path string, entry fs.DirEntry, err error) error {
			if err != nil || !strings.HasSuffix(path, ".go") {
				return err
			}
			file, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.SkipObjectResolution)
			if err != nil {
				return nil // a file that does not parse is what some tests are about
			}
			ast.Inspect(file, func(n ast.Node) bool {
				if call, ok := n.(*ast.CallExpr); ok && isNew(call) {
					seen++
					compile(t, path, call.Args[0])
				}
				return true
			})
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	if seen < 20 {
		t.Errorf("only %d expressions are found", seen)
	}
}

func isNew(call *ast.CallExpr) bool {
	selector, ok := call.Fun.(*ast.SelectorExpr)
	if !ok || selector.Sel.Name != "New" {
		return false
	}
	pkg, ok := selector.X.(*ast.Ident)
	return ok && pkg.Name == "lazyregexp"
}

func compile(t *testing.T, path string, expression ast.Expr) {
	text, ok := constantText(expression)
	if !ok {
		t.Errorf("%s: an expression is not a constant text", path)
		return
	}
	if _, err := regexp.Compile(text); err != nil {
		t.Errorf("%s: %v", path, err)
	}
}

// constantText returns the text of a literal, or of several that are added.
func constantText(expression ast.Expr) (string, bool) {
	switch expression := expression.(type) {
	case *ast.BasicLit:
		text, err := strconv.Unquote(expression.Value)
		return text, err == nil
	case *ast.BinaryExpr:
		left, leftOK := constantText(expression.X)
		right, rightOK := constantText(expression.Y)
		return left + right, leftOK && rightOK
	}
	return "", false
}
