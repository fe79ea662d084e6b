// Package callback says what functions do that a program hands to others as values: the
// one that checks a host key, the one that picks the key of a token, the one that looks
// at the certificates of a peer.
//
// It looks into function literals, functions, methods and method values of the package,
// and into what they call there.
package callback

import (
	"go/token"
	"go/types"
	"slices"
	"sync"

	"golang.org/x/tools/go/ssa"

	"github.com/cryptolint/cryptolint/passes/cryptoapi"
	"github.com/cryptolint/cryptolint/passes/flow"
	"github.com/cryptolint/cryptolint/passes/flow/internal/eval"
	"github.com/cryptolint/cryptolint/passes/flow/internal/ir"
	"github.com/cryptolint/cryptolint/passes/flow/internal/uses"
)

// maxDepth bounds the calls that are followed from a callback.
const maxDepth = 4

// Finder looks into the functions of one package. Like the graph, it may be used by
// several goroutines.
type Finder struct {
	*uses.Finder // nil: nothing in the package is worth a question
	graph        *flow.Graph
	mu           sync.Locker
}

// New returns a finder for the package of a graph.
func New(graph *flow.Graph) *Finder {
	e, mu := graph.Engine()
	return &Finder{Finder: e, graph: graph, mu: mu}
}

// A Callback is a function that is a value. Its parameters count from 0, without a
// receiver.
type Callback struct {
	finder *Finder
	fn     *ssa.Function
	target *eval.Target
}

