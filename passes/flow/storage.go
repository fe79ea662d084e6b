package flow

import (
	"go/token"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/cryptolint/cryptolint/passes/cryptoapi"
	"github.com/cryptolint/cryptolint/passes/flow/internal/value"
)

// resolve replaces what is loaded from fields and package variables by what is
// ever stored there.
func (e *evaluator) resolve(v value.Value) value.Value {
	return v.Map(func(o *value.Origin) value.Value {
		if !o.Stored() {
			return nil
		}
		stored := e.storedIn(o.Storage)
		if len(stored) == 0 {
			return nil
		}
		return e.applyForm(o, stored).Further(o.Steps)
	})
}

// storedIn returns what the package stores in a field or package variable, in no
// order: any method may run after any other.
func (e *evaluator) storedIn(key string) value.Value {
	if !strings.HasPrefix(key, e.pass.Pkg.Path()+".") {
		return e.importedStorage(key)
	}
	return e.ask(question{path: key}, lastField(key), token.NoPos, func() value.Value {
		if global := e.globalOf(key); global != nil {
			return e.storedInGlobal(global, key)
		}
		return e.storedInField(key)
	})
}

// globalOf returns the package variable that a key, or its beginning, names.
func (e *evaluator) globalOf(key string) *ssa.Global {
	name := strings.TrimPrefix(key, e.pass.Pkg.Path()+".")
	name, _, _ = strings.Cut(name, ".")
	global, _ := e.pkg.Members[name].(*ssa.Global)
	return global
}

func (e *evaluator) storedInGlobal(global *ssa.Global, key string) value.Value {
	if e.embedded[global.Object()] {
		return value.Of(value.Origin{Kind: cryptoapi.Constant, Name: global.Name(), Pos: global.Pos(), Detail: "embedded file"})
	}
	path := strings.TrimPrefix(key, globalKey(global))
	all := &gathered{evaluator: e, key: key}
	for _, fn := range e.writers(global) {
		all.add(global, path, fn)
	}
	return all.value(value.Origin{Kind: cryptoapi.Zero, Name: global.Name(), Pos: global.Pos()},
		"stored in the package variable "+global.Name())
}

// writers returns the functions that write to a package variable, or to what it refers
// to, in source order.
func (e *evaluator) writers(global *ssa.Global) []*ssa.Function {
	if known, ok := e.writersOf.get(global); ok {
		return known
	}
	var found []*ssa.Function
	seen := make(map[*ssa.Function]bool)
	for _, use := range e.globals[global] {
		if seen[use.fn] {
			continue
		}
		seen[use.fn] = true
		if h := e.historyOf(global, use.fn); len(h.ordered) > 0 || h.lost {
			found = append(found, use.fn)
		}
	}
	if len(e.pending.histories) == 0 { // else one of them may be half known
		e.writersOf.set(global, found)
	}
	return found
}

func (e *evaluator) storedInField(key string) value.Value {
	all := &gathered{evaluator: e, key: key}
	seen := make(map[historyKey]bool)
	name := lastField(key)
	for _, address := range e.fields[key] {
		for _, r := range e.regions(address) {
			at := historyKey{r.root, address.Parent()}
			if _, global := r.root.(*ssa.Global); !global && isInstruction(r.root) {
				at.fn = r.root.(ssa.Instruction).Parent()
			}
			if !seen[at] {
				seen[at] = true
				all.add(r.root, r.path, at.fn)
			}
		}
	}
	field, owner := e.fieldOf(key)
	if field == nil {
		return nil
	}
	zero := value.Origin{Kind: cryptoapi.Zero, Name: name, Pos: field.Pos()}
	if e.decoded[owner.Obj()] {
		all.others = e.decodedInto(key, owner, field)
	} else if field.Exported() || isReference(field.Type()) || isString(field.Type()) {
		if len(all.alternatives) == 0 && len(all.parts) == 0 {
			return nil // set elsewhere, or not at all
		}
		if field.Exported() {
			all.others = value.Unknown(name, field.Pos())
		}
	}
	return all.value(zero, "stored in the field "+owner.Obj().Name()+"."+name)
}

