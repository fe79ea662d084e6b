package location

import (
	"go/token"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/cryptolint/cryptolint/passes/flow/internal/ir"
	"github.com/cryptolint/cryptolint/passes/flow/internal/memo"
)

// PointsTo finds what pointers, slices, maps and interface values refer to. It looks at
// one function, and at those that return a part of what they are passed. It knows
// nothing of what the memory holds.
type PointsTo struct {
	*ir.Program

	callees   Callees
	regionsOf memo.Memo[ssa.Value, []Region]
	loadsOf   memo.Memo[HistoryKey, loads]

	active map[ssa.Value]bool     // what is being found out
	seen   map[ssa.Value][]Region // found below a cut, until the outermost is found
	cut    bool                   // one of those led back to itself
}

// New returns a pointsTo for a program, which asks callees about functions.
func New(p *ir.Program, callees Callees) *PointsTo {
	return &PointsTo{
		Program: p, callees: callees, regionsOf: memo.New[ssa.Value, []Region](), loadsOf: memo.New[HistoryKey, loads](),
		active: make(map[ssa.Value]bool), seen: make(map[ssa.Value][]Region),
	}
}

// Fork returns a pointsTo for the questions of one rule, which asks callees about
// functions.
func (p *PointsTo) Fork(callees Callees) *PointsTo {
	return &PointsTo{
		Program: p.Program, callees: callees, regionsOf: p.regionsOf.Fork(), loadsOf: p.loadsOf.Fork(),
		active: make(map[ssa.Value]bool), seen: make(map[ssa.Value][]Region),
	}
}

// HistoryKey names the memory of one root, as one function sees it.
type HistoryKey struct {
	Root ssa.Value
	Fn   *ssa.Function
}

// MaxViews bounds the aliases of one object that are followed. What the memory holds
// is unknown where there are more.
const MaxViews = 2000

// View is a value through which the memory of a root is reached.
type View struct {
	Value ssa.Value
	Path  string
	Span  Span
}

// Regions returns the memory that a pointer, slice, map or interface value
// refers to. A value that comes from somewhere else is a root itself.
func (p *PointsTo) Regions(v ssa.Value) []Region {
	if known, ok := p.regionsOf.Get(v); ok {
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
		found = []Region{{Root: v, Span: Whole, Name: p.LocalNames[v]}}
	}
	if len(p.active) == 0 {
		p.cut = false
		clear(p.seen)
	}
	if p.cut {
		p.seen[v] = found
	} else {
		p.regionsOf.Set(v, found)
	}
	return found
}

func (p *PointsTo) findRegions(v ssa.Value) []Region {
	if same := sameMemory(v); same != nil {
		return p.Regions(same)
	}
	switch v := v.(type) {
	case *ssa.FieldAddr:
		return mapRegions(p.Regions(v.X), func(r Region) Region { return fieldRegion(r, v) })
	case *ssa.IndexAddr:
		return mapRegions(p.Regions(v.X), func(r Region) Region {
			r.Span = r.Span.ElementAt(v)
			return r
		})
	case *ssa.Slice:
		if !ir.IsString(v.X.Type()) {
			return mapRegions(p.Regions(v.X), func(r Region) Region { return sliceRegion(r, v) })
		}
	case *ssa.Field: // of a struct that was loaded as a whole: its references are those in memory
		if load, ok := v.X.(*ssa.UnOp); ok && load.Op == token.MUL {
			return mapRegions(p.Regions(load.X), func(r Region) Region { return r.field(v.X.Type(), v.Field) })
		}
	case *ssa.Phi:
		return p.phiRegions(v)
	case *ssa.Extract, *ssa.Call:
		if regions, ok := p.returnedRegions(v); ok {
			return regions
		}
	case *ssa.Const:
		return nil
	case *ssa.Global:
		return []Region{{Root: v, Storage: ir.GlobalKey(v), Name: v.Name(), Span: Whole}}
	case *ssa.Parameter, *ssa.FreeVar:
		return []Region{{Root: v, Name: v.Name(), Span: Whole}}
	}
	return []Region{{Root: v, Name: p.LocalNames[v], Span: Whole}}
}

