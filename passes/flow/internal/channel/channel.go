// Package channel follows channels and pools: what is put in at one place comes out at
// another, in no order that the program shows. It is one flow-insensitive graph of the
// values, variables and fields that are the same channel or pool.
package channel

import (
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/cryptolint/cryptolint/passes/flow/internal/ir"
	"github.com/cryptolint/cryptolint/passes/flow/internal/location"
)

// Graph says which values of a package are the same channel or pool, as far as they
// pass through variables, fields, calls and closures. It does not change once it is
// built.
type Graph struct {
	onward   map[Node][]Node
	backward map[Node][]Node
	made     map[Node]bool  // channels and pools come into being here
	given    map[Node]bool  // it may be one of code that cannot be seen
	handed   map[Node]bool  // code that cannot be seen may put something in
	puts     map[Node][]Put // in program order
}

// Node is a value, variable or field that holds a channel or a pool: an ssa.Value,
// the storage key of a field, or a result of a function.
type Node any

// resultConduit is a result of a function that is a channel or a pool.
type resultConduit struct {
	fn    *ssa.Function
	index int
}

// Put is a place where something is put into a conduit.
type Put struct {
	Value ssa.Value
	At    ssa.Instruction
	Calls bool // what the function value returns is put in: the New of a pool
}

func New(p *ir.Program) *Graph {
	c := &Graph{
		onward: make(map[Node][]Node), backward: make(map[Node][]Node),
		made: make(map[Node]bool), given: make(map[Node]bool), handed: make(map[Node]bool),
		puts: make(map[Node][]Put),
	}
	for _, fn := range p.Funcs {
		b := &conduitBuilder{Graph: c, Program: p, known: p.CallersKnown(fn)}
		for _, param := range fn.Params {
			if isConduit(param.Type()) && !b.known {
				c.given[param] = true
			}
		}
		for _, block := range fn.Blocks {
			for _, instr := range block.Instrs {
				b.instruction(instr)
			}
		}
	}
	return c
}

// isConduit reports whether values of the type are channels, pools, or variables that
// hold one.
func isConduit(t types.Type) bool {
	if pointer, ok := t.Underlying().(*types.Pointer); ok {
		t = pointer.Elem()
		if inner, ok := t.Underlying().(*types.Pointer); ok {
			return isPool(inner.Elem())
		}
		if isPool(t) {
			return true
		}
	}
	_, ok := t.Underlying().(*types.Chan)
	return ok
}

func isPool(t types.Type) bool {
	named, ok := types.Unalias(t).(*types.Named)
	return ok && named.Obj().Pkg() != nil && named.Obj().Pkg().Path() == "sync" && named.Obj().Name() == "Pool"
}

// onlyReceives reports whether nobody can send on a channel of the type.
func onlyReceives(t types.Type) bool {
	channel, ok := t.Underlying().(*types.Chan)
	return ok && channel.Dir() == types.RecvOnly
}

// conduitBuilder enters the instructions of one function.
type conduitBuilder struct {
	*Graph
	*ir.Program
	known bool // all callers of the function are
}

// of returns the conduit that a value is or points to.
func (b *conduitBuilder) of(v ssa.Value) Node {
	address, ok := v.(*ssa.FieldAddr)
	if !ok {
		if global, ok := v.(*ssa.Global); ok && global.Object() != nil && global.Object().Exported() {
			b.given[v], b.handed[v] = true, true
		}
		return v
	}
	key := ir.AddressKey(address)
	if key == "" {
		b.given[v], b.handed[v] = true, true
		return v
	}
	if token.IsExported(location.LastField(key)) {
		b.given[key] = true
		b.handed[key] = b.handed[key] || !onlyReceives(v.Type().Underlying().(*types.Pointer).Elem())
	}
	return key
}

func (b *conduitBuilder) flows(from, to Node) {
	if !slices.Contains(b.onward[from], to) {
		b.onward[from] = append(b.onward[from], to)
		b.backward[to] = append(b.backward[to], from)
	}
}

