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

// A summary is what callers need to know of a function, in terms of its
// parameters. It is what facts tell; for functions of this package, each part is
// found when first asked for.
type summary struct {
	results []value.Value
	fills   []fill
	uses    []use
	fields  []FieldFact // of the results
	cases   []resultCase
}

// A fill is a parameter, or a field below one, behind which a function writes.
type fill struct {
	Param int // 1-based, the receiver first
	Path  string
	value value.Value // for functions of other packages
}

// onlyChanges reports whether what the function leaves is made of nothing but what was
// there: it increments a counter.
func (f *fill) onlyChanges(filled value.Value) bool {
	for _, alternative := range filled {
		if len(alternative) != 1 || alternative[0].Param != f.Param || alternative[0].Path != f.Path || alternative[0].Form != "" {
			return false
		}
	}
	return len(filled) > 0
}

// A use says that a value made of parameters is used in a role by the function
// or by what it calls.
type use struct {
	Role  cryptoapi.Role
	API   string      // the call that uses it
	Value value.Value // the alternatives that are open
	Key   value.Value // the key that goes with a nonce
	Other value.Value // the other side of a comparison; the hash identifier beside a digest
	Loop  bool        // the use is in a loop of the function
	Hops  int         // calls between the function and the API
	When  []GuardFact // what the code before it asks of the parameters
}

// Bounds of a summary.
const (
	maxUses  = 48
	maxFills = 16
	maxHops  = 6

	maxCompareHops = 2 // comparisons are everywhere, and those of secrets are near
)

// hasBody reports whether the function is one of this package's that is analysed.
func (e *evaluator) hasBody(fn *ssa.Function) bool {
	return fn != nil && len(fn.Blocks) > 0 && fn.Pkg == e.pkg
}

// returnsError reports whether result i is the zero value beside an error: what
// callers must not use.
func returnsError(ret *ssa.Return, i int) bool {
	last := len(ret.Results) - 1
	if i == last || last < 1 || !isError(ret.Results[last].Type()) {
		return false
	}
	if c, ok := ret.Results[last].(*ssa.Const); ok && c.Value == nil {
		return false
	}
	c, ok := ret.Results[i].(*ssa.Const)
	return ok && (c.Value == nil || isZero(c))
}

func isError(t types.Type) bool {
	named, ok := t.(*types.Named)
	return ok && named.Obj().Pkg() == nil && named.Obj().Name() == "error"
}

func isZero(c *ssa.Const) bool {
	return c.Value == nil || c.Value.ExactString() == `""` || c.Value.ExactString() == "0" || c.Value.ExactString() == "false"
}

// fills returns what a target writes behind its parameters, and whether that is
// known. What is written there is asked for by fillValue, if it matters.
func (e *evaluator) fills(t *target) ([]fill, bool) {
	if !e.hasBody(t.fn) {
		if imported := e.imported(t.object); imported != nil {
			return imported.fills, true
		}
		return nil, e.readsOnly(t)
	}
	if known, ok := e.fillsOf.get(t.fn); ok {
		return known, true
	}
	if e.knowFills(t.fn) {
		known, _ := e.fillsOf.get(t.fn)
		return known, true
	}
	if e.pending.fills[t.fn] {
		e.half()
		return nil, true // it is called in a way that the rings do not show
	}
	e.pending.fills[t.fn] = true
	defer delete(e.pending.fills, t.fn)
	found := e.findFills(t.fn)
	e.fillsOf.set(t.fn, found)
	return found, true
}

// findFills lists the paths below parameters that the function writes.
func (e *evaluator) findFills(fn *ssa.Function) []fill {
	var fills []fill
	for i, param := range fn.Params {
		if !isReference(param.Type()) {
			continue
		}
		var paths []string
		for _, ev := range e.historyOf(param, fn).ordered {
			if !slices.Contains(paths, ev.path) {
				paths = append(paths, ev.path)
			}
			if len(paths) > maxFills {
				paths = []string{""} // all of it, then: what is left in which field is asked for later
				break
			}
		}
		for _, path := range paths {
			fills = append(fills, fill{Param: i + 1, Path: path})
		}
	}
	return fills
}

// fillValue returns what a target leaves behind a parameter, in terms of its
// parameters. The parameter itself may be part of it: what was there before.
func (e *evaluator) fillValue(t *target, f fill, sub string) value.Value {
	if !e.hasBody(t.fn) {
		return fieldOf(f.value, sub)
	}
	path := f.Path + sub
	return e.ask(question{fn: t.fn, index: f.Param, path: path}, lastField(path), t.fn.Pos(), func() value.Value {
		param := t.fn.Params[f.Param-1]
		r := region{root: param, path: path, span: whole, name: lastField(path)}
		if path != "" {
			r.storage = e.storageBelow(param, param.Type(), path)
		}
		return e.atReturns(t.fn, r)
	})
}

// atReturns returns what a region holds when the function returns.
func (e *evaluator) atReturns(fn *ssa.Function, r region) value.Value {
	var result value.Value
	for _, block := range fn.Blocks {
		if block == fn.Recover {
			continue // a panic has cut it short
		}
		if ret, ok := block.Instrs[len(block.Instrs)-1].(*ssa.Return); ok && !fails(ret) {
			result = value.Join(result, e.content(r, ret))
		}
	}
	return result
}

