// Package object finds the moments at which configured values are used, and what their
// fields hold then: a *tls.Config at a dial, a certificate template where it is signed,
// a cookie that is set.
//
// A configuration is rarely finished where it begins. It is a literal that is completed
// later, a clone of another, the result of a constructor. What counts is what it holds
// when it is handed over: to a function of another package, to a field or variable that
// outlives the function, to callers out of sight.
package object

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"
	"strings"
	"sync"

	"golang.org/x/tools/go/ssa"

	"github.com/cryptolint/cryptolint/passes/cryptoapi"
	"github.com/cryptolint/cryptolint/passes/flow"
	"github.com/cryptolint/cryptolint/passes/flow/internal/eval"
	"github.com/cryptolint/cryptolint/passes/flow/internal/ir"
	"github.com/cryptolint/cryptolint/passes/flow/internal/location"
	"github.com/cryptolint/cryptolint/passes/flow/internal/memory"
	"github.com/cryptolint/cryptolint/passes/flow/internal/uses"
	"github.com/cryptolint/cryptolint/passes/flow/internal/value"
)

// Finder finds objects in one package. Like the graph, it may be used by several
// goroutines.
type Finder struct {
	*uses.Finder // nil: nothing in the package is worth a question
	mu           sync.Locker
}

// New returns a finder for the package of a graph.
func New(graph *flow.Graph) *Finder {
	e, mu := graph.Engine()
	return &Finder{Finder: e, mu: mu}
}

// How says what happens to an object at the moment at which it is used.
type How int

// What happens to objects.
const (
	Passed   How = iota // to a function of another package
	Kept                // in a field, a variable of the package, a map or a channel
	Returned            // to callers that are not in sight
	Called              // one of its methods is called, or handed on
)

// An Object is a value of a struct type at a moment at which it is used.
type Object struct {
	Type string // "crypto/tls.Config"
	How  How
	API  string // the function that it is passed to, as in the code, for messages

	// Symbol is what gets the object, with its import path: the function that it is
	// passed to, "crypto/tls.Dial", or the field that it is kept in,
	// "net/http.Server.TLSConfig". It is empty where that has no such name.
	Symbol string

	// Argument is the index among the arguments of the function that it is passed to, from 0
	// without a receiver.
	Argument int

	finder  *Finder
	operand ssa.Value
	instr   ssa.Instruction // the use
	at      ssa.Instruction // when its fields are looked at
	callers []passage       // that hand it over, from the use outwards
}

