// Package trace collects what the engine sees at one place of a program.
package trace

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/cryptolint/cryptolint/passes/cryptoapi"
	"github.com/cryptolint/cryptolint/passes/flow/internal/eval"
	"github.com/cryptolint/cryptolint/passes/flow/internal/ir"
	"github.com/cryptolint/cryptolint/passes/flow/internal/named"
	"github.com/cryptolint/cryptolint/passes/flow/internal/scope"
	"github.com/cryptolint/cryptolint/passes/flow/internal/uses"
	"github.com/cryptolint/cryptolint/passes/flow/internal/value"
)

// A Trace is what the engine sees of one value at one place.
type Trace struct {
	Node    ast.Node     // the expression or the declared name; for a use, the call or comparison
	Result  int          // which result of a call with several, from 1; 0 for any other value
	Type    types.Type   // nil where several operands are used as one
	Sink    *uses.Sink   // the trace is of what is used there; nil for an expression
	Origins value.Value  // where it comes from; what callers of the function pass is open
	Callers value.Value  // the same with what callers pass, where all callers are in the package; else empty
	Fates   []*uses.Sink // the uses of the value, and of what comes from its origins
}

// At returns what the engine sees of the values at a place of a file, given the
// sinks of the package.
func At(e *uses.Finder, sinks []*uses.Sink, file string, line, column int) []Trace {
	t := &lookout{Finder: e, at: place{file, line, column},
		refs: make(map[ast.Expr]*ssa.DebugRef), selected: make(map[ast.Expr]bool), shown: make(map[ssa.Value]bool),
	}
	t.consider(append(sinks[:len(sinks):len(sinks)], named.Sinks(e, named.Roles...)...))
	t.index()
	t.run()
	return t.found
}

// lookout collects the traces of one place.
type lookout struct {
	*uses.Finder
	at         place
	refs       map[ast.Expr]*ssa.DebugRef
	selected   map[ast.Expr]bool // the names behind dots
	candidates []*uses.Sink
	shown      map[ssa.Value]bool
	found      []Trace
}

// place is a line of a file, or a column of it.
type place struct {
	file         string
	line, column int // column 0: the line
}

// starts reports whether something begins at the place.
func (p place) starts(at token.Position) bool {
	return at.Filename == p.file && at.Line == p.line && (p.column == 0 || at.Column == p.column)
}

// within reports whether the place, a column, lies in something.
func (p place) within(from, to token.Position) bool {
	if from.Filename != p.file || p.column == 0 {
		return false
	}
	after := from.Line < p.line || (from.Line == p.line && from.Column <= p.column)
	before := p.line < to.Line || (p.line == to.Line && p.column < to.Column)
	return after && before
}

// consider takes the sinks that count: each use once, where rules see it, and each
// variable once, where its name is met first.
func (t *lookout) consider(sinks []*uses.Sink) {
	met := make(map[types.Object]bool)
	for _, sink := range sinks {
		if sink.Stored != "" || t.ToldOfField(sink) {
			continue
		}
		if ref, ok := sink.Instr.(*ssa.DebugRef); ok {
			if met[ref.Object()] {
				continue
			}
			met[ref.Object()] = true
		}
		t.candidates = append(t.candidates, sink)
	}
}

// index looks up what the syntax tells and the SSA form does not.
func (t *lookout) index() {
	for _, file := range t.Pass.Files {
		ast.Inspect(file, func(n ast.Node) bool {
			if selector, ok := n.(*ast.SelectorExpr); ok {
				t.selected[selector.Sel] = true
			}
			return true
		})
	}
	for _, fn := range t.Funcs {
		for _, block := range fn.Blocks {
			for _, instr := range block.Instrs {
				if ref, ok := instr.(*ssa.DebugRef); ok && t.refs[ref.Expr] == nil {
					t.refs[ref.Expr] = ref
				}
			}
		}
	}
}

