package ir

import (
	"go/ast"
	"go/token"
	"go/types"
	"iter"
	"slices"

	"golang.org/x/tools/go/ssa"
)

// Instructions goes through the instructions of a function, in the order of its blocks.
func Instructions(fn *ssa.Function) iter.Seq[ssa.Instruction] {
	return func(yield func(ssa.Instruction) bool) {
		for _, block := range fn.Blocks {
			for _, instr := range block.Instrs {
				if !yield(instr) {
					return
				}
			}
		}
	}
}

// Called returns the function or method that a call names, as declared, or nil where that is
// a value.
func Called(call ssa.CallInstruction) *types.Func {
	if call.Common().IsInvoke() {
		return call.Common().Method
	}
	if fn := OriginOf(call.Common().StaticCallee()); fn != nil {
		object, _ := fn.Object().(*types.Func)
		return object
	}
	return nil
}

// CalledSymbol names the function or method that a call names, as SymbolOf does.
func CalledSymbol(call ssa.CallInstruction) string { return SymbolOf(Called(call)) }

// Arguments goes through what the calls in the package pass for a parameter.
func (p *Program) Arguments(param *ssa.Parameter) iter.Seq2[ssa.CallInstruction, ssa.Value] {
	return func(yield func(ssa.CallInstruction, ssa.Value) bool) {
		i := slices.Index(param.Parent().Params, param)
		for _, call := range p.Callers[param.Parent()] {
			if args := call.Common().Args; i >= 0 && i < len(args) && !yield(call, args[i]) {
				return
			}
		}
	}
}

// ResultAt returns a result of a call that has several, or of a type assertion with its ok, or nil
// where the code does not take it.
func ResultAt(tuple ssa.Value, index int) ssa.Value {
	if tuple.Referrers() == nil {
		return nil
	}
	for _, user := range *tuple.Referrers() {
		if result, ok := user.(*ssa.Extract); ok && result.Index == index {
			return result
		}
	}
	return nil
}

// TellsSuccess reports whether values of a type say whether something went well: errors and
// truth values.
func TellsSuccess(t types.Type) bool {
	basic, ok := t.Underlying().(*types.Basic)
	return IsError(t) || ok && basic.Kind() == types.Bool
}

// Used reports whether anything reads a value. It is false of nil.
func Used(v ssa.Value) bool {
	if v == nil {
		return false
	}
	for _, user := range *v.Referrers() {
		if _, debug := user.(*ssa.DebugRef); !debug {
			return true
		}
	}
	return false
}

// ComparedWithNil reports whether the function asks whether a value is nil.
func ComparedWithNil(v ssa.Value) bool {
	return slices.ContainsFunc(*v.Referrers(), func(user ssa.Instruction) bool {
		comparison, ok := user.(*ssa.BinOp)
		return ok && (IsNil(comparison.X) || IsNil(comparison.Y))
	})
}

// NodeOf returns the code of an instruction, or a node that knows nothing but where it is.
func (p *Program) NodeOf(instr ssa.Instruction) ast.Node {
	pos := instr.Pos()
	switch instr := instr.(type) {
	case *ssa.If:
		pos = instr.Cond.Pos()
	case ssa.CallInstruction:
		pos = instr.Common().Pos()
	}
	if node := p.Nodes[pos]; node != nil {
		return node
	}
	return Place(pos)
}

// Place is a node that knows nothing but where it is.
type Place token.Pos

// Pos is where the place is.
func (p Place) Pos() token.Pos { return token.Pos(p) }

// End is not known.
func (p Place) End() token.Pos { return token.NoPos }