// Of returns the objects of the types in the order of the functions in the files: each
// type with its import path, "crypto/tls.Config".
func (f *Finder) Of(types ...string) []*Object {
	if f.Finder == nil {
		return nil
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	var found []*Object
	for _, fn := range f.Funcs {
		for instr := range ir.Instructions(fn) {
			found = append(found, f.usedAt(instr, types)...)
		}
	}
	return found
}

// usedAt returns the objects that an instruction hands over.
func (f *Finder) usedAt(instr ssa.Instruction, types []string) []*Object {
	var found []*Object
	add := func(v ssa.Value, o Object) {
		if name := typeName(v.Type()); slices.Contains(types, name) && !isNil(v) {
			used := o // most calls come to nothing and need no memory
			used.Type, used.finder, used.operand, used.instr, used.at = name, f, v, instr, instr
			found = append(found, &used)
		}
	}
	switch instr := instr.(type) {
	case *ssa.Store:
		if lasting(instr.Addr) {
			add(instr.Val, Object{How: Kept, Symbol: fieldOf(instr.Addr)})
		}
	case *ssa.MapUpdate:
		add(instr.Value, Object{How: Kept})
	case *ssa.Send:
		add(instr.X, Object{How: Kept})
	case *ssa.Return:
		if !f.OnlyCalled(instr.Parent()) {
			for _, result := range instr.Results {
				add(result, Object{How: Returned})
			}
		}
	case ssa.CallInstruction:
		f.passedAt(instr, add)
	}
	for _, o := range found {
		if o.How == Kept {
			o.at = lastReturn(instr)
		}
	}
	return found
}

// passedAt adds what a call passes to code that is not in sight. The methods of an
// object, such as Clone, do not use it up.
func (f *Finder) passedAt(call ssa.CallInstruction, add func(v ssa.Value, o Object)) {
	targets := f.Targets(call)
	if slices.ContainsFunc(targets, func(t *eval.Target) bool { return f.HasBody(t.Fn) }) {
		return // what the function does with it is seen there
	}
	passed := Object{How: Passed}
	if len(targets) > 0 {
		passed.API = targets[0].Name()
		passed.Symbol = ir.SymbolOf(targets[0].Object)
	}
	operands := call.Common().Args
	if !call.Common().IsInvoke() && call.Common().Signature().Recv() != nil && len(operands) > 0 {
		operands = operands[1:]
	}
	for i, operand := range operands {
		passed.Argument = i
		add(operand, passed)
	}
}

// typeName names the struct type that t is or points to, with its import path.
func typeName(t types.Type) string {
	named := ir.NamedOf(t)
	if named == nil {
		return ""
	}
	if _, ok := named.Underlying().(*types.Struct); !ok {
		return ""
	}
	return ir.TypeName(t)
}

// fieldOf names the field at an address: "net/http.Server.TLSConfig".
func fieldOf(address ssa.Value) string {
	if field, ok := address.(*ssa.FieldAddr); ok {
		return ir.AddressKey(field)
	}
	return ""
}

func isNil(v ssa.Value) bool {
	c, ok := v.(*ssa.Const)
	return ok && c.Value == nil
}

// lasting reports whether what is stored at an address may outlive the function.
func lasting(address ssa.Value) bool {
	switch address := address.(type) {
	case *ssa.Global:
		return true
	case *ssa.FieldAddr:
		local, ok := address.X.(*ssa.Alloc)
		return !ok || local.Heap || isCopied(local)
	case *ssa.IndexAddr: // the list may be made for the arguments of a call
		_, local := address.X.(*ssa.Alloc)
		return !local
	}
	return false
}

// isCopied reports whether the struct in a local variable is copied as a whole: to what
// is returned, perhaps.
func isCopied(local *ssa.Alloc) bool {
	return slices.ContainsFunc(*local.Referrers(), func(user ssa.Instruction) bool {
		load, ok := user.(*ssa.UnOp)
		return ok && slices.ContainsFunc(*load.Referrers(), func(use ssa.Instruction) bool { return leaves(use) })
	})
}

// leaves reports whether an instruction takes a copy of a struct out of the function or
// into memory that outlives it.
func leaves(use ssa.Instruction) bool {
	switch use := use.(type) {
	case *ssa.Store:
		cell, local := use.Addr.(*ssa.Alloc)
		return !local || cell.Heap
	case *ssa.DebugRef, *ssa.Field:
		return false
	}
	return true
}

// lastReturn returns where a function returns after an instruction, the last of several
// places: what is kept may still be completed until then.
func lastReturn(instr ssa.Instruction) ssa.Instruction {
	blocks := instr.Parent().Blocks
	for _, block := range slices.Backward(blocks) {
		if ret, ok := block.Instrs[len(block.Instrs)-1].(*ssa.Return); ok && instr.Block().Dominates(block) {
			return ret
		}
	}
	return instr
}

// Field returns what a field holds when the object is used, "MinVersion" or, below a
// field that is a struct, "Config.Ciphers". What callers in this package pass is part of
// it; what other callers pass, and what others store in the field of another object, is
// unknown. A field that nothing sets is Zero.
func (o *Object) Field(name string) flow.Value {
	o.finder.mu.Lock()
	defer o.finder.mu.Unlock()
	v := o.finder.Origins(o.operand, "."+name, o.at)
	for _, p := range o.callers {
		v = o.finder.Instantiate(v, p.target, p.call).Then(p.target.Step(value.Passed, p.call.Pos()))
	}
	_, use := o.outermost()
	v = o.finder.CallersPass(v, use.Parent(), eval.MaxCallerHops-len(o.callers))
	return o.finder.Resolve(v.Map(o.ofAnother))
}

// ofAnother makes what is loaded from the field of an object that comes from elsewhere
// unknown: what the package stores in the fields of other objects does not say.
func (o *Object) ofAnother(part *value.Origin) value.Value {
	if part.Open() || part.Stored() && o.finder.ownedBy(part.Storage, o.Type) {
		return value.Unknown(part.Name, part.Pos)
	}
	return nil
}

// ownedBy reports whether a storage key is that of a field of the type.
func (f *Finder) ownedBy(key, typ string) bool {
	return len(key) > len(typ) && key[:len(typ)] == typ && key[len(typ)] == '.'
}

// Elements returns the elements of the list that a field holds, each as an alternative.
// It is unknown, or empty, if the list is not in sight.
func (o *Object) Elements(name string) flow.Value { return o.Field(name + location.AnyElement) }

// Unset reports whether nothing sets a field, on any way.
func (o *Object) Unset(name string) bool {
	v := o.Field(name)
	return len(v) > 0 && !v.Any(func(a flow.Alternative) bool { return !a.Only(cryptoapi.Zero) })
}

// Pos is where the object is used.
func (o *Object) Pos() token.Pos { return o.node().Pos() }

// End is where the code ends that uses it.
func (o *Object) End() token.Pos { return o.node().End() }

func (o *Object) node() ast.Node {
	_, use := o.outermost()
	pos := use.Pos()
	if call, ok := use.(ssa.CallInstruction); ok {
		pos = call.Common().Pos()
	}
	if node := o.finder.Nodes[pos]; node != nil {
		return node
	}
	return position(pos)
}

// position is a node that knows nothing but where it begins.
type position token.Pos

func (p position) Pos() token.Pos { return token.Pos(p) }
func (p position) End() token.Pos { return token.NoPos }

// Function is the function that uses the object, as an origin: callback.Of says what else
// it does.
func (o *Object) Function() *flow.Origin {
	return &flow.Origin{Source: &flow.Source{Kind: cryptoapi.Function, Fn: o.instr.Parent()}}
}

// Set returns the code that sets a field to what an origin of Field is: a field of a
// literal, an assignment. It is in the function where the object is used, or in one of
// this package that the value came by. It is nil where that is not known.
func (o *Object) Set(name string, origin *flow.Origin) ast.Node {
	o.finder.mu.Lock()
	defer o.finder.mu.Unlock()
	for _, step := range origin.Steps.List() {
		if node := o.setIn(step, name); node != nil {
			return node
		}
	}
	return o.setHere(name)
}

// SetAt is Set, or the object where the code that sets the field is not known.
func (o *Object) SetAt(name string, origin *flow.Origin) ast.Node {
	if set := o.Set(name, origin); set != nil {
		return set
	}
	return o
}

// setIn returns the code that sets the field in the function of this package that made a
// step, or in which it was made, if there is one such place.
func (o *Object) setIn(step *flow.Step, name string) ast.Node {
	var found ast.Node
	for _, address := range o.finder.Fields[o.Type+"."+name] {
		fn := address.Parent()
		if (step.Func == nil || fn.Object() != step.Func) && !encloses(fn, step.Pos) {
			continue
		}
		for _, user := range *address.Referrers() {
			if store, ok := user.(*ssa.Store); ok {
				if found != nil {
					return nil
				}
				found = o.finder.Nodes[store.Pos()]
			}
		}
	}
	return found
}

// encloses reports whether the code of a function holds a place.
func encloses(fn *ssa.Function, pos token.Pos) bool {
	code := fn.Syntax()
	return code != nil && pos.IsValid() && code.Pos() <= pos && pos < code.End()
}

// setHere returns the last code that sets the field in the function that uses the object.
func (o *Object) setHere(name string) ast.Node {
	sets := o.setsHere(name)
	if len(sets) == 0 {
		return nil
	}
	return o.finder.Nodes[sets[len(sets)-1].Pos()]
}

// setsHere returns the code that sets the field in the function that uses the object, in
// order.
func (o *Object) setsHere(name string) []ssa.Instruction {
	found := o.finder.setsIn(o.operand, o.instr, name)
	for _, p := range o.callers {
		if len(found) == 0 {
			found = o.finder.setsIn(p.operand, p.call, name)
		}
	}
	return found
}

// setsIn returns the code that sets the field of an object in the function that holds a use
// of it.
func (f *Finder) setsIn(operand ssa.Value, use ssa.Instruction, name string) []ssa.Instruction {
	var found []ssa.Instruction
	for _, r := range f.Regions(operand) {
		if r.Root == nil {
			continue
		}
		for _, ev := range f.HistoryOf(r.Root, use.Parent()).Ordered {
			if ev.Kind == memory.Overwrites && ev.Path == r.Path+"."+name && f.Nodes[ev.Instr.Pos()] != nil {
				found = append(found, ev.Instr)
			}
		}
	}
	return found
}

// Made returns the position of the literal or declaration that made the object, if that
// is in the function where it is used, and token.NoPos otherwise.
func (o *Object) Made() token.Pos {
	o.finder.mu.Lock()
	defer o.finder.mu.Unlock()
	operand, _ := o.outermost()
	for _, r := range o.finder.Regions(operand) {
		if alloc, ok := r.Root.(*ssa.Alloc); ok && r.Path == "" {
			return alloc.Pos()
		}
	}
	return token.NoPos
}

// Is reports whether one of the symbols gets the object, each with its import path: the
// function that it is passed to, or the field that it is kept in.
func (o *Object) Is(symbols ...string) bool { return slices.Contains(symbols, o.Symbol) }

// SetElsewhere reports whether an origin of Field was set by a function of another package
// of this module that returned the object. That package has it among its own.
func (o *Object) SetElsewhere(origin *flow.Origin) bool {
	for _, step := range origin.Steps.List() {
		if step.Kind == flow.Returned && step.Func != nil && o.finder.inModule(step.Func) && returns(step.Func, o.Type) {
			return true
		}
	}
	return false
}

// inModule reports whether a function belongs to another package of this module.
func (f *Finder) inModule(fn *types.Func) bool {
	if fn.Pkg() == nil || fn.Pkg() == f.Pass.Pkg || f.Pass.Module == nil {
		return false
	}
	rest, ok := strings.CutPrefix(fn.Pkg().Path(), f.Pass.Module.Path)
	return ok && (rest == "" || rest[0] == '/')
}

func returns(fn *types.Func, typ string) bool {
	for result := range fn.Signature().Results().Variables() {
		if typeName(result.Type()) == typ {
			return true
		}
	}
	return false
}
