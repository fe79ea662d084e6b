package timing

import (
	"fmt"
	"go/ast"
	"go/constant"
	"go/types"

	"github.com/cryptolint/cryptolint/internal/rule"
	"github.com/cryptolint/cryptolint/passes/cryptoapi"
	"github.com/cryptolint/cryptolint/passes/flow"
)

// side is one side of a comparison.
type side struct {
	expr   ast.Expr
	value  flow.Value // what callers pass is left open
	passed flow.Value // what callers in sight pass is in it
}

// secret reports a value that is a secret by its name and is compared with one
// from outside.
func (c *checker) secret(sink *flow.Sink) {
	if sink.Through() || !c.text(sink.Operand.Type()) {
		return
	}
	mine, theirs := sink.Sides()
	if mine == nil {
		return
	}
	a := side{expr: mine, value: c.graph.Whole(sink), passed: c.graph.Passed(sink)}
	b := side{expr: theirs, passed: c.graph.Other(sink)}
	name := c.name(a)
	if name.What == "" || c.harmless(a, b) {
		return
	}
	confidence := c.confidence(name, a, b)
	if confidence == 0 {
		return
	}
	finding := rule.Finding{
		Confidence: confidence, Instead: equal,
		Message: fmt.Sprintf("%s is compared %s, which ends at the first byte that differs; whoever measures the time finds the %s byte by byte", a.text(), how(sink), name.Noun),
		Fix:     c.fix(sink, subtle),
	}
	if sent := part(b.passed, cryptoapi.Network); sent != nil {
		finding.Steps = flow.Path(sent, "sent by a peer")
	}
	c.report(sink, finding)
}

// confidence says how sure it is that a is a secret of the program and b a guess of
// it from outside. Zero: it is not likely at all.
func (c *checker) confidence(name flow.SecretName, a, b side) rule.Confidence {
	guess := c.name(b)
	switch {
	case holds(b.passed, cryptoapi.Network):
		if name.Sure || !a.param() {
			return rule.Likely
		}
	case a.param() || !(name.Sure || guess.Sure):
	case b.param(), guess.What != "":
		return rule.Unsure
	}
	return 0
}

// harmless reports whether there is nothing to guess: one side is written in the
// program or public, or both come from the same place.
func (c *checker) harmless(a, b side) bool {
	switch {
	case fixed(a.passed) || fixed(b.passed):
		return true
	case holds(a.passed, public...) || holds(b.passed, public...):
		return true
	case holds(a.passed, cryptoapi.Network):
		return true
	case a.repeats() || b.repeats():
		return true
	}
	return c.sameOwner(a, b) || c.sameSource(a, b) || c.updates(a, b)
}

// public kinds of values are no secrets, or are judged by what they were made of.
var public = []cryptoapi.Kind{
	cryptoapi.Digest, cryptoapi.Checksum, cryptoapi.MACTag, cryptoapi.Ciphertext, cryptoapi.Signature, cryptoapi.PublicKey,
	cryptoapi.PasswordHash,
}

// sameOwner reports whether both sides are fields of the same type: a password and
// its confirmation, two versions of a configuration.
func (c *checker) sameOwner(a, b side) bool {
	x, y := c.owner(a.expr), c.owner(b.expr)
	return x != nil && y != nil && types.Identical(x, y)
}

// owner returns the type of which an expression selects a field, or nil.
func (c *checker) owner(expr ast.Expr) types.Type {
	selector, ok := core(expr).(*ast.SelectorExpr)
	if !ok {
		return nil
	}
	t := c.TypesInfo.TypeOf(selector.X)
	if t == nil {
		return nil
	}
	if pointer, ok := t.Underlying().(*types.Pointer); ok {
		return pointer.Elem()
	}
	return t
}

// sameSource reports whether both sides are results of the same function, such as
// a prompt.
func (c *checker) sameSource(a, b side) bool {
	x, y := a.passed.Origins(), b.passed.Origins()
	if len(x) != 1 || len(y) != 1 || x[0].Stored() || y[0].Stored() || x[0].Path != "" || y[0].Path != "" {
		return false
	}
	return x[0].Kind == y[0].Kind && x[0].Name == y[0].Name
}

// updates reports whether the function stores one side in the other: then it looks
// for a change, or holds two copies of one thing together.
func (c *checker) updates(a, b side) bool {
	x, y := types.ExprString(a.expr), types.ExprString(b.expr)
	found := false
	ast.Inspect(c.function(a.expr), func(n ast.Node) bool {
		if assignment, ok := n.(*ast.AssignStmt); ok && len(assignment.Lhs) == len(assignment.Rhs) {
			for i, left := range assignment.Lhs {
				to, from := types.ExprString(left), types.ExprString(assignment.Rhs[i])
				found = found || (to == x && from == y) || (to == y && from == x)
			}
		}
		return !found
	})
	return found
}

