// Package unchecked finds results that are used without a look at what could be wrong with them:
// an error, a length, nil.
package unchecked

import (
	"go/ast"
	"go/token"
	"slices"
	"sync"

	"golang.org/x/tools/go/ssa"

	"github.com/cryptolint/cryptolint/passes/cryptoapi"
	"github.com/cryptolint/cryptolint/passes/flow"
	"github.com/cryptolint/cryptolint/passes/flow/internal/datum"
	"github.com/cryptolint/cryptolint/passes/flow/internal/eval"
	"github.com/cryptolint/cryptolint/passes/flow/internal/ir"
	"github.com/cryptolint/cryptolint/passes/flow/internal/location"
	"github.com/cryptolint/cryptolint/passes/flow/internal/operation"
	"github.com/cryptolint/cryptolint/passes/flow/internal/provenance"
	"github.com/cryptolint/cryptolint/passes/flow/internal/uses"
	"github.com/cryptolint/cryptolint/passes/flow/internal/value"
)

// Finder finds such results in one package. Like the graph, it may be used by several
// goroutines.
type Finder struct {
	*uses.Finder // nil: nothing in the package is worth a question
	data         *datum.Index
	mu           sync.Locker
}

// New returns a finder for the package of a graph.
func New(graph *flow.Graph) *Finder {
	e, mu := graph.Engine()
	return &Finder{Finder: e, data: datum.New(e), mu: mu}
}

// A Call is a call in the package.
type Call struct {
	Name      string // of the function, as in the code, for messages
	Node      ast.Node
	Described bool // by the table
	Exported  bool // the function around it is, so that callers out of sight may pass anything
	Key       bool // it returns a private or public key that it reads from something

	finder *Finder
	call   uses.Call
}

// Is reports whether the call is one of a function of the table, each with its import path.
func (c *Call) Is(symbols ...string) bool { return c.call.Target.Row.Is(symbols...) }

// On reports whether the receiver of the call is what a call of a symbol has made.
func (c *Call) On(symbol string) bool {
	if c.call.Target.Receiver == nil {
		return false
	}
	c.finder.mu.Lock()
	defer c.finder.mu.Unlock()
	made, ok := provenance.Plain(c.call.Target.Receiver).(*ssa.Call)
	return ok && slices.ContainsFunc(c.finder.Targets(made), func(t *eval.Target) bool { return t.Row.Is(symbol) })
}

// Argument returns where an argument comes from, from 0 without the receiver, with what the
// callers pass that are in sight.
func (c *Call) Argument(i int) flow.Value {
	c.finder.mu.Lock()
	defer c.finder.mu.Unlock()
	operand := c.call.Target.Operand(i)
	if operand == nil {
		return nil
	}
	e := c.finder
	return e.Resolve(e.CallersPass(e.Origins(operand, "", c.call.Instr), c.call.Instr.Parent(), eval.MaxCallerHops))
}

// Rereads reports whether the call reads what a function of the same package has just written,
// without a way to fail, and of nothing that is read or kept: it accepts its own output.
func (c *Call) Rereads() bool {
	c.finder.mu.Lock()
	defer c.finder.mu.Unlock()
	reader := ir.Called(c.call.Instr)
	return reader != nil && reader.Pkg() != nil && slices.ContainsFunc(c.call.Target.Operands(), func(operand ssa.Value) bool {
		call, ok := provenance.Plain(operand).(*ssa.Call)
		if !ok || call.Call.Signature().Results().Len() != 1 {
			return false
		}
		writer := ir.Called(call)
		return writer != nil && writer.Pkg() == reader.Pkg() && !Given(c.finder.Resolve(c.finder.Origins(operand, "", c.call.Instr)), false)
	})
}

// ReadsConstant reports whether the key that the call returns is read from what is written in the
// program, and not, say, from a file whose name is: it is the same at each start.
func (c *Call) ReadsConstant() bool {
	c.finder.mu.Lock()
	defer c.finder.mu.Unlock()
	returned, _ := c.finder.ResultOf(c.call.Target, 0, "")
	keys := c.finder.Resolve(c.finder.Instantiate(returned, c.call.Target, c.call.Instr))
	return !slices.ContainsFunc(keys, func(a value.Alternative) bool {
		key := a.Part(cryptoapi.PrivateKey, cryptoapi.PublicKey)
		return key != nil && !key.Of.Only(cryptoapi.Constant)
	}) && keys.Has(cryptoapi.PrivateKey, cryptoapi.PublicKey)
}

// Ignored reports whether nothing uses a result of the call, from 0.
func (c *Call) Ignored(i int) bool {
	result := ir.ResultAt(c.call.Instr, i)
	if result == nil {
		return true
	}
	return !slices.ContainsFunc(*result.Referrers(), func(user ssa.Instruction) bool {
		_, debug := user.(*ssa.DebugRef)
		return !debug
	})
}

// ReturnsQuietly reports whether the function around the call, which has no results, does
// nothing but return where the error of the call is not nil, and the memory that the call fills
// by an argument is older than the function.
func (c *Call) ReturnsQuietly(argument int) bool {
	c.finder.mu.Lock()
	defer c.finder.mu.Unlock()
	call := c.call.Instr
	if call.Parent().Signature.Results().Len() > 0 || !c.finder.older(c.call.Target.Operand(argument)) {
		return false
	}
	err := ir.ResultAt(call, call.Call.Signature().Results().Len()-1)
	if err == nil || err.Referrers() == nil {
		return false
	}
	quiet := false
	for _, user := range *err.Referrers() {
		switch user := user.(type) {
		case *ssa.DebugRef:
			continue
		case *ssa.BinOp:
			if failed := branchIfFailed(user); failed != nil && onlyReturns(failed) {
				quiet = true
				continue
			}
		}
		return false
	}
	return quiet
}