func (t *lookout) run() {
	exprs := t.worth(t.holding())
	if len(exprs) == 0 { // the line, or a statement that begins there
		exprs = t.starting()
	}
	for _, expr := range exprs {
		t.expression(expr)
	}
	for _, sink := range t.candidates {
		if t.at.starts(t.Pass.Fset.Position(sink.Pos())) {
			t.use(sink)
		}
	}
}

// worth leaves out of nested expressions, the smallest first, those that nobody asks
// about: the name of the function that is called, an operator's truth value.
func (t *lookout) worth(nested []ast.Expr) []ast.Expr {
	var rest []ast.Expr
	for i, expr := range nested {
		if t.telling(expr) || (i == 0 && t.Pass.TypesInfo.Types[expr].Value != nil) {
			rest = append(rest, expr)
		}
	}
	if len(rest) == 0 {
		return nested
	}
	return rest
}

// holding returns the expressions of one statement that hold the place, the
// smallest first.
func (t *lookout) holding() []ast.Expr {
	var found []ast.Expr
	for _, file := range t.Pass.Files {
		ast.Inspect(file, func(n ast.Node) bool {
			if n == nil || !t.at.within(t.span(n)) {
				return false
			}
			switch n := n.(type) {
			case ast.Stmt, *ast.FieldList, *ast.KeyValueExpr:
				found = nil // what is around it is another matter
			case *ast.Ident:
				if !t.selected[n] {
					found = append(found, n)
				}
			case ast.Expr:
				found = append(found, n)
			}
			return true
		})
	}
	slices.Reverse(found)
	return found
}

func (t *lookout) span(n ast.Node) (from, to token.Position) {
	if file, ok := n.(*ast.File); ok {
		return t.Pass.Fset.Position(file.FileStart), t.Pass.Fset.Position(file.FileEnd)
	}
	return t.Pass.Fset.Position(n.Pos()), t.Pass.Fset.Position(n.End())
}

// starting returns the expressions that begin on the line and name or make
// something worth a trace. Where the place is a column, a statement begins there.
func (t *lookout) starting() []ast.Expr {
	line := place{t.at.file, t.at.line, 0}
	begins := t.at.column == 0
	var found []ast.Expr
	for _, file := range t.Pass.Files {
		if t.Pass.Fset.Position(file.FileStart).Filename != t.at.file && t.Pass.Fset.Position(file.Package).Filename != t.at.file {
			continue
		}
		ast.Inspect(file, func(n ast.Node) bool {
			switch n := n.(type) {
			case ast.Stmt, ast.Decl:
				begins = begins || t.at.starts(t.Pass.Fset.Position(n.Pos()))
			case ast.Expr:
				if line.starts(t.Pass.Fset.Position(n.Pos())) && t.telling(n) && !t.selected[n] {
					found = append(found, n)
				}
			}
			return true
		})
	}
	if !begins {
		return nil
	}
	return found
}

// telling reports whether an expression is worth a trace that nobody has pointed
// at: a variable, a field or what a call makes, but no error, flag or function.
func (t *lookout) telling(expr ast.Expr) bool {
	if tv, ok := t.Pass.TypesInfo.Types[expr]; ok && (tv.Value != nil || tv.IsType() || tv.IsNil()) {
		return false
	}
	switch typ := t.Pass.TypesInfo.TypeOf(expr); u := typ.(type) {
	case nil:
		return false
	case *types.Tuple:
		return true
	default:
		if basic, ok := u.Underlying().(*types.Basic); ok && basic.Info()&types.IsBoolean != 0 {
			return false
		}
		_, function := u.Underlying().(*types.Signature)
		return !function && !types.Identical(u, types.Universe.Lookup("error").Type())
	}
}

