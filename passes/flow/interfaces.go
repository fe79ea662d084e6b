package flow

import (
	"go/token"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/cryptolint/cryptolint/passes/cryptoapi"
	"github.com/cryptolint/cryptolint/passes/flow/internal/value"
)

// rowOf returns the row of a function: its own, or for a method of a cipher that
// another package declares, that of cipher.Block, which the type satisfies.
func (e *evaluator) rowOf(fn *types.Func) *cryptoapi.Func {
	if row := e.table.Func(fn); row != nil || fn.Pkg() == e.pass.Pkg {
		return row
	}
	if (fn.Name() != "Encrypt" && fn.Name() != "Decrypt") || fn.Signature().Recv() == nil {
		return nil
	}
	receiver := fn.Signature().Recv().Type()
	if types.IsInterface(receiver) || !types.Implements(receiver, blockInterface) {
		return nil
	}
	return e.table.FuncNamed("crypto/cipher", "Block", fn.Name())
}

// blockInterface is cipher.Block, which the program need not import.
var blockInterface = func() *types.Interface {
	bytes := types.NewSlice(types.Typ[types.Byte])
	method := func(name string, params, results *types.Tuple) *types.Func {
		return types.NewFunc(token.NoPos, nil, name, types.NewSignatureType(nil, nil, nil, params, results, false))
	}
	parameter := func(name string) *types.Var { return types.NewParam(token.NoPos, nil, name, bytes) }
	size := types.NewTuple(types.NewParam(token.NoPos, nil, "", types.Typ[types.Int]))
	return types.NewInterfaceType([]*types.Func{
		method("BlockSize", nil, size),
		method("Encrypt", types.NewTuple(parameter("dst"), parameter("src")), nil),
		method("Decrypt", types.NewTuple(parameter("dst"), parameter("src")), nil),
	}, nil).Complete()
}()

// indexForeign notes the types of imported packages with a fact that become values of
// the interfaces of this one.
func (p *program) indexForeign(conversion *ssa.MakeInterface, named *types.Named) {
	if named.Obj().Pkg() == nil || !p.described(named.Obj().Pkg().Path()) {
		return
	}
	declared := namedOf(conversion.Type())
	if declared == nil || declared.Obj().Pkg() != p.pass.Pkg {
		return
	}
	same := func(t types.Type) bool { return types.Identical(t, conversion.X.Type()) }
	if len(p.foreign) < maxForeign && !slices.ContainsFunc(p.foreign, same) {
		p.foreign = append(p.foreign, conversion.X.Type())
	}
}

// maxForeign bounds the types of other packages that are tried for an interface.
const maxForeign = 100

// describedMethod returns the target that stands for the implementations of an interface which
// its package tells of, or nil.
func (e *evaluator) describedMethod(method *types.Func, receiver ssa.Value, args []ssa.Value) *target {
	if method.Pkg() == nil || method.Pkg() == e.pass.Pkg || !e.reader.describes(method) {
		return nil
	}
	return &target{object: method.Origin(), receiver: receiver, args: args}
}

// describes reports whether the fact of its package mentions a function.
func (r *reader) describes(fn *types.Func) bool {
	fact := r.facts[fn.Pkg().Path()]
	if fact == nil {
		return false
	}
	_, found := slices.BinarySearchFunc(fact.Functions, functionKey(fn), func(f FunctionFact, name string) int {
		return strings.Compare(f.Name, name)
	})
	return found
}

// describesInterface reports whether the fact of its package mentions a method of an
// interface: the package has implementations of its own.
func (r *reader) describesInterface(named *types.Named) bool {
	if named.Obj().Pkg() == nil {
		return false
	}
	for method := range named.Underlying().(*types.Interface).ExplicitMethods() {
		if r.describes(method) {
			return true
		}
	}
	return false
}

// exportInterfaces tells of the methods of the package's exported interfaces what its
// own implementations of them do: importers hold the interface.
func (e *finder) exportInterfaces(fact *Fact) {
	for _, name := range e.pass.Pkg.Scope().Names() {
		object, ok := e.pass.Pkg.Scope().Lookup(name).(*types.TypeName)
		if !ok || object.IsAlias() || !object.Exported() || !types.IsInterface(object.Type()) || isGeneric(object.Type()) {
			continue
		}
		implementations := e.implementations(object.Type())
		if len(implementations) == 0 || len(implementations) > maxTargets {
			continue
		}
		for method := range object.Type().Underlying().(*types.Interface).ExplicitMethods() {
			if !method.Exported() || e.table.Func(method) != nil {
				continue
			}
			if told, ok := e.exportMethod(method, e.methodsOf(implementations, method)); ok {
				fact.Functions = append(fact.Functions, told)
			}
		}
	}
}