func (b *conduitBuilder) instruction(instr ssa.Instruction) {
	if v, ok := instr.(ssa.Value); ok && isConduit(v.Type()) {
		b.value(v)
	}
	switch instr := instr.(type) {
	case *ssa.DebugRef:
	case *ssa.Send:
		b.put(instr.Chan, instr.X, instr)
	case *ssa.Select:
		for _, state := range instr.States {
			if state.Send != nil {
				b.put(state.Chan, state.Send, instr)
			}
		}
	case *ssa.Store:
		b.store(instr)
	case *ssa.MakeClosure:
		b.closure(instr)
	case *ssa.Return:
		for i, result := range instr.Results {
			if !isConduit(result.Type()) {
				continue
			}
			to := resultConduit{instr.Parent(), i}
			b.flows(b.of(result), to)
			if !b.known && !onlyReceives(instr.Parent().Signature.Results().At(i).Type()) {
				b.handed[to] = true
			}
		}
	case ssa.CallInstruction:
		b.call(instr)
	case *ssa.Phi, *ssa.ChangeType, *ssa.UnOp, *ssa.BinOp, *ssa.FieldAddr:
		// values, which take from their operands
	default:
		b.hand(instr)
	}
}

// put enters that something is put into a conduit.
func (b *conduitBuilder) put(into, v ssa.Value, at ssa.Instruction) {
	to := b.of(into)
	b.puts[to] = append(b.puts[to], Put{Value: v, At: at})
	if isConduit(v.Type()) && !onlyReceives(v.Type()) {
		b.handed[b.of(v)] = true
	}
}

// hand notes the operands of an instruction that takes them where they are not followed:
// into interfaces, maps and slices.
func (b *conduitBuilder) hand(instr ssa.Instruction) {
	for _, operand := range instr.Operands(nil) {
		if *operand != nil && isConduit((*operand).Type()) && !onlyReceives((*operand).Type()) {
			b.handed[b.of(*operand)] = true
		}
	}
}

// value enters where a value that is a conduit comes from.
func (b *conduitBuilder) value(v ssa.Value) {
	switch v := v.(type) {
	case *ssa.MakeChan:
		b.made[v] = true
	case *ssa.Alloc:
		b.made[v] = isPool(v.Type().Underlying().(*types.Pointer).Elem())
	case *ssa.FieldAddr:
		b.made[b.of(v)] = isPool(v.Type().Underlying().(*types.Pointer).Elem())
	case *ssa.Phi:
		for _, edge := range v.Edges {
			b.flows(b.of(edge), v)
		}
	case *ssa.ChangeType:
		b.flows(b.of(v.X), v)
	case *ssa.UnOp:
		if v.Op != token.MUL || !isVariable(v.X) {
			b.given[v] = true
			return
		}
		b.flows(b.of(v.X), v)
	case *ssa.Field:
		if key := ir.FieldKey(v.X.Type(), v.Field); key != "" {
			b.flows(key, v)
			return
		}
		b.given[v] = true
	case *ssa.Call:
		b.result(v, &v.Call, 0, v)
	case *ssa.Extract:
		if call, ok := v.Tuple.(*ssa.Call); ok {
			b.result(v, &call.Call, v.Index, v)
			return
		}
		b.given[v] = true
	default:
		b.given[v] = true
	}
}

// isVariable reports whether an address is that of a variable or field.
func isVariable(address ssa.Value) bool {
	switch address.(type) {
	case *ssa.Alloc, *ssa.FieldAddr, *ssa.Global, *ssa.FreeVar:
		return true
	}
	return false
}

func (b *conduitBuilder) result(to Node, common *ssa.CallCommon, index int, v ssa.Value) {
	callee := ir.OriginOf(common.StaticCallee())
	if callee == nil || callee.Pkg != b.Pkg || len(callee.Blocks) == 0 {
		b.given[v] = true
		return
	}
	b.flows(resultConduit{callee, index}, to)
}

