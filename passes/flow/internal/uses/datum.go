package uses

import (
	"go/token"
	"go/types"
	"reflect"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/cryptolint/cryptolint/passes/cryptoapi"
	"github.com/cryptolint/cryptolint/passes/flow/internal/eval"
	"github.com/cryptolint/cryptolint/passes/flow/internal/ir"
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

// Data returns the data that a value is a copy or a spelling of.
func (e *Finder) Data(v ssa.Value) []Datum { return dataReader{Finder: e}.data(v, maxShown) }

// dataFor returns the data that a value is made of, also by functions of other packages,
// whose code is not in sight: they may use a part only.
func (e *Finder) dataFor(v ssa.Value) []Datum {
	return dataReader{Finder: e, elsewhere: true}.data(v, maxShown)
}

type dataReader struct {
	*Finder
	elsewhere bool // functions of other packages are looked through
	parts     bool // a part is taken for what it is cut from
}

func (e dataReader) data(v ssa.Value, depth int) []Datum {
	if v == nil || depth == 0 {
		return nil
	}
	switch w := v.(type) {
	case *ssa.Const:
		return nil
	case *ssa.Convert:
		return e.data(w.X, depth-1)
	case *ssa.ChangeType:
		return e.data(w.X, depth-1)
	case *ssa.MakeInterface:
		return e.data(w.X, depth-1)
	case *ssa.ChangeInterface:
		return e.data(w.X, depth-1)
	case *ssa.TypeAssert:
		return e.data(w.X, depth-1)
	case *ssa.Slice:
		if cut(w) && !e.parts {
			return nil
		}
		return e.data(w.X, depth-1)
	case *ssa.FieldAddr:
		return append(keyed(ir.AddressKey(w)), e.decoded(w.X, depth)...)
	case *ssa.Field:
		return keyed(ir.FieldKey(w.X.Type(), w.Field))
	case *ssa.Global:
		return []Datum{{key: ir.GlobalKey(w), global: true}}
	case *ssa.FreeVar:
		if outer := e.capturedBy(w); outer != nil {
			return e.data(outer, depth-1)
		}
	case *ssa.UnOp:
		if w.Op == token.MUL {
			return e.data(w.X, depth-1)
		}
		return nil
	case *ssa.Alloc:
		if stored := onlyStore(w); stored != nil {
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
	case *ssa.Index, *ssa.IndexAddr, *ssa.Lookup:
		return nil
	}
	return []Datum{{value: v}}
}

func keyed(key string) []Datum {
	if key == "" {
		return nil
	}
	return []Datum{{key: key}}
}

// decoded returns the data of the text that an object was decoded from: block.Bytes is what
// the PEM says.
func (e dataReader) decoded(object ssa.Value, depth int) []Datum {
	if result, ok := Plain(object).(*ssa.Extract); ok {
		if call, ok := result.Tuple.(*ssa.Call); ok {
			return e.spelledFrom(call, result.Index, depth)
		}
	}
	return nil
}

// spelledFrom returns the data that a call writes in another form: hex.EncodeToString(key).
func (e dataReader) spelledFrom(call *ssa.Call, result, depth int) []Datum {
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
func (e dataReader) returned(t *eval.Target, result, depth int) []Datum {
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
	if !e.elsewhere {
		return nil
	}
	v, _ := e.ResultOf(t, result, "")
	for _, o := range v.Origins() {
		if o.Open() && o.Form == "" && o.Path == "" && o.Param <= len(operands) {
			found = append(found, e.data(operands[o.Param-1], depth-1)...)
		}
	}
	return found
}

// capturedBy returns what a closure captured under the name, if it is made at one place.
func (e *Finder) capturedBy(v *ssa.FreeVar) ssa.Value {
	made := e.Closures[v.Parent()]
	i := slices.Index(v.Parent().FreeVars, v)
	if len(made) != 1 || i < 0 {
		return nil
	}
	return made[0].Bindings[i]
}

// UsedAs returns a sink of one of the roles whose value is the same datum as that of s, and
// the field that holds it, if one does. It returns nil if there is none.
func (e *Finder) UsedAs(s *Sink, roles []cryptoapi.Role) (used *Sink, kept string) {
	for _, datum := range e.Data(s.Operand) {
		if used := e.usedDatum(datum, s, roles); used != nil {
			if datum.global {
				return used, ""
			}
			return used, datum.key
		}
	}
	return nil, ""
}

// FieldUsedAs returns a sink of one of the roles that uses a field of the struct at s, and
// the name of the field. It returns nil if there is none.
func (e *Finder) FieldUsedAs(s *Sink, roles []cryptoapi.Role) (used *Sink, field string) {
	if s.Operand == nil {
		return nil, ""
	}
	t := Plain(s.Operand).Type()
	if e.writesItself(t) {
		return nil, ""
	}
	structure := ir.StructOf(t)
	if structure == nil {
		return nil, ""
	}
	for i := range structure.NumFields() {
		if e.writesItself(structure.Field(i).Type()) || s.Role == cryptoapi.AsMarshalled && !marshalled(structure, i) {
			continue
		}
		for _, datum := range keyed(ir.FieldKey(t, i)) {
			if used := e.usedDatum(datum, s, roles); used != nil {
				return used, structure.Field(i).Name()
			}
		}
	}
	return nil, ""
}

// marshalled reports whether a field is written where the struct is marshalled.
func marshalled(structure *types.Struct, field int) bool {
	for _, format := range []string{"json", "yaml", "xml"} {
		if reflect.StructTag(structure.Tag(field)).Get(format) == "-" {
			return false
		}
	}
	return structure.Field(field).Exported()
}

// usedDatum returns a sink of one of the roles that uses a datum, or nil.
func (e *Finder) usedDatum(datum Datum, s *Sink, roles []cryptoapi.Role) *Sink {
	if e.usedData == nil {
		e.findUsedData()
	}
	for _, other := range e.usedData[datum] {
		if slices.Contains(roles, other.Role) {
			return other
		}
	}
	if told := e.StorageFact(datum.key); told != nil {
		for _, use := range told.Uses {
			if slices.Contains(roles, cryptoapi.Role(use.Role)) {
				return &Sink{Role: cryptoapi.Role(use.Role), Symbol: use.Symbol, Actions: use.Actions, API: use.API, Instr: s.Instr}
			}
		}
	}
	return nil
}

// findUsedData notes what uses the data of the package. What a private key is read from is
// one, too.
func (e *Finder) findUsedData() {
	e.usedData = make(map[Datum][]*Sink)
	for _, sink := range e.Found {
		if !sink.Named && !everywhere(sink.Role) && sink.Role != cryptoapi.AsMarshalled {
			e.noteUse(sink)
		}
	}
	for _, fn := range e.Funcs {
		for instr := range ir.Instructions(fn) {
			call, ok := instr.(*ssa.Call)
			if !ok {
				continue
			}
			for _, t := range e.Targets(call) {
				if t.Row == nil || t.Row.Result.Kind != cryptoapi.PrivateKey {
					continue
				}
				for _, argument := range t.Row.Result.Of {
					e.noteUse(&Sink{Role: cryptoapi.AsSigningKey, Symbol: t.Row.Symbol(), API: t.Name(), Instr: call, Operand: t.Operand(argument), Parsed: true})
				}
			}
		}
	}
}

func (e *Finder) noteUse(s *Sink) {
	for _, datum := range append(e.dataFor(s.Operand), below(s)...) {
		e.usedData[datum] = append(e.usedData[datum], s)
	}
}

// below returns the fields of what a call passes that the callee uses.
func below(s *Sink) []Datum {
	if s.Use == nil || s.Target == nil {
		return nil
	}
	var found []Datum
	for _, o := range s.Use.Value.Origins() {
		operands := s.Target.Operands()
		if !o.Open() || o.Path == "" || o.Param > len(operands) || operands[o.Param-1] == nil {
			continue
		}
		if owner, field := ir.FieldAt(operands[o.Param-1].Type(), o.Path); field >= 0 {
			found = append(found, keyed(ir.FieldKey(owner, field))...)
		}
	}
	return found
}

// NameOf is what the program calls the value at a sink: the field or package variable that
// holds it, the variable, or the text by which it was asked for. It may be empty.
func (e *Finder) NameOf(s *Sink) string {
	for _, v := range e.copies(s.Operand, maxShown) {
		for _, name := range []string{e.LocalNames[v], nameOf(v)} {
			if name != "" {
				return name
			}
		}
		if names := append(KeptAs(v), AskedFor(v)); names[0] != "" {
			return names[0]
		}
	}
	return ""
}

// IsPrivateKey reports whether the value at a sink is a private key, or a spelling of one.
func (e *Finder) IsPrivateKey(s *Sink) bool {
	return slices.ContainsFunc(e.copies(s.Operand, maxShown), func(v ssa.Value) bool { return privateKeyType(v.Type()) })
}

// IsRequest reports whether the value at a sink is an HTTP request or its headers: a text of
// it shows what is in the headers.
func (e *Finder) IsRequest(s *Sink) bool {
	return slices.ContainsFunc(e.copies(s.Operand, maxShown), func(v ssa.Value) bool {
		if field, ok := v.(*ssa.FieldAddr); ok {
			return ir.FieldKey(field.X.Type(), field.Field) == "net/http.Request.Header"
		}
		return ir.TypeName(v.Type()) == "net/http.Request"
	})
}

// copies returns a value and what it is a copy or a spelling of, the nearest first.
func (e *Finder) copies(v ssa.Value, depth int) []ssa.Value {
	if v == nil || depth == 0 {
		return nil
	}
	found := []ssa.Value{v}
	if plain := Plain(v); plain != v {
		found = append(found, plain)
		v = plain
	}
	if load, ok := v.(*ssa.UnOp); ok {
		found = append(found, load.X)
	}
	if call, ok := v.(*ssa.Call); ok {
		for _, t := range e.Targets(call) {
			if !t.Row.Keeps() {
				continue
			}
			for _, argument := range t.Row.Result.From {
				found = append(found, e.copies(t.Operand(argument), depth-1)...)
			}
		}
	}
	return found
}
