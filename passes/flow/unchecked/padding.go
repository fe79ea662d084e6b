package unchecked

import (
	"go/ast"
	"go/token"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/cryptolint/cryptolint/passes/flow"
	"github.com/cryptolint/cryptolint/passes/flow/internal/eval"
	"github.com/cryptolint/cryptolint/passes/flow/internal/ir"
	"github.com/cryptolint/cryptolint/passes/flow/internal/location"
)

// A Padding is cut off the plaintext of a block mode, as long as the last byte says.
type Padding struct {
	Node ast.Node
	From flow.Value // what was decrypted, with what the callers pass that are in sight
}

// Paddings returns the places where a padding is cut off what the calls of a method have left
// in memory, whose receiver is what a symbol has made, and nothing compares its length.
func (f *Finder) Paddings(symbol, maker string) []Padding {
	p := f.decryptions(symbol, maker)
	if p == nil {
		return nil
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	var found []Padding
	for _, fn := range f.Funcs {
		for instr := range ir.Instructions(fn) {
			slice, ok := instr.(*ssa.Slice)
			if !ok || fn.Recover != nil || !cutsPadding(slice) {
				continue
			}
			if node, call := f.NodeAt(fn, slice.Pos()), p.leftBy(slice.X, fn, maxPaddingHops); node != nil && call != nil {
				at := call.call.Instr
				found = append(found, Padding{node, f.Resolve(f.CallersPass(f.Origins(call.call.Target.Operand(1), "", at), at.Parent(), eval.MaxCallerHops))})
			}
		}
	}
	return found
}

// decryptions returns the calls of a method whose receiver is what a symbol has made, or nil if
// there are none.
func (f *Finder) decryptions(symbol, maker string) *paddings {
	if f.Finder == nil {
		return nil
	}
	p := &paddings{Finder: f, decrypted: make(map[*ssa.Function][]*Call)}
	for _, call := range f.CallsOf(symbol) {
		if call.On(maker) {
			fn := call.call.Instr.Parent()
			p.decrypted[fn] = append(p.decrypted[fn], call)
		}
	}
	if len(p.decrypted) == 0 {
		return nil
	}
	return p
}

// NodeAt returns the slice expression with a bracket at a position.
func (f *Finder) NodeAt(fn *ssa.Function, pos token.Pos) (found ast.Node) {
	if fn.Syntax() == nil {
		return nil
	}
	ast.Inspect(fn.Syntax(), func(n ast.Node) bool {
		if slice, ok := n.(*ast.SliceExpr); ok && slice.Lbrack == pos {
			found = slice
		}
		return found == nil
	})
	return found
}

// cutsPadding reports whether memory is cut as data[:len(data)-int(data[len(data)-1])], and
// neither the number nor the difference is used for more.
func cutsPadding(slice *ssa.Slice) bool {
	length, ok := slice.High.(*ssa.BinOp)
	if !ok || length.Op != token.SUB || !isLength(length.X) || !onlyFor(length, slice) {
		return false
	}
	last, ok := withoutConversion(length.Y).(*ssa.UnOp)
	if !ok || last.Op != token.MUL || !isLast(last) {
		return false
	}
	for instr := range ir.Instructions(slice.Parent()) {
		if same, ok := instr.(*ssa.UnOp); ok && isLast(same) && !onlySubtracted(same) {
			return false
		}
	}
	return true
}

// isLast reports whether a value is the last byte of a slice.
func isLast(load *ssa.UnOp) bool {
	element, ok := load.X.(*ssa.IndexAddr)
	if !ok || !ir.IsByte(load.Type()) {
		return false
	}
	index, ok := element.Index.(*ssa.BinOp)
	if !ok || index.Op != token.SUB || !isLength(index.X) {
		return false
	}
	one, ok := ir.ConstantInt(index.Y)
	return ok && one == 1
}

// onlySubtracted reports whether a number is only used to be subtracted, also after a
// conversion.
func onlySubtracted(v ssa.Value) bool {
	for _, user := range *v.Referrers() {
		switch user := user.(type) {
		case *ssa.DebugRef:
		case *ssa.Convert:
			if !onlySubtracted(user) {
				return false
			}
		case *ssa.BinOp:
			if user.Op != token.SUB || user.Y != v {
				return false
			}
		default:
			return false
		}
	}
	return true
}

func onlyFor(v ssa.Value, instr ssa.Instruction) bool {
	for _, user := range *v.Referrers() {
		if _, debug := user.(*ssa.DebugRef); !debug && user != instr {
			return false
		}
	}
	return true
}

func withoutConversion(v ssa.Value) ssa.Value {
	if converted, ok := v.(*ssa.Convert); ok {
		return converted.X
	}
	return v
}

// isLength reports whether a value is the length of something.
func isLength(v ssa.Value) bool {
	call, ok := v.(*ssa.Call)
	return ok && ir.IsLen(call)
}

// maxPaddingHops bounds the calls between a decryption and where the padding is cut off.
const maxPaddingHops = 2

// paddings finds the calls that have left a plaintext in memory.
type paddings struct {
	*Finder
	decrypted map[*ssa.Function][]*Call
}

// leftBy returns the call that has decrypted into the memory of a value: in the function, in
// one that calls it, or in one that returned the value.
func (p *paddings) leftBy(v ssa.Value, fn *ssa.Function, hops int) *Call {
	if hops < 0 {
		return nil
	}
	if call := p.into(v, fn); call != nil {
		return call
	}
	switch v := v.(type) {
	case *ssa.Slice:
		return p.leftBy(v.X, fn, hops)
	case *ssa.Extract:
		return p.leftBy(v.Tuple, fn, hops)
	case *ssa.Parameter:
		for call, argument := range p.Arguments(v) {
			if left := p.leftBy(argument, call.Parent(), hops-1); left != nil {
				return left
			}
		}
	case *ssa.Call:
		return p.leftByCall(v, fn, hops)
	}
	return nil
}

// leftByCall is leftBy for what a call returns: what is passed to it, such as to bytes.TrimRight,
// or what it has decrypted.
func (p *paddings) leftByCall(v *ssa.Call, fn *ssa.Function, hops int) *Call {
	for _, t := range p.Targets(v) {
		if t.Row.Keeps() && len(t.Args) > 0 {
			return p.leftBy(t.Args[0], fn, hops-1)
		}
		if t.Row != nil || !p.HasBody(t.Fn) {
			continue
		}
		for ret := range ir.Returns(t.Fn) {
			if len(ret.Results) == 0 {
				continue
			}
			if left := p.leftBy(ret.Results[0], t.Fn, hops-1); left != nil {
				return left
			}
		}
	}
	return nil
}

// into returns the call of a function that decrypts into the memory of a value, or that of a
// helper which it passes the memory to.
func (p *paddings) into(v ssa.Value, fn *ssa.Function) *Call {
	for _, call := range p.decrypted[fn] {
		if p.overlap(call.call.Target.Operand(0), v) {
			return call
		}
	}
	for instr := range ir.Instructions(fn) {
		call, ok := instr.(*ssa.Call)
		if !ok {
			continue
		}
		helper := ir.OriginOf(call.Call.StaticCallee())
		for _, inner := range p.decrypted[helper] {
			for i, param := range helper.Params {
				if i < len(call.Call.Args) && p.overlap(inner.call.Target.Operand(0), param) && p.overlap(call.Call.Args[i], v) {
					return inner
				}
			}
		}
	}
	return nil
}

// overlap reports whether two values share memory.
func (p *paddings) overlap(a, b ssa.Value) bool {
	return slices.ContainsFunc(p.Regions(a), func(r location.Region) bool { return p.Overlaps(r, b) })
}
