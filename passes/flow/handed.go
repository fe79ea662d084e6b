package flow

import (
	"go/ast"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/cryptolint/cryptolint/passes/cryptoapi"
)

// Beside returns the sink of another role in the same call, or nil.
func (g *Graph) Beside(s *Sink, role cryptoapi.Role) *Sink {
	for _, other := range slices.Concat(s.beside, g.sinks) {
		if other.Instr == s.Instr && other.Role == role && other.API == s.API {
			return other
		}
	}
	return nil
}

// Handed is a function that is given to another one, which calls it.
type Handed struct {
	*Sink          // what the other function passes to it
	Node  ast.Node // the call that hands it over
}

// Handed returns the places where a function that uses a value in the role is
// given to another function of the package that calls it.
func (g *Graph) Handed(role cryptoapi.Role) []Handed {
	if g.e == nil {
		return nil
	}
	g.mu.Lock()
	defer g.mu.Unlock()
	var found []Handed
	for _, fn := range g.e.funcs {
		for _, block := range fn.Blocks {
			for _, instr := range block.Instrs {
				if call, ok := instr.(ssa.CallInstruction); ok {
					found = append(found, g.e.handed(call, role)...)
				}
			}
		}
	}
	return found
}

func (e *finder) handed(call ssa.CallInstruction, role cryptoapi.Role) []Handed {
	var found []Handed
	for _, arg := range call.Common().Args {
		closure, ok := arg.(*ssa.MakeClosure)
		if !ok {
			continue
		}
		for _, t := range e.targets(call) {
			if !e.hasBody(t.fn) {
				continue
			}
			for i, operand := range t.operands() {
				if operand == ssa.Value(closure) && i < len(t.fn.Params) {
					found = append(found, e.handedTo(call, t.fn.Params[i], closure, role)...)
				}
			}
		}
	}
	return found
}

// handedTo returns the sinks at the calls of a parameter that is the closure.
func (e *finder) handedTo(call ssa.CallInstruction, param *ssa.Parameter, closure *ssa.MakeClosure, role cryptoapi.Role) []Handed {
	var found []Handed
	for _, user := range *param.Referrers() {
		inner, ok := user.(ssa.CallInstruction)
		if !ok || inner.Common().Value != ssa.Value(param) {
			continue
		}
		sinks := e.targetSinks(inner, e.function(closure.Fn.(*ssa.Function), inner.Common().Args))
		for _, sink := range sinks {
			sink.beside = sinks
			if sink.Role == role {
				found = append(found, Handed{Sink: sink, Node: e.nodes[call.Common().Pos()]})
			}
		}
	}
	return found
}
