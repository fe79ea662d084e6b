package flow

import (
	"go/ast"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/cryptolint/cryptolint/passes/cryptoapi"
	"github.com/cryptolint/cryptolint/passes/flow/internal/ir"
	"github.com/cryptolint/cryptolint/passes/flow/internal/location"
	"github.com/cryptolint/cryptolint/passes/flow/internal/scope"
)

// Field returns where a field comes from of the struct that is used at a sink: the
// Hash of options. Where an interface takes a struct or a plain value, as
// crypto.SignerOpts takes a crypto.Hash, it is the plain value. What callers pass
// is left out.
func (g *Graph) Field(s *Sink, name string) Value {
	g.mu.Lock()
	defer g.mu.Unlock()
	e := g.e.Under(s)
	return scope.Closed(e.Resolve(e.SinkBelow(s, "."+name)))
}

// Elements returns the elements of the list that is used at a sink, each as an
// alternative whose first step is the place where the list got it. What callers
// pass is left out.
func (g *Graph) Elements(s *Sink) Value {
	g.mu.Lock()
	defer g.mu.Unlock()
	e := g.e.Under(s)
	return scope.Closed(e.Resolve(e.SinkBelow(s, location.AnyElement)))
}

// CalleeOther returns what the function that is called at a sink puts beside the
// value by itself, whoever calls it. It is empty where the sink is the use itself.
func (g *Graph) CalleeOther(s *Sink) Value {
	if s.Use == nil {
		return nil
	}
	g.mu.Lock()
	defer g.mu.Unlock()
	return scope.Closed(g.e.Resolve(s.Use.Other))
}

// Beside returns the sink of another role in the same call, or nil.
func (g *Graph) Beside(s *Sink, role cryptoapi.Role) *Sink {
	g.mu.Lock()
	defer g.mu.Unlock()
	return g.e.Beside(s, role)
}

// MadeWith returns what is made with the key of a MAC at a sink, in the function of the sink or
// by a helper: the messages that go in, and the MACs that come out, each as a place of which
// Whole and UsedAs tell more.
func (g *Graph) MadeWith(s *Sink) Made {
	g.mu.Lock()
	defer g.mu.Unlock()
	return g.e.MadeWith(s)
}

// WholeBeside returns where the value comes from that is used in another role in the same call,
// like Whole. It is empty where there is none.
func (g *Graph) WholeBeside(s *Sink, role cryptoapi.Role) Value {
	other := g.Beside(s, role)
	if other == nil {
		return nil
	}
	return g.Whole(other)
}

// Hash returns the hashes that the constructors make which are used at a sink, or beside it in
// the same call, or that crypto.Hash values there name: each a Hasher, whose Detail is
// "SHA-256". What callers pass is left out.
func (g *Graph) Hash(s *Sink) Value {
	if s.Role != cryptoapi.AsHashConstructor {
		if s = g.Beside(s, cryptoapi.AsHashConstructor); s == nil {
			return nil
		}
	}
	g.mu.Lock()
	defer g.mu.Unlock()
	return scope.Closed(g.e.MadeHash(g.e.Resolve(g.e.SinkValue(s))))
}

// ChosenBySetting reports whether control only gets to a sink where a setting from outside
// says so: a text that the program names, such as "skip-verify", or a truth value. About
// tells by the words, and by what the setting is called, whether it is about this.
func (g *Graph) ChosenBySetting(s *Sink, about func(name string) bool) bool {
	g.mu.Lock()
	defer g.mu.Unlock()
	return g.e.ChosenBySetting(s.Instr, about)
}

// CallChosenBySetting is ChosenBySetting for a call in the code that is no sink.
func (g *Graph) CallChosenBySetting(call *ast.CallExpr, about func(name string) bool) bool {
	if g.e == nil || call == nil {
		return false
	}
	g.mu.Lock()
	defer g.mu.Unlock()
	for _, fn := range g.e.Funcs {
		for instr := range ir.Instructions(fn) {
			if c, ok := instr.(*ssa.Call); ok && c.Pos() == call.Lparen {
				return g.e.ChosenBySetting(c, about)
			}
		}
	}
	return false
}

// DependsOnField reports whether something may depend on a field of the struct that the call
// at a sink returns: the function looks at it, or hands the struct on. Where it only copies
// the field, or reads others, nothing does.
func (g *Graph) DependsOnField(s *Sink, name string) bool {
	call, ok := s.Instr.(*ssa.Call)
	if !ok || call.Referrers() == nil {
		return true
	}
	holders := structsOf(call)
	return len(holders) == 0 || slices.ContainsFunc(holders, func(holder ssa.Value) bool {
		return slices.ContainsFunc(*holder.Referrers(), func(user ssa.Instruction) bool {
			switch user := user.(type) {
			case *ssa.Extract, *ssa.DebugRef, *ssa.BinOp: // the last asks whether there is one
				return false
			case *ssa.FieldAddr:
				return ir.StructOf(user.X.Type()).Field(user.Field).Name() == name && isLookedAt(user)
			}
			return true
		})
	})
}

// structsOf returns the results of a call that are structs, or point to some.
func structsOf(call *ssa.Call) []ssa.Value {
	if ir.StructOf(call.Type()) != nil {
		return []ssa.Value{call}
	}
	var found []ssa.Value
	for _, user := range *call.Referrers() {
		if result, ok := user.(*ssa.Extract); ok && ir.StructOf(result.Type()) != nil {
			found = append(found, result)
		}
	}
	return found
}

// isLookedAt reports whether what an address holds is read for more than a copy.
func isLookedAt(address ssa.Value) bool {
	for _, user := range *address.Referrers() {
		load, ok := user.(*ssa.UnOp)
		if !ok {
			continue
		}
		for _, user := range *load.Referrers() {
			switch user.(type) {
			case *ssa.Store, *ssa.DebugRef:
			default:
				return true
			}
		}
	}
	return false
}
