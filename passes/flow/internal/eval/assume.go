package eval

import (
	"go/constant"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/cryptolint/cryptolint/passes/cryptoapi"
	"github.com/cryptolint/cryptolint/passes/flow/internal/condition"
	"github.com/cryptolint/cryptolint/passes/flow/internal/fact"
	"github.com/cryptolint/cryptolint/passes/flow/internal/ir"
	"github.com/cryptolint/cryptolint/passes/flow/internal/location"
	"github.com/cryptolint/cryptolint/passes/flow/internal/memo"
	"github.com/cryptolint/cryptolint/passes/flow/internal/memory"
	"github.com/cryptolint/cryptolint/passes/flow/internal/solver"
	"github.com/cryptolint/cryptolint/passes/flow/internal/value"
)

// assumption is what the branches before a place tell of a key that the function uses
// again: as a key of another map, in another branch, as an argument.
//
//	hash := hashes[alg]
//	switch alg {
//	case PS256:
//		return rsa.VerifyPSS(key, hash, …) // hashes[PS256], and nothing else of the table
//	}
type assumption struct {
	key        ssa.Value
	conditions condition.Conditions
	domain     *condition.Domain
}

// Assuming returns an evaluator for the values at a place that knows what the keys can be
// there: what the branches before the place tell, and what the function that is called
// there asks of its operands, if that is when. It is nil if they tell nothing of a key.
func (e *Evaluator) Assuming(at ssa.Instruction, operands []ssa.Value, when []condition.GuardFact) *Evaluator {
	if len(e.assumptions) > 0 || at == nil || len(at.Parent().Blocks) < 3 {
		return nil
	}
	var known []assumption
	for _, a := range e.keysOf(at.Parent()) {
		a.domain = condition.DomainAt(at, a.conditions)
		for _, g := range when {
			if g.Param <= len(operands) && operands[g.Param-1] != nil && sameKey(a.key, operands[g.Param-1]) {
				a.domain = a.domain.And(g.DomainOf(a.conditions))
			}
		}
		if a.domain != nil && usedAgain(a) {
			known = append(known, a)
		}
	}
	if len(known) == 0 {
		return nil
	}
	assuming := e.within(at.Parent())
	assuming.assumptions = known
	for _, a := range known {
		if receiver := e.outside(a); receiver != nil {
			assuming.outsiders = append(assuming.outsiders, receiver)
		}
	}
	return assuming
}

// within returns an evaluator for assumptions about a function. They hold while it runs, and
// say nothing of what others do: of those this evaluator answers, and remembers it.
func (e *Evaluator) within(fn *ssa.Function) *Evaluator {
	inside := &Evaluator{
		Decider:     e.Decider,
		Reader:      e.Reader,
		Finder:      e.Finder,
		conduits:    e.conduits,
		writersOf:   memo.New[*ssa.Global, []*ssa.Function](),
		callTargets: memo.New[ssa.CallInstruction, []*Target](),
		fillsOf:     memo.New[*ssa.Function, []fact.Fill](),
		casesOf:     memo.New[solver.Question, []fact.ResultCase](),
		outer:       e,
		pending:     newPending(),
	}
	inside.Memory = e.Memory.Within(fn, inside)
	return inside
}

// beyond returns the evaluator to ask about a function of which nothing is assumed, or nil
// if that is this one.
func (e *Evaluator) beyond(fn *ssa.Function) *Evaluator {
	if e.Memory.Beyond(fn) == nil {
		return nil
	}
	return e.outer
}

// functionOf returns the function that has a value or, of a variable of the package, the one
// that asks about it.
func functionOf(v ssa.Value, at ssa.Instruction) *ssa.Function {
	if fn := v.Parent(); fn != nil || at == nil {
		return fn
	}
	return at.Parent()
}

// keysOf returns the values that branches of a function compare with constants, look up in
// maps or search in lists, with all such conditions on each.
func (e *Evaluator) keysOf(fn *ssa.Function) []assumption {
	var keys []assumption
	for _, block := range fn.Blocks {
		branch, ok := block.Instrs[len(block.Instrs)-1].(*ssa.If)
		if !ok {
			continue
		}
		conditions := make(condition.Conditions)
		key := e.asks(branch.Cond, conditions)
		if key == nil {
			continue
		}
		i := slices.IndexFunc(keys, func(a assumption) bool { return sameKey(a.key, key) })
		if i < 0 {
			keys = append(keys, assumption{key: key, conditions: conditions})
			continue
		}
		for cond, k := range conditions {
			keys[i].conditions[cond] = k
		}
	}
	return keys
}

