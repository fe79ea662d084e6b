package export

import (
	"go/types"
	"slices"

	"github.com/cryptolint/cryptolint/passes/flow/internal/callee"
	"github.com/cryptolint/cryptolint/passes/flow/internal/eval"
	"github.com/cryptolint/cryptolint/passes/flow/internal/fact"
	"github.com/cryptolint/cryptolint/passes/flow/internal/ir"
	"github.com/cryptolint/cryptolint/passes/flow/internal/value"
)

// exportInterfaces tells of the methods of the package's exported interfaces what its
// own implementations of them do: importers hold the interface.
func (e exporter) exportInterfaces(into *fact.Fact) {
	for _, name := range e.Pass.Pkg.Scope().Names() {
		object, ok := e.Pass.Pkg.Scope().Lookup(name).(*types.TypeName)
		if !ok || object.IsAlias() || !object.Exported() || !types.IsInterface(object.Type()) || isGeneric(object.Type()) {
			continue
		}
		implementations := e.Implementations(object.Type())
		if len(implementations) == 0 || len(implementations) > callee.MaxTargets {
			continue
		}
		for method := range object.Type().Underlying().(*types.Interface).ExplicitMethods() {
			if !method.Exported() || e.Table.Func(method) != nil {
				continue
			}
			if told, ok := e.exportMethod(method, e.methodsOf(implementations, method)); ok {
				into.Functions = append(into.Functions, told)
			}
		}
	}
}

// methodsOf returns the methods that implement one of an interface.
func (e exporter) methodsOf(implementations []types.Type, method *types.Func) []*eval.Target {
	var found []*eval.Target
	for _, t := range implementations {
		selection := e.Pkg.Prog.MethodSets.MethodSet(t).Lookup(method.Pkg(), method.Name())
		if selection == nil {
			continue
		}
		object := selection.Obj().(*types.Func).Origin()
		found = append(found, &eval.Target{Fn: ir.OriginOf(e.Pkg.Prog.FuncValue(object)), Object: object})
	}
	return found
}

// exportMethod tells what a call through an interface does: which uses an
// implementation makes of the arguments, and what all of them return and write. It
// tells nothing if one of them is not seen. Who holds the interface has one of them,
// and nobody knows which: what is in the receiver belongs to that one alone.
func (e exporter) exportMethod(method *types.Func, targets []*eval.Target) (fact.FunctionFact, bool) {
	told := fact.FunctionFact{Name: ir.FunctionKey(method)}
	if slices.ContainsFunc(targets, func(t *eval.Target) bool { return !e.HasBody(t.Fn) }) {
		return told, false
	}
	worth := false
	for i := range method.Signature().Results().Len() {
		encoded := e.exportResults(targets, i)
		told.Results = append(told.Results, encoded)
		worth = worth || len(encoded) > 0
	}
	var uses []fact.Use
	for _, t := range targets {
		for _, u := range e.Uses(t) {
			if len(targets) > 1 && u.Value.Any(ofReceiver) {
				continue
			}
			if len(uses) < fact.MaxUses && !slices.ContainsFunc(uses, u.Same) {
				uses = append(uses, u)
				told.Uses = append(told.Uses, e.encodeUse(u))
			}
		}
	}
	told.Fills = e.exportFills(targets)
	return told, worth || len(told.Uses) > 0 || len(told.Fills) > 0
}

// ofReceiver reports whether an alternative holds something of the receiver.
func ofReceiver(a value.Alternative) bool {
	return slices.ContainsFunc(a, func(o *value.Origin) bool { return o.Param == 1 })
}

// exportResults tells what each of several functions returns, and nothing if they
// differ.
func (e exporter) exportResults(targets []*eval.Target, i int) fact.ValueFact {
	result := targets[0].Fn.Signature.Results().At(i).Type()
	if !worthTelling(result) {
		return nil
	}
	var all value.Value
	for n, t := range targets {
		v, _ := e.ResultOf(t, i, "")
		v = e.Resolve(v)
		if n > 0 && (!value.Alike(all, v) || v.Any(ofReceiver)) {
			return nil
		}
		all = value.Join(all, v)
	}
	if ir.StructOf(result) != nil {
		all = value.WithoutZero(all)
	}
	return e.encode(all)
}

// exportFills tells what each of several functions writes behind its parameters. What
// not all of them write, or not alike, is unknown afterwards.
func (e exporter) exportFills(targets []*eval.Target) []fact.FillFact {
	type place struct {
		param int
		path  string
	}
	var places []place
	written := make(map[place]value.Value)
	times := make(map[place]int)
	differ := make(map[place]bool)
	for _, t := range targets {
		fills, _ := e.Fills(t)
		for _, f := range fills {
			at := place{f.Param, f.Path}
			if times[at] == 0 {
				places = append(places, at)
			}
			filled := e.exportedFill(t, f)
			differ[at] = differ[at] || times[at] > 0 && !value.Alike(written[at], filled)
			times[at]++
			written[at] = value.Join(written[at], filled)
		}
	}
	var told []fact.FillFact
	for _, at := range places {
		fill := fact.FillFact{Param: at.param, Path: at.path}
		if times[at] == len(targets) && !differ[at] {
			fill.Value = e.encode(written[at])
		}
		told = append(told, fill)
	}
	return told
}

func isGeneric(t types.Type) bool {
	named, ok := t.(*types.Named)
	return ok && named.TypeParams().Len() > 0
}
