package object

import (
	"go/constant"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/cryptolint/cryptolint/passes/flow"
	"github.com/cryptolint/cryptolint/passes/flow/internal/ir"
	"github.com/cryptolint/cryptolint/passes/flow/internal/value"
)

// ChosenBySetting reports whether the field is only set to a constant where a setting from
// outside says so: a text that the program names, such as "skip-verify" in the name of a
// data source, or a truth value. About tells by the words, and by what the setting is
// called, whether it is about this. The code that sets the field has to be in the function
// that uses the object, or in the one that a truth value of its comes from: one that reads
// the settings into a struct of the program's own.
func (o *Object) ChosenBySetting(name string, origin *flow.Origin, about func(name string) bool) bool {
	o.finder.mu.Lock()
	defer o.finder.mu.Unlock()
	return o.finder.allChosen(o.setsHere(name), about) || o.finder.allChosen(o.finder.settingsRead(origin), about)
}

func (f *Finder) allChosen(sets []ssa.Instruction, about func(name string) bool) bool {
	for _, set := range sets {
		if !f.isChosen(set, about) {
			return false
		}
	}
	return len(sets) > 0
}

// isChosen reports whether a setting chooses the code that sets a field, or, of a variable
// that is put there, all code that makes it true.
func (f *Finder) isChosen(set ssa.Instruction, about func(name string) bool) bool {
	if f.Finder.ChosenBySetting(set, about) {
		return true
	}
	store, ok := set.(*ssa.Store)
	if !ok {
		return false
	}
	made := madeTrue(store.Val, make(map[ssa.Value]bool))
	return len(made) > 0 && !slices.ContainsFunc(made, func(at ssa.Instruction) bool { return !f.Finder.ChosenBySetting(at, about) })
}

// madeTrue returns where the ways end on which a variable is the constant true.
func madeTrue(v ssa.Value, seen map[ssa.Value]bool) []ssa.Instruction {
	phi, ok := v.(*ssa.Phi)
	if !ok || seen[v] {
		return nil
	}
	seen[v] = true
	var found []ssa.Instruction
	for i, edge := range phi.Edges {
		if c, ok := edge.(*ssa.Const); ok && c.Value != nil && c.Value.Kind() == constant.Bool && constant.BoolVal(c.Value) {
			before := phi.Block().Preds[i]
			found = append(found, before.Instrs[len(before.Instrs)-1])
		}
		found = append(found, madeTrue(edge, seen)...)
	}
	return found
}

// settingsRead returns the code that sets truth values of structs to a constant, in the
// function of this package where the constant began its way, or all code of the package that
// stores it in the field where that way begins.
func (f *Finder) settingsRead(origin *flow.Origin) []ssa.Instruction {
	steps := origin.Steps.List()
	if len(steps) == 0 || origin.Const == nil || origin.Const.Kind() != constant.Bool {
		return nil
	}
	var found []ssa.Instruction
	for _, fn := range f.Funcs {
		switch step := steps[0]; {
		case step.Kind == flow.Stored:
			for _, set := range f.fieldsSetTo(origin.Const, fn) {
				if fieldSet(set).Pos() == step.Pos {
					found = append(found, set)
				}
			}
		case step.Func != nil && fn.Object() == step.Func || step.Func == nil && encloses(fn, step.Pos):
			found = append(found, f.fieldsSetTo(origin.Const, fn)...)
		}
	}
	return found
}

// fieldSet returns the field that one of the results of fieldsSetTo sets.
func fieldSet(set ssa.Instruction) *types.Var {
	address := set.(*ssa.Store).Addr.(*ssa.FieldAddr)
	return ir.StructOf(address.X.Type()).Field(address.Field)
}

// fieldsSetTo returns the stores of a function that may put a truth value into a field.
func (f *Finder) fieldsSetTo(c constant.Value, fn *ssa.Function) []ssa.Instruction {
	var found []ssa.Instruction
	for instr := range ir.Instructions(fn) {
		store, ok := instr.(*ssa.Store)
		if !ok || !isTruth(store.Val.Type()) {
			continue
		}
		if _, isField := store.Addr.(*ssa.FieldAddr); isField && f.Origins(store.Val, "", store).Any(func(a value.Alternative) bool { return isConstant(a, c) }) {
			found = append(found, store)
		}
	}
	return found
}

func isTruth(t types.Type) bool {
	basic, ok := t.Underlying().(*types.Basic)
	return ok && basic.Info()&types.IsBoolean != 0
}

func isConstant(a value.Alternative, c constant.Value) bool {
	return len(a) == 1 && a[0].Const != nil && a[0].Const.Kind() == constant.Bool && constant.BoolVal(a[0].Const) == constant.BoolVal(c)
}

// FromSettings reports whether an origin of Field was set by a function of another module that
// returned the object, and was given settings for that: a struct with a truth value whose name
// is about it. What this package puts into the settings is its own choice, unless it has that
// from a setting in turn.
func (o *Object) FromSettings(origin *flow.Origin, about func(name string) bool) bool {
	o.finder.mu.Lock()
	defer o.finder.mu.Unlock()
	return slices.ContainsFunc(origin.Steps.List(), func(step *flow.Step) bool {
		return step.Kind == flow.Returned && step.Func != nil && step.Func.Pkg() != o.finder.Pass.Pkg && !o.finder.inModule(step.Func) &&
			returns(step.Func, o.Type) && o.finder.asks(step.Func.Signature(), about)
	})
}

// asks reports whether the receiver or a parameter of a function is a struct with a truth value
// of such a name, and no code of this package makes that true of its own accord.
func (f *Finder) asks(signature *types.Signature, about func(name string) bool) bool {
	given := slices.Collect(signature.Params().Variables())
	if signature.Recv() != nil {
		given = append(given, signature.Recv())
	}
	asks := false
	for _, v := range given {
		structure := ir.StructOf(v.Type())
		for i := 0; structure != nil && i < structure.NumFields(); i++ {
			if field := structure.Field(i); isTruth(field.Type()) && about(field.Name()) {
				if asks = true; !f.allChosenOrNone(field, about) {
					return false
				}
			}
		}
	}
	return asks
}

// allChosenOrNone reports whether a setting chooses all code of this package that makes a field
// true, if there is any.
func (f *Finder) allChosenOrNone(field *types.Var, about func(name string) bool) bool {
	for _, fn := range f.Funcs {
		for _, set := range f.fieldsSetTo(constant.MakeBool(true), fn) {
			if fieldSet(set) == field && !f.isChosen(set, about) {
				return false
			}
		}
	}
	return true
}