// asks enters what a branch asks, and returns the key that it asks about, or nil.
func (e *Evaluator) asks(cond ssa.Value, conditions condition.Conditions) ssa.Value {
	switch cond := cond.(type) {
	case *ssa.BinOp:
		key, k := condition.IsEqual(cond)
		if key != nil {
			conditions[cond] = k
		}
		return key
	case *ssa.Lookup:
		return e.asksMap(cond, cond, true, conditions)
	case *ssa.Extract:
		if lookup, ok := cond.Tuple.(*ssa.Lookup); ok {
			return e.asksMap(cond, lookup, cond.Index == 0, conditions)
		}
	case *ssa.Call:
		return e.asksList(cond, conditions)
	}
	return nil
}

// asksMap enters a lookup: whether a map has a key, or holds true under it.
func (e *Evaluator) asksMap(cond ssa.Value, lookup *ssa.Lookup, elements bool, conditions condition.Conditions) ssa.Value {
	if ir.IsString(lookup.X.Type()) {
		return nil
	}
	keys, known := e.keysWith(lookup.X, elements)
	if !known {
		return nil
	}
	conditions[cond] = condition.OneOf(keys)
	return lookup.Index
}

// asksList enters a call of slices.Contains.
func (e *Evaluator) asksList(call *ssa.Call, conditions condition.Conditions) ssa.Value {
	callee := call.Call.StaticCallee()
	if callee == nil || callee.Object() == nil || callee.Object().Pkg() == nil {
		return nil
	}
	if object := callee.Object(); object.Pkg().Path() != "slices" || object.Name() != "Contains" || len(call.Call.Args) != 2 {
		return nil
	}
	listed, known := value.Exact(value.WithoutZero(e.Resolve(e.Origins(call.Call.Args[0], location.AnyElement, call))))
	if !known {
		return nil
	}
	conditions[call] = condition.OneOf(listed)
	return call.Call.Args[1]
}

// keysWith returns the constant keys of a map, or of its elements that are true. It reports
// false if the map may have others.
func (e *Evaluator) keysWith(table ssa.Value, elements bool) ([]constant.Value, bool) {
	regions := e.Regions(table)
	if len(regions) != 1 || regions[0].Path != "" {
		return nil, false
	}
	switch root := regions[0].Root.(type) {
	case *ssa.MakeMap:
		return e.keysIn(root, root.Parent(), elements)
	case *ssa.Global:
		var keys []constant.Value
		for _, writer := range e.writers(root) {
			some, known := e.keysIn(root, writer, elements)
			if !known {
				return nil, false
			}
			keys = append(keys, some...)
		}
		return keys, len(keys) > 0
	}
	return nil, false
}

// keysIn is keysWith for what one function does to a map.
func (e *Evaluator) keysIn(root ssa.Value, fn *ssa.Function, elements bool) ([]constant.Value, bool) {
	history := e.HistoryOf(root, fn)
	if history.Lost {
		return nil, false
	}
	var keys []constant.Value
	for _, ev := range history.Ordered {
		var some []constant.Value
		known := ev.Kind == memory.Defines
		switch instr := ev.Instr.(type) {
		case *ssa.MapUpdate:
			some, known = e.keyOf(instr, elements)
		case *ssa.Store:
			if made, ok := instr.Val.(*ssa.MakeMap); ok {
				some, known = e.keysIn(made, fn, elements)
			}
		}
		if !known {
			return nil, false
		}
		keys = append(keys, some...)
	}
	return keys, true
}

// keyOf returns the constants that the key of an entry can be; none if only elements that
// are true count, and this one is false.
func (e *Evaluator) keyOf(update *ssa.MapUpdate, elements bool) ([]constant.Value, bool) {
	if elements {
		element, known := value.Exact(e.Origins(update.Value, "", update))
		if !known || len(element) != 1 || element[0].Kind() != constant.Bool {
			return nil, false
		}
		if !constant.BoolVal(element[0]) {
			return nil, true
		}
	}
	return value.Exact(e.Resolve(e.Origins(update.Key, "", update)))
}

// plainKey returns a key without conversions.
func plainKey(v ssa.Value) ssa.Value {
	for {
		switch converted := v.(type) {
		case *ssa.ChangeType:
			v = converted.X
		case *ssa.MakeInterface:
			v = converted.X
		default:
			return v
		}
	}
}