// expression adds the trace of an expression, if it has a value.
func (t *lookout) expression(expr ast.Expr) {
	if tv := t.Pass.TypesInfo.Types[expr]; tv.Value != nil {
		t.found = append(t.found, Trace{Node: expr, Type: tv.Type, Origins: value.Of(value.Origin{Source: &value.Source{Kind: cryptoapi.Constant, Const: tv.Value, Pos: expr.Pos()}})})
		return
	}
	if ref := t.refs[expr]; ref != nil {
		t.referred(ref)
		return
	}
	id, ok := expr.(*ast.Ident)
	if !ok {
		return
	}
	if object, ok := t.Pass.TypesInfo.Defs[id].(*types.Var); ok {
		t.declared(id, object)
	}
}

// referred adds the trace of an expression that the SSA form knows.
func (t *lookout) referred(ref *ssa.DebugRef) {
	v, at := ref.X, ssa.Instruction(ref)
	if ref.IsAddr {
		store := storeAfter(ref)
		if store == nil {
			t.add(Trace{Node: ref.Expr, Type: elemType(v.Type())}, v, t.Behind(v, "", ref), ref)
			return
		}
		v, at = store.Val, store
	}
	tuple, ok := v.Type().(*types.Tuple)
	if !ok {
		t.add(Trace{Node: ref.Expr, Type: v.Type()}, v, t.Origins(v, "", at), at)
		return
	}
	for i := range tuple.Len() {
		for _, user := range *v.Referrers() {
			if extract, ok := user.(*ssa.Extract); ok && extract.Index == i && !ir.IsError(extract.Type()) {
				after := following(extract)
				t.add(Trace{Node: ref.Expr, Result: i + 1, Type: extract.Type()}, extract, t.Origins(extract, "", after), after)
				break
			}
		}
	}
}

// following returns the instruction behind another that does not end its block.
func following(instr ssa.Instruction) ssa.Instruction {
	instrs := instr.Block().Instrs
	return instrs[slices.Index(instrs, instr)+1]
}

func elemType(t types.Type) types.Type {
	if pointer, ok := t.Underlying().(*types.Pointer); ok {
		return pointer.Elem()
	}
	return t
}

// storeAfter returns the store to the address that an expression on the left of an
// assignment is.
func storeAfter(ref *ssa.DebugRef) *ssa.Store {
	instrs := ref.Block().Instrs
	for _, instr := range instrs[slices.Index(instrs, ssa.Instruction(ref)):] {
		if store, ok := instr.(*ssa.Store); ok && store.Addr == ref.X {
			return store
		}
	}
	return nil
}

// declared adds the trace of a name where it is declared: a parameter, a field, a
// package variable.
func (t *lookout) declared(id *ast.Ident, object *types.Var) {
	for _, fn := range t.Funcs {
		for _, param := range fn.Params {
			if param.Object() == object {
				t.add(Trace{Node: id, Type: object.Type()}, param, t.Origins(param, "", fn.Blocks[0].Instrs[0]), fn.Blocks[0].Instrs[0])
				return
			}
		}
	}
	key := ""
	switch {
	case object.IsField():
		key = t.keyOf(object)
	case object.Parent() == t.Pass.Pkg.Scope():
		key = t.Pass.Pkg.Path() + "." + object.Name()
	}
	if key != "" {
		stored := t.StoredIn(key)
		t.found = append(t.found, Trace{Node: id, Type: object.Type(), Origins: stored, Fates: t.fates(nil, stored, key)})
	}
}

// keyOf returns the storage key of a field of a named type of the package, or "".
func (t *lookout) keyOf(field *types.Var) string {
	scope := t.Pass.Pkg.Scope()
	for _, name := range scope.Names() {
		object, ok := scope.Lookup(name).(*types.TypeName)
		if !ok {
			continue
		}
		structure, ok := object.Type().Underlying().(*types.Struct)
		if !ok {
			continue
		}
		for i := range structure.NumFields() {
			if structure.Field(i) == field {
				return ir.FieldKey(object.Type(), i)
			}
		}
	}
	return ""
}