// fails reports whether a return certainly returns an error: what was filled by
// then is not used by careful callers.
func fails(ret *ssa.Return) bool {
	if len(ret.Results) == 0 {
		return false
	}
	last := ret.Results[len(ret.Results)-1]
	if !isError(last.Type()) {
		return false
	}
	switch last := last.(type) {
	case *ssa.Const:
		return false
	case *ssa.MakeInterface:
		return true
	case *ssa.Call, *ssa.Extract:
		return guardedByNil(last, ret.Block())
	}
	return false
}

// guardedByNil reports whether the block runs only if the error is not nil.
func guardedByNil(err ssa.Value, block *ssa.BasicBlock) bool {
	if len(block.Preds) != 1 {
		return false
	}
	branch, ok := block.Preds[0].Instrs[len(block.Preds[0].Instrs)-1].(*ssa.If)
	if !ok {
		return false
	}
	condition, ok := branch.Cond.(*ssa.BinOp)
	return ok && condition.X == err && block.Preds[0].Succs[0] == block
}

// readsOnly reports whether a function without a body here is known not to write
// to its arguments: the standard library's that the table does not name fill
// buffers only under a few names.
func (e *evaluator) readsOnly(t *target) bool {
	if t.object == nil || t.object.Pkg() == nil || !e.table.Carrier(t.object.Pkg().Path()) {
		return false
	}
	return true
}

// instantiate turns a value in terms of a callee's parameters into one in terms
// of the caller.
func (e *evaluator) instantiate(v value.Value, t *target, call ssa.CallInstruction) value.Value {
	operands := t.operands()
	return v.Map(func(o *value.Origin) value.Value {
		if o.Captured() {
			return seenFrom(call.Parent(), t.fn, value.Of(*o))
		}
		if dependsOnCaller(o.Of) || slices.ContainsFunc(o.Of, isCaptured) {
			made := *o
			made.Of = e.instantiate(value.Value{o.Of}, t, call).Flat()
			o = &made
		}
		if !o.Open() {
			return value.Value{{o}}
		}
		if o.Param > len(operands) {
			return value.Unknown(o.Name, call.Pos())
		}
		passed := e.applyForm(o, e.origins(operands[o.Param-1], o.Path, call))
		if o.Index {
			passed = asIndex(passed)
		}
		if o.Form == "" && o.Stored() && isUnknown(passed) {
			stored := *o
			stored.Param, stored.Path = 0, ""
			return value.Of(stored)
		}
		return passed
	})
}

// isUnknown reports whether nothing at all is known of a value.
func isUnknown(v value.Value) bool {
	if len(v) != 1 || len(v[0]) != 1 {
		return len(v) == 0
	}
	o := v[0][0]
	return o.Kind == cryptoapi.Unknown && !o.Open() && !o.Stored()
}

// applyForm does to what is passed what the callee does to its parameter.
func (e *evaluator) applyForm(o *value.Origin, passed value.Value) value.Value {
	for _, letter := range o.Form {
		switch string(letter) {
		case value.FormCall, value.FormHash:
			passed = passed.Map(e.hasher)
		case value.FormSum:
			var sums value.Value
			for _, alternative := range passed {
				sum := sumOf(alternative, o.Pos, func(p *value.Origin) bool { return len(alternative) == 1 || p.Form != "" })
				sum.Of = append(sum.Of[:len(sum.Of):len(sum.Of)], o.Of...)
				sums = value.Join(sums, value.Of(sum))
			}
			passed = sums
		}
	}
	return passed
}

// uses returns the roles in which a target uses its parameters.
func (e *finder) uses(t *target) []use {
	if !e.hasBody(t.fn) {
		if imported := e.imported(t.object); imported != nil {
			return imported.uses
		}
		return nil
	}
	if known, ok := e.usesOf.get(t.fn); ok {
		return known
	}
	if ring := e.rings[t.fn]; ring != nil {
		e.ringUses(ring)
		known, _ := e.usesOf.get(t.fn)
		return known
	}
	if e.usesActive[t.fn] {
		e.half()
		return nil // it is called in a way that the rings do not show
	}
	e.usesActive[t.fn] = true
	defer delete(e.usesActive, t.fn)
	found := e.findUses(t.fn)
	e.usesOf.set(t.fn, found)
	return found
}

// findUses lists the uses that a function makes of its parameters.
func (e *finder) findUses(fn *ssa.Function) []use {
	var found []use
	for _, sink := range e.sinks(fn) {
		if u, ok := e.useOf(sink); ok {
			found = addUse(found, u)
		}
	}
	for _, closure := range fn.AnonFuncs {
		for _, u := range e.capturedUses(closure) {
			if made := e.closures[closure]; len(made) == 1 {
				u.When = e.guardsAt(made[0].Block(), nil)
			}
			if u.Value = opened(u.Value); len(u.Value) > 0 {
				found = addUse(found, u)
			}
		}
	}
	return found
}

