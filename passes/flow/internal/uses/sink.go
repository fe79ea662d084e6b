package uses

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/cryptolint/cryptolint/passes/flow/internal/ir"
	"github.com/cryptolint/cryptolint/passes/flow/internal/provenance"
	"github.com/cryptolint/cryptolint/passes/flow/internal/value"
)

// Place is what happens to the value at a sink.
type Place int

// The places, the most lasting first.
const (
	Kept     Place = iota // in a field, or under a key of a map
	Returned              // as a result
	Passed                // to a function
	Held                  // by a variable
)

// Place tells what happens to the value at the sink.
func (s *Sink) Place() Place {
	switch s.Instr.(type) {
	case *ssa.Store, *ssa.MapUpdate:
		return Kept
	case *ssa.Return:
		return Returned
	case ssa.CallInstruction:
		return Passed
	}
	return Held
}

// InMemory reports whether the value is stored in a field that is not exported: what encoders
// and mappers write to files and databases are the others.
func (s *Sink) InMemory() bool {
	store, ok := s.Instr.(*ssa.Store)
	if !ok {
		return false
	}
	field, ok := store.Addr.(*ssa.FieldAddr)
	return ok && !ir.StructOf(field.X.Type()).Field(field.Field).Exported()
}

// Func is the function that holds the sink.
func (s *Sink) Func() *ssa.Function { return s.Instr.Parent() }

// Passes reports whether an origin, on its way to where it was asked for, went through
// the function that holds the sink, or through the package variable that is the sink.
func (s *Sink) Passes(o *value.Origin) bool {
	fn := s.Func()
	for fn.Parent() != nil {
		fn = fn.Parent()
	}
	from, to := s.Pos(), s.End()
	if syntax := fn.Syntax(); syntax != nil {
		from, to = syntax.Pos(), syntax.End()
	}
	return slices.ContainsFunc(o.Steps.List(), func(step *value.Step) bool {
		return step.Func != nil && step.Func == fn.Object() || from <= step.Pos && step.Pos < to
	})
}

// Through reports whether the API is called by another function than the one
// that holds the sink.
func (s *Sink) Through() bool { return s.Use != nil }

// Beyond reports whether a function of another package than that is called at the sink
// and uses the value further down.
func (s *Sink) Beyond(pkg *types.Package) bool {
	callee := s.CalleePackage()
	return callee != nil && callee != pkg
}

// CalleePackage returns the package of the function that is called at the sink and uses the
// value further down, or nil where the sink is the use itself.
func (s *Sink) CalleePackage() *types.Package {
	if s.Use == nil || s.Target == nil || s.Target.Object == nil {
		return nil
	}
	return s.Target.Object.Pkg()
}

// CauseOf returns the place of an origin of the sink, or that of the sink where it comes
// about in another package. Findings with one cause are one defect.
func (s *Sink) CauseOf(o *value.Origin) token.Pos {
	if o.Pos.IsValid() {
		return o.Pos
	}
	return s.Pos()
}

// Names returns what the program calls the operand: the field or the variable of a package
// that it was taken out of, and the text by which it was asked for.
func (s *Sink) Names() []string {
	return append(provenance.KeptAs(s.Operand), provenance.AskedFor(s.Operand))
}

// TypeName returns the name of the type that the program declares for the operand, or "".
func (s *Sink) TypeName() string { return provenance.TypeName(s.Operand) }

// Pieces returns the constant texts that the text at the sink is put together from in the
// package, each once.
func (s *Sink) Pieces() []string { return provenance.Pieces(s.Operand) }

// Choices returns the constant texts that the text at the sink may be as they stand in the
// package, with nothing joined to them.
func (s *Sink) Choices() []string { return provenance.Choices(s.Operand) }

// Callee names the function that is called at the sink and uses the value further
// down, or is empty where the sink is the use itself.
func (s *Sink) Callee() string {
	if s.Use == nil || s.Target == nil {
		return ""
	}
	return s.Target.Name()
}

// Secret names what becomes a secret at a sink, by its name or by what uses it, to begin a
// sentence with: "the session id in web.Session.ID", "the token for http.Cookie.Value".
func (s *Sink) Secret() string {
	if s.Named {
		return "the " + s.Noun + " in " + s.API
	}
	return "the " + s.Role.String() + " for " + s.Subject()
}

// Value names the value at a sink, which a noun says what it is used as: the field
// "session.Session.Token", whose name says so itself, "the session id in the result of Login",
// "the nonce of cipher.AEAD.Seal".
func (s *Sink) Value(noun string) string {
	switch {
	case !s.Named:
		return "the " + noun + " of " + s.API
	case endsIn(s.API, noun):
		return s.API
	}
	return "the " + noun + " in " + s.API
}

// endsIn reports whether the name of a field or variable ends in what it holds:
// "session.Session.Token" is a token.
func endsIn(name, noun string) bool {
	return !strings.HasPrefix(name, "the ") && strings.HasSuffix(strings.ToLower(name), strings.ReplaceAll(noun, " ", ""))
}

// How says in a message how a comparison is made: "with bytes.Equal", "in a loop", "by
// isValid with ==".
func (s *Sink) How() string {
	how := "with " + s.API
	if s.Is(ByLoop) {
		how = "in a loop"
	}
	if call, ok := s.Node().(*ast.CallExpr); ok && s.Through() {
		return "by " + types.ExprString(call.Fun) + " " + how
	}
	return how
}

// Subject names what is called, and the function of the program that calls it, to begin
// a sentence with.
func (s *Sink) Subject() string {
	if callee := s.Callee(); callee != "" {
		return s.API + ", called by " + callee + ","
	}
	return s.API
}
