// Package datum tells which values of a package are one datum, in copies and other spellings,
// and what is done with it elsewhere: in which roles it is used, whether its length is compared.
package datum

import (
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/cryptolint/cryptolint/passes/flow/internal/eval"
	"github.com/cryptolint/cryptolint/passes/flow/internal/ir"
	"github.com/cryptolint/cryptolint/passes/flow/internal/provenance"
	"github.com/cryptolint/cryptolint/passes/flow/internal/uses"
)

// Datum is what a value is a copy or a spelling of, where a function names it: a
// parameter, the result of a call, a local variable, or a field or package variable by its
// key. Two values of one datum hold the same.
type Datum struct {
	value  ssa.Value
	index  int
	key    string // of a field or variable
	global bool   // it is a variable, of which there is one
}

// maxSteps bounds the steps from a value to what it is a copy of.
const maxSteps = 8

// An Index knows what the data of a package are used for.
type Index struct {
	*uses.Finder

	used     map[Datum][]*uses.Sink // what uses a datum; nil until somebody asks
	compared map[Datum]bool         // whose length is compared; nil until somebody asks
}

// New returns an index of what a finder finds.
func New(f *uses.Finder) *Index { return &Index{Finder: f} }

// Of returns the data that a value is a copy or a spelling of.
func (x *Index) Of(v ssa.Value) []Datum { return reader{Finder: x.Finder}.data(v, maxSteps) }

// madeOf returns the data that a value is made of, also by functions of other packages,
// whose code is not in sight: they may use a part only.
func (x *Index) madeOf(v ssa.Value) []Datum {
	return reader{Finder: x.Finder, elsewhere: true}.data(v, maxSteps)
}

type reader struct {
	*uses.Finder
	elsewhere bool // functions of other packages are looked through
	parts     bool // a part is taken for what it is cut from
}

func (e reader) data(v ssa.Value, depth int) []Datum {
	if v == nil || depth == 0 {
		return nil
	}
	if original := e.copied(v); original != nil {
		return e.data(original, depth-1)
	}
	switch w := v.(type) {
	case *ssa.FieldAddr:
		return append(keyed(ir.AddressKey(w)), e.decoded(w.X, depth)...)
	case *ssa.Field:
		return keyed(ir.FieldKey(w.X.Type(), w.Field))
	case *ssa.Global:
		return []Datum{{key: ir.GlobalKey(w), global: true}}
	case *ssa.Alloc:
		if stored := provenance.OnlyStore(w); stored != nil {
			return append([]Datum{{value: v}}, e.data(stored, depth-1)...)
		}
	case *ssa.Phi:
		found := []Datum{{value: v}}
		for _, edge := range w.Edges {
			found = append(found, e.data(edge, depth/2)...)
		}
		return found
	case *ssa.Extract:
		if call, ok := w.Tuple.(*ssa.Call); ok {
			return append([]Datum{{value: call, index: w.Index}}, e.spelledFrom(call, w.Index, depth)...)
		}
		return []Datum{{value: w.Tuple, index: w.Index}}
	case *ssa.Call:
		return append([]Datum{{value: v}}, e.spelledFrom(w, 0, depth)...)
	case *ssa.BinOp:
		if w.Op == token.ADD {
			return append(e.data(w.X, depth/2), e.data(w.Y, depth/2)...)
		}
		return nil
	case *ssa.Const, *ssa.UnOp, *ssa.Index, *ssa.IndexAddr, *ssa.Lookup:
		return nil
	}
	return []Datum{{value: v}}
}

// copied returns the value of which another is nothing but a copy: in another type, loaded,
// captured, or all of it sliced. It is nil if there is none.
func (e reader) copied(v ssa.Value) ssa.Value {
	switch v := v.(type) {
	case *ssa.Convert:
		return v.X
	case *ssa.ChangeType:
		return v.X
	case *ssa.MakeInterface:
		return v.X
	case *ssa.ChangeInterface:
		return v.X
	case *ssa.TypeAssert:
		return v.X
	case *ssa.Slice:
		if !provenance.IsPart(v) || e.parts {
			return v.X
		}
	case *ssa.FreeVar:
		return e.capturedBy(v)
	case *ssa.UnOp:
		if v.Op == token.MUL {
			return v.X
		}
	}
	return nil
}

