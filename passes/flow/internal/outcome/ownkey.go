package outcome

import (
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/cryptolint/cryptolint/passes/cryptoapi"
	"github.com/cryptolint/cryptolint/passes/flow/internal/callee"
	"github.com/cryptolint/cryptolint/passes/flow/internal/ir"
	"github.com/cryptolint/cryptolint/passes/flow/internal/provenance"
)

// An OwnKey is a key that comes with what it verifies.
type OwnKey struct {
	Field    string // of the message
	Received bool   // the function itself reads the message out of bytes; else it is passed
	Exported bool   // other packages can look at the field
}

// OwnKeyOf returns the key of a verdict if it is a field of the message whose signature it
// verifies, and nothing in the package looks at the field otherwise: it pins the key, looks
// it up, or makes an identity of it. It is nil for other keys.
func (f *Finder) OwnKeyOf(v *Verdict) *OwnKey {
	params := v.Target.Object
	if v.Through || params == nil || len(v.Target.Args) < 2 || !slices.Contains(publicKeys, ir.TypeName(params.Signature().Params().At(0).Type())) {
		return nil
	}
	field := keyField(v.Target.Args[0], maxKeySteps)
	if field == nil {
		return nil
	}
	message := messageOf(field)
	for _, operand := range v.Data() {
		if !f.partOf(operand, message) {
			return nil
		}
	}
	if given(signatureOf(v), message) || f.lookedAt(field, message, v.Call) {
		return nil
	}
	structure := ir.StructOf(field.X.Type())
	name := structure.Field(field.Field)
	_, received := message.(*ssa.Alloc)
	return &OwnKey{Field: name.Name(), Received: received, Exported: name.Exported() && isExported(field.X.Type())}
}

// publicKeys are the types of public keys.
var publicKeys = []string{"crypto/ed25519.PublicKey", "crypto/rsa.PublicKey", "crypto/ecdsa.PublicKey", "crypto/dsa.PublicKey", "golang.org/x/crypto/ed25519.PublicKey"}

func isExported(t types.Type) bool {
	named := ir.NamedOf(t)
	return named != nil && named.Obj().Exported()
}

// maxKeySteps bounds the functions that decode and parse a key.
const maxKeySteps = 4

// keyField returns the field that a key is, or is decoded from.
func keyField(v ssa.Value, steps int) *ssa.FieldAddr {
	switch v := provenance.Plain(v).(type) {
	case *ssa.UnOp:
		field, _ := v.X.(*ssa.FieldAddr)
		return field
	case *ssa.FieldAddr:
		return v
	case *ssa.Extract:
		return keyField(v.Tuple, steps)
	case *ssa.Call:
		if steps == 0 {
			return nil
		}
		for _, arg := range v.Call.Args {
			if field := keyField(arg, steps-1); field != nil {
				return field
			}
		}
	}
	return nil
}

// messageOf returns the object that has a field, or the one that has that object.
func messageOf(field *ssa.FieldAddr) ssa.Value {
	for {
		switch holder := field.X.(type) {
		case *ssa.FieldAddr:
			field = holder
		case *ssa.UnOp:
			outer, ok := holder.X.(*ssa.FieldAddr)
			if !ok {
				return field.X
			}
			field = outer
		default:
			return field.X
		}
	}
}

// partOf reports whether data come from an object.
func (f *Finder) partOf(v, object ssa.Value) bool {
	return comesFrom(v, func(v ssa.Value) bool { return v == object }, says)
}

// says reports whether a value only says how data are read: a hash, a number, a length.
func says(v ssa.Value) bool {
	switch t := v.Type().Underlying().(type) {
	case *types.Signature:
		return true
	case *types.Basic:
		return t.Info()&(types.IsNumeric|types.IsBoolean) != 0
	}
	return false
}