// function returns the declaration that holds an expression, or else its file.
func (c *checker) function(expr ast.Expr) ast.Node {
	file := c.FileOf(expr.Pos())
	for _, decl := range file.Decls {
		if decl.Pos() <= expr.Pos() && expr.End() <= decl.End() {
			return decl
		}
	}
	return file
}

// text reports whether values of the type can be secrets. Strings of which the
// program declares constants are names of things.
func (c *checker) text(t types.Type) bool {
	switch u := t.Underlying().(type) {
	case *types.Basic:
		return u.Info()&types.IsString != 0 && !enumerated(t)
	case *types.Slice:
		return isByte(u.Elem())
	case *types.Array:
		return isByte(u.Elem())
	}
	return false
}

func isByte(t types.Type) bool {
	basic, ok := t.Underlying().(*types.Basic)
	return ok && basic.Kind() == types.Byte
}

func enumerated(t types.Type) bool {
	named, ok := types.Unalias(t).(*types.Named)
	if !ok || named.Obj().Pkg() == nil {
		return false
	}
	scope := named.Obj().Pkg().Scope()
	for _, name := range scope.Names() {
		if member, ok := scope.Lookup(name).(*types.Const); ok && types.Identical(member.Type(), t) {
			return true
		}
	}
	return false
}

// name reads the names of a side: that in the expression, and those of what it
// comes from.
func (c *checker) name(s side) flow.SecretName {
	var best flow.SecretName
	for _, name := range s.names() {
		if read := c.graph.ReadName(name); read.What != "" && read.What != "MAC" && (best.What == "" || read.Sure && !best.Sure) {
			best = read
		}
	}
	return best
}

// names returns the names of a side. What a value is a part of is not called by
// its name: a path that is cut out of an address with a password in it is none.
func (s side) names() []string {
	names := []string{nameOf(s.expr)}
	for _, alternative := range s.passed {
		o := onlyPart(alternative)
		if o == nil {
			continue
		}
		names = append(names, o.Name)
		for _, of := range o.Of {
			if o.Kind == cryptoapi.Environment && of.Const != nil && of.Const.Kind() == constant.String {
				names = append(names, constant.StringVal(of.Const))
			}
		}
	}
	return names
}

// onlyPart returns the one origin of an alternative that is no constant, or nil.
func onlyPart(alternative flow.Alternative) *flow.Origin {
	var only *flow.Origin
	for _, o := range alternative {
		switch {
		case o.Kind == cryptoapi.Constant || o.Kind == cryptoapi.Zero:
		case only != nil:
			return nil
		default:
			only = o
		}
	}
	return only
}

// repeats reports whether a name says that the side repeats something, or is what
// it was before.
func (s side) repeats() bool {
	if selector, ok := core(s.expr).(*ast.SelectorExpr); ok && flow.Repeats(nameOf(selector.X)) {
		return true
	}
	return flow.Repeats(nameOf(s.expr))
}

// param reports whether the side is nothing but what a caller passes.
func (s side) param() bool {
	for _, alternative := range s.passed {
		for _, o := range alternative {
			if o.Open() && o.Path == "" {
				return true
			}
		}
	}
	return false
}

// text says the side in a message.
func (s side) text() string {
	const longest = 40
	if text := types.ExprString(s.expr); len(text) <= longest {
		return text
	}
	return nameOf(s.expr)
}

// core takes off conversions and parentheses.
func core(expr ast.Expr) ast.Expr {
	for {
		switch e := expr.(type) {
		case *ast.ParenExpr:
			expr = e.X
		case *ast.StarExpr:
			expr = e.X
		case *ast.SliceExpr:
			expr = e.X
		case *ast.CallExpr:
			if !isConversion(e) {
				return expr
			}
			expr = e.Args[0]
		default:
			return expr
		}
	}
}

// isConversion reports whether a call converts to string or []byte.
func isConversion(call *ast.CallExpr) bool {
	if len(call.Args) != 1 {
		return false
	}
	switch fun := ast.Unparen(call.Fun).(type) {
	case *ast.Ident:
		return fun.Name == "string"
	case *ast.ArrayType:
		return true
	}
	return false
}

// nameOf returns the last name of an expression: of the variable, the field or the
// function.
func nameOf(expr ast.Expr) string {
	switch e := core(expr).(type) {
	case *ast.Ident:
		return e.Name
	case *ast.SelectorExpr:
		return e.Sel.Name
	case *ast.CallExpr:
		return nameOf(e.Fun)
	case *ast.IndexExpr:
		return nameOf(e.X)
	}
	return ""
}

// part returns a part of one of the kinds, or nil.
func part(v flow.Value, kinds ...cryptoapi.Kind) *flow.Origin {
	return v.Origins().Part(kinds...)
}
