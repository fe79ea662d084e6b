package sequence

import (
	"go/token"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/cryptolint/cryptolint/passes/cryptoapi"
	"github.com/cryptolint/cryptolint/passes/flow/internal/ir"
	"github.com/cryptolint/cryptolint/passes/flow/internal/location"
	"github.com/cryptolint/cryptolint/passes/flow/internal/uses"
)

// KeepsLastBlock reports whether all that is used of what is encrypted at a sink is its
// last block: that is a CBC-MAC (ISO/IEC 9797-1, SP 800-38B), which wants an initialization
// vector of zeros. Buffers that the callers gave count as thrown away, if the function
// itself does not use them and takes a last block from one.
func (e *Tracker) KeepsLastBlock(s *uses.Sink) bool {
	e.mu.Lock()
	defer e.mu.Unlock()
	var outputs []ssa.Value
	after := []ssa.Instruction{s.Instr}
	if s.Use != nil {
		outputs = append(e.bytesReturned(s), e.encryptedInto(s)...)
	} else {
		for _, applied := range e.Applications(s) {
			if applied.To == nil {
				return false
			}
			outputs, after = append(outputs, applied.To), append(after, applied.Instr)
		}
	}
	last := &lastBlock{Tracker: e, after: after, hops: maxLastBlockHops}
	for _, output := range outputs {
		last.follow(output)
	}
	return len(outputs) > 0 && last.taken && !last.leaks && !slices.ContainsFunc(outputs, e.callerReads)
}

// maxLastBlockHops bounds the functions that hand an output on to each other.
const maxLastBlockHops = 3

// encryptedInto returns the operands of a call behind which it leaves a ciphertext.
func (e *Tracker) encryptedInto(s *uses.Sink) []ssa.Value {
	fills, _ := e.Fills(s.Target)
	var found []ssa.Value
	for _, f := range fills {
		to := s.Target.Operands()[f.Param-1]
		left := e.FillValue(s.Target, f, "")
		if to != nil && f.Path == "" && left.Has(cryptoapi.Ciphertext) {
			found = append(found, to)
		}
	}
	return found
}

// callerReads reports whether the memory of an output is that of a parameter, and a
// caller in this package uses it after the call.
func (e *Tracker) callerReads(output ssa.Value) bool {
	for _, r := range e.Regions(output) {
		index := slices.IndexFunc(output.Parent().Params, func(p *ssa.Parameter) bool { return p == r.Root })
		for _, call := range e.Callers[output.Parent()] {
			if index < 0 || index >= len(call.Common().Args) || r.Path != "" {
				continue
			}
			passed := &lastBlock{Tracker: e, after: []ssa.Instruction{call, call}, hops: maxLastBlockHops}
			if passed.follow(call.Common().Args[index]); passed.leaks {
				return true
			}
		}
	}
	return false
}

// bytesReturned returns the byte slices that a call returns.
func (e *Tracker) bytesReturned(s *uses.Sink) []ssa.Value {
	call, ok := s.Instr.(*ssa.Call)
	if !ok {
		return nil
	}
	if ir.IsBytes(call.Type()) {
		return []ssa.Value{call}
	}
	var found []ssa.Value
	for _, user := range *call.Referrers() {
		if result, ok := user.(*ssa.Extract); ok && ir.IsBytes(result.Type()) {
			found = append(found, result)
		}
	}
	return found
}

// lastBlock looks at what becomes of the output of a cipher.
type lastBlock struct {
	*Tracker
	after []ssa.Instruction // the calls that encrypt
	taken bool              // a last block is used
	leaks bool              // something else is
	hops  int               // how many more functions are looked into
}

// follow looks at the uses of the memory that holds an output.
func (l *lastBlock) follow(output ssa.Value) {
	single := isOneBlock(output) && l.written(output) > 1
	for _, r := range l.Regions(output) {
		for _, view := range l.views(r) {
			for _, user := range *view.Referrers() {
				if user.Parent() == output.Parent() && l.reads(user, view) {
					l.taken = l.taken || single
					l.leaks = l.leaks || !single
				}
			}
		}
	}
}

// reads reports whether an instruction uses the bytes of a view after something was
// encrypted into it, other than by taking its end.
func (l *lastBlock) reads(user ssa.Instruction, view ssa.Value) bool {
	if slices.Contains(l.after, user) || !slices.ContainsFunc(l.after[1:], func(before ssa.Instruction) bool { return l.mayFollow(user, before) }) && len(l.after) > 1 {
		return false
	}
	switch user := user.(type) {
	case *ssa.DebugRef, *ssa.FieldAddr, *ssa.Phi, *ssa.ChangeType, *ssa.UnOp:
		return false // a view of its own, or a load of the slice
	case *ssa.Slice:
		if takesEnd(user) {
			l.taken = true
		}
		return false
	case *ssa.Store:
		return user.Val == view
	case *ssa.Return:
		return l.returns(user, view)
	case *ssa.Call:
		if handed, ok := l.handed(user, view); ok {
			return handed
		}
		if builtin, ok := user.Call.Value.(*ssa.Builtin); ok {
			return builtin.Name() != "len" && builtin.Name() != "cap" && builtin.Name() != "clear" && !(builtin.Name() == "copy" && user.Call.Args[0] == view)
		}
	}
	return true
}

