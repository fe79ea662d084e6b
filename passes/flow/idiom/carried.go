package idiom

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/cryptolint/cryptolint/passes/cryptoapi"
	"github.com/cryptolint/cryptolint/passes/flow/internal/callee"
	"github.com/cryptolint/cryptolint/passes/flow/internal/eval"
	"github.com/cryptolint/cryptolint/passes/flow/internal/location"
	"github.com/cryptolint/cryptolint/passes/flow/internal/memory"
	"github.com/cryptolint/cryptolint/passes/flow/internal/value"
)

// A Carried is a digest that is taken in each round of a loop, from a hash that is never reset
// there: it is that of one item in the first round, and of all items so far in the others.
type Carried struct {
	Node ast.Node // the call that takes it
	Name string   // what the program calls the hash, or ""
	MAC  bool     // the hash is that of a MAC
}

// CarriedOver returns where digests are taken of the items of a list or a map, one after the
// other, from one hash. Parts of one message are no such items: what is taken of them may be
// meant to be that of all so far.
func (e *Matcher) CarriedOver() []Carried {
	if e.Finder == nil {
		return nil
	}
	e.mu.Lock()
	defer e.mu.Unlock()
	var found []Carried
	for _, c := range e.Calls(func(t *eval.Target, _ *ssa.Call) bool { return t.Row.Is("hash.Hash.Sum") }) {
		s := summing{Matcher: e, at: c.Instr, hash: c.Target.Receiver}
		made := e.Resolve(e.CallersPass(e.Origins(s.hash, "", s.at), s.at.Parent(), eval.MaxCallerHops))
		if !made.Any(takesState) || made.Any(func(a value.Alternative) bool { return !takesState(a) && !a.Open() }) {
			continue
		}
		for _, at := range s.carried(maxMixHops) {
			if node := e.Nodes[at.at.Pos()]; node != nil {
				found = append(found, Carried{node, e.LocalNames[at.hash], made.Has(cryptoapi.MAC)})
			}
		}
	}
	return found
}

// takesState reports whether a value is a MAC or a hash that is no checksum.
func takesState(a value.Alternative) bool {
	hasher := a.First(cryptoapi.Hasher)
	return hasher != nil && !cryptoapi.IsChecksum(hasher.Detail) || a.First(cryptoapi.MAC) != nil
}

// summing is a call that takes a digest.
type summing struct {
	*Matcher
	at   ssa.CallInstruction
	hash ssa.Value
}

// carried returns the call if a loop runs it for one item after the other, or the calls of the
// function that holds it which do.
func (s *summing) carried(hops int) []*summing {
	regions := s.Regions(s.hash)
	if len(regions) != 1 || regions[0].Root == nil {
		return nil
	}
	fn := s.at.Parent()
	rounds := s.roundsOf(s.at)
	history := s.HistoryOf(regions[0].Root, fn)
	if history.Lost {
		return nil
	}
	if rounds != nil {
		made, inside := regions[0].Root.(ssa.Instruction)
		if rounds.loop == nil || inside && rounds.in(made) || !s.onlyItems(rounds, history, regions[0].Path) {
			return nil
		}
		return []*summing{s}
	}
	param, ok := regions[0].Root.(*ssa.Parameter)
	if !ok || regions[0].Path != "" || hops == 0 {
		return nil
	}
	if _, ok := s.passed(history, hops); !ok {
		return nil
	}
	var found []*summing
	for _, call := range s.Callers[fn] {
		if args := call.Common().Args; len(args) == len(fn.Params) {
			outer := &summing{Matcher: s.Matcher, at: call, hash: args[slices.Index(fn.Params, param)]}
			found = append(found, outer.carried(hops-1)...)
		}
	}
	return found
}

// passed returns the parameters that a function writes to a hash. It reports not ok if the
// function writes something else to it, or resets it.
func (s *summing) passed(history *memory.History, hops int) (params []*ssa.Parameter, ok bool) {
	for _, ev := range history.Ordered {
		if ev.Kind == memory.Defines {
			continue
		}
		written, ok := s.writtenBy(ev, hops)
		if !ok {
			return nil, false
		}
		for _, v := range written {
			param := soleParameter(v)
			if param == nil {
				return nil, false
			}
			params = append(params, param)
		}
	}
	return params, !history.Lost
}

// soleParameter returns the parameter that a value is, or is a spelling of, or nil.
func soleParameter(v ssa.Value) *ssa.Parameter {
	switch v := v.(type) {
	case *ssa.Parameter:
		return v
	case *ssa.Convert:
		return soleParameter(v.X)
	case *ssa.MakeInterface:
		return soleParameter(v.X)
	case *ssa.Slice:
		return soleParameter(v.X)
	}
	return nil
}

