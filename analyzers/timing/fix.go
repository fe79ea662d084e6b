package timing

import (
	"go/ast"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/analysis"

	"github.com/cryptolint/cryptolint/passes/flow"
)

// constantTime is a function that compares in constant time, and how its result is
// read as a bool.
type constantTime struct {
	path, name      string
	isEqual, differ string // what follows the call
	not             string // what precedes it for !=
}

var (
	hmacEqual = constantTime{path: "crypto/hmac", name: "Equal", not: "!"}
	subtle    = constantTime{path: "crypto/subtle", name: "ConstantTimeCompare", isEqual: " == 1", differ: " != 1"}
)

// fix replaces ==, != or bytes.Equal by a comparison in constant time. It is nil
// where the result would not build or not mean the same.
func (c *checker) fix(sink *flow.Sink, by constantTime) *analysis.SuggestedFix {
	if sink.Through() || sink.Node() == nil {
		return nil
	}
	name, edits, ok := c.Import(by.path, sink.Pos())
	if !ok {
		return nil
	}
	var replaced []analysis.TextEdit
	switch node := sink.Node().(type) {
	case *ast.BinaryExpr:
		replaced = c.replaceOperator(node, name, by)
	case *ast.CallExpr:
		if sink.Is("bytes.Equal") {
			replaced = c.replaceCall(node, name, by)
		}
	}
	if replaced == nil {
		return nil
	}
	return &analysis.SuggestedFix{
		Message:   "Compare in constant time with " + name + "." + by.name,
		TextEdits: append(edits, replaced...),
	}
}

func (c *checker) replaceOperator(node *ast.BinaryExpr, name string, by constantTime) []analysis.TextEdit {
	basic, ok := c.TypesInfo.TypeOf(node).(*types.Basic) // a named bool type would need a conversion
	if !ok || basic.Info()&types.IsBoolean == 0 {
		return nil
	}
	not, end := "", by.isEqual
	if node.Op == token.NEQ {
		not, end = by.not, by.differ
	}
	x, opensX, closesX := c.asBytes(node.X)
	y, opensY, closesY := c.asBytes(node.Y)
	if x == nil || y == nil {
		return nil
	}
	return []analysis.TextEdit{
		edit(node.Pos(), x.Pos(), not+name+"."+by.name+"("+opensX),
		edit(x.End(), y.Pos(), closesX+", "+opensY),
		edit(y.End(), node.End(), closesY+")"+end),
	}
}

// asBytes returns the expression to take for one side, and what turns it into a
// byte slice. The expression is nil if nothing does.
func (c *checker) asBytes(side ast.Expr) (expr ast.Expr, before, after string) {
	if call, ok := ast.Unparen(side).(*ast.CallExpr); ok && len(call.Args) == 1 && c.TypesInfo.Types[call.Fun].IsType() && c.isBytes(call.Args[0]) {
		return call.Args[0], "", "" // string(tag) is tag
	}
	basic, ok := types.Unalias(c.TypesInfo.TypeOf(side)).Underlying().(*types.Basic)
	if !ok || basic.Info()&types.IsString == 0 {
		return nil, "", ""
	}
	scope := c.Pkg.Scope().Innermost(side.Pos())
	if _, object := scope.LookupParent("byte", side.Pos()); object != types.Universe.Lookup("byte") {
		return nil, "", ""
	}
	return side, "[]byte(", ")"
}

func (c *checker) isBytes(expr ast.Expr) bool {
	slice, ok := c.TypesInfo.TypeOf(expr).Underlying().(*types.Slice)
	return ok && types.Identical(slice.Elem(), types.Typ[types.Byte])
}

// replaceCall replaces bytes.Equal. What surrounds the call decides how a result
// that is a number becomes a bool.
func (c *checker) replaceCall(call *ast.CallExpr, name string, by constantTime) []analysis.TextEdit {
	edits := []analysis.TextEdit{edit(call.Fun.Pos(), call.Fun.End(), name+"."+by.name)}
	if by.isEqual == "" {
		return edits
	}
	switch parent := c.parent(call).(type) {
	case *ast.UnaryExpr: // !bytes.Equal(a, b)
		edits = append(edits, edit(parent.Pos(), call.Pos(), ""), edit(call.End(), call.End(), by.differ))
	case *ast.BinaryExpr:
		if parent.Op != token.LAND && parent.Op != token.LOR {
			return nil
		}
		edits = append(edits, edit(call.End(), call.End(), by.isEqual))
	case *ast.ExprStmt, *ast.GoStmt, *ast.DeferStmt:
		return nil
	default:
		edits = append(edits, edit(call.End(), call.End(), by.isEqual))
	}
	return edits
}

// parent returns the node that directly holds another.
func (c *checker) parent(child ast.Node) ast.Node {
	var found ast.Node
	var above []ast.Node
	ast.Inspect(c.FileOf(child.Pos()), func(n ast.Node) bool {
		if n == nil {
			above = above[:len(above)-1]
			return true
		}
		if n == child && len(above) > 0 {
			found = above[len(above)-1]
		}
		above = append(above, n)
		return true
	})
	return found
}

func edit(pos, end token.Pos, text string) analysis.TextEdit {
	return analysis.TextEdit{Pos: pos, End: end, NewText: []byte(text)}
}