// returns reports whether the callers of a function use more of what it returns than the
// last block, or whether some of them are out of sight.
func (l *lastBlock) returns(ret *ssa.Return, view ssa.Value) bool {
	fn, index := ret.Parent(), slices.Index(ret.Results, view)
	if l.hops == 0 || !l.OnlyCalled(fn) {
		return true
	}
	outside := &lastBlock{Tracker: l.Tracker, after: []ssa.Instruction{ret}, hops: l.hops - 1}
	for _, call := range l.Callers[fn] {
		call, ok := call.(*ssa.Call)
		if !ok {
			return true
		}
		for _, result := range location.Results(call, index) {
			outside.follow(result)
		}
	}
	l.taken = l.taken || outside.taken
	return outside.leaks
}

// handed reports whether a function of this package that is handed an output uses more of
// it than the last block. It reports not ok where the function cannot be seen.
func (l *lastBlock) handed(call *ssa.Call, view ssa.Value) (reads, ok bool) {
	fn := call.Call.StaticCallee()
	if l.hops == 0 || !l.HasBody(fn) || len(fn.Params) != len(call.Call.Args) {
		return false, false
	}
	inside := &lastBlock{Tracker: l.Tracker, after: []ssa.Instruction{call}, hops: l.hops - 1}
	for i, operand := range call.Call.Args {
		if operand == view {
			inside.follow(fn.Params[i])
		}
	}
	l.taken = l.taken || inside.taken
	return inside.leaks, true
}

// mayFollow reports whether an instruction may run after another.
func (l *lastBlock) mayFollow(user, before ssa.Instruction) bool {
	found := false
	l.backwards(user, func(instr ssa.Instruction) bool {
		found = found || instr == before
		return found
	})
	return found
}

// views returns the values through which the memory of a root is used, but for those that
// are the end of another.
func (l *lastBlock) views(r location.Region) []ssa.Value {
	if r.Root.Referrers() == nil {
		return nil
	}
	views := []ssa.Value{r.Root}
	for i := 0; i < len(views) && len(views) < maxLineage; i++ {
		for _, user := range *views[i].Referrers() {
			v, ok := user.(ssa.Value)
			if !ok || slices.Contains(views, v) || !ir.IsReference(v.Type()) {
				continue
			}
			switch user := user.(type) {
			case *ssa.Slice:
				if takesEnd(user) {
					continue
				}
			case *ssa.Phi, *ssa.ChangeType, *ssa.FieldAddr, *ssa.UnOp:
			default:
				continue
			}
			if l.Overlaps(r, v) || slices.ContainsFunc(l.Regions(v), func(above location.Region) bool { return len(above.Path) < len(r.Path) }) {
				views = append(views, v)
			}
		}
	}
	return views
}

// written counts how often the cipher writes to an output: around a loop, more than once.
func (l *lastBlock) written(output ssa.Value) int {
	count := 0
	for _, instr := range l.after[1:] {
		if slices.Contains(instr.(ssa.CallInstruction).Common().Args, output) {
			count++
			if l.InLoop(instr) {
				count++
			}
		}
	}
	return count
}

// takesEnd reports whether a slice begins at a distance from the end: x[len(x)-16:].
func takesEnd(s *ssa.Slice) bool {
	low, ok := s.Low.(*ssa.BinOp)
	if ok && low.Op == token.MUL {
		low, ok = low.X.(*ssa.BinOp)
	}
	return ok && low.Op == token.SUB
}

// isOneBlock reports whether memory has room for one block of a cipher.
func isOneBlock(v ssa.Value) bool {
	switch v := v.(type) {
	case *ssa.Slice:
		length := ir.ArrayLength(v.X.Type())
		high, _ := ir.ConstantInt(v.High)
		return v.Low == nil && (v.High == nil || high == length) && isBlockSize(length)
	case *ssa.MakeSlice:
		if size, ok := ir.ConstantInt(v.Len); ok {
			return isBlockSize(size)
		}
		call, ok := v.Len.(*ssa.Call)
		return ok && call.Call.IsInvoke() && call.Call.Method.Name() == "BlockSize"
	}
	return false
}

func isBlockSize(size int64) bool { return size == 8 || size == 16 }
