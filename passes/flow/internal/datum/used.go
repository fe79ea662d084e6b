package datum

import (
	"go/types"
	"reflect"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/cryptolint/cryptolint/passes/cryptoapi"
	"github.com/cryptolint/cryptolint/passes/flow/internal/ir"
	"github.com/cryptolint/cryptolint/passes/flow/internal/provenance"
	"github.com/cryptolint/cryptolint/passes/flow/internal/uses"
)

// UsedAs returns a sink of one of the roles whose value is the same datum as that of s, and
// the field that holds it, if one does. It returns nil if there is none.
func (x *Index) UsedAs(s *uses.Sink, roles []cryptoapi.Role) (used *uses.Sink, kept string) {
	for _, datum := range x.Of(s.Operand) {
		if used := x.As(datum, s, roles); used != nil {
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
func (x *Index) FieldUsedAs(s *uses.Sink, roles []cryptoapi.Role) (used *uses.Sink, field string) {
	if s.Operand == nil {
		return nil, ""
	}
	t := provenance.Plain(s.Operand).Type()
	if x.WritesItself(t) {
		return nil, ""
	}
	structure := ir.StructOf(t)
	if structure == nil {
		return nil, ""
	}
	for i := range structure.NumFields() {
		if x.WritesItself(structure.Field(i).Type()) || s.Role == cryptoapi.AsMarshalled && !marshalled(structure, i) {
			continue
		}
		for _, datum := range keyed(ir.FieldKey(t, i)) {
			if used := x.As(datum, s, roles); used != nil {
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

// As returns a sink of one of the roles that uses a datum, or nil. S is the sink that it is
// asked for.
func (x *Index) As(datum Datum, s *uses.Sink, roles []cryptoapi.Role) *uses.Sink {
	if x.used == nil {
		x.findUsed()
	}
	for _, other := range x.used[datum] {
		if slices.Contains(roles, other.Role) {
			return other
		}
	}
	if told := x.StorageFact(datum.key); told != nil {
		for _, use := range told.Uses {
			if slices.Contains(roles, cryptoapi.Role(use.Role)) {
				return &uses.Sink{Role: cryptoapi.Role(use.Role), Symbol: use.Symbol, Actions: use.Actions, API: use.API, Instr: s.Instr}
			}
		}
	}
	return nil
}

// findUsed notes what uses the data of the package. What a private key is read from is
// one, too.
func (x *Index) findUsed() {
	x.used = make(map[Datum][]*uses.Sink)
	for _, sink := range x.Found {
		if !sink.Named && !uses.Everywhere(sink.Role) && sink.Role != cryptoapi.AsMarshalled {
			x.noteUse(sink)
		}
	}
	for _, fn := range x.Funcs {
		for instr := range ir.Instructions(fn) {
			call, ok := instr.(*ssa.Call)
			if !ok {
				continue
			}
			for _, t := range x.Targets(call) {
				if t.Row == nil || t.Row.Result.Kind != cryptoapi.PrivateKey {
					continue
				}
				for _, argument := range t.Row.Result.Of {
					x.noteUse(&uses.Sink{Role: cryptoapi.AsSigningKey, Symbol: t.Row.Symbol(), API: t.Name(), Instr: call, Operand: t.Operand(argument), Parsed: true})
				}
			}
		}
	}
}

func (x *Index) noteUse(s *uses.Sink) {
	for _, datum := range append(x.madeOf(s.Operand), below(s)...) {
		x.used[datum] = append(x.used[datum], s)
	}
}

// below returns the fields of what a call passes that the callee uses.
func below(s *uses.Sink) []Datum {
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
