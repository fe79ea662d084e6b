package flow

import (
	"go/token"

	"golang.org/x/tools/go/ssa"
)

// pointsTo finds what pointers, slices, maps and interface values refer to. It looks at
// one function at a time and knows nothing of what the memory holds.
type pointsTo struct {
	*program

	regionsOf memo[ssa.Value, []region]
	loadsOf   memo[historyKey, loads]

	active map[ssa.Value]bool     // what is being found out
	seen   map[ssa.Value][]region // found below a cut, until the outermost is found
	cut    bool                   // one of those led back to itself
}

func newPointsTo(p *program) *pointsTo {
	return &pointsTo{
		program: p, regionsOf: newMemo[ssa.Value, []region](), loadsOf: newMemo[historyKey, loads](),
		active: make(map[ssa.Value]bool), seen: make(map[ssa.Value][]region),
	}
}

// fork returns a pointsTo for the questions of one rule.
func (p *pointsTo) fork() *pointsTo {
	return &pointsTo{
		program: p.program, regionsOf: p.regionsOf.fork(), loadsOf: p.loadsOf.fork(),
		active: make(map[ssa.Value]bool), seen: make(map[ssa.Value][]region),
	}
}

// historyKey names the memory of one root, as one function sees it.
type historyKey struct {
	root ssa.Value
	fn   *ssa.Function
}

// maxViews bounds the aliases of one object that are followed. What the memory holds
// is unknown where there are more.
const maxViews = 2000

// view is a value through which the memory of a root is reached.
type view struct {
	value ssa.Value
	path  string
	span  span
}

// regions returns the memory that a pointer, slice, map or interface value
// refers to. A value that comes from somewhere else is a root itself.
func (p *pointsTo) regions(v ssa.Value) []region {
	if known, ok := p.regionsOf.get(v); ok {
		return known
	}
	if seen, ok := p.seen[v]; ok {
		return seen
	}
	if p.active[v] {
		p.cut = true // a φ of itself adds nothing, and what was found below it is not all
		return nil
	}
	p.active[v] = true
	found := p.findRegions(v)
	delete(p.active, v)
	if len(found) > maxRegions {
		found = []region{{root: v, span: whole, name: p.localNames[v]}}
	}
	if len(p.active) == 0 {
		p.cut = false
		clear(p.seen)
	}
	if p.cut {
		p.seen[v] = found
	} else {
		p.regionsOf.set(v, found)
	}
	return found
}

func (p *pointsTo) findRegions(v ssa.Value) []region {
	switch v := v.(type) {
	case *ssa.FieldAddr:
		return mapRegions(p.regions(v.X), func(r region) region {
			if below := r.field(v.X.Type(), v.Field); !deep(below.path) {
				return below
			}
			return region{root: v, name: structOf(v.X.Type()).Field(v.Field).Name(), span: whole}
		})
	case *ssa.IndexAddr:
		return mapRegions(p.regions(v.X), func(r region) region {
			r.span = r.span.elementAt(v)
			return r
		})
	case *ssa.Slice:
		if isString(v.X.Type()) {
			break
		}
		return mapRegions(p.regions(v.X), func(r region) region {
			r.span = r.span.slice(v.Low, v.High)
			if length := arrayLength(v.X.Type()); length >= 0 {
				r.span = r.span.of(length)
			}
			return r
		})
	case *ssa.UnOp:
		if v.Op == token.MUL {
			return p.regions(v.X)
		}
	case *ssa.Phi:
		var all []region
		for _, edge := range v.Edges {
			for _, r := range p.regions(edge) {
				all = appendRegion(all, r)
			}
			if len(all) > maxRegions {
				break
			}
		}
		return all
	case *ssa.ChangeType:
		return p.regions(v.X)
	case *ssa.ChangeInterface:
		return p.regions(v.X)
	case *ssa.MakeInterface:
		return p.regions(v.X)
	case *ssa.SliceToArrayPointer:
		return p.regions(v.X)
	case *ssa.TypeAssert:
		if !v.CommaOk {
			return p.regions(v.X)
		}
	case *ssa.Extract:
		if assert, ok := v.Tuple.(*ssa.TypeAssert); ok && v.Index == 0 {
			return p.regions(assert.X)
		}
	case *ssa.Convert:
		if isReference(v.X.Type()) && isReference(v.Type()) {
			return p.regions(v.X)
		}
	case *ssa.Const:
		return nil
	case *ssa.Global:
		return []region{{root: v, storage: globalKey(v), name: v.Name(), span: whole}}
	case *ssa.Parameter:
		return []region{{root: v, name: v.Name(), span: whole}}
	case *ssa.FreeVar:
		return []region{{root: v, name: v.Name(), span: whole}}
	}
	return []region{{root: v, name: p.localNames[v], span: whole}}
}

// loads are the references that a function loads from the memory of one root.
type loads struct {
	byPath map[string][]*ssa.UnOp
	lost   bool // there are more aliases than are followed
}

func (p *pointsTo) loads(root ssa.Value, fn *ssa.Function) loads {
	key := historyKey{root, fn}
	if known, ok := p.loadsOf.get(key); ok {
		return known
	}
	found := loads{byPath: make(map[string][]*ssa.UnOp)}
	seen := make(map[view]bool)
	work := []view{{root, "", whole}}
	for ; len(work) > 0; work = work[1:] {
		v := work[0]
		if seen[v] || v.value.Referrers() == nil || deep(v.path) {
			continue
		}
		if len(seen) >= maxViews {
			found.lost = true
			break
		}
		seen[v] = true
		if load, ok := v.value.(*ssa.UnOp); ok && isReference(load.Type()) {
			found.byPath[v.path] = append(found.byPath[v.path], load)
		}
		work = append(work, aliases(v)...)
	}
	p.loadsOf.set(key, found)
	return found
}

// aliases returns the values by which a view's memory is reached in one step, without
// calls and elements.
func aliases(v view) []view {
	var found []view
	for _, user := range *v.value.Referrers() {
		switch user := user.(type) {
		case *ssa.FieldAddr:
			found = append(found, view{user, v.path + "." + structOf(user.X.Type()).Field(user.Field).Name(), whole})
		case *ssa.UnOp:
			found = append(found, view{user, v.path, whole})
		case *ssa.Phi, *ssa.ChangeType:
			found = append(found, view{user.(ssa.Value), v.path, whole})
		}
	}
	return found
}
