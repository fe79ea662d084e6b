package curve

import (
	"go/ast"
	"go/token"

	"golang.org/x/tools/go/ssa"

	"github.com/cryptolint/cryptolint/passes/flow/internal/ir"
)

// A Decoded point is the result of a call that says by nil that the bytes are no point, and
// the program goes on as if it could not be nil.
type Decoded struct {
	API  string
	Node ast.Node // the call
}

// Unasked returns the calls of the functions, each with its import path, whose results are
// used and never compared with nil. Where others may ask, there is none, and neither where
// the program made the bytes itself.
func (f *Finder) Unasked(symbols ...string) []Decoded {
	if f.Finder == nil {
		return nil
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	wanted := make(map[string]bool)
	for _, symbol := range symbols {
		wanted[symbol] = true
	}
	var found []Decoded
	for _, call := range f.calls() {
		if !wanted[ir.CalledSymbol(call)] {
			continue
		}
		w := &asking{Finder: f, seen: make(map[ssa.Value]bool)}
		w.results(call, 0, 1)
		if w.asked || !w.used || f.own(call.Call.Args[len(call.Call.Args)-1], call) {
			continue
		}
		found = append(found, Decoded{API: ir.ShortName(ir.Called(call)), Node: f.NodeOf(call)})
	}
	return found
}

// asking follows pointers to where somebody compares them with nil.
type asking struct {
	*Finder
	seen        map[ssa.Value]bool
	asked, used bool // asked: also where that cannot be told
}

// results follows two results of a call.
func (w *asking) results(call ssa.CallInstruction, indices ...int) {
	v, ok := call.(*ssa.Call)
	if !ok || v.Referrers() == nil {
		w.asked = true
		return
	}
	for _, user := range *v.Referrers() {
		switch user := user.(type) {
		case *ssa.Extract:
			for _, index := range indices {
				if user.Index == index {
					w.follow(user)
				}
			}
		case *ssa.Return: // a tuple is returned as it is
			w.asked = true
		}
	}
}

func (w *asking) follow(v ssa.Value) {
	if w.seen[v] || w.asked || v.Referrers() == nil {
		return
	}
	w.seen[v] = true
	for _, user := range *v.Referrers() {
		w.use(user, v)
	}
}

// use looks at one instruction that gets a pointer.
func (w *asking) use(user ssa.Instruction, v ssa.Value) {
	switch user := user.(type) {
	case *ssa.DebugRef:
	case *ssa.Phi:
		w.follow(user)
	case *ssa.ChangeType:
		w.follow(user)
	case *ssa.Store:
		if user.Val == v {
			w.stored(user.Addr)
		}
	case *ssa.Return:
		w.returned(user, v)
	case ssa.CallInstruction:
		w.passed(user, v)
	default: // compared, kept in an interface, a map, a closure
		w.asked = true
	}
}

// stored goes on with what is loaded from an address, and for a field from that field of
// any object.
func (w *asking) stored(address ssa.Value) {
	switch address := address.(type) {
	case *ssa.Alloc:
		w.loads(address)
	case *ssa.FieldAddr:
		w.used = true
		for _, same := range w.Fields[ir.AddressKey(address)] {
			w.loads(same)
		}
	default:
		w.asked = true
	}
}

// loads looks whether something that is loaded from an address is compared with nil.
func (w *asking) loads(address ssa.Value) {
	for _, user := range *address.Referrers() {
		load, ok := user.(*ssa.UnOp)
		if !ok || load.Op != token.MUL {
			if _, captured := user.(*ssa.MakeClosure); captured {
				w.asked = true
			}
			continue
		}
		if _, local := address.(*ssa.Alloc); local {
			w.follow(load)
			continue
		}
		w.asked = w.asked || ir.ComparedWithNil(load)
	}
}

// returned goes on at the callers.
func (w *asking) returned(ret *ssa.Return, v ssa.Value) {
	fn := ret.Parent()
	if !w.CallersKnown(fn) {
		w.asked = true
		return
	}
	for i, result := range ret.Results {
		if result != v {
			continue
		}
		for _, call := range w.Callers[fn] {
			if len(ret.Results) > 1 {
				w.results(call, i)
			} else if v, ok := call.(*ssa.Call); ok {
				w.follow(v)
			}
		}
	}
}

// passed goes on in a function of the package. One of the standard library that gets the
// pointer uses it, and of others it is not known.
func (w *asking) passed(call ssa.CallInstruction, v ssa.Value) {
	object := ir.Called(call)
	switch {
	case w.HasBody(ir.OriginOf(call.Common().StaticCallee())):
		for _, param := range w.parametersFor(call, v) {
			w.follow(param)
		}
	case object != nil && object.Name() != "IsOnCurve" && object.Pkg() != nil && usesPoints[object.Pkg().Path()]:
		w.used = true
	default:
		w.asked = true
	}
}

var usesPoints = map[string]bool{"crypto/elliptic": true, "math/big": true, "crypto/ecdsa": true}
