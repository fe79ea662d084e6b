package eval

import (
	"go/token"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/cryptolint/cryptolint/passes/cryptoapi"
	"github.com/cryptolint/cryptolint/passes/flow/internal/ir"
	"github.com/cryptolint/cryptolint/passes/flow/internal/location"
	"github.com/cryptolint/cryptolint/passes/flow/internal/memory"
	"github.com/cryptolint/cryptolint/passes/flow/internal/scope"
	"github.com/cryptolint/cryptolint/passes/flow/internal/solver"
	"github.com/cryptolint/cryptolint/passes/flow/internal/value"
)

// Resolve replaces what is loaded from fields and package variables by what is
// ever stored there.
func (e *Evaluator) Resolve(v value.Value) value.Value {
	return v.Map(func(o *value.Origin) value.Value {
		if !o.Stored() {
			return nil
		}
		stored := e.StoredIn(o.Storage)
		if len(stored) == 0 {
			return nil
		}
		return e.applyForm(o, stored).Further(o.Steps)
	})
}

// ResolveTwice is Resolve for what was stored by way of another field or variable, too: a
// package variable holds the configuration that callers pass, and a constructor has set
// its fields.
func (e *Evaluator) ResolveTwice(v value.Value) value.Value { return e.Resolve(e.Resolve(v)) }

// StoredIn returns what the package stores in a field or package variable, in no
// order: any method may run after any other.
func (e *Evaluator) StoredIn(key string) value.Value {
	if !strings.HasPrefix(key, e.Pass.Pkg.Path()+".") {
		return e.ImportedStorage(key)
	}
	if e.outer != nil {
		return e.outer.StoredIn(key)
	}
	return e.Ask(solver.Question{Path: key}, location.LastField(key), token.NoPos, func() value.Value {
		if global := e.GlobalOf(key); global != nil {
			return e.storedInGlobal(global, key)
		}
		return e.storedInField(key)
	})
}

func (e *Evaluator) storedInGlobal(global *ssa.Global, key string) value.Value {
	if e.Embedded[global.Object()] {
		return value.Of(value.Origin{Source: &value.Source{Kind: cryptoapi.Constant, Name: global.Name(), Pos: global.Pos(), Detail: "embedded file"}})
	}
	path := strings.TrimPrefix(key, ir.GlobalKey(global))
	all := &gathered{Evaluator: e, key: key, list: ir.HasElements(ir.TypeBelow(global.Object().Type(), path))}
	for _, fn := range e.writers(global) {
		all.add(global, path, fn)
	}
	zero := value.Origin{Source: &value.Source{Kind: cryptoapi.Zero, Name: global.Name(), Pos: global.Pos()}}
	return all.value(zero, value.Step{Kind: value.Assigned, Pos: zero.Pos, Text: "stored in the package variable " + global.Name()})
}

// writers returns the functions that write to a package variable, or to what it refers
// to, in source order.
func (e *Evaluator) writers(global *ssa.Global) []*ssa.Function {
	if e.outer != nil {
		return e.outer.writers(global)
	}
	if known, ok := e.writersOf.Get(global); ok {
		return known
	}
	var found []*ssa.Function
	seen := make(map[*ssa.Function]bool)
	for _, use := range e.Globals[global] {
		if seen[use.Fn] {
			continue
		}
		seen[use.Fn] = true
		if h := e.HistoryOf(global, use.Fn); len(h.Ordered) > 0 || h.Lost {
			found = append(found, use.Fn)
		}
	}
	if !e.Finding() { // else one of them may be half known
		e.writersOf.Set(global, found)
	}
	return found
}

func (e *Evaluator) storedInField(key string) value.Value {
	all := &gathered{Evaluator: e, key: key}
	seen := make(map[location.HistoryKey]bool)
	key, elements := location.CutElements(key)
	name := location.LastField(key)
	field, owner := e.FieldOf(key)
	all.list = field != nil && elements == "" && ir.HasElements(field.Type())
	for _, address := range e.Fields[key] {
		for _, r := range e.Regions(address) {
			at := location.HistoryKey{Root: r.Root, Fn: address.Parent()}
			if _, global := r.Root.(*ssa.Global); !global && ir.IsInstruction(r.Root) {
				at.Fn = r.Root.(ssa.Instruction).Parent()
			}
			if !seen[at] {
				seen[at] = true
				all.add(r.Root, r.Path+elements, at.Fn)
				all.makers = append(all.makers, location.Region{Root: r.Root, Path: r.Path, Span: location.Whole, Name: name})
			}
		}
	}
	if field == nil {
		return nil
	}
	zero := value.Origin{Source: &value.Source{Kind: cryptoapi.Zero, Name: name, Pos: field.Pos()}}
	if e.Decoded[owner.Obj()] {
		all.others = e.DecodedInto(key, owner, field)
	} else if field.Exported() || ir.IsReference(field.Type()) || ir.IsString(field.Type()) {
		if len(all.alternatives) == 0 && len(all.parts) == 0 {
			return nil // set elsewhere, or not at all
		}
		if field.Exported() {
			all.others = value.Unknown(name, field.Pos())
		}
	}
	return all.value(zero, value.Step{Kind: value.Stored, Pos: zero.Pos, Text: "stored in the field " + owner.Obj().Name() + "." + name})
}

// gathered collects what the events of several functions put into one storage.
type gathered struct {
	*Evaluator
	key          string
	list         bool              // it is a slice or an array
	alternatives value.Value       // of events that write all of it
	parts        value.Value       // of events that write some of it
	others       value.Value       // what other code may store
	makers       []location.Region // the field, in each object that a function sees
}