// older reports whether memory is that of a variable, or of an object, which the function has
// not made itself.
func (f *Finder) older(memory ssa.Value) bool {
	regions := f.Regions(memory)
	return len(regions) > 0 && !slices.ContainsFunc(regions, func(r location.Region) bool {
		_, global := r.Root.(*ssa.Global)
		return !global && ir.IsInstruction(r.Root)
	})
}

// branchIfFailed returns the block that runs where an error that is compared with nil is not
// nil, or nil.
func branchIfFailed(op *ssa.BinOp) *ssa.BasicBlock {
	if op.Op != token.NEQ || !ir.IsNil(op.Y) {
		return nil
	}
	for _, user := range *op.Referrers() {
		if branch, ok := user.(*ssa.If); ok {
			return branch.Block().Succs[0]
		}
	}
	return nil
}

// onlyReturns reports whether a block does nothing but return.
func onlyReturns(block *ssa.BasicBlock) bool {
	for _, instr := range block.Instrs {
		switch instr.(type) {
		case *ssa.DebugRef, *ssa.RunDefers, *ssa.Return:
			continue
		}
		return false
	}
	return true
}

// LengthCompared reports whether the package compares the length of an argument, or of what
// it is a part of.
func (c *Call) LengthCompared(i int) bool {
	c.finder.mu.Lock()
	defer c.finder.mu.Unlock()
	return c.finder.data.LengthCompared(c.call.Target.Operand(i))
}

// CallsOf returns the calls of functions of the table, each with its import path.
func (f *Finder) CallsOf(symbols ...string) []*Call {
	return f.calls(func(t *eval.Target, _ *ssa.Call) bool { return t.Row.Is(symbols...) })
}

// ErrorsDropped returns the calls whose error nothing looks at, while something uses what
// they return: those of functions of the table, and of others that return a key.
func (f *Finder) ErrorsDropped() []*Call {
	return f.calls(func(t *eval.Target, call *ssa.Call) bool {
		return operation.DropsError(call) && (t.Row != nil || f.returnsKey(t)) && !asserted(ir.ResultAt(call, 0))
	})
}

// asserted reports whether a result is used for nothing but to ask of which type it is: then
// the program sees that there is none.
func asserted(result ssa.Value) bool {
	if result == nil || result.Referrers() == nil {
		return false
	}
	asked := false
	for _, user := range *result.Referrers() {
		switch user := user.(type) {
		case *ssa.DebugRef:
		case *ssa.TypeAssert:
			if !user.CommaOk {
				return false
			}
			asked = true
		default:
			return false
		}
	}
	return asked
}

func (f *Finder) calls(wanted func(*eval.Target, *ssa.Call) bool) []*Call {
	if f.Finder == nil {
		return nil
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	var found []*Call
	for _, c := range f.Calls(wanted) {
		node := f.Nodes[c.Instr.Pos()]
		if node != nil {
			found = append(found, &Call{Name: c.Target.Name(), Described: c.Target.Row != nil, Exported: exported(c.Instr.Parent()), Node: node, Key: decodes(c.Target) || f.returnsKey(c.Target), finder: f, call: c})
		}
	}
	return found
}

// returnsKey reports whether a function of the program returns a key that it reads from
// something.
func (f *Finder) returnsKey(t *eval.Target) bool {
	if t.Row != nil {
		return false
	}
	v, _ := f.ResultOf(t, 0, "")
	return v.Any(func(a flow.Alternative) bool {
		key := a.Part(cryptoapi.PrivateKey, cryptoapi.PublicKey)
		return key != nil && key.Spelled == "" && len(key.Of) > 0
	})
}

// DecodedAt returns the call that decoded an origin and whose error is dropped, while nothing
// compares the length, and what is called. Node is nil where that is in another package: then
// it is the function there.
func (f *Finder) DecodedAt(o *flow.Origin) (node ast.Node, name string) {
	f.mu.Lock()
	defer f.mu.Unlock()
	for _, step := range o.Steps.List() {
		if step.Func == nil {
			continue
		}
		name = ir.ShortName(step.Func)
		if step.Kind == value.Unchecked {
			return f.Nodes[step.Pos], name
		}
		for _, c := range f.Calls(func(t *eval.Target, call *ssa.Call) bool {
			return call.Parent().Object() == step.Func && operation.DropsError(call) && t.Row.Spelling("") == cryptoapi.Decoded
		}) {
			return f.Nodes[c.Instr.Pos()], c.Target.Name()
		}
	}
	return nil, name
}

// exported reports whether callers out of sight can call a function by its name.
func exported(fn *ssa.Function) bool { return fn.Object() != nil && fn.Object().Exported() }

// decodes reports whether a call reads something from data that come from outside: a key, a
// certificate, by its row.
func decodes(t *eval.Target) bool {
	return t.Row != nil && (t.Row.Result.Kind == cryptoapi.PrivateKey || t.Row.Result.Kind == cryptoapi.PublicKey) && len(t.Row.Result.Of) > 0
}
