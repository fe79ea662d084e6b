package location

import (
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/cryptolint/cryptolint/passes/flow/internal/ir"
)

// An Alias says that a result of a function refers to what a parameter refers to: it
// returns a part of a buffer, a field of its receiver.
type Alias struct {
	Result int
	Param  int // 1-based, the receiver first
	Path   string
	Span   Span
	Fresh  bool // the result may be other memory, too
}

// Callees says which functions have aliases that their bodies do not show: those of
// other packages, and those that the table describes.
type Callees interface {
	// Told returns the aliases of a function, and whether they are all that counts.
	Told(fn *ssa.Function) (aliases []Alias, told bool)
}

// Aliases returns which results of a function refer to its parameters.
func (p *PointsTo) Aliases(fn *ssa.Function) []Alias {
	var found []Alias
	for i := range fn.Signature.Results().Len() {
		if alias, ok := p.alias(fn, i); ok {
			found = append(found, alias)
		}
	}
	return found
}

// alias returns what result i of a function refers to, if that is a part of one
// parameter wherever it is not other memory.
func (p *PointsTo) alias(fn *ssa.Function, i int) (Alias, bool) {
	fn = ir.OriginOf(fn)
	result := fn.Signature.Results().At(i).Type()
	// A result of any type at all is a reference where the call says so: Must[cipher.Block].
	if _, generic := types.Unalias(result).(*types.TypeParam); !generic && !ir.IsReference(result) {
		return Alias{}, false
	}
	if aliases, told := p.callees.Told(fn); told {
		at := slices.IndexFunc(aliases, func(a Alias) bool { return a.Result == i })
		if at < 0 {
			return Alias{}, false
		}
		return aliases[at], true
	}
	if len(p.Rings[fn]) > 0 {
		return Alias{}, false // which of its parameters comes back depends on the round
	}
	alias := Alias{Result: i}
	for ret := range ir.Returns(fn) {
		if ir.ReturnsError(ret, i) {
			continue
		}
		if copiesData(ret.Results[i]) {
			alias.Fresh = true
			continue
		}
		for _, r := range p.Regions(ret.Results[i]) {
			param := slices.IndexFunc(fn.Params, func(p *ssa.Parameter) bool { return p == r.Root }) + 1
			switch {
			case param == 0:
				alias.Fresh = true
			case alias.Param == 0:
				alias.Param, alias.Path, alias.Span = param, r.Path, r.Span
			case alias.Param != param || alias.Path != r.Path:
				return Alias{}, false
			case alias.Span != r.Span:
				alias.Span = Span{somewhere, someEnd, nil}
			}
		}
	}
	return alias, alias.Param > 0
}

// copiesData reports whether a value is an interface value that holds a text or a number,
// such as that of a field: it refers to no memory of the callers.
func copiesData(v ssa.Value) bool {
	made, ok := v.(*ssa.MakeInterface)
	if !ok {
		return false
	}
	_, basic := made.X.Type().Underlying().(*types.Basic)
	return basic
}

// operand returns what a call passes for the parameter of an alias.
func (a *Alias) operand(call *ssa.CallCommon) ssa.Value {
	if a.Param > len(call.Args) {
		return nil
	}
	return call.Args[a.Param-1]
}

// within returns the part of a caller's span that an alias is of.
func (a *Alias) within(s Span, call *ssa.CallCommon) Span {
	part := a.Span
	if parameter, ok := part.End.(*ssa.Parameter); ok {
		part.End = nil
		if i := slices.Index(parameter.Parent().Params, parameter); i < len(call.Args) {
			part.End = call.Args[i]
		}
	}
	if a.Path != "" {
		return part // of what a field refers to
	}
	return s.part(part)
}

// part returns the part of s that t is when it is counted from the beginning of s.
func (s Span) part(t Span) Span {
	if s.Low < 0 || t.Low < 0 {
		return Span{somewhere, someEnd, nil}
	}
	result := Span{s.Low + t.Low, t.High, t.End}
	switch {
	case t.High == OpenEnd:
		result.High, result.End = s.High, s.End
	case t.High >= 0:
		result.High = s.Low + t.High
	}
	return result
}

// Part returns the operand of which a result of a call is a view, and which part of it;
// nil if it is none, or may be other memory.
func (p *PointsTo) Part(call *ssa.Call, index int) (whole ssa.Value, part Span) {
	fn := call.Call.StaticCallee()
	if fn == nil {
		return nil, Span{}
	}
	alias, ok := p.alias(fn, index)
	if !ok || alias.Fresh {
		return nil, Span{}
	}
	return alias.operand(&call.Call), alias.within(Whole, &call.Call)
}

// Anywhere reports whether it is not known where a span begins.
func (s Span) Anywhere() bool { return s.Low < 0 }

// returnedRegions returns the memory that a result of a call refers to where the callee
// returns a part of what it was passed.
func (p *PointsTo) returnedRegions(v ssa.Value) ([]Region, bool) {
	call, index := ResultOf(v)
	if call == nil {
		return nil, false
	}
	fn := call.Call.StaticCallee()
	if fn == nil || !ir.IsReference(v.Type()) {
		return nil, false
	}
	alias, ok := p.alias(fn, index)
	if !ok {
		return nil, false
	}
	operand := alias.operand(&call.Call)
	if operand == nil || !ir.IsReference(operand.Type()) {
		return nil, false
	}
	regions := mapRegions(p.Regions(operand), func(r Region) Region {
		r = r.below(operand.Type(), alias.Path)
		r.Span = alias.within(r.Span, &call.Call)
		return r
	})
	if alias.Fresh {
		regions = appendRegion(regions, Region{Root: v, Name: p.LocalNames[v], Span: Whole})
	}
	return regions, true
}

// ResultOf returns the call of which a value is a result, and which; nil if it is none.
func ResultOf(v ssa.Value) (call *ssa.Call, index int) {
	switch v := v.(type) {
	case *ssa.Call:
		return v, 0
	case *ssa.Extract:
		call, _ = v.Tuple.(*ssa.Call)
		return call, v.Index
	}
	return nil, 0
}

// Views returns the results of a call that refer to what v refers to.
func (p *PointsTo) Views(v View, call *ssa.Call) []View {
	fn := call.Call.StaticCallee()
	if fn == nil || !slices.Contains(call.Call.Args, v.Value) {
		return nil
	}
	var found []View
	for i := range fn.Signature.Results().Len() {
		alias, ok := p.alias(fn, i)
		if !ok || alias.operand(&call.Call) != v.Value {
			continue
		}
		for _, result := range Results(call, i) {
			found = append(found, View{Value: result, Path: v.Path + alias.Path, Span: alias.within(v.Span, &call.Call)})
		}
	}
	return found
}

// Results returns the values that a result of a call is.
func Results(call *ssa.Call, index int) []ssa.Value {
	if call.Call.Signature().Results().Len() == 1 {
		return []ssa.Value{call}
	}
	var found []ssa.Value
	for _, user := range *call.Referrers() {
		if extract, ok := user.(*ssa.Extract); ok && extract.Index == index {
			found = append(found, extract)
		}
	}
	return found
}
