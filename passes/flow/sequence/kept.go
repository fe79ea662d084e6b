package sequence

import (
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/cryptolint/cryptolint/passes/cryptoapi"
	"github.com/cryptolint/cryptolint/passes/flow/internal/ir"
	"github.com/cryptolint/cryptolint/passes/flow/internal/location"
	"github.com/cryptolint/cryptolint/passes/flow/internal/memory"
	"github.com/cryptolint/cryptolint/passes/flow/internal/uses"
	"github.com/cryptolint/cryptolint/passes/flow/internal/value"
)

// kept tells whether the next call of the function that holds a use sees the same
// nonce under the same key: the function finds both where the last call left them.
func (e *Tracker) kept(use *nonceUse) *Reuse {
	if state := e.keptState(use); state != nil {
		return state
	}
	if len(use.nonce.births) > 0 || len(use.nonce.entries) != 1 || len(use.key.births) > 0 || len(use.key.entries) == 0 {
		return nil
	}
	nonce := use.nonce.entries[0]
	if !e.untouched(nonce, use.sink.Func()) {
		return nil
	}
	switch root := nonce.Root.(type) {
	case *ssa.Global:
		if e.setOnce(nonce) {
			return &Reuse{How: KeptInVariable, Name: root.Name()}
		}
	case *ssa.FreeVar:
		if e.keptInClosure(root, use) {
			return &Reuse{How: KeptInClosure, Name: root.Name()}
		}
	case *ssa.Parameter:
		if e.keptInField(nonce, use) {
			return &Reuse{How: KeptInField, Name: location.LastField(nonce.Path), Owner: fieldOwner(nonce)}
		}
	}
	return nil
}

// untouched reports whether a function nowhere writes to a region.
func (e *Tracker) untouched(r location.Region, fn *ssa.Function) bool {
	t := &tracer{Tracker: e}
	for _, ev := range e.HistoryOf(r.Root, fn).Ordered {
		if ev.Kind != memory.Defines && t.touches(ev, r) {
			return false
		}
	}
	return true
}

// setOnce reports whether a package variable is written when the program starts, or in
// a function that a sync.Once runs, and never after.
func (e *Tracker) setOnce(r location.Region) bool {
	global := r.Root.(*ssa.Global)
	if global.Object() == nil || global.Object().Exported() {
		return false
	}
	seen := make(map[*ssa.Function]bool)
	for _, use := range e.Globals[global] {
		if seen[use.Fn] || e.runsOnce(use.Fn) {
			continue
		}
		seen[use.Fn] = true
		if !e.untouched(location.Region{Root: global, Path: r.Path, Span: location.Whole}, use.Fn) {
			return false
		}
	}
	return true
}

// keptInField reports whether the nonce and the key lie in fields of one value, drawn
// when that was made and never written after.
func (e *Tracker) keptInField(nonce location.Region, use *nonceUse) bool {
	if nonce.Path == "" || nonce.Storage == "" || !e.drawn(use.sink) {
		return false
	}
	return e.keyKeptWith(nonce.Root, use) && e.setByMaker(nonce) && !e.calledByMaker(use.sink.Func(), nonce.Root)
}

// keyKeptWith reports whether the key lies in fields of a value that only its maker
// writes.
func (e *Tracker) keyKeptWith(root ssa.Value, use *nonceUse) bool {
	for _, key := range use.key.entries {
		if key.Root != root || key.Path == "" {
			return false
		}
		if key.Storage != "" && !e.setByMaker(key) {
			return false
		}
	}
	return len(use.key.births) == 0 && len(use.key.entries) > 0
}

// drawn reports whether the nonce of a sink is random in every alternative. What a
// constructor is given may have been made for one message.
func (e *Tracker) drawn(s *uses.Sink) bool {
	nonce := e.Resolve(e.SinkValue(s))
	return len(nonce) > 0 && !nonce.Any(func(a value.Alternative) bool { return !a.Only(cryptoapi.SecureRandom, cryptoapi.WeakRandom) })
}

// setByMaker reports whether only the functions that make a value write to a field of
// it: nobody sets or changes it afterwards.
func (e *Tracker) setByMaker(r location.Region) bool {
	// An embedded AEAD is exported for its methods, and not to be replaced.
	if field, _ := e.FieldOf(r.Storage); field == nil || field.Exported() && !field.Embedded() {
		return false
	}
	for _, address := range e.Fields[r.Storage] {
		if e.runsOnce(address.Parent()) {
			continue
		}
		for _, at := range e.Regions(address) {
			if ir.IsInstruction(at.Root) {
				continue // a value that the function itself has made
			}
			if !e.untouched(location.Region{Root: at.Root, Path: at.Path, Span: location.Whole}, address.Parent()) {
				return false
			}
		}
	}
	return true
}

// calledByMaker reports whether a method is only called by functions that have just
// made the value: it does not run a second time.
func (e *Tracker) calledByMaker(fn *ssa.Function, root ssa.Value) bool {
	if !e.OnlyCalled(fn) {
		return false
	}
	index := slices.IndexFunc(fn.Params, func(p *ssa.Parameter) bool { return p == root })
	for _, call := range e.Callers[fn] {
		if index < 0 || index >= len(call.Common().Args) || e.InLoop(call) {
			return false
		}
		for _, r := range e.Regions(call.Common().Args[index]) {
			if !ir.IsInstruction(r.Root) {
				return false
			}
		}
	}
	return true
}

