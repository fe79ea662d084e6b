package flow

import (
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/cryptolint/cryptolint/passes/cryptoapi"
	"github.com/cryptolint/cryptolint/passes/flow/internal/value"
)

// A summary is what callers need to know of a function, in terms of its
// parameters. Each part is computed when first asked for.
type summary struct {
	results []value.Value
	fills   []fill
	uses    []use
	fields  []FieldFact // of an imported function's results

	resultsState, fillsState, usesState state
	resultsDepth, fillsDepth            int // while they are being computed
}

type state uint8

const (
	unasked state = iota
	computing
	known
)

// A fill says what a function leaves in the memory behind a parameter.
type fill struct {
	Param int // 1-based, the receiver first
	Path  string
	Value value.Value // may contain the parameter itself: what was there before
}

// onlyChanges reports whether what the function leaves is made of nothing but what was
// there: it increments a counter.
func (f *fill) onlyChanges() bool {
	for _, alternative := range f.Value {
		if len(alternative) != 1 || alternative[0].Param != f.Param || alternative[0].Path != f.Path || alternative[0].Form != "" {
			return false
		}
	}
	return len(f.Value) > 0
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
}

// Bounds of a summary.
const (
	maxUses  = 48
	maxFills = 16
	maxHops  = 6
)

func (e *evaluator) summary(fn *ssa.Function) *summary {
	s := e.summaries[fn]
	if s == nil {
		s = &summary{}
		e.summaries[fn] = s
	}
	return s
}

// hasBody reports whether the function is one of this package's that is analysed.
func (e *evaluator) hasBody(fn *ssa.Function) bool {
	return fn != nil && len(fn.Blocks) > 0 && fn.Pkg == e.pkg
}

// results returns what a target returns, in terms of its parameters.
func (e *evaluator) results(t *target) []value.Value {
	if !e.hasBody(t.fn) {
		if imported := e.imported(t); imported != nil {
			return imported.results
		}
		return nil
	}
	s := e.summary(t.fn)
	switch s.resultsState {
	case known:
		return s.results
	case computing:
		e.cutAt(s.resultsDepth)
		return make([]value.Value, t.fn.Signature.Results().Len())
	}
	if !e.enter() {
		return nil
	}
	s.resultsState, s.resultsDepth = computing, e.depth
	outer := e.low
	e.low = uncut
	results := make([]value.Value, t.fn.Signature.Results().Len())
	for _, block := range t.fn.Blocks {
		ret, ok := block.Instrs[len(block.Instrs)-1].(*ssa.Return)
		if !ok {
			continue
		}
		for i, result := range ret.Results {
			if returnsError(ret, i) {
				continue
			}
			results[i] = value.Join(results[i], e.origins(result, "", ret))
		}
	}
	s.resultsState = unasked
	if e.leave(outer) {
		s.resultsState, s.results = known, results
	}
	return results
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

// fills returns what a target writes to the memory behind its parameters, and
// whether that is known.
func (e *evaluator) fills(t *target) ([]fill, bool) {
	if !e.hasBody(t.fn) {
		if imported := e.imported(t); imported != nil {
			return imported.fills, true
		}
		return nil, e.readsOnly(t)
	}
	s := e.summary(t.fn)
	switch s.fillsState {
	case known:
		return s.fills, true
	case computing:
		e.cutAt(s.fillsDepth)
		return nil, true
	}
	if !e.enter() {
		return nil, false
	}
	s.fillsState, s.fillsDepth = computing, e.depth
	outer := e.low
	e.low = uncut
	fills := e.findFills(t.fn)
	s.fillsState = unasked
	if e.leave(outer) {
		s.fillsState, s.fills = known, fills
	}
	return fills, true
}

// findFills asks, for every path below a parameter that the function writes, what
// is there when it returns.
func (e *evaluator) findFills(fn *ssa.Function) []fill {
	var fills []fill
	for i, param := range fn.Params {
		if !isReference(param.Type()) {
			continue
		}
		seen := make(map[string]bool)
		for _, ev := range e.historyOf(param, fn).all(fn) {
			if seen[ev.path] || len(fills) >= maxFills {
				continue
			}
			seen[ev.path] = true
			r := region{root: param, path: ev.path, span: whole, name: lastField(ev.path)}
			if ev.path != "" {
				r.storage = e.storageBelow(param, param.Type(), ev.path)
			}
			if left := e.atReturns(fn, r); left != nil {
				fills = append(fills, fill{Param: i + 1, Path: ev.path, Value: left})
			}
		}
	}
	return fills
}

// atReturns returns what a region holds when the function returns.
func (e *evaluator) atReturns(fn *ssa.Function, r region) value.Value {
	var result value.Value
	for _, block := range fn.Blocks {
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
		if o.Of.Open() {
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
				sum := sumOf(alternative, o.Pos)
				sum.Of = append(sum.Of[:len(sum.Of):len(sum.Of)], o.Of...)
				sums = value.Join(sums, value.Of(sum))
			}
			passed = sums
		}
	}
	return passed
}

// uses returns the roles in which a target uses its parameters.
func (e *evaluator) uses(t *target) []use {
	if !e.hasBody(t.fn) {
		if imported := e.imported(t); imported != nil {
			return imported.uses
		}
		return nil
	}
	s := e.summary(t.fn)
	if s.usesState != unasked {
		return s.uses // in a recursion: what is known so far
	}
	s.usesState = computing
	for _, sink := range e.sinks(t.fn) {
		if u, ok := e.useOf(sink); ok && len(s.uses) < maxUses {
			s.uses = append(s.uses, u)
		}
	}
	s.usesState = known
	return s.uses
}

// useOf returns what a sink means to the callers of its function, if its value
// depends on them.
func (e *evaluator) useOf(sink *Sink) (use, bool) {
	if sink.Named || sink.hops >= maxHops || (sink.Role == cryptoapi.AsCompared && sink.hops >= 2) || !summarized(sink.Role) {
		return use{}, false
	}
	var open value.Value
	for _, alternative := range e.sinkValue(sink) {
		if alternative.Open() {
			open = append(open, alternative)
		}
	}
	if len(open) == 0 {
		return use{}, false
	}
	return use{
		Role: sink.Role, API: sink.API, Value: open,
		Key: e.sinkKey(sink), Other: e.sinkOther(sink), Loop: sink.looped || e.inLoop(sink.Instr), Hops: sink.hops + 1,
	}, true
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
