package uses

import (
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/cryptolint/cryptolint/passes/cryptoapi"
	"github.com/cryptolint/cryptolint/passes/flow/internal/callee"
	"github.com/cryptolint/cryptolint/passes/flow/internal/ir"
	"github.com/cryptolint/cryptolint/passes/flow/internal/scope"
	"github.com/cryptolint/cryptolint/passes/flow/internal/value"
)

// SinkText returns what the call of a sink uses in another role.
func (e *Finder) SinkText(s *Sink, wanted cryptoapi.Role) value.Value {
	if s.Use != nil || s.Target == nil || s.Target.Row == nil {
		return nil
	}
	for _, argument := range callee.Arguments(s.Target.Row.Args) {
		if s.Target.Row.Args[argument] == wanted && s.Target.Operand(argument) != nil {
			return e.Origins(s.Target.Operand(argument), "", s.Instr)
		}
	}
	return nil
}

// hashField is the path of the hash in signature and OAEP options.
const hashField = ".Hash"

// SinkBelow is sinkValue for what a path selects.
func (e *Finder) SinkBelow(s *Sink, path string) value.Value {
	if s.Use == nil {
		return e.Origins(s.Operand, path, s.Instr)
	}
	below := s.Use.Value.Map(func(o *value.Origin) value.Value {
		if !o.Open() || o.Form != "" {
			return nil
		}
		field := o.Copy()
		field.Path += path
		field.Storage = ""
		return value.Of(field)
	})
	return e.Instantiate(below, s.Target, s.Call).Then(s.Target.Step(value.Passed, s.Pos()))
}

// ToldOfField reports whether a call leads to the use of a field whose content is
// told elsewhere: where its own package uses it, or where this one sets it.
func (e *Finder) ToldOfField(s *Sink) bool {
	if s.Use == nil {
		return false
	}
	open := false
	for _, o := range s.Use.Value.Origins() {
		if !o.Open() {
			continue
		}
		open = true
		if !o.Stored() {
			return false
		}
		told := e.StorageFact(o.Storage)
		if (told == nil || len(told.Uses) == 0) && len(scope.Closed(e.StoredIn(o.Storage))) == 0 {
			return false
		}
	}
	return open
}

// Text reports whether the value at a sink was made from text by the function that
// holds it: it is a string, a conversion of one, or a marshalled document.
func (s *Sink) Text() bool { return isText(s.Operand, 4) }

// Number reports whether the value at a sink is a number, of whatever name its type has.
func (s *Sink) Number() bool {
	if s.Operand == nil {
		return false
	}
	basic, ok := s.Operand.Type().Underlying().(*types.Basic)
	return ok && basic.Info()&types.IsNumeric != 0
}

func isText(v ssa.Value, depth int) bool {
	if v == nil || depth == 0 {
		return false
	}
	switch v := v.(type) {
	case *ssa.Convert:
		return ir.IsString(v.X.Type())
	case *ssa.MultiConvert:
		return ir.IsString(v.X.Type())
	case *ssa.ChangeType:
		return isText(v.X, depth-1)
	case *ssa.Slice:
		return isText(v.X, depth-1)
	case *ssa.Extract:
		return v.Index == 0 && isText(v.Tuple, depth-1)
	case *ssa.Call:
		callee := v.Call.StaticCallee()
		if callee == nil || callee.Pkg == nil {
			return false
		}
		switch callee.Pkg.Pkg.Path() {
		case "encoding/json", "encoding/xml", "fmt":
			return true
		}
	}
	return false
}

// TextOf returns the operands of a call that are encrypted or authenticated.
func TextOf(s *Sink) []ssa.Value {
	if s.Use != nil || s.Target.Row == nil {
		return nil
	}
	var texts []ssa.Value
	for _, argument := range callee.Arguments(s.Target.Row.Args) {
		role := s.Target.Row.Args[argument]
		if operand := s.Target.Operand(argument); operand != nil && (role == cryptoapi.AsPlaintext || role == cryptoapi.AsAssociatedData) {
			texts = append(texts, operand)
		}
	}
	return texts
}