// fieldOf returns the field that a key names, and the type that declares it.
func (e *evaluator) fieldOf(key string) (*types.Var, *types.Named) {
	typeName, path, ok := strings.Cut(strings.TrimPrefix(key, e.pass.Pkg.Path()+"."), ".")
	if !ok {
		return nil, nil
	}
	var named *types.Named
	if object, ok := e.pass.Pkg.Scope().Lookup(typeName).(*types.TypeName); ok {
		named = namedOf(object.Type())
	} else if addresses := e.fields[key]; len(addresses) > 0 {
		named = namedOf(addresses[0].X.Type()) // a type declared in a function
	}
	if named == nil {
		return nil, nil
	}
	owner, field := fieldAt(named, "."+path)
	if owner == nil {
		return nil, nil
	}
	return structOf(owner).Field(field), named
}

// gathered collects what the events of several functions put into one storage.
type gathered struct {
	*evaluator
	key          string
	alternatives value.Value // of events that write all of it
	parts        value.Value // of events that write some of it
	others       value.Value // what other code may store
}

func (g *gathered) add(root ssa.Value, path string, fn *ssa.Function) {
	history := g.historyOf(root, fn)
	if history.lost {
		g.others = value.Unknown(lastField(path), root.Pos())
		return
	}
	for _, ev := range history.ordered {
		sub, ok := below(path, ev.path)
		if !ok || ev.kind == defines || ev.kind == empties || ev.kind == restarts {
			continue
		}
		content := ev.content(g.evaluator, sub, g.lastUse(ev, fn))
		if sub != "" {
			content = withoutStorage(content, g.key) // the whole struct is copied, with the field as it is
		}
		switch {
		case ev.kind == adds || (sub == "" && !ev.span.covers(whole)):
			g.parts = value.Mix(g.parts, content)
		default:
			g.alternatives = value.Join(g.alternatives, content)
		}
	}
}

// lastUse returns the place at which to ask what was stored: where the function
// returns after the event, because a slice that is stored may be filled later.
func (g *gathered) lastUse(ev *event, fn *ssa.Function) ssa.Instruction {
	for _, block := range fn.Blocks {
		ret, ok := block.Instrs[len(block.Instrs)-1].(*ssa.Return)
		if ok && !fails(ret) && ev.instr.Block().Dominates(block) {
			return ret
		}
	}
	return ev.instr
}

// value joins what was gathered. Memory that nobody writes is zero; memory that
// some method fills is taken to be filled by the time it is used.
func (g *gathered) value(zero value.Origin, step string) value.Value {
	result := g.alternatives
	if len(g.parts) > 0 {
		if len(result) == 0 {
			result = value.Of(zero)
		}
		result = value.Mix(result, g.parts)
	}
	if filled := withoutZero(result); len(filled) > 0 {
		result = filled
	}
	if len(result) == 0 && len(g.others) == 0 {
		result = value.Of(zero)
	}
	result = value.Join(result, g.others).Then(zero.Pos, step)
	return result.Map(func(o *value.Origin) value.Value {
		kept := *o
		switch {
		case o.Storage == g.key:
			kept = value.Origin{Kind: cryptoapi.Counter, Name: zero.Name, Pos: o.Pos, Steps: o.Steps} // it was made of what was there before
		case o.Open() || o.Of.Open() || isCaptured(o):
			return withoutCaller(o)
		case o.Kind == cryptoapi.Constant && o.Name == "":
			kept.Name = zero.Name
		default:
			return nil
		}
		return value.Of(kept)
	})
}

// withoutStorage returns the alternatives other than the content of that storage.
func withoutStorage(v value.Value, key string) value.Value {
	return slices.DeleteFunc(slices.Clone(v), func(a value.Alternative) bool { return len(a) == 1 && a[0].Storage == key })
}

// withoutZero returns the alternatives other than zeroed memory.
func withoutZero(v value.Value) value.Value {
	var rest value.Value
	for _, alternative := range v {
		if !alternative.Only(cryptoapi.Zero) {
			rest = append(rest, alternative)
		}
	}
	return rest
}
