package uses

import (
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/cryptolint/cryptolint/passes/cryptoapi"
	"github.com/cryptolint/cryptolint/passes/flow/internal/eval"
	"github.com/cryptolint/cryptolint/passes/flow/internal/ir"
)

// A Call is a call of a function of which the table or the code says something.
type Call struct {
	Instr  *ssa.Call
	Target *eval.Target
}

// Calls returns the calls in the package that a predicate wants, in the order of the
// functions in the files.
func (e *Finder) Calls(wanted func(*eval.Target, *ssa.Call) bool) []Call {
	var found []Call
	for _, fn := range e.Funcs {
		for instr := range ir.Instructions(fn) {
			call, ok := instr.(*ssa.Call)
			if !ok {
				continue
			}
			for _, t := range e.Targets(call) {
				if wanted(t, call) {
					found = append(found, Call{call, t})
					break
				}
			}
		}
	}
	return found
}

// maxLengthHops is how far from where it is compared the length of something counts as such.
const maxLengthHops = 3

// LengthCompared reports whether the package compares the length of what a value is, or is
// a part of: in the function, in one that calls it or that it calls. The length of a whole
// array is that of its type.
func (e *Finder) LengthCompared(v ssa.Value) bool {
	if isWholeArray(v) {
		return true
	}
	if e.compared == nil {
		e.findCompared()
	}
	return slices.ContainsFunc(dataReader{Finder: e, parts: true}.data(v, maxShown), func(d Datum) bool { return e.compared[d] })
}

// isWholeArray reports whether a value is a slice of all elements of an array.
func isWholeArray(v ssa.Value) bool {
	slice, ok := v.(*ssa.Slice)
	if !ok || slice.Low != nil || slice.High != nil {
		return false
	}
	pointer, ok := slice.X.Type().Underlying().(*types.Pointer)
	if !ok {
		return false
	}
	_, array := pointer.Elem().Underlying().(*types.Array)
	return array
}

// findCompared notes the data whose lengths are compared, and then what is passed to and
// from functions that compare them.
func (e *Finder) findCompared() {
	e.compared = make(map[Datum]bool)
	reader := dataReader{Finder: e, parts: true}
	note := func(v ssa.Value) {
		for _, datum := range reader.data(v, maxShown) {
			e.compared[datum] = true
		}
	}
	for _, fn := range e.Funcs {
		for instr := range ir.Instructions(fn) {
			call, ok := instr.(*ssa.Call)
			if !ok {
				continue
			}
			if builtin, ok := call.Call.Value.(*ssa.Builtin); ok && builtin.Name() == "len" && eval.Compared(call) {
				note(call.Call.Args[0])
			}
		}
	}
	calls := e.Calls(func(t *eval.Target, _ *ssa.Call) bool { return e.HasBody(t.Fn) })
	for range maxLengthHops {
		for _, c := range calls {
			for i, operand := range c.Target.Operands() {
				if operand == nil || i >= len(c.Target.Fn.Params) {
					continue
				}
				param := c.Target.Fn.Params[i]
				if e.compared[Datum{value: param}] {
					note(operand)
				} else if slices.ContainsFunc(reader.data(operand, maxShown), func(d Datum) bool { return e.compared[d] }) {
					note(param)
				}
			}
		}
	}
}

// A Cut is memory of which the beginning is taken, and where that is.
type Cut struct {
	Memory ssa.Value
	At     ssa.Instruction
}

// CutOf returns what a value at a sink is the beginning of, or what the callers of the
// function pass that is. It leaves out arrays, whose length is known, keys, and what functions
// of the program return: they may have looked at it.
func (e *Finder) CutOf(s *Sink) []Cut {
	return slices.DeleteFunc(e.cutOf(s.Operand, s.Instr, true), func(c Cut) bool {
		return e.ofProgram(c.Memory) || slices.ContainsFunc(e.Data(c.Memory), func(d Datum) bool {
			return e.usedDatum(d, s, []cryptoapi.Role{cryptoapi.AsKey}) != nil
		})
	})
}

// ofProgram reports whether a value is what a function returns that the table does not
// describe.
func (e *Finder) ofProgram(v ssa.Value) bool {
	v = Plain(v)
	if result, ok := v.(*ssa.Extract); ok {
		v = result.Tuple
	}
	call, ok := v.(*ssa.Call)
	return ok && !slices.ContainsFunc(e.Targets(call), func(t *eval.Target) bool { return t.Row != nil })
}