// signatureOf returns the signature that a verdict is about, or nil.
func signatureOf(v *Verdict) ssa.Value {
	for _, argument := range callee.Arguments(v.Target.Row.Args) {
		if v.Target.Row.Args[argument] == cryptoapi.AsSignature {
			return v.Target.Operand(argument)
		}
	}
	return nil
}

// given reports whether the caller passes data beside an object. That of a signature which is
// given is no message, but verifies others: what it has beside its key says how.
func given(v, object ssa.Value) bool {
	if v == nil {
		return false
	}
	return comesFrom(v, func(v ssa.Value) bool {
		parameter, ok := v.(*ssa.Parameter)
		return ok && parameter != object && (ir.IsBytes(parameter.Type()) || ir.IsString(parameter.Type()))
	}, func(v ssa.Value) bool { return v == object || says(v) })
}

// comesFrom reports whether a value is made of one that is wanted, without what is left out.
func comesFrom(v ssa.Value, wanted, leftOut func(ssa.Value) bool) bool {
	seen := make(map[ssa.Value]bool)
	var from func(v ssa.Value, depth int) bool
	from = func(v ssa.Value, depth int) bool {
		if wanted(v) {
			return true
		}
		if depth == 0 || seen[v] {
			return false
		}
		seen[v] = true
		return slices.ContainsFunc(madeOf(v), func(part ssa.Value) bool { return !leftOut(part) && from(part, depth-1) })
	}
	return from(v, maxRootDepth)
}

// madeOf returns the operands of an instruction, what a hash was fed, and what is stored in a
// variable.
func madeOf(v ssa.Value) []ssa.Value {
	var parts []ssa.Value
	if call, ok := v.(*ssa.Call); ok && ir.IsHash(call.Type()) {
		parts = append(parts, fedTo(call)...)
	}
	if cell, ok := v.(*ssa.Alloc); ok {
		parts = append(parts, storedIn(cell)...)
	}
	instr, ok := v.(ssa.Instruction)
	if !ok {
		return parts
	}
	for _, operand := range instr.Operands(nil) {
		if *operand != nil {
			parts = append(parts, *operand)
		}
	}
	return parts
}

// lookedAt reports whether anything in the package reads a field, but for what verifies with
// it, or gets the whole message afterwards and may refuse it.
func (f *Finder) lookedAt(field *ssa.FieldAddr, message ssa.Value, verification *ssa.Call) bool {
	for _, other := range f.sameField(field) {
		for _, user := range *other.Referrers() {
			if _, store := user.(*ssa.Store); !store && !f.partOf(verification, other) {
				return true
			}
			if load, ok := user.(*ssa.UnOp); ok && usedBeside(load) {
				return true
			}
		}
	}
	for _, user := range *message.Referrers() {
		call, ok := user.(*ssa.Call)
		if ok && call != verification && formOf(lastResult(call)) != noForm && f.Order(call.Parent()).Precedes(verification, call) {
			return true
		}
	}
	return false
}

// sameField returns the places in the package that take the address of a field. Those of a
// struct without a name are in one function.
func (f *Finder) sameField(field *ssa.FieldAddr) []*ssa.FieldAddr {
	if key := ir.AddressKey(field); key != "" {
		return f.Fields[key]
	}
	var found []*ssa.FieldAddr
	for _, user := range *field.X.Referrers() {
		if other, ok := user.(*ssa.FieldAddr); ok && other.Field == field.Field {
			found = append(found, other)
		}
	}
	return found
}

// usedBeside reports whether a loaded key has another use than the verification, or what
// makes a key of it.
func usedBeside(load *ssa.UnOp) bool {
	count := 0
	for _, user := range *load.Referrers() {
		if _, debug := user.(*ssa.DebugRef); !debug {
			count++
		}
	}
	return count > 1
}

func lastResult(call *ssa.Call) types.Type {
	results := call.Call.Signature().Results()
	if results.Len() == 0 {
		return types.Typ[types.Invalid]
	}
	return results.At(results.Len() - 1).Type()
}