func (b *conduitBuilder) store(store *ssa.Store) {
	if address, ok := store.Addr.(*ssa.FieldAddr); ok && isPool(address.X.Type().Underlying().(*types.Pointer).Elem()) {
		to := b.of(address.X)
		b.puts[to] = append(b.puts[to], Put{Value: store.Val, At: store, Calls: true})
		return
	}
	if load, ok := store.Val.(*ssa.UnOp); ok && isPool(load.Type()) {
		b.flows(b.of(load.X), b.of(store.Addr)) // a pool that a literal made
	}
	if !isConduit(store.Val.Type()) {
		return
	}
	if !isVariable(store.Addr) {
		b.hand(store)
		return
	}
	b.flows(b.of(store.Val), b.of(store.Addr))
}

func (b *conduitBuilder) closure(made *ssa.MakeClosure) {
	fn := made.Fn.(*ssa.Function)
	for i, binding := range made.Bindings {
		if !isConduit(binding.Type()) {
			continue
		}
		if ir.IsBound(fn) || i >= len(fn.FreeVars) {
			b.hand(made)
			continue
		}
		b.flows(b.of(binding), fn.FreeVars[i])
		b.flows(fn.FreeVars[i], b.of(binding)) // a variable is captured as such
	}
}

func (b *conduitBuilder) call(call ssa.CallInstruction) {
	common := call.Common()
	if _, ok := common.Value.(*ssa.Builtin); ok {
		return // close, len, cap
	}
	callee := ir.OriginOf(common.StaticCallee())
	switch PoolMethod(common) {
	case "Get":
		return
	case "Put":
		b.put(common.Args[0], common.Args[1], call)
		return
	}
	if callee == nil || callee.Pkg != b.Pkg || len(callee.Blocks) == 0 {
		b.hand(call)
		return
	}
	for i, arg := range common.Args {
		if isConduit(arg.Type()) && i < len(callee.Params) {
			b.flows(b.of(arg), callee.Params[i])
		}
	}
}

// PoolMethod returns the name of the method of sync.Pool that is called, or nothing.
func PoolMethod(common *ssa.CallCommon) string {
	callee := common.StaticCallee()
	if callee == nil || callee.Signature.Recv() == nil || len(common.Args) == 0 {
		return ""
	}
	pointer, ok := callee.Signature.Recv().Type().(*types.Pointer)
	if !ok || !isPool(pointer.Elem()) {
		return ""
	}
	return callee.Name()
}

// maxConduits bounds the variables through which one channel or pool is followed.
const maxConduits = 200

// reach returns all conduits that a relation leads to, itself first, or false if there
// are too many.
func reach(from Node, relation map[Node][]Node) ([]Node, bool) {
	found := []Node{from}
	for i := 0; i < len(found); i++ {
		for _, next := range relation[found[i]] {
			if !slices.Contains(found, next) {
				found = append(found, next)
			}
		}
		if len(found) > maxConduits {
			return nil, false
		}
	}
	return found, true
}

// PutInto returns what is ever put into a channel or pool, and whether that is all.
func (c *Graph) PutInto(v Node) (puts []Put, all bool) {
	holders, all := reach(v, c.backward)
	for _, holder := range holders {
		if c.given[holder] {
			all = false
		}
		if !c.isMade(holder) && !c.given[holder] {
			continue
		}
		sharing, known := reach(holder, c.onward)
		all = all && known
		for _, other := range sharing {
			all = all && !c.handed[other]
			for _, p := range c.puts[other] {
				if !slices.Contains(puts, p) {
					puts = append(puts, p)
				}
			}
		}
	}
	return puts, all
}

// isMade reports whether a channel or pool comes into being there. Package variables
// that are pools are never made by an instruction.
func (c *Graph) isMade(holder Node) bool {
	if global, ok := holder.(*ssa.Global); ok {
		return isPool(global.Type().Underlying().(*types.Pointer).Elem())
	}
	return c.made[holder]
}
