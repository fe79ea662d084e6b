package eval

import (
	"go/constant"
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/cryptolint/cryptolint/passes/cryptoapi"
	"github.com/cryptolint/cryptolint/passes/flow/internal/condition"
	"github.com/cryptolint/cryptolint/passes/flow/internal/ir"
	"github.com/cryptolint/cryptolint/passes/flow/internal/value"
)

// ChosenBySetting reports whether control gets to a place only by a choice that was made
// outside: a text that is one of those that the program names, as the mode of a data
// source, or a truth value, as the field of a configuration. A name has to say that the
// choice is about this: one of the texts, or what holds the setting.
func (e *Evaluator) ChosenBySetting(at ssa.Instruction, about func(name string) bool) bool {
	return e.chosenByText(at, about) || e.chosenByTruth(at, about)
}

func (e *Evaluator) chosenByText(at ssa.Instruction, about func(name string) bool) bool {
	for _, a := range e.keysOf(at.Parent()) {
		domain := condition.DomainAt(at, a.conditions)
		if domain == nil || !domain.Closed() || slices.ContainsFunc(domain.Constants, isNoWord) {
			continue
		}
		words := settingNames(a.key)
		for _, c := range domain.Constants {
			words = append(words, constant.StringVal(c))
		}
		if slices.ContainsFunc(words, about) && !e.fixed(a.key, at) {
			return true
		}
	}
	return false
}

// isNoWord reports whether a constant is the empty text, which stands for no setting, or no
// text at all.
func isNoWord(c constant.Value) bool {
	return c.Kind() != constant.String || constant.StringVal(c) == ""
}

func (e *Evaluator) fixed(key ssa.Value, at ssa.Instruction) bool {
	_, known := value.Exact(e.Origins(key, "", at.Parent().Blocks[0].Instrs[0]))
	return known
}

// chosenByTruth is ChosenBySetting for truth values. One that leads to the place unless
// somebody sets it is no choice.
func (e *Evaluator) chosenByTruth(at ssa.Instruction, about func(name string) bool) bool {
	for _, block := range at.Parent().Blocks {
		branch, ok := block.Instrs[len(block.Instrs)-1].(*ssa.If)
		if !ok {
			continue
		}
		leads, decided := decidedBy(branch, at.Block())
		if !decided {
			continue
		}
		key, inverted := asked(branch.Cond)
		leads = leads != inverted
		if slices.ContainsFunc(settingNames(key), about) && !e.leadsByItself(e.Origins(key, "", branch), leads) {
			return true
		}
	}
	return false
}

// asked returns the truth value that a condition asks for: !v, v != true and v are one question.
// It is inverted where the condition holds if the value is false.
func asked(condition ssa.Value) (key ssa.Value, inverted bool) {
	for {
		switch op := condition.(type) {
		case *ssa.UnOp:
			if op.Op != token.NOT {
				return condition, inverted
			}
			condition, inverted = op.X, !inverted
		case *ssa.BinOp:
			c, ok := op.Y.(*ssa.Const)
			if !ok || c.Value == nil || c.Value.Kind() != constant.Bool || op.Op != token.EQL && op.Op != token.NEQ {
				return condition, inverted
			}
			if constant.BoolVal(c.Value) == (op.Op == token.NEQ) {
				inverted = !inverted
			}
			condition = op.X
		default:
			return condition, inverted
		}
	}
}

// decidedBy tells for which outcome of a branch control gets to a block, if for one alone.
func decidedBy(branch *ssa.If, to *ssa.BasicBlock) (outcome, decided bool) {
	for i, next := range branch.Block().Succs {
		if len(next.Preds) == 1 && next.Dominates(to) {
			return i == 0, true
		}
	}
	return false, false
}

// leadsByItself reports whether a truth value may be what leads to the place because the
// program says so.
func (e *Evaluator) leadsByItself(key value.Value, leads bool) bool {
	if len(key) == 0 {
		return true
	}
	return key.Any(func(a value.Alternative) bool {
		if len(a) != 1 || a[0].Const == nil {
			return a.Only(cryptoapi.Zero) && !leads
		}
		return a[0].Const.Kind() == constant.Bool && constant.BoolVal(a[0].Const) == leads
	})
}

// settingNames returns what a program calls a setting: the field, the variable, the key by
// which it is looked up, the function that returns it and the text that this is passed. What is
// read by a function such as BoolValue is called as the pointer is.
func settingNames(v ssa.Value) []string {
	var names []string
	for v != nil {
		switch w := v.(type) {
		case *ssa.UnOp:
			v = w.X
		case *ssa.Extract:
			v = w.Tuple
		case *ssa.TypeAssert:
			v = w.X
		case *ssa.FieldAddr:
			return append(names, ir.StructOf(w.X.Type()).Field(w.Field).Name())
		case *ssa.Field:
			return append(names, ir.StructOf(w.X.Type()).Field(w.Field).Name())
		case *ssa.Lookup:
			names = append(names, ir.FirstText([]ssa.Value{w.Index}))
			v = w.X
		case *ssa.Call:
			names = append(names, ir.FirstText(w.Call.Args))
			if callee := w.Call.StaticCallee(); callee != nil {
				names = append(names, callee.Name())
				if readsPointer(callee.Signature) {
					v = w.Call.Args[0]
					continue
				}
				return names
			}
			if w.Call.Method != nil {
				return append(names, w.Call.Method.Name())
			}
			return names
		case *ssa.Global, *ssa.Parameter, *ssa.FreeVar:
			return append(names, w.Name())
		default:
			return names
		}
	}
	return names
}

// readsPointer reports whether a function gets a pointer to what it returns, and nothing else.
func readsPointer(s *types.Signature) bool {
	if s.Recv() != nil || s.Params().Len() != 1 || s.Results().Len() != 1 {
		return false
	}
	pointer, ok := s.Params().At(0).Type().Underlying().(*types.Pointer)
	return ok && types.Identical(pointer.Elem(), s.Results().At(0).Type())
}