// onlyItems reports whether the rounds do nothing with a hash but write items to it, and
// constants between them.
func (s *summing) onlyItems(r *Rounds, history *memory.History, path string) bool {
	items := false
	for _, ev := range history.Ordered {
		if !r.in(ev.Instr) || !related(ev.Path, path) {
			continue
		}
		written, ok := s.writtenBy(ev, maxMixHops)
		if !ok {
			return false
		}
		for _, v := range written {
			switch {
			case r.item(v, maxMixHops):
				items = true
			case !s.padding(v, ev.Instr):
				return false
			}
		}
	}
	return items
}

// related reports whether one path leads to a part of what the other leads to.
func related(a, b string) bool {
	_, below := location.Below(a, b)
	_, above := location.Below(b, a)
	return below || above
}

// writtenBy returns what an event writes to a hash. It reports not ok if it does more with it.
func (s *summing) writtenBy(ev *memory.Event, hops int) (written []ssa.Value, ok bool) {
	call, isCall := ev.Instr.(ssa.CallInstruction)
	if !isCall || hops == 0 {
		return nil, false
	}
	for _, t := range s.Targets(call) {
		switch {
		case t.Row == nil && s.HasBody(t.Fn):
			passed, ok := s.writtenIn(t, ev, hops-1)
			if !ok {
				return nil, false
			}
			written = append(written, passed...)
		case ev.Kind == memory.Adds && t.Row != nil && len(t.Row.Appends) == 1:
			for _, into := range callee.Arguments(t.Row.Appends) {
				for _, argument := range t.Row.Appends[into].From {
					if operand := t.Operand(argument); operand != nil {
						written = append(written, operand)
					}
				}
			}
		default:
			return nil, false
		}
	}
	return written, len(written) > 0
}

// writtenIn is writtenBy for the call of a function of the package.
func (s *summing) writtenIn(t *eval.Target, ev *memory.Event, hops int) (written []ssa.Value, ok bool) {
	operands := t.Operands()
	if len(operands) != len(t.Fn.Params) {
		return nil, false
	}
	for i, operand := range operands {
		if operand == nil || !slices.ContainsFunc(s.Regions(operand), func(r location.Region) bool { return slices.Contains(s.Regions(s.hash), r) }) {
			continue
		}
		params, ok := s.passed(s.HistoryOf(t.Fn.Params[i], t.Fn), hops)
		if !ok {
			return nil, false
		}
		for _, param := range params {
			written = append(written, operands[slices.Index(t.Fn.Params, param)])
		}
	}
	return written, len(written) > 0
}

// item reports whether a value is an element of a list or an entry of a map that the rounds go
// through, or comes from one: what is read from the file of that name.
func (r *Rounds) item(v ssa.Value, hops int) bool {
	switch v := v.(type) {
	case *ssa.Convert:
		return r.item(v.X, hops)
	case *ssa.ChangeType:
		return r.item(v.X, hops)
	case *ssa.ChangeInterface:
		return r.item(v.X, hops)
	case *ssa.MakeInterface:
		return r.item(v.X, hops)
	case *ssa.Slice:
		return v.Low == nil && v.High == nil && r.item(v.X, hops)
	case *ssa.UnOp:
		return v.Op == token.MUL && r.item(v.X, hops)
	case *ssa.FieldAddr:
		return r.item(v.X, hops)
	case *ssa.Field:
		return r.item(v.X, hops)
	case *ssa.Index:
		return r.element(v.X.Type(), v.Index)
	case *ssa.IndexAddr:
		return r.element(v.X.Type(), v.Index)
	case *ssa.Alloc:
		stored := r.stores(v)
		return len(stored) == 1 && r.item(stored[0].Val, hops)
	case *ssa.Extract:
		if next, ok := v.Tuple.(*ssa.Next); ok {
			return r.in(next) && !next.IsString
		}
		return r.item(v.Tuple, hops)
	case *ssa.Call:
		return hops > 0 && r.in(v) && slices.ContainsFunc(v.Call.Args, func(arg ssa.Value) bool { return r.item(arg, hops-1) })
	}
	return false
}

// element reports whether the element of a list at an index is another one in each round, and
// no byte or number.
func (r *Rounds) element(list types.Type, index ssa.Value) bool {
	if pointer, ok := list.Underlying().(*types.Pointer); ok {
		list = pointer.Elem()
	}
	var element types.Type
	switch list := list.Underlying().(type) {
	case *types.Slice:
		element = list.Elem()
	case *types.Array:
		element = list.Elem()
	default:
		return false
	}
	basic, ok := element.Underlying().(*types.Basic)
	return (!ok || basic.Info()&types.IsString != 0) && r.Varies(index)
}