func keyed(key string) []Datum {
	if key == "" {
		return nil
	}
	return []Datum{{key: key}}
}

// decoded returns the data of the text that an object was decoded from: block.Bytes is what
// the PEM says. An object that a method returns after it has changed it was decoded from none.
func (e reader) decoded(object ssa.Value, depth int) []Datum {
	if result, ok := provenance.Plain(object).(*ssa.Extract); ok {
		if call, ok := result.Tuple.(*ssa.Call); ok {
			return slices.DeleteFunc(e.spelledFrom(call, result.Index, depth), e.isObject)
		}
	}
	return nil
}

// isObject reports whether a datum is a struct, or what points to one.
func (e reader) isObject(d Datum) bool {
	if d.value != nil {
		tuple, several := d.value.Type().(*types.Tuple)
		if several {
			return d.index < tuple.Len() && ir.StructOf(tuple.At(d.index).Type()) != nil
		}
		return ir.StructOf(d.value.Type()) != nil
	}
	field, _ := e.FieldOf(d.key)
	return field != nil && ir.StructOf(field.Type()) != nil
}

// spelledFrom returns the data that a call writes in another form: hex.EncodeToString(key).
func (e reader) spelledFrom(call *ssa.Call, result, depth int) []Datum {
	var found []Datum
	for _, t := range e.Targets(call) {
		switch {
		case t.Row == nil:
			found = append(found, e.returned(t, result, depth)...)
		case result == 0 && t.Row.Keeps():
			for _, argument := range t.Row.Result.From {
				found = append(found, e.data(t.Operand(argument), depth-1)...)
			}
		}
	}
	return found
}

// returned returns the data of what a function of the program is passed and returns, in the
// same or another spelling.
func (e reader) returned(t *eval.Target, result, depth int) []Datum {
	operands := t.Operands()
	var found []Datum
	if e.HasBody(t.Fn) {
		for ret := range ir.Returns(t.Fn) {
			if result >= len(ret.Results) {
				continue
			}
			for _, datum := range e.data(ret.Results[result], depth/2) {
				if i := slices.IndexFunc(t.Fn.Params, func(p *ssa.Parameter) bool { return datum.value == ssa.Value(p) }); i >= 0 && i < len(operands) {
					found = append(found, e.data(operands[i], depth-1)...)
				} else if datum.key != "" {
					found = append(found, datum)
				}
			}
		}
		return found
	}
	if !e.elsewhere || returnsFunction(t, result) {
		return nil // a function that has captured a datum does not spell it
	}
	v, _ := e.ResultOf(t, result, "")
	for _, o := range v.Origins() {
		if o.Open() && o.Form == "" && o.Path == "" && o.Param <= len(operands) {
			found = append(found, e.data(operands[o.Param-1], depth-1)...)
		}
	}
	return found
}

// returnsFunction reports whether a result of a target is a function: an option, which sets
// one of several fields to what it was made with.
func returnsFunction(t *eval.Target, result int) bool {
	if t.Object == nil || result >= t.Object.Signature().Results().Len() {
		return false
	}
	_, is := t.Object.Signature().Results().At(result).Type().Underlying().(*types.Signature)
	return is
}

// capturedBy returns what a closure captured under the name, if it is made at one place.
func (e reader) capturedBy(v *ssa.FreeVar) ssa.Value {
	made := e.Closures[v.Parent()]
	i := slices.Index(v.Parent().FreeVars, v)
	if len(made) != 1 || i < 0 {
		return nil
	}
	return made[0].Bindings[i]
}