// methodsOf returns the methods that implement one of an interface.
func (e *finder) methodsOf(implementations []types.Type, method *types.Func) []*target {
	var found []*target
	for _, t := range implementations {
		selection := e.pkg.Prog.MethodSets.MethodSet(t).Lookup(method.Pkg(), method.Name())
		if selection == nil {
			continue
		}
		object := selection.Obj().(*types.Func).Origin()
		found = append(found, &target{fn: originOf(e.pkg.Prog.FuncValue(object)), object: object})
	}
	return found
}

// exportMethod tells what a call through an interface does: which uses an
// implementation makes of the arguments, and what all of them return and write. It
// tells nothing if one of them is not seen. Who holds the interface has one of them,
// and nobody knows which: what is in the receiver belongs to that one alone.
func (e *finder) exportMethod(method *types.Func, targets []*target) (FunctionFact, bool) {
	told := FunctionFact{Name: functionKey(method)}
	if slices.ContainsFunc(targets, func(t *target) bool { return !e.hasBody(t.fn) }) {
		return told, false
	}
	worth := false
	for i := range method.Signature().Results().Len() {
		encoded := e.exportResults(targets, i)
		told.Results = append(told.Results, encoded)
		worth = worth || len(encoded) > 0
	}
	var uses []use
	for _, t := range targets {
		for _, u := range e.uses(t) {
			if len(targets) > 1 && u.Value.Any(ofReceiver) {
				continue
			}
			if len(uses) < maxUses && !slices.ContainsFunc(uses, u.same) {
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

// alike reports whether two functions make the same kinds of things.
func alike(a, b value.Value) bool { return slices.Equal(kindsOf(a), kindsOf(b)) }

// kindsOf returns the kinds of the parts of each alternative, in order, each once.
func kindsOf(v value.Value) []string {
	var all []string
	for _, alternative := range v {
		var parts []string
		for _, o := range alternative {
			parts = append(parts, o.Kind.String()+" "+o.Detail)
		}
		slices.Sort(parts)
		all = append(all, strings.Join(slices.Compact(parts), "+"))
	}
	slices.Sort(all)
	return slices.Compact(all)
}

// filledByAll returns the paths below an operand that each of several functions writes:
// whichever runs, what was there before is gone.
func (e *evaluator) filledByAll(targets []*target, operand ssa.Value) []string {
	if len(targets) < 2 {
		return nil
	}
	var common []string
	for i, t := range targets {
		fills, known := e.fills(t)
		if !known || t.rowFills() {
			return nil
		}
		var paths []string
		for _, f := range fills {
			if writesTo(t, f, operand) && (i == 0 || slices.Contains(common, f.Path)) {
				paths = append(paths, f.Path)
			}
		}
		common = paths
	}
	return common
}

func writesTo(t *target, f fill, operand ssa.Value) bool {
	operands := t.operands()
	return f.Param <= len(operands) && operands[f.Param-1] == operand
}

// oneOf is the event of a call that runs one of several functions, each of which writes
// to a path below an operand.
func (c *collector) oneOf(v view, call ssa.CallInstruction, targets []*target, path string) *event {
	return &event{instr: call, path: v.path + path, span: v.span, kind: overwrites, content: func(e *evaluator, sub string, _ ssa.Instruction) value.Value {
		var left value.Value
		for _, t := range targets {
			fills, _ := e.fills(t)
			for _, f := range fills {
				if f.Path == path && writesTo(t, f, v.value) {
					left = value.Join(left, e.leftBy(t, f, call, sub))
				}
			}
		}
		return left
	}}
}

// exportResults tells what each of several functions returns, and nothing if they
// differ.
func (e *finder) exportResults(targets []*target, i int) ValueFact {
	result := targets[0].fn.Signature.Results().At(i).Type()
	if !worthTelling(result) {
		return nil
	}
	var all value.Value
	for n, t := range targets {
		v, _ := e.resultOf(t, i, "")
		v = e.resolve(v)
		if n > 0 && (!alike(all, v) || v.Any(ofReceiver)) {
			return nil
		}
		all = value.Join(all, v)
	}
	if structOf(result) != nil {
		all = withoutZero(all)
	}
	return e.encode(all)
}

// exportFills tells what each of several functions writes behind its parameters. What
// not all of them write, or not alike, is unknown afterwards.
func (e *finder) exportFills(targets []*target) []FillFact {
	type place struct {
		param int
		path  string
	}
	var places []place
	written := make(map[place]value.Value)
	times := make(map[place]int)
	differ := make(map[place]bool)
	for _, t := range targets {
		fills, _ := e.fills(t)
		for _, f := range fills {
			at := place{f.Param, f.Path}
			if times[at] == 0 {
				places = append(places, at)
			}
			filled := e.exportedFill(t, f)
			differ[at] = differ[at] || times[at] > 0 && !alike(written[at], filled)
			times[at]++
			written[at] = value.Join(written[at], filled)
		}
	}
	var told []FillFact
	for _, at := range places {
		fill := FillFact{Param: at.param, Path: at.path}
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