func (e *Finder) cutOf(v ssa.Value, at ssa.Instruction, callers bool) []Cut {
	switch v := v.(type) {
	case *ssa.ChangeType:
		return e.cutOf(v.X, at, callers)
	case *ssa.Slice:
		if _, slice := v.X.Type().Underlying().(*types.Slice); !slice || v.High == nil {
			return nil
		}
		return []Cut{{v.X, at}}
	case *ssa.Call:
		return e.cutByCall(v)
	case *ssa.Parameter:
		if !callers {
			return nil
		}
		var found []Cut
		for call, argument := range e.Arguments(v) {
			found = append(found, e.cutOf(argument, call, false)...)
		}
		return found
	}
	return nil
}

// cutByCall returns what a function of the package returns the beginning of, of what it is
// passed.
func (e *Finder) cutByCall(call *ssa.Call) []Cut {
	var found []Cut
	for _, t := range e.Targets(call) {
		if !e.HasBody(t.Fn) {
			continue
		}
		for ret := range ir.Returns(t.Fn) {
			slice, ok := ret.Results[0].(*ssa.Slice)
			if !ok {
				continue
			}
			for _, cut := range e.cutOf(slice, ret, false) {
				param, ok := cut.Memory.(*ssa.Parameter)
				if i := slices.Index(t.Fn.Params, param); ok && i >= 0 && i < len(t.Operands()) {
					found = append(found, Cut{t.Operands()[i], call})
				}
			}
		}
	}
	return found
}

// Source returns the call that returned the object of a field, or what a caller passes for it.
func (e *Finder) Source(v ssa.Value) *ssa.Call {
	switch v := v.(type) {
	case *ssa.Extract:
		call, _ := v.Tuple.(*ssa.Call)
		return call
	case *ssa.Call:
		return v
	case *ssa.Parameter:
		for _, argument := range e.Arguments(v) {
			if _, param := argument.(*ssa.Parameter); !param {
				return e.Source(argument)
			}
		}
	}
	return nil
}

// ReadUnlessNil returns the fields of the results of calls of a symbol that are read where
// nothing in the function compares the result with nil: those of pem.Decode. Calls of
// functions of the package that return such a result are among them.
func (e *Finder) ReadUnlessNil(symbol string) []*ssa.FieldAddr {
	var found []*ssa.FieldAddr
	for _, fn := range e.Funcs {
		for instr := range ir.Instructions(fn) {
			field, ok := instr.(*ssa.FieldAddr)
			if ok && e.mayBeNil(field.X, symbol, 3) && !e.comparedWithNil(field.X) {
				found = append(found, field)
			}
		}
	}
	return found
}

// mayBeNil reports whether a value is the first result of a call of the symbol, or of a
// function of the package that returns one without a look at it.
func (e *Finder) mayBeNil(v ssa.Value, symbol string, depth int) bool {
	var call *ssa.Call
	switch v := v.(type) {
	case *ssa.Extract:
		if v.Index == 0 {
			call, _ = v.Tuple.(*ssa.Call)
		}
	case *ssa.Call:
		call = v
	case *ssa.Parameter:
		for _, argument := range e.Arguments(v) {
			if depth > 0 && e.mayBeNil(argument, symbol, depth-1) && !e.comparedWithNil(argument) {
				return true
			}
		}
		return false
	}
	if call == nil || depth == 0 {
		return false
	}
	return slices.ContainsFunc(e.Targets(call), func(t *eval.Target) bool {
		if t.Row != nil {
			return t.Row.Is(symbol)
		}
		if !e.HasBody(t.Fn) {
			return false
		}
		for ret := range ir.Returns(t.Fn) {
			if len(ret.Results) > 0 && e.mayBeNil(ret.Results[0], symbol, depth-1) && !e.comparedWithNil(ret.Results[0]) {
				return true
			}
		}
		return false
	})
}

// comparedWithNil reports whether the function compares a value with nil, or hands it to
// something that may.
func (e *Finder) comparedWithNil(v ssa.Value) bool {
	return slices.ContainsFunc(*v.Referrers(), func(user ssa.Instruction) bool {
		switch user := user.(type) {
		case *ssa.FieldAddr, *ssa.DebugRef, *ssa.UnOp, *ssa.Return:
			return false
		case *ssa.Call: // a function of the package is looked at by itself
			targets := e.Targets(user)
			return len(targets) == 0 || slices.ContainsFunc(targets, func(t *eval.Target) bool {
				i := slices.Index(t.Operands(), v)
				return !e.HasBody(t.Fn) || i < 0 || i >= len(t.Fn.Params) || e.comparedWithNil(t.Fn.Params[i])
			})
		}
		return true
	})
}

// Decodes reports whether a call reads something from data that come from outside: a key, a
// certificate, by its row.
func Decodes(t *eval.Target) bool {
	return t.Row != nil && (t.Row.Result.Kind == cryptoapi.PrivateKey || t.Row.Result.Kind == cryptoapi.PublicKey) && len(t.Row.Result.Of) > 0
}