// sameKey reports whether two values of a function are the same: one value, loads from one
// place, calls of one method of one value that is passed nothing.
func sameKey(a, b ssa.Value) bool {
	a, b = plainKey(a), plainKey(b)
	if a == b {
		return true
	}
	if _, ok := a.(*ssa.UnOp); ok {
		return slices.Contains(condition.SameLoads(a), b)
	}
	x, ok := a.(*ssa.Call)
	y, also := b.(*ssa.Call)
	if !ok || !also {
		return false
	}
	if x.Call.IsInvoke() || y.Call.IsInvoke() {
		return x.Call.Method == y.Call.Method && len(x.Call.Args) == 0 && sameKey(x.Call.Value, y.Call.Value)
	}
	callee := x.Call.StaticCallee()
	return callee != nil && callee == y.Call.StaticCallee() && callee.Signature.Recv() != nil && len(x.Call.Args) == 1 && sameKey(x.Call.Args[0], y.Call.Args[0])
}

// usedAgain reports whether a key, or the value whose method returns it, is used for more
// than the conditions.
func usedAgain(a assumption) bool {
	switch key := plainKey(a.key).(type) {
	case *ssa.Const, *ssa.Global:
		return false
	case *ssa.Call, *ssa.UnOp:
		return true // there may be others like it
	default:
		return key.Referrers() != nil && len(*key.Referrers()) > 1
	}
}

// assumed returns what is known of a key, or nil.
func (e *Evaluator) assumed(key ssa.Value) *condition.Domain {
	for _, a := range e.assumptions {
		if sameKey(a.key, key) {
			return a.domain
		}
	}
	return nil
}

// outside returns the interface value whose method returns a key, if no implementation in
// sight returns what the key can be at the place. Then it is an implementation of others.
func (e *Evaluator) outside(a assumption) ssa.Value {
	call, ok := plainKey(a.key).(*ssa.Call)
	if !ok || !call.Call.IsInvoke() {
		return nil
	}
	targets := e.Targets(call)
	for _, t := range targets {
		result, _ := e.ResultOf(t, 0, "")
		returned, known := value.Exact(e.Resolve(result))
		if !known || slices.ContainsFunc(returned, a.domain.Admits) {
			return nil
		}
	}
	if len(targets) == 0 {
		return nil
	}
	return call.Call.Value
}

// elsewhere reports whether an interface value holds a type that is not in sight.
func (e *Evaluator) elsewhere(v ssa.Value) bool {
	return slices.ContainsFunc(e.outsiders, func(o ssa.Value) bool { return sameKey(o, v) })
}

// passesEdge reports whether control may get over an edge with what the keys can be.
func (e *Evaluator) passesEdge(before, after *ssa.BasicBlock) bool {
	return !slices.ContainsFunc(e.assumptions, func(a assumption) bool {
		return plainKey(a.key).Parent() == before.Parent() && !a.domain.Passes(before, after, a.conditions)
	})
}

// elementsAt returns what a map holds under the keys that are possible, if what is known
// of the key leaves only some.
func (e *Evaluator) elementsAt(table, key ssa.Value, path string, at ssa.Instruction) (value.Value, bool) {
	domain := e.assumed(key)
	if domain == nil {
		return nil, false
	}
	possible := domain.Constants
	if !domain.Closed() {
		all, known := e.keysWith(table, false)
		if !known {
			return nil, false
		}
		possible = slices.DeleteFunc(slices.Clone(all), func(c constant.Value) bool { return !domain.Admits(c) })
	}
	var found value.Value
	for _, c := range possible {
		element := e.Origins(table, location.KeyPath(c)+path, at)
		if element.Any(func(a value.Alternative) bool { return !a.Only(cryptoapi.Zero) }) {
			found = value.Join(found, element)
		}
	}
	if len(found) == 0 {
		found = value.Unknown(location.LastField(path), at.Pos())
	}
	return found, true
}

// elementBeside returns what a loop over a map takes out of it beside a key of which
// something is known.
func (e *Evaluator) elementBeside(v *ssa.Extract, table ssa.Value, path string) (value.Value, bool) {
	if v.Index != 2 || len(e.assumptions) == 0 {
		return nil, false
	}
	for _, user := range *v.Tuple.Referrers() {
		if key, ok := user.(*ssa.Extract); ok && key.Index == 1 {
			return e.elementsAt(table, key, path, v)
		}
	}
	return nil, false
}

// regionsAt returns the memory that a value may refer to, over the ways that are possible.
func (e *Evaluator) regionsAt(v ssa.Value) []location.Region {
	phi, ok := v.(*ssa.Phi)
	if !ok || len(e.assumptions) == 0 {
		return e.Regions(v)
	}
	var found []location.Region
	for i, edge := range phi.Edges {
		if e.passesEdge(phi.Block().Preds[i], phi.Block()) {
			found = append(found, e.Regions(edge)...)
		}
	}
	return found
}