// use adds the trace of what is used at a sink, unless it has been traced as an
// expression.
func (t *lookout) use(sink *uses.Sink) {
	if c, ok := sink.Operand.(*ssa.Const); ok && c.Value == nil && t.at.column == 0 {
		return // an argument that is left out
	}
	trace := Trace{Node: sink.Syntax, Sink: sink}
	if sink.Operand != nil {
		trace.Type = sink.Operand.Type()
		if operand := t.operandExpr(sink); operand != nil {
			trace.Node = operand
		}
	}
	t.add(trace, sink.Operand, t.SinkValue(sink), sink.Instr)
}

// operandExpr returns the argument of the call, or the side of the comparison, that
// is used at a sink, or nil.
func (t *lookout) operandExpr(sink *uses.Sink) ast.Expr {
	var exprs, constants []ast.Expr
	switch n := sink.Syntax.(type) {
	case *ast.KeyValueExpr:
		return n.Value
	case *ast.AssignStmt:
		return n.Rhs[0]
	case *ast.CallExpr:
		exprs = n.Args
	case *ast.BinaryExpr:
		exprs = []ast.Expr{n.X, n.Y}
	}
	for _, expr := range exprs {
		expr = ast.Unparen(expr)
		if ref := t.refs[expr]; ref != nil && ref.X == sink.Operand && !ref.IsAddr {
			return expr
		}
		tv := t.Pass.TypesInfo.Types[expr]
		if c, ok := sink.Operand.(*ssa.Const); ok && (tv.IsNil() && c.Value == nil || tv.Value != nil && tv.Value == c.Value) {
			constants = append(constants, expr)
		}
	}
	if len(constants) != 1 {
		return nil // which of several nils it is, SSA does not say
	}
	return constants[0]
}

// add completes a trace, unless the value has one already.
func (t *lookout) add(trace Trace, v ssa.Value, origins value.Value, at ssa.Instruction) {
	if v != nil && t.shown[v] {
		return
	}
	if v != nil {
		t.shown[v] = true
	}
	trace.Origins = t.ResolveTwice(origins)
	if origins.Any(scope.DependsOnCaller) && t.OnlyCalled(at.Parent()) {
		trace.Callers = t.ResolveTwice(t.CallersPass(origins, at.Parent(), eval.MaxCallerHops))
	}
	trace.Fates = t.fates(v, value.Join(trace.Origins, trace.Callers), "")
	t.found = append(t.found, trace)
}

// fates returns the sinks that use a value, or anything that comes from its origins
// or from the storage of that key.
func (t *lookout) fates(v ssa.Value, origins value.Value, key string) []*uses.Sink {
	var reached []*uses.Sink
	for _, sink := range t.candidates {
		used := t.SinkValue(sink)
		if (v != nil && sink.Operand == v) || (key != "" && loadsFrom(used, key)) || t.sharesSource(t.Resolve(used), origins) {
			reached = append(reached, sink)
		}
	}
	return reached
}

func loadsFrom(v value.Value, key string) bool {
	return slices.ContainsFunc(v.Origins(), func(o *value.Origin) bool { return o.Storage == key })
}

// sharesSource reports whether something in a value comes about at the same place
// as one of the origins.
func (t *lookout) sharesSource(v, origins value.Value) bool {
	for _, o := range origins.Origins() {
		if t.inPackage(o.Pos) && DescendsFrom(v, o) {
			return true
		}
	}
	return false
}

// inPackage reports whether a place is in the files of the package. What comes from
// another, such as rand.Reader, has nothing in common but its name.
func (t *lookout) inPackage(pos token.Pos) bool {
	return pos.IsValid() && slices.ContainsFunc(t.Pass.Files, func(file *ast.File) bool {
		return file.FileStart <= pos && pos <= file.FileEnd
	})
}

// DescendsFrom reports whether a part of a value is a source, or was computed from it.
func DescendsFrom(v value.Value, source *value.Origin) bool {
	same := func(o *value.Origin) bool { return value.SameSource(o, source) }
	return slices.ContainsFunc(v.Origins(), func(o *value.Origin) bool { return same(o) || slices.ContainsFunc(o.Of, same) })
}
