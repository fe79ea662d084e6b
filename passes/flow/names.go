package flow

import (
	"go/ast"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/cryptolint/cryptolint/internal/config"
	"github.com/cryptolint/cryptolint/internal/rule"
	"github.com/cryptolint/cryptolint/passes/cryptoapi"
	"github.com/cryptolint/cryptolint/passes/flow/internal/lexicon"
)

// roleOf is the role that a name suggests.
func (p *program) roleOf(name string) cryptoapi.Role {
	switch p.names.Classify(name) {
	case lexicon.Token, lexicon.OneTime:
		return cryptoapi.AsToken
	case lexicon.Password:
		return cryptoapi.AsPassword
	case lexicon.Key:
		return cryptoapi.AsKey
	case lexicon.Nonce:
		return cryptoapi.AsNonce
	case lexicon.Salt:
		return cryptoapi.AsSalt
	}
	return cryptoapi.NoRole
}

// namedRoles are the roles that a name can suggest.
var namedRoles = []cryptoapi.Role{
	cryptoapi.AsToken, cryptoapi.AsPassword, cryptoapi.AsKey, cryptoapi.AsNonce, cryptoapi.AsSalt,
}

// Suggests reports whether a name says that a value is a secret.
func (g *Graph) Suggests(name string) bool { return suggests(g.names(), name) }

func suggests(names lexicon.Lexicon, name string) bool {
	switch names.Classify(name) {
	case lexicon.Nothing, lexicon.Nonce, lexicon.Salt:
		return false
	}
	return true
}

// SuggestsSalt reports whether a name says that a value is a salt, which is no secret.
func SuggestsSalt(name string) bool { return lexicon.Classify(name) == lexicon.Salt }

// NamedSinks returns the places at which a value gets a name that suggests a role:
// the store in a field Token, the return of a function newSessionID, the variable
// otp, the argument for a parameter password, the map key "token". The roles are
// only as good as the names.
func (g *Graph) NamedSinks(roles ...cryptoapi.Role) []*Sink {
	if g.e == nil {
		return nil
	}
	g.mu.Lock()
	defer g.mu.Unlock()
	return g.e.namedSinks(roles...)
}

// namedSinks finds the places at which a value gets a name that suggests a role.
func (e *finder) namedSinks(roles ...cryptoapi.Role) []*Sink {
	var found []*Sink
	for _, fn := range e.funcs {
		for _, block := range fn.Blocks {
			for _, instr := range block.Instrs {
				for _, sink := range e.place(e.named(instr)) {
					for _, role := range roles {
						if sink.Role == role {
							found = append(found, sink)
						}
					}
				}
			}
		}
	}
	return found
}

func (e *finder) named(instr ssa.Instruction) []*Sink {
	switch instr := instr.(type) {
	case *ssa.Store:
		if address, ok := instr.Addr.(*ssa.FieldAddr); ok {
			return e.namedSink(instr, structOf(address.X.Type()).Field(address.Field).Name(), fieldName(address), instr.Val)
		}
	case *ssa.MapUpdate:
		if key := mapPath(instr.Key); key != anyKey {
			return e.namedSink(instr, lastField(key), "the entry "+lastField(key), instr.Value)
		}
	case *ssa.Return:
		return e.namedResults(instr)
	case *ssa.DebugRef:
		id, ok := instr.Expr.(*ast.Ident)
		if v, isVar := instr.Object().(*types.Var); ok && isVar && !instr.IsAddr && (id.Pos() == v.Pos() || isLocalBytes(v)) {
			return e.namedSink(instr, id.Name, "the variable "+id.Name, instr.X)
		}
	case ssa.CallInstruction:
		return e.namedArguments(instr)
	}
	return nil
}

// namedResults goes by the names of the results, and by that of the function,
// which speaks of the first.
func (e *finder) namedResults(ret *ssa.Return) []*Sink {
	fn := ret.Parent()
	var found []*Sink
	for i, result := range ret.Results {
		declared := fn.Signature.Results().At(i).Name()
		name, api := declared, "the result "+declared+" of "+fn.Name()
		if i == 0 && fn.Object() != nil && e.roleOf(fn.Name()) != cryptoapi.NoRole {
			name, api = fn.Name(), "the result of "+fn.Name()
		}
		found = append(found, e.namedSink(ret, name, api, result)...)
	}
	return found
}

func (e *finder) namedArguments(call ssa.CallInstruction) []*Sink {
	var found []*Sink
	for _, t := range e.targets(call) {
		if t.object == nil || (t.row != nil && !t.row.Partial) {
			continue
		}
		params := t.object.Signature().Params()
		for i, arg := range t.args {
			if i < params.Len() && !t.rowUses(t.operandOf(i)) && !(t.object.Signature().Variadic() && i == params.Len()-1) {
				found = append(found, e.namedSink(call, params.At(i).Name(), "the parameter "+params.At(i).Name()+" of "+t.name(), arg)...)
			}
		}
	}
	return found
}

