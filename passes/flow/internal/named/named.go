// Package named finds the places where only a name says what a value is used as: a field
// Token, a function newSessionID, a parameter password. A name is weak evidence.
package named

import (
	"go/ast"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/cryptolint/cryptolint/passes/cryptoapi"
	"github.com/cryptolint/cryptolint/passes/flow/internal/ir"
	"github.com/cryptolint/cryptolint/passes/flow/internal/lexicon"
	"github.com/cryptolint/cryptolint/passes/flow/internal/provenance"
	"github.com/cryptolint/cryptolint/passes/flow/internal/uses"
)

// RoleOf is the role that a name suggests.
func RoleOf(names lexicon.Lexicon, name string) cryptoapi.Role {
	switch names.Classify(name) {
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

// Roles are the roles that a name can suggest.
var Roles = []cryptoapi.Role{
	cryptoapi.AsToken, cryptoapi.AsPassword, cryptoapi.AsKey, cryptoapi.AsNonce, cryptoapi.AsSalt,
}

// Suggests reports whether a name says that a value is a secret.
func Suggests(names lexicon.Lexicon, name string) bool {
	switch names.Classify(name) {
	case lexicon.Nothing, lexicon.Nonce, lexicon.Salt:
		return false
	}
	return true
}

// finder finds names that values get.
type finder struct{ *uses.Finder }

// Sinks finds the places at which a value gets a name that suggests one of the roles.
func Sinks(f *uses.Finder, roles ...cryptoapi.Role) []*uses.Sink {
	e := finder{f}
	var found []*uses.Sink
	for _, fn := range e.Funcs {
		for _, block := range fn.Blocks {
			for _, instr := range block.Instrs {
				found = append(found, e.named(instr)...)
			}
		}
		found = append(found, e.filledInPlace(fn)...)
	}
	return e.Placed(slices.DeleteFunc(found, func(s *uses.Sink) bool { return !slices.Contains(roles, s.Role) }))
}

func (e finder) named(instr ssa.Instruction) []*uses.Sink {
	switch instr := instr.(type) {
	case *ssa.Store:
		if address, ok := instr.Addr.(*ssa.FieldAddr); ok {
			sinks := e.namedSink(instr, e.fieldReads(address), ir.AddressedField(address), instr.Val)
			if len(sinks) > 0 && sinks[0].Role == cryptoapi.AsPassword && isPartOfLabel(address, instr.Val) {
				return nil
			}
			return asked(sinks, endAfter(instr))
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

// isPartOfLabel reports whether a password is the text that names the object beside it, or is
// cut from it: whoever knows the name has the password, so it is no secret. A label that is cut
// from a secret gives nothing away: the first characters of a key may be its ID.
func isPartOfLabel(field *ssa.FieldAddr, password ssa.Value) bool {
	for label := range storedBeside(field, lexicon.Labels) {
		if !provenance.IsConst(label) && (label == password || label == provenance.Plain(password)) {
			return true
		}
	}
	return false
}

// namedResults goes by the names of the results, and by that of the function,
// which speaks of the first.
func (e finder) namedResults(ret *ssa.Return) []*uses.Sink {
	fn := ret.Parent()
	var found []*uses.Sink
	for i, result := range ret.Results {
		declared := fn.Signature.Results().At(i).Name()
		name, api := declared, "the result "+declared+" of "+fn.Name()
		if i == 0 && fn.Object() != nil && (RoleOf(e.Names, fn.Name()) != cryptoapi.NoRole || lexicon.KeyOfBytes(fn.Name())) {
			name, api = fn.Name(), "the result of "+fn.Name()
		}
		found = append(found, e.namedSink(ret, name, api, result)...)
	}
	return found
}

func (e finder) namedArguments(call ssa.CallInstruction) []*uses.Sink {
	var found []*uses.Sink
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

func (e finder) namedSink(instr ssa.Instruction, name, api string, operand ssa.Value) []*uses.Sink {
	operand = bare(operand)
	role, noun := RoleOf(e.Names, name), e.Names.Noun(name)
	if role == cryptoapi.NoRole && lexicon.KeyOfBytes(name) && ir.IsBytes(operand.Type()) {
		role, noun = cryptoapi.AsKey, "key"
	}
	if role == cryptoapi.NoRole || role != cryptoapi.AsKey && !carriesClass(operand.Type(), e.Names.Classify(name)) || !ir.CarriesSecret(operand.Type()) && !isTexts(operand.Type()) {
		return nil
	}
	return []*uses.Sink{{Role: role, API: api, Instr: instr, Operand: operand, Named: true, Name: name, Noun: noun}}
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

// KeyedCall returns the name of a key among the arguments of the call that made a value,
// if nothing is known of the function that is called: a MAC by a hash of another module.
func KeyedCall(f *uses.Finder, v ssa.Value) string {
	call, ok := provenance.Plain(v).(*ssa.Call)
	if !ok || len(f.Targets(call)) > 0 && f.Targets(call)[0].Row != nil {
		return ""
	}
	for _, arg := range provenance.Spread(call.Call.Args) {
		for _, name := range append(provenance.KeptAs(arg), provenance.ParameterName(arg), f.LocalNames[provenance.Plain(arg)]) {
			if RoleOf(f.Names, name) == cryptoapi.AsKey {
				return name
			}
		}
	}
	return ""
}