func (g *gathered) add(root ssa.Value, path string, fn *ssa.Function) {
	history := g.HistoryOf(root, fn)
	if history.Lost {
		g.others = value.Unknown(location.LastField(path), root.Pos())
		return
	}
	for _, ev := range history.Ordered {
		sub, ok := location.Below(path, ev.Path)
		if !ok || ev.Kind == memory.Defines || ev.Kind == memory.Empties || ev.Kind == memory.Restarts {
			continue
		}
		content := ev.Content(g.Memory, sub, g.lastUse(ev, fn))
		if sub != "" {
			content = value.WithoutStorage(content, g.key) // the whole struct is copied, with the field as it is; a list grows
		}
		if g.list {
			content = g.withoutOld(content)
		}
		switch {
		case ev.Kind == memory.Adds || (sub == "" && !ev.Span.Covers(location.Whole)):
			g.parts = value.Mix(g.parts, content)
		default:
			g.alternatives = value.Join(g.alternatives, content)
		}
	}
}

// withoutOld takes what was there before out of what an event leaves in a list, and enters
// what it wrote beside that as a part. It is all that the event leaves where an event changes
// what was there and nothing else: a counter.
func (g *gathered) withoutOld(content value.Value) value.Value {
	var whole, parts value.Value
	for _, alternative := range content {
		written := slices.DeleteFunc(slices.Clone(alternative), func(o *value.Origin) bool { return o.Storage == g.key })
		switch len(written) {
		case len(alternative):
			whole = value.Join(whole, value.Value{alternative})
		case 0:
		default:
			parts = value.Join(parts, value.Value{written})
		}
	}
	if len(whole) == 0 && len(parts) == 0 {
		return content
	}
	if len(parts) > 0 {
		g.parts = value.Mix(g.parts, parts)
	}
	return whole
}

// lastUse returns the place at which to ask what was stored: where the function
// returns after the event, because a slice that is stored may be filled later.
func (g *gathered) lastUse(ev *memory.Event, fn *ssa.Function) ssa.Instruction {
	for ret := range ir.Returns(fn) {
		if !ir.Fails(ret) && ev.Instr.Block().Dominates(ret.Block()) {
			return ret
		}
	}
	return ev.Instr
}

// value joins what was gathered. Memory that nobody writes is zero; memory that
// some method fills is taken to be filled by the time it is used.
func (g *gathered) value(zero value.Origin, step value.Step) value.Value {
	result := g.alternatives
	if len(g.parts) > 0 {
		if len(result) == 0 {
			result = value.Of(zero)
		}
		result = value.Mix(result, g.parts)
	}
	if filled := value.WithoutZero(result); len(filled) > 0 {
		result = value.Join(filled, g.zeroByDefault(result))
	}
	if len(result) == 0 && len(g.others) == 0 {
		result = value.Of(zero)
	}
	result = value.Join(result, g.others).Then(step)
	return result.Map(func(o *value.Origin) value.Value {
		switch {
		case o.Storage == g.key: // it was made of what was there before
			return value.Of(value.Origin{Source: &value.Source{Kind: cryptoapi.Counter, Name: zero.Name, Pos: o.Pos}, Steps: o.Steps})
		case o.Open() || o.Of.Open() || scope.IsCaptured(o):
			return scope.WithoutCaller(o)
		case o.Kind == cryptoapi.Constant && o.Name == "":
			kept := o.Copy()
			kept.Name = zero.Name
			return value.Of(kept)
		}
		return nil
	})
}

// zeroByDefault returns the zeroed memory that a constructor leaves in a field on one
// way, where it leaves something else on another. Nobody will fill it: no other function
// writes to the field.
func (g *gathered) zeroByDefault(stored value.Value) value.Value {
	if len(g.parts) > 0 || !stored.Any(func(a value.Alternative) bool { return a.Only(cryptoapi.Zero) && a[0].Detail != "nil" }) {
		return nil
	}
	var zeros value.Value
	for _, r := range g.makers {
		maker, made := r.Root.(ssa.Instruction)
		if _, global := r.Root.(*ssa.Global); global || !made && g.writes(r) {
			return nil
		}
		if !made {
			continue
		}
		left := g.EverLeft(r, maker)
		if len(value.WithoutZero(left)) == 0 {
			continue
		}
		for _, a := range left {
			if a.Only(cryptoapi.Zero) && a[0].Detail != "nil" && a[0].Pos != r.Root.Pos() {
				zeros = value.Join(zeros, value.Value{a})
			}
		}
	}
	return zeros
}

// writes reports whether a function writes to a field of an object that it was given.
func (g *gathered) writes(r location.Region) bool {
	for _, ev := range g.HistoryOf(r.Root, r.Root.Parent()).Ordered {
		if _, ok := location.Below(r.Path, ev.Path); ok && ev.Kind != memory.Defines {
			return true
		}
	}
	return false
}

// MaxKeyDepth bounds what is looked up of a key: an AEAD, of a block cipher, of a key,
// of a secret.
const MaxKeyDepth = 4

// ResolveDeep is resolve for a value and what it was computed from.
func (e *Evaluator) ResolveDeep(v value.Value, depth int) value.Value {
	return e.Resolve(v).Map(func(o *value.Origin) value.Value {
		if len(o.Of) == 0 || depth == 0 {
			return nil
		}
		made := o.Copy()
		made.Of = e.ResolveDeep(value.Value{o.Of}, depth-1).Flat()
		return value.Of(made)
	})
}
