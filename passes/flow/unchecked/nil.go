package unchecked

import (
	"go/token"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/cryptolint/cryptolint/passes/flow"
	"github.com/cryptolint/cryptolint/passes/flow/internal/eval"
	"github.com/cryptolint/cryptolint/passes/flow/internal/ir"
)

// A Read is the read of a field of a result that may be nil.
type Read struct {
	From flow.Value // what the call was passed that returned it

	at, made token.Pos
}

// Pos is where the field is read.
func (r Read) Pos() token.Pos { return r.at }

// End is not known.
func (r Read) End() token.Pos { return token.NoPos }

// ReadUnlessNil returns the places that read a field of the first result of a function of the
// table, with its import path, where nothing compares that with nil: the first for each call.
func (f *Finder) ReadUnlessNil(symbol string) []Read {
	if f.Finder == nil {
		return nil
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	var found []Read
	calls := make(map[token.Pos]bool)
	for _, field := range f.readUnlessNil(symbol) {
		read := Read{at: field.Pos()}
		if call := f.source(field.X); call != nil && len(call.Call.Args) > 0 {
			read.made = call.Pos()
			read.From = f.Resolve(f.CallersPass(f.Origins(call.Call.Args[0], "", call), call.Parent(), eval.MaxCallerHops))
		}
		if !calls[read.made] {
			found = append(found, read)
		}
		calls[read.made] = true
	}
	return found
}

// source returns the call that returned the object of a field, or what a caller passes for it.
func (f *Finder) source(v ssa.Value) *ssa.Call {
	switch v := v.(type) {
	case *ssa.Extract:
		call, _ := v.Tuple.(*ssa.Call)
		return call
	case *ssa.Call:
		return v
	case *ssa.Parameter:
		for _, argument := range f.Arguments(v) {
			if _, param := argument.(*ssa.Parameter); !param {
				return f.source(argument)
			}
		}
	}
	return nil
}

// readUnlessNil returns the fields of the results of calls of a symbol that are read where
// nothing in the function compares the result with nil: those of pem.Decode. Calls of
// functions of the package that return such a result are among them.
func (f *Finder) readUnlessNil(symbol string) []*ssa.FieldAddr {
	var found []*ssa.FieldAddr
	for _, fn := range f.Funcs {
		for instr := range ir.Instructions(fn) {
			field, ok := instr.(*ssa.FieldAddr)
			if ok && f.mayBeNil(field.X, symbol, 3) && !f.comparedWithNil(field.X) && !f.restCompared(field.X) {
				found = append(found, field)
			}
		}
	}
	return found
}

// restCompared reports whether the function compares the length of the second result of the
// call that returned an object: of what is left, which is all of it where there is none.
func (f *Finder) restCompared(object ssa.Value) bool {
	first, ok := object.(*ssa.Extract)
	if !ok {
		return false
	}
	call, ok := first.Tuple.(*ssa.Call)
	if !ok || call.Call.Signature().Results().Len() < 2 {
		return false
	}
	rest := ir.ResultAt(call, 1)
	return rest != nil && ir.IsBytes(rest.Type()) && f.data.LengthCompared(rest)
}

// mayBeNil reports whether a value is the first result of a call of the symbol, or of a
// function of the package that returns one without a look at it.
func (f *Finder) mayBeNil(v ssa.Value, symbol string, depth int) bool {
	var call *ssa.Call
	switch v := v.(type) {
	case *ssa.Extract:
		if v.Index == 0 {
			call, _ = v.Tuple.(*ssa.Call)
		}
	case *ssa.Call:
		call = v
	case *ssa.Parameter:
		for _, argument := range f.Arguments(v) {
			if depth > 0 && f.mayBeNil(argument, symbol, depth-1) && !f.comparedWithNil(argument) {
				return true
			}
		}
		return false
	}
	if call == nil || depth == 0 {
		return false
	}
	return slices.ContainsFunc(f.Targets(call), func(t *eval.Target) bool {
		if t.Row != nil {
			return t.Row.Is(symbol)
		}
		if !f.HasBody(t.Fn) {
			return false
		}
		for ret := range ir.Returns(t.Fn) {
			if len(ret.Results) > 0 && f.mayBeNil(ret.Results[0], symbol, depth-1) && !f.comparedWithNil(ret.Results[0]) {
				return true
			}
		}
		return false
	})
}

// comparedWithNil reports whether the function compares a value with nil, or hands it to
// something that may.
func (f *Finder) comparedWithNil(v ssa.Value) bool {
	return slices.ContainsFunc(*v.Referrers(), func(user ssa.Instruction) bool {
		switch user := user.(type) {
		case *ssa.FieldAddr, *ssa.DebugRef, *ssa.UnOp, *ssa.Return:
			return false
		case *ssa.Call: // a function of the package is looked at by itself
			targets := f.Targets(user)
			return len(targets) == 0 || slices.ContainsFunc(targets, func(t *eval.Target) bool {
				i := slices.Index(t.Operands(), v)
				return !f.HasBody(t.Fn) || i < 0 || i >= len(t.Fn.Params) || f.comparedWithNil(t.Fn.Params[i])
			})
		}
		return true
	})
}
