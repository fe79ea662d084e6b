package flow

import (
	"go/ast"
	"go/token"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/cryptolint/cryptolint/passes/cryptoapi"
	"github.com/cryptolint/cryptolint/passes/flow/internal/eval"
	"github.com/cryptolint/cryptolint/passes/flow/internal/ir"
	"github.com/cryptolint/cryptolint/passes/flow/internal/uses"
	"github.com/cryptolint/cryptolint/passes/flow/internal/value"
)

// A Call is a call in the package.
type Call struct {
	Name      string // of the function, as in the code, for messages
	Node      ast.Node
	Described bool // by the table
	Exported  bool // the function around it is, so that callers out of sight may pass anything
	Key       bool // it returns a private or public key that it reads from something

	graph *Graph
	call  uses.Call
}

// Is reports whether the call is one of a function of the table, each with its import path.
func (c *Call) Is(symbols ...string) bool { return c.call.Target.Row.Is(symbols...) }

// On reports whether the receiver of the call is what a call of a symbol has made.
func (c *Call) On(symbol string) bool {
	if c.call.Target.Receiver == nil {
		return false
	}
	c.graph.mu.Lock()
	defer c.graph.mu.Unlock()
	made, ok := uses.Plain(c.call.Target.Receiver).(*ssa.Call)
	return ok && slices.ContainsFunc(c.graph.e.Targets(made), func(t *eval.Target) bool { return t.Row.Is(symbol) })
}

// Argument returns where an argument comes from, from 0 without the receiver, with what the
// callers pass that are in sight.
func (c *Call) Argument(i int) Value {
	c.graph.mu.Lock()
	defer c.graph.mu.Unlock()
	operand := c.call.Target.Operand(i)
	if operand == nil {
		return nil
	}
	e := c.graph.e
	return e.Resolve(e.CallersPass(e.Origins(operand, "", c.call.Instr), c.call.Instr.Parent(), eval.MaxCallerHops))
}

// LengthCompared reports whether the package compares the length of an argument, or of what
// it is a part of.
func (c *Call) LengthCompared(i int) bool {
	c.graph.mu.Lock()
	defer c.graph.mu.Unlock()
	return c.graph.e.LengthCompared(c.call.Target.Operand(i))
}

// CallsOf returns the calls of functions of the table, each with its import path.
func (g *Graph) CallsOf(symbols ...string) []*Call {
	return g.calls(func(t *eval.Target, _ *ssa.Call) bool { return t.Row.Is(symbols...) })
}

// ErrorsDropped returns the calls whose error nothing looks at, while something uses what
// they return: those of functions of the table, and of others that return a key.
func (g *Graph) ErrorsDropped() []*Call {
	return g.calls(func(t *eval.Target, call *ssa.Call) bool {
		return eval.DropsError(call) && (t.Row != nil || g.returnsKey(t))
	})
}

func (g *Graph) calls(wanted func(*eval.Target, *ssa.Call) bool) []*Call {
	if g.e == nil {
		return nil
	}
	g.mu.Lock()
	defer g.mu.Unlock()
	var found []*Call
	for _, c := range g.e.Calls(wanted) {
		node := g.e.Nodes[c.Instr.Pos()]
		if node != nil {
			found = append(found, &Call{Name: c.Target.Name(), Described: c.Target.Row != nil, Exported: exported(c.Instr.Parent()), Node: node, Key: uses.Decodes(c.Target) || g.returnsKey(c.Target), graph: g, call: c})
		}
	}
	return found
}

// returnsKey reports whether a function of the program returns a key that it reads from
// something.
func (g *Graph) returnsKey(t *eval.Target) bool {
	if t.Row != nil {
		return false
	}
	v, _ := g.e.ResultOf(t, 0, "")
	return v.Any(func(a Alternative) bool {
		key := a.Part(cryptoapi.PrivateKey, cryptoapi.PublicKey)
		return key != nil && key.Spelled == "" && len(key.Of) > 0
	})
}

// DecodedAt returns the call that decoded an origin and whose error is dropped, while nothing
// compares the length, and what is called. Node is nil where that is in another package: then
// it is the function there.
func (g *Graph) DecodedAt(o *Origin) (node ast.Node, name string) {
	g.mu.Lock()
	defer g.mu.Unlock()
	for _, step := range o.Steps.List() {
		if step.Func == nil {
			continue
		}
		name = ir.ShortName(step.Func)
		if step.Kind == value.Unchecked {
			return g.e.Nodes[step.Pos], name
		}
		for _, c := range g.e.Calls(func(t *eval.Target, call *ssa.Call) bool {
			return call.Parent().Object() == step.Func && eval.DropsError(call) && t.Row.Spelling("") == cryptoapi.Decoded
		}) {
			return g.e.Nodes[c.Instr.Pos()], c.Target.Name()
		}
	}
	return nil, name
}

// exported reports whether callers out of sight can call a function by its name.
func exported(fn *ssa.Function) bool { return fn.Object() != nil && fn.Object().Exported() }

// CutUnchecked reports whether the value at a sink is the beginning of something whose length
// the package never compares, and returns where that comes from, with what the callers pass
// that are in sight.
func (g *Graph) CutUnchecked(s *Sink) (Value, bool) {
	g.mu.Lock()
	defer g.mu.Unlock()
	e := g.e
	for _, cut := range e.CutOf(s) {
		if !e.LengthCompared(cut.Memory) {
			return e.Resolve(e.CallersPass(e.Origins(cut.Memory, "", cut.At), cut.At.Parent(), eval.MaxCallerHops)), true
		}
	}
	return nil, false
}

// A Read is the read of a field of a result that may be nil.
type Read struct {
	Pos  token.Pos
	Made token.Pos // the call that returned it
	From Value     // what that was passed
}

// ReadUnlessNil returns the places that read a field of the first result of a function of the
// table, with its import path, where nothing compares that with nil.
func (g *Graph) ReadUnlessNil(symbol string) []Read {
	if g.e == nil {
		return nil
	}
	g.mu.Lock()
	defer g.mu.Unlock()
	var found []Read
	for _, field := range g.e.ReadUnlessNil(symbol) {
		read := Read{Pos: field.Pos()}
		if call := g.e.Source(field.X); call != nil && len(call.Call.Args) > 0 {
			read.Made = call.Pos()
			read.From = g.e.Resolve(g.e.CallersPass(g.e.Origins(call.Call.Args[0], "", call), call.Parent(), eval.MaxCallerHops))
		}
		found = append(found, read)
	}
	return found
}