func (e *finder) namedSink(instr ssa.Instruction, name, api string, operand ssa.Value) []*Sink {
	role := e.roleOf(name)
	if role == cryptoapi.NoRole {
		return nil
	}
	operand = bare(operand)
	if !carriesClass(operand.Type(), e.names.Classify(name)) {
		return nil
	}
	return []*Sink{{Role: role, API: api, Instr: instr, Operand: operand, Named: true, Name: name, Noun: e.names.Noun(name)}}
}

// bare returns the value that gets a name: without the interface that it is put in,
// and only what is added where texts are added to a list.
func bare(v ssa.Value) ssa.Value {
	if boxed, ok := v.(*ssa.MakeInterface); ok {
		v = boxed.X
	}
	call, ok := v.(*ssa.Call)
	if !ok || len(call.Call.Args) != 2 {
		return v
	}
	builtin, ok := call.Call.Value.(*ssa.Builtin)
	list, isSlice := v.Type().Underlying().(*types.Slice)
	if ok && builtin.Name() == "append" && isSlice && isString(list.Elem()) {
		return call.Call.Args[1]
	}
	return v
}

// carriesClass reports whether values of the type can be secrets of the class:
// strings, bytes, lists of strings, and the integers of one-time codes.
func carriesClass(t types.Type, class lexicon.Class) bool {
	switch u := t.Underlying().(type) {
	case *types.Basic:
		return carriesSecret(t) && (isString(t) || class == lexicon.OneTime)
	case *types.Slice:
		return isString(u.Elem()) || isByte(u.Elem())
	}
	return carriesSecret(t)
}

// carriesSecret reports whether values of the type can hold a secret: strings,
// bytes and integers.
func carriesSecret(t types.Type) bool {
	switch u := t.Underlying().(type) {
	case *types.Basic:
		return u.Info()&(types.IsString|types.IsInteger) != 0
	case *types.Slice:
		return isByte(u.Elem())
	case *types.Array:
		return isByte(u.Elem())
	case *types.Pointer:
		array, ok := u.Elem().Underlying().(*types.Array)
		return ok && isByte(array.Elem())
	}
	return false
}

// isLocalBytes reports whether a variable is a slice of bytes in a function. What
// it holds is often drawn after it is declared, so that every use counts.
func isLocalBytes(v *types.Var) bool {
	slice, ok := v.Type().Underlying().(*types.Slice)
	return ok && isByte(slice.Elem()) && !v.IsField() && v.Parent() != v.Pkg().Scope()
}

func isByte(t types.Type) bool {
	basic, ok := t.Underlying().(*types.Basic)
	return ok && basic.Kind() == types.Byte
}

// comparesSecrets reports whether a file compares something whose name suggests a
// secret: then a package is worth a look even if it imports no cryptography.
func comparesSecrets(pass *analysis.Pass, names lexicon.Lexicon) bool {
	found := false
	for _, file := range pass.Files {
		ast.Inspect(file, func(n ast.Node) bool {
			comparison, ok := n.(*ast.BinaryExpr)
			if ok && (comparison.Op == token.EQL || comparison.Op == token.NEQ) {
				found = found || suggestsSecret(comparison.X, names) || suggestsSecret(comparison.Y, names)
			}
			return !found
		})
	}
	return found
}

func suggestsSecret(expr ast.Expr, names lexicon.Lexicon) bool {
	switch expr := ast.Unparen(expr).(type) {
	case *ast.Ident:
		return suggests(names, expr.Name)
	case *ast.SelectorExpr:
		return suggests(names, expr.Sel.Name)
	case *ast.CallExpr:
		return suggestsSecret(expr.Fun, names)
	}
	return false
}

// SuggestsCookie reports whether the name of a cookie says that its value lets
// its bearer in.
func SuggestsCookie(name string) bool { return lexicon.Cookie(name) }

// NameNoun says what a name stands for in a message: "session id". It is empty
// for a name that suggests nothing.
func NameNoun(name string) string { return lexicon.Noun(name) }

// namesOf returns what is known of names, with those that the configuration says.
func namesOf(pass *analysis.Pass) lexicon.Lexicon {
	return lexicon.With(pass.ResultOf[rule.Settings].(*config.Config).SecretNames)
}

// names returns what is known of names.
func (g *Graph) names() lexicon.Lexicon {
	if g.e == nil {
		return lexicon.Lexicon{}
	}
	return g.e.names
}
