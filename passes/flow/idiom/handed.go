package idiom

import (
	"go/ast"

	"golang.org/x/tools/go/ssa"

	"github.com/cryptolint/cryptolint/passes/cryptoapi"
	"github.com/cryptolint/cryptolint/passes/flow/internal/uses"
)

// Handed is a function that is given to another one, which calls it.
type Handed struct {
	*uses.Sink          // what the other function passes to it
	Node       ast.Node // the call that hands it over
}

// Handed returns the places where a function that uses a value in the role is
// given to another function of the package that calls it.
func (e *Matcher) Handed(role cryptoapi.Role) []Handed {
	if e.Finder == nil {
		return nil
	}
	e.mu.Lock()
	defer e.mu.Unlock()
	var found []Handed
	for _, fn := range e.Funcs {
		for _, block := range fn.Blocks {
			for _, instr := range block.Instrs {
				if call, ok := instr.(ssa.CallInstruction); ok {
					found = append(found, e.handed(call, role)...)
				}
			}
		}
	}
	return found
}

func (e *Matcher) handed(call ssa.CallInstruction, role cryptoapi.Role) []Handed {
	var found []Handed
	for _, arg := range call.Common().Args {
		closure, ok := arg.(*ssa.MakeClosure)
		if !ok {
			continue
		}
		for _, t := range e.Targets(call) {
			if !e.HasBody(t.Fn) {
				continue
			}
			for i, operand := range t.Operands() {
				if operand == ssa.Value(closure) && i < len(t.Fn.Params) {
					found = append(found, e.handedTo(call, t.Fn.Params[i], closure, role)...)
				}
			}
		}
	}
	return found
}

// handedTo returns the sinks at the calls of a parameter that is the closure.
func (e *Matcher) handedTo(call ssa.CallInstruction, param *ssa.Parameter, closure *ssa.MakeClosure, role cryptoapi.Role) []Handed {
	var found []Handed
	for _, user := range *param.Referrers() {
		inner, ok := user.(ssa.CallInstruction)
		if !ok || inner.Common().Value != ssa.Value(param) {
			continue
		}
		sinks := e.TargetSinks(inner, e.Function(closure.Fn.(*ssa.Function), inner.Common().Args))
		for _, sink := range sinks {
			sink.Beside = sinks
			if sink.Role == role {
				found = append(found, Handed{Sink: sink, Node: e.Nodes[call.Common().Pos()]})
			}
		}
	}
	return found
}