// Of returns the function that an origin is, or nil if it is none or its code is not in
// sight.
func (f *Finder) Of(o *flow.Origin) *Callback {
	if f.Finder == nil || o.Kind != cryptoapi.Function || o.Fn == nil {
		return nil
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	fn := o.Fn
	if object, ok := fn.Object().(*types.Func); ok && ir.IsBound(fn) {
		fn = f.Pkg.Prog.FuncValue(object) // the method itself, not what binds it to a receiver
	}
	if fn = ir.OriginOf(fn); !f.HasBody(fn) {
		return nil
	}
	return &Callback{finder: f, fn: fn, target: f.Function(fn, operands(fn))}
}

// All returns the functions that a value can be, without nil. All is false where it may be
// one whose code is not in sight.
func (f *Finder) All(v flow.Value) (found []*Callback, all bool) {
	all = true
	for _, o := range v.Origins() {
		if o.Nil() || o.Kind == cryptoapi.Zero {
			continue
		}
		if c := f.Of(o); c != nil {
			found = append(found, c)
		} else {
			all = false
		}
	}
	return found, all
}

// operands are the parameters of a function, as what is passed to it.
func operands(fn *ssa.Function) []ssa.Value {
	var all []ssa.Value
	for _, param := range fn.Params {
		all = append(all, param)
	}
	return all
}

// Pos is where the function is declared.
func (c *Callback) Pos() token.Pos { return c.fn.Pos() }

// Name is what the program calls the function: "server.checkHost", or "the function
// literal".
func (c *Callback) Name() string { return c.target.Name() }

// Is reports whether two functions are the same one.
func (c *Callback) Is(other *Callback) bool { return other != nil && c.fn == other.fn }

// Takes reports whether the first parameter of the function is of a type, or points to it, with
// its import path: "crypto/tls.ClientHelloInfo".
func (c *Callback) Takes(typ string) bool {
	params := c.fn.Signature.Params()
	return params.Len() > 0 && ir.TypeName(params.At(0).Type()) == typ
}

// Returns returns what a result can be, from 0.
func (c *Callback) Returns(result int) flow.Value {
	c.finder.mu.Lock()
	defer c.finder.mu.Unlock()
	v, _ := c.finder.ResultOf(c.target, result, "")
	return c.finder.ResolveTwice(v)
}

// AlwaysNil reports whether a result is nil on all ways: an error that never comes.
func (c *Callback) AlwaysNil(result int) bool {
	v := c.Returns(result)
	return len(v) > 0 && !v.Any(func(a flow.Alternative) bool { return len(a) != 1 || !a[0].Nil() })
}

// Refuses reports whether the function never succeeds: it panics, or returns an error,
// on all ways. A program that hands it on puts another in its place before it counts.
func (c *Callback) Refuses() bool {
	for ret := range ir.Returns(c.fn) {
		if !ir.Fails(ret) {
			return false
		}
	}
	return true
}

// Reads reports whether the function looks at a parameter at all.
func (c *Callback) Reads(param int) bool {
	if c.fn.Signature.Recv() != nil {
		param++
	}
	if param >= len(c.fn.Params) {
		return false
	}
	return slices.ContainsFunc(*c.fn.Params[param].Referrers(), func(use ssa.Instruction) bool {
		_, debug := use.(*ssa.DebugRef)
		return !debug
	})
}

// Calls reports whether the function, or one that it calls in this package, may call one
// of the symbols, each with its import path: "crypto/x509.Certificate.Verify".
func (c *Callback) Calls(symbols ...string) bool {
	return c.reaches(func(t *eval.Target) bool {
		return t.Row.Is(symbols...) || t.Object != nil && slices.Contains(symbols, ir.SymbolOf(t.Object))
	})
}

// Does reports whether the function, or one that it calls in this package, may call what
// does one of the actions, by its row.
func (c *Callback) Does(actions cryptoapi.Action) bool {
	return c.reaches(func(t *eval.Target) bool { return t.Row.Does(actions) })
}

// Touches reports whether the function, or one that it calls in this package, reads or
// sets one of the fields, each with its import path:
// "crypto/tls.ConnectionState.PeerCertificates".
func (c *Callback) Touches(fields ...string) bool {
	return c.search(search{instruction: func(instr ssa.Instruction) bool {
		switch instr := instr.(type) {
		case *ssa.FieldAddr:
			return slices.Contains(fields, ir.FieldKey(instr.X.Type(), instr.Field))
		case *ssa.Field:
			return slices.Contains(fields, ir.FieldKey(instr.X.Type(), instr.Field))
		}
		return false
	}})
}

// ReturnsBytes reports whether the function itself puts a []byte into a result that is an
// interface, from 0, and whether it puts nothing else there, as far as that can be seen. A named
// type of bytes is something else, and nil does not count.
func (c *Callback) ReturnsBytes(result int) (some, only bool) {
	only = true
	seen := make(map[ssa.Value]bool)
	var look func(ssa.Value)
	look = func(v ssa.Value) {
		if seen[v] || ir.IsNil(v) {
			return
		}
		seen[v] = true
		switch v := v.(type) {
		case *ssa.MakeInterface:
			bytes := types.Identical(v.X.Type(), types.NewSlice(types.Typ[types.Byte]))
			some, only = some || bytes, only && bytes
		case *ssa.Phi:
			for _, edge := range v.Edges {
				look(edge)
			}
		default:
			only = false
		}
	}
	for ret := range ir.Returns(c.fn) {
		if result < len(ret.Results) {
			look(ret.Results[result])
		}
	}
	return some, only
}

// CallsUnseen reports whether the function hands one of its parameters to code that is
// neither in this package nor described by the table: what that does is unknown.
func (c *Callback) CallsUnseen() bool {
	return c.search(search{unknown: true, wanted: func(t *eval.Target) bool { return t.Row == nil && !c.finder.HasBody(t.Fn) }})
}

func (c *Callback) reaches(wanted func(*eval.Target) bool) bool {
	return c.search(search{wanted: wanted})
}

func (c *Callback) search(s search) bool {
	c.finder.mu.Lock()
	defer c.finder.mu.Unlock()
	s.Finder, s.seen = c.finder, make(map[*ssa.Function]bool)
	return s.function(c.fn, maxDepth)
}

// search looks for a call or an instruction in a function and in those that it calls.
type search struct {
	*Finder
	wanted      func(*eval.Target) bool    // nil: no call
	instruction func(ssa.Instruction) bool // nil: none
	unknown     bool                       // so is a call of which nothing is known
	seen        map[*ssa.Function]bool
}

func (s *search) function(fn *ssa.Function, depth int) bool {
	if s.seen[fn] {
		return false
	}
	s.seen[fn] = true
	for instr := range ir.Instructions(fn) {
		if s.instruction != nil && s.instruction(instr) {
			return true
		}
		if call, ok := instr.(ssa.CallInstruction); ok && s.call(call, depth) {
			return true
		}
	}
	return slices.ContainsFunc(fn.AnonFuncs, func(inner *ssa.Function) bool { return s.function(inner, depth) })
}

func (s *search) call(call ssa.CallInstruction, depth int) bool {
	if _, builtin := call.Common().Value.(*ssa.Builtin); builtin {
		return false
	}
	targets := s.Targets(call)
	if len(targets) == 0 {
		return s.unknown
	}
	return slices.ContainsFunc(targets, func(t *eval.Target) bool {
		if s.wanted != nil && s.wanted(t) {
			return true
		}
		if !s.HasBody(t.Fn) {
			return false
		}
		return depth > 0 && s.function(t.Fn, depth-1) || depth == 0 && s.unknown
	})
}
