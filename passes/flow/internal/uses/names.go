package uses

import (
	"go/ast"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/cryptolint/cryptolint/passes/cryptoapi"
	"github.com/cryptolint/cryptolint/passes/flow/internal/ir"
	"github.com/cryptolint/cryptolint/passes/flow/internal/lexicon"
)

// RoleOf is the role that a name suggests.
func (e *Finder) RoleOf(name string) cryptoapi.Role {
	switch e.Names.Classify(name) {
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

// NamedRoles are the roles that a name can suggest.
var NamedRoles = []cryptoapi.Role{
	cryptoapi.AsToken, cryptoapi.AsPassword, cryptoapi.AsKey, cryptoapi.AsNonce, cryptoapi.AsSalt,
}

func Suggests(names lexicon.Lexicon, name string) bool {
	switch names.Classify(name) {
	case lexicon.Nothing, lexicon.Nonce, lexicon.Salt:
		return false
	}
	return true
}

// NamedSinks finds the places at which a value gets a name that suggests a role.
func (e *Finder) NamedSinks(roles ...cryptoapi.Role) []*Sink {
	var found []*Sink
	for _, fn := range e.Funcs {
		for _, block := range fn.Blocks {
			for _, instr := range block.Instrs {
				found = append(found, e.named(instr)...)
			}
		}
		found = append(found, e.filledInPlace(fn)...)
	}
	return e.place(slices.DeleteFunc(found, func(s *Sink) bool { return !slices.Contains(roles, s.Role) }))
}

func (e *Finder) named(instr ssa.Instruction) []*Sink {
	switch instr := instr.(type) {
	case *ssa.Store:
		if address, ok := instr.Addr.(*ssa.FieldAddr); ok {
			return asked(e.namedSink(instr, e.fieldReads(address), fieldName(address), instr.Val), endAfter(instr))
		}
	case *ssa.MapUpdate:
		return e.namedEntry(instr)
	case *ssa.Return:
		return e.namedResults(instr)
	case *ssa.DebugRef:
		id, ok := instr.Expr.(*ast.Ident)
		if v, isVar := instr.Object().(*types.Var); ok && isVar && !instr.IsAddr && (id.Pos() == v.Pos() || ir.IsLocalBytes(v)) {
			return e.namedSink(instr, id.Name, "the variable "+id.Name, instr.X)
		}
	case ssa.CallInstruction:
		return e.namedArguments(instr)
	}
	return nil
}

// namedResults goes by the names of the results, and by that of the function,
// which speaks of the first.
func (e *Finder) namedResults(ret *ssa.Return) []*Sink {
	fn := ret.Parent()
	var found []*Sink
	for i, result := range ret.Results {
		declared := fn.Signature.Results().At(i).Name()
		name, api := declared, "the result "+declared+" of "+fn.Name()
		if i == 0 && fn.Object() != nil && (e.RoleOf(fn.Name()) != cryptoapi.NoRole || lexicon.KeyOfBytes(fn.Name())) {
			name, api = fn.Name(), "the result of "+fn.Name()
		}
		found = append(found, e.namedSink(ret, name, api, result)...)
	}
	return found
}

func (e *Finder) namedArguments(call ssa.CallInstruction) []*Sink {
	var found []*Sink
	for _, t := range e.Targets(call) {
		if t.Object == nil || (t.Row != nil && !t.Row.Partial) {
			continue
		}
		params := t.Object.Signature().Params()
		for i, arg := range t.Args {
			if i < params.Len() && !t.RowUses(t.OperandOf(i)) && !(t.Object.Signature().Variadic() && i == params.Len()-1) {
				found = append(found, e.namedSink(call, params.At(i).Name(), "the parameter "+params.At(i).Name()+" of "+t.Name(), arg)...)
			}
		}
	}
	return found
}

func (e *Finder) namedSink(instr ssa.Instruction, name, api string, operand ssa.Value) []*Sink {
	operand = bare(operand)
	role, noun := e.RoleOf(name), e.Names.Noun(name)
	if role == cryptoapi.NoRole && lexicon.KeyOfBytes(name) && ir.IsBytes(operand.Type()) {
		role, noun = cryptoapi.AsKey, "key"
	}
	if role == cryptoapi.NoRole || role != cryptoapi.AsKey && !carriesClass(operand.Type(), e.Names.Classify(name)) || !ir.CarriesSecret(operand.Type()) && !isTexts(operand.Type()) {
		return nil
	}
	return []*Sink{{Role: role, API: api, Instr: instr, Operand: operand, Named: true, Name: name, Noun: noun}}
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
	if ok && builtin.Name() == "append" && isSlice && ir.IsString(list.Elem()) {
		return call.Call.Args[1]
	}
	return v
}

// carriesClass reports whether values of the type can be secrets of the class:
// strings, bytes, lists of strings, and the integers of one-time codes.
func carriesClass(t types.Type, class lexicon.Class) bool {
	switch u := t.Underlying().(type) {
	case *types.Basic:
		return ir.CarriesSecret(t) && (ir.IsString(t) || class == lexicon.OneTime || class == lexicon.Nonce && isWide(u))
	case *types.Slice:
		return ir.IsString(u.Elem()) || ir.IsByte(u.Elem())
	}
	return ir.CarriesSecret(t)
}

// isWide reports whether an integer has room for a number that cannot be guessed.
func isWide(t *types.Basic) bool { return t.Kind() == types.Uint64 || t.Kind() == types.Int64 }
