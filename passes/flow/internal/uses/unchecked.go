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
		for _, block := range fn.Blocks {
			for _, instr := range block.Instrs {
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
	}
	return found
}

// LengthCompared reports whether the package compares the length of what a value is, or is
// a part of: in the function, in one that calls it or that it calls.
func (e *Finder) LengthCompared(v ssa.Value) bool {
	if e.compared == nil {
		e.findCompared()
	}
	return slices.ContainsFunc(dataReader{Finder: e, parts: true}.data(v, maxShown), func(d Datum) bool { return e.compared[d] })
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
		for _, block := range fn.Blocks {
			for _, instr := range block.Instrs {
				call, ok := instr.(*ssa.Call)
				if !ok {
					continue
				}
				if builtin, ok := call.Call.Value.(*ssa.Builtin); ok && builtin.Name() == "len" && eval.Compared(call) {
					note(call.Call.Args[0])
				}
			}
		}
	}
	for _, c := range e.Calls(func(t *eval.Target, _ *ssa.Call) bool { return e.HasBody(t.Fn) }) {
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

// CutOf returns what a value at a sink is the beginning of, or what the callers of the
// function pass that is: the memory that is cut. It leaves out arrays, whose length is
// known.
func (e *Finder) CutOf(s *Sink) []ssa.Value {
	return e.cutOf(s.Operand, true)
}

func (e *Finder) cutOf(v ssa.Value, callers bool) []ssa.Value {
	switch v := v.(type) {
	case *ssa.ChangeType:
		return e.cutOf(v.X, callers)
	case *ssa.Slice:
		if _, text := v.X.Type().Underlying().(*types.Basic); v.High == nil || v.Low != nil && !ir.IsBytes(v.X.Type()) || text {
			return nil
		}
		if _, array := v.X.Type().Underlying().(*types.Pointer); array {
			return nil
		}
		return []ssa.Value{v.X}
	case *ssa.Parameter:
		i := slices.Index(v.Parent().Params, v)
		if !callers || i < 0 {
			return nil
		}
		var found []ssa.Value
		for _, call := range e.Callers[v.Parent()] {
			if args := call.Common().Args; i < len(args) && !call.Common().IsInvoke() {
				found = append(found, e.cutOf(args[i], false)...)
			}
		}
		return found
	}
	return nil
}

// BlocksRead returns the fields of the results of calls of a symbol that are read where
// nothing in the function compares the result with nil: those of pem.Decode. Calls of
// functions of the package that return such a result are among them.
func (e *Finder) ReadUnlessNil(symbol string) []*ssa.FieldAddr {
	var found []*ssa.FieldAddr
	for _, fn := range e.Funcs {
		for _, block := range fn.Blocks {
			for _, instr := range block.Instrs {
				field, ok := instr.(*ssa.FieldAddr)
				if ok && e.mayBeNil(field.X, symbol, 2) && !comparedWithNil(field.X) {
					found = append(found, field)
				}
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
			if len(ret.Results) > 0 && e.mayBeNil(ret.Results[0], symbol, depth-1) && !comparedWithNil(ret.Results[0]) {
				return true
			}
		}
		return false
	})
}

// comparedWithNil reports whether the function compares a value with nil, or hands it to
// something that may.
func comparedWithNil(v ssa.Value) bool {
	return slices.ContainsFunc(*v.Referrers(), func(user ssa.Instruction) bool {
		switch user.(type) {
		case *ssa.FieldAddr, *ssa.DebugRef, *ssa.UnOp, *ssa.Return:
			return false
		}
		return true
	})
}

// Decodes reports whether a call reads something from data that come from outside: a key, a
// certificate, by its row.
func Decodes(t *eval.Target) bool {
	return t.Row != nil && (t.Row.Result.Kind == cryptoapi.PrivateKey || t.Row.Result.Kind == cryptoapi.PublicKey) && len(t.Row.Result.Of) > 0
}