// addUse adds a use. One that is there already is reached with what either asks for.
func addUse(found []use, u use) []use {
	if i := slices.IndexFunc(found, u.same); i >= 0 {
		found[i].When = common(found[i].When, u.When)
		return found
	}
	if len(found) >= maxUses {
		return found
	}
	return append(found, u)
}

// useOf returns what a sink means to the callers of its function, if its value
// depends on them.
func (e *finder) useOf(sink *Sink) (use, bool) {
	if !e.mayReachCallers(sink) {
		return use{}, false
	}
	open := opened(withoutOwnTags(sink.Role, withoutInner(e.sinkValue(sink))))
	if len(open) == 0 {
		return use{}, false
	}
	return use{
		Role: sink.Role, API: sink.API, Value: open,
		Key: e.sinkKey(sink), Other: e.sinkOther(sink), Loop: sink.looped || e.inLoop(sink.Instr), Hops: sink.hops + 1,
		When: e.guardsOf(sink),
	}, true
}

// mayReachCallers reports whether it is worth asking what a sink means to callers.
func (e *finder) mayReachCallers(sink *Sink) bool {
	if sink.Named || sink.hops >= maxHops || !summarized(sink.Role) {
		return false
	}
	return sink.Role != cryptoapi.AsCompared || (sink.hops < maxCompareHops && e.fromParameter(sink.Operand, 5))
}

// withoutOwnTags leaves out the tags that a function computes itself and compares: it
// is told there.
func withoutOwnTags(role cryptoapi.Role, v value.Value) value.Value {
	if role != cryptoapi.AsCompared {
		return v
	}
	return slices.DeleteFunc(slices.Clone(v), func(a value.Alternative) bool { return a.Has(cryptoapi.MACTag) })
}

// same reports whether two uses tell callers the same.
func (u use) same(v use) bool {
	return u.Role == v.Role && u.API == v.API && value.Same(u.Value, v.Value) && value.Same(u.Key, v.Key)
}

// withoutInner closes the parts that lie deep inside what a caller passes, in fields
// that are not exported: the caller does not know them, and what is stored there is
// known from the type.
func withoutInner(v value.Value) value.Value {
	return v.Map(func(o *value.Origin) value.Value {
		if !o.Open() || strings.Count(o.Path, ".") < 2 || exported(o.Path) {
			return nil
		}
		inner := *o
		inner.Param, inner.Path = 0, ""
		return value.Of(inner)
	})
}

// exported reports whether all fields of a path are exported.
func exported(path string) bool {
	for name := range splitPath(path) {
		if !token.IsExported(name) {
			return false
		}
	}
	return true
}

// fromParameter reports whether a value is a parameter, or is made of one in a
// plain way. It is a cheap question to ask before a dear one.
func (e *finder) fromParameter(v ssa.Value, depth int) bool {
	if v == nil || depth == 0 {
		return false
	}
	switch v := v.(type) {
	case *ssa.Parameter:
		return true
	case *ssa.Convert:
		return e.fromParameter(v.X, depth-1)
	case *ssa.ChangeType:
		return e.fromParameter(v.X, depth-1)
	case *ssa.MakeInterface:
		return e.fromParameter(v.X, depth-1)
	case *ssa.Slice:
		return e.fromParameter(v.X, depth-1)
	case *ssa.UnOp:
		return e.fromParameter(v.X, depth-1)
	case *ssa.FieldAddr:
		return e.fromParameter(v.X, depth-1)
	case *ssa.Field:
		return e.fromParameter(v.X, depth-1)
	case *ssa.IndexAddr:
		return e.fromParameter(v.X, depth-1)
	case *ssa.Extract:
		return e.fromParameter(v.Tuple, depth-1)
	case *ssa.Alloc:
		return e.storedParameter(v)
	case *ssa.Call:
		return slices.ContainsFunc(v.Call.Args, func(arg ssa.Value) bool { return e.fromParameter(arg, depth-1) })
	}
	return false
}

// storedParameter reports whether a parameter is stored in a local variable, as
// those are whose address is taken.
func (e *finder) storedParameter(cell *ssa.Alloc) bool {
	for _, user := range *cell.Referrers() {
		if store, ok := user.(*ssa.Store); ok && store.Addr == cell {
			if _, ok := store.Val.(*ssa.Parameter); ok {
				return true
			}
		}
	}
	return false
}

// summarized reports whether callers need to know of the role.
func summarized(role cryptoapi.Role) bool {
	switch role {
	case cryptoapi.AsPlaintext, cryptoapi.AsCiphertext, cryptoapi.AsAssociatedData, cryptoapi.AsMessage,
		cryptoapi.AsTag, cryptoapi.AsOpenNonce, cryptoapi.AsKeyed, cryptoapi.AsComparedConstantTime, cryptoapi.AsInfo, cryptoapi.NoRole:
		return false
	}
	return true
}

func (e *evaluator) inLoop(instr ssa.Instruction) bool {
	return e.order(instr.Parent()).InnermostLoop(instr.Block()) != nil
}