// sameMemory returns the value that refers to the same memory as another one, which is that
// in another type, or is loaded or asserted from it. It is nil if there is none.
func sameMemory(v ssa.Value) ssa.Value {
	switch v := v.(type) {
	case *ssa.ChangeType:
		return v.X
	case *ssa.ChangeInterface:
		return v.X
	case *ssa.MakeInterface:
		return v.X
	case *ssa.SliceToArrayPointer:
		return v.X
	case *ssa.UnOp:
		if v.Op == token.MUL {
			return v.X
		}
	case *ssa.TypeAssert:
		if !v.CommaOk {
			return v.X
		}
	case *ssa.Extract:
		if assert, ok := v.Tuple.(*ssa.TypeAssert); ok && v.Index == 0 {
			return assert.X
		}
	case *ssa.Convert:
		if ir.IsReference(v.X.Type()) && ir.IsReference(v.Type()) {
			return v.X
		}
	}
	return nil
}

// fieldRegion returns the field of a region that an instruction selects. What is too deep is
// memory of its own.
func fieldRegion(r Region, v *ssa.FieldAddr) Region {
	if below := r.field(v.X.Type(), v.Field); !Deep(below.Path) {
		return below
	}
	return Region{Root: v, Name: ir.StructOf(v.X.Type()).Field(v.Field).Name(), Span: Whole}
}

// sliceRegion returns the part of a region that an instruction slices.
func sliceRegion(r Region, v *ssa.Slice) Region {
	r.Span = r.Span.Slice(v.Low, v.High)
	if length := ir.ArrayLength(v.X.Type()); length >= 0 {
		r.Span = r.Span.Of(length)
	}
	return r
}

// phiRegions returns what any of the edges refers to.
func (p *PointsTo) phiRegions(v *ssa.Phi) []Region {
	var all []Region
	for _, edge := range v.Edges {
		for _, r := range p.Regions(edge) {
			all = appendRegion(all, r)
		}
		if len(all) > maxRegions {
			break
		}
	}
	return all
}

// loads are the references that a function loads from the memory of one root.
type loads struct {
	ByPath map[string][]*ssa.UnOp
	Lost   bool // there are more aliases than are followed
}

func (p *PointsTo) Loads(root ssa.Value, fn *ssa.Function) loads {
	key := HistoryKey{root, fn}
	if known, ok := p.loadsOf.Get(key); ok {
		return known
	}
	found := loads{ByPath: make(map[string][]*ssa.UnOp)}
	seen := make(map[View]bool)
	work := []View{{root, "", Whole}}
	for ; len(work) > 0; work = work[1:] {
		v := work[0]
		if seen[v] || v.Value.Referrers() == nil || Deep(v.Path) {
			continue
		}
		if len(seen) >= MaxViews {
			found.Lost = true
			break
		}
		seen[v] = true
		if load, ok := v.Value.(*ssa.UnOp); ok && ir.IsReference(load.Type()) {
			found.ByPath[v.Path] = append(found.ByPath[v.Path], load)
		}
		work = append(work, p.aliases(v)...)
	}
	p.loadsOf.Set(key, found)
	return found
}

// aliases returns the values by which a view's memory is reached in one step, without
// elements.
func (p *PointsTo) aliases(v View) []View {
	var found []View
	for _, user := range *v.Value.Referrers() {
		switch user := user.(type) {
		case *ssa.FieldAddr:
			found = append(found, View{user, v.Path + "." + ir.StructOf(user.X.Type()).Field(user.Field).Name(), Whole})
		case *ssa.UnOp:
			found = append(found, View{user, v.Path, Whole})
			for _, field := range ir.LoadedReferences(user) {
				found = append(found, View{field, v.Path + "." + ir.FieldName(field), Whole})
			}
		case *ssa.Phi, *ssa.ChangeType:
			found = append(found, View{user.(ssa.Value), v.Path, Whole})
		case *ssa.Call:
			for _, result := range p.Views(v, user) {
				found = append(found, View{result.Value, result.Path, Whole})
			}
		}
	}
	return found
}

// Meets reports whether a value refers to a part of a region, wherever it is cut.
func (p *PointsTo) Meets(r Region, v ssa.Value) bool {
	return p.within(r, v, r.Span.Meets)
}

// Overlaps reports whether a value may refer to a part of a region.
func (p *PointsTo) Overlaps(r Region, v ssa.Value) bool {
	return p.within(r, v, func(s Span) bool { return !r.Span.Disjoint(s) })
}

// within reports whether a value may refer to elements of the object of a region which are
// as wanted.
func (p *PointsTo) within(r Region, v ssa.Value, wanted func(Span) bool) bool {
	return slices.ContainsFunc(p.Regions(v), func(other Region) bool {
		return other.Root == r.Root && other.Path == r.Path && wanted(other.Span)
	})
}