// keptInClosure reports whether a closure that captures nonce and key runs more than
// once, and nobody writes to them in between.
func (e *Tracker) keptInClosure(nonce *ssa.FreeVar, use *nonceUse) bool {
	fn := nonce.Parent()
	if len(e.Closures[fn]) != 1 {
		return false
	}
	made := e.Closures[fn][0]
	for _, key := range use.key.entries {
		switch root := key.Root.(type) {
		case *ssa.Global:
		case *ssa.FreeVar:
			if !e.writtenBefore(root, made) {
				return false
			}
		default:
			return false
		}
	}
	return e.writtenBefore(nonce, made) && (e.runsAgain(made) || e.runsInLoop(nonce, made, use))
}

// runsInLoop reports whether a loop makes a closure each time round and hands it to what
// runs it, a goroutine or a group of them, while the nonce was drawn before the loop. One
// that encrypts the same text each time tries again.
func (e *Tracker) runsInLoop(nonce *ssa.FreeVar, made *ssa.MakeClosure, use *nonceUse) bool {
	loop := e.Order(made.Parent()).InnermostLoop(made.Block())
	if loop == nil || !e.bornOutside(nonce, made, loop.Blocks) {
		return false
	}
	for _, key := range use.key.entries {
		if free, ok := key.Root.(*ssa.FreeVar); ok && !e.bornOutside(free, made, loop.Blocks) {
			return false
		}
	}
	if !slices.ContainsFunc(ir.ClosureUses(made), func(at ssa.Instruction) bool { return ir.IsCall(at) && loop.Blocks[at.Block()] }) {
		return false
	}
	texts := uses.TextOf(use.sink)
	for _, text := range texts {
		line := e.lineageOf(text, use.sink.Instr)
		if line.lost || len(line.births) > 0 {
			return true
		}
		for _, entry := range line.entries {
			if free, ok := entry.Root.(*ssa.FreeVar); ok && !e.bornOutside(free, made, loop.Blocks) {
				return true
			}
		}
	}
	return len(texts) == 0
}

// bornOutside reports whether a captured variable is made, and written to, outside of the
// loop that makes the closure.
func (e *Tracker) bornOutside(free *ssa.FreeVar, made *ssa.MakeClosure, loop map[*ssa.BasicBlock]bool) bool {
	index := slices.Index(free.Parent().FreeVars, free)
	if index < 0 {
		return false
	}
	t := &tracer{Tracker: e}
	for _, r := range e.Regions(made.Bindings[index]) {
		if root, ok := r.Root.(ssa.Instruction); ok && root.Block() != nil && loop[root.Block()] {
			return false
		}
		for _, ev := range e.HistoryOf(r.Root, made.Parent()).Ordered {
			if loop[ev.Instr.Block()] && ev.Instr != ssa.Instruction(made) && t.touches(ev, r) {
				return false
			}
		}
	}
	return true
}

// writtenBefore reports whether all writes to a captured variable come before the
// closure is made.
func (e *Tracker) writtenBefore(free *ssa.FreeVar, made *ssa.MakeClosure) bool {
	index := slices.Index(free.Parent().FreeVars, free)
	if index < 0 {
		return false
	}
	order := e.Order(made.Parent())
	t := &tracer{Tracker: e}
	for _, r := range e.Regions(made.Bindings[index]) {
		for _, ev := range e.HistoryOf(r.Root, made.Parent()).Ordered {
			if t.touches(ev, r) && ev.Instr.Block() != nil && !order.Precedes(ev.Instr, made) {
				return false
			}
		}
		if r.Root.Parent() != made.Parent() {
			return false // captured by the outer function, too
		}
	}
	return true
}

// runsAgain reports whether a closure is returned, kept, or called several times. One
// that is handed to another function may be called once.
func (e *Tracker) runsAgain(made *ssa.MakeClosure) bool {
	calls := 0
	for _, user := range ir.ClosureUses(made) {
		switch user := user.(type) {
		case *ssa.Return:
			return true
		case *ssa.Call:
			if user.Call.Value != made && !e.callsLoaded(user, made) {
				return false
			}
			calls++
			if e.InLoop(user) && !e.InLoop(made) {
				calls++
			}
		case *ssa.Store:
			if _, local := user.Addr.(*ssa.Alloc); !local {
				return e.keptForLater(user)
			}
		default:
			return false
		}
	}
	return calls > 1
}

// callsLoaded reports whether a call runs a closure that it loads from a variable.
func (e *Tracker) callsLoaded(call *ssa.Call, made *ssa.MakeClosure) bool {
	load, ok := call.Call.Value.(*ssa.UnOp)
	if !ok {
		return false
	}
	for _, user := range *load.X.Referrers() {
		if store, ok := user.(*ssa.Store); ok && store.Val == ssa.Value(made) {
			return true
		}
	}
	return false
}

// keptForLater reports whether a closure is stored in a field.
func (e *Tracker) keptForLater(store *ssa.Store) bool {
	_, ok := store.Addr.(*ssa.FieldAddr)
	return ok
}
