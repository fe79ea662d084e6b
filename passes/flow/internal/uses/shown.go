package uses

import (
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/cryptolint/cryptolint/internal/lazyregexp"
	"github.com/cryptolint/cryptolint/passes/cryptoapi"
	"github.com/cryptolint/cryptolint/passes/flow/internal/eval"
	"github.com/cryptolint/cryptolint/passes/flow/internal/ir"
	"github.com/cryptolint/cryptolint/passes/flow/internal/provenance"
)

// maxShownHops is how far from its callers something is shown that they pass. Much of what
// a program passes on is shown somewhere.
const maxShownHops = 2

// helpsToShow reports whether a sink may be in a helper that only shows what it is passed:
// one that returns nothing.
func (s *Sink) helpsToShow() bool {
	return s.hops < maxShownHops && s.Func().Signature.Results().Len() == 0
}

// maxShown bounds how deep the parts of what a call shows are looked for.
const maxShown = 8

// eachShown returns the sinks of what a call shows: one for each element of a variadic list
// or of a map, and for each part of a text that is put together there. It leaves out what
// cannot show a secret: numbers, constants, values of which only a part is taken, those
// that a verb such as %T shows nothing of, and types that say themselves how they are
// written. A sink of another role is returned as it is.
func (e *Finder) eachShown(s *Sink) []*Sink {
	if s.Role != cryptoapi.AsShown {
		return []*Sink{s}
	}
	var found []*Sink
	for _, part := range e.shownParts(s.Operand, formatBefore(s), maxShown) {
		one := *s
		one.Operand, one.part = part, part != s.Operand
		found = append(found, &one)
	}
	return found
}

// formatBefore returns the constant format that a call passes before what it shows, or "".
func formatBefore(s *Sink) string {
	if s.Target == nil {
		return ""
	}
	return formatOf(s.Target.Args, s.Operand)
}

func formatOf(args []ssa.Value, shown ssa.Value) string {
	i := slices.Index(args, shown)
	if i < 1 {
		return ""
	}
	format, _ := ir.ConstantText(args[i-1])
	return format
}

// shownParts returns what a value shows that can be a secret.
func (e *Finder) shownParts(v ssa.Value, format string, depth int) []ssa.Value {
	if v == nil || depth == 0 {
		return nil
	}
	var found []ssa.Value
	each := func(values ...ssa.Value) []ssa.Value {
		for _, value := range values {
			found = append(found, e.shownParts(value, "", depth-1)...)
		}
		return found
	}
	switch w := v.(type) {
	case *ssa.Const:
		return nil
	case *ssa.MakeInterface:
		return each(w.X)
	case *ssa.ChangeInterface:
		return each(w.X)
	case *ssa.MakeMap:
		return each(mapped(w)...)
	case *ssa.BinOp:
		return each(w.X, w.Y)
	case *ssa.Slice:
		if array, ok := w.X.(*ssa.Alloc); ok && array.Comment == "varargs" {
			return each(written(format, provenance.ElementsOf(array))...)
		}
	case *ssa.Call:
		if t := e.formats(w); t != nil {
			last := t[len(t)-1]
			return e.shownParts(last, formatOf(t, last), depth-1)
		}
	}
	if !e.tells(v.Type()) || e.partial(v, depth) {
		return nil
	}
	return []ssa.Value{v}
}

// mapped returns what a function puts into a map of its own.
func mapped(m *ssa.MakeMap) []ssa.Value {
	var values []ssa.Value
	for _, user := range *m.Referrers() {
		switch user := user.(type) {
		case *ssa.MapUpdate:
			values = append(values, user.Value)
		}
	}
	return values
}

// formats returns the arguments of a call that makes a text of a list: fmt.Sprintf.
func (e *Finder) formats(call *ssa.Call) []ssa.Value {
	for _, t := range e.Targets(call) {
		if t.Row.Is("fmt.Sprintf", "fmt.Sprint", "fmt.Sprintln") {
			return t.Args
		}
	}
	return nil
}

// verb matches a verb of a format: its precision, and its letter.
var verb = lazyregexp.New(`%[-+# 0]*\d*(\.\d*)?([a-zA-Z%])`)

// written leaves out the elements of which a format shows nothing, or only a part.
func written(format string, elements []ssa.Value) []ssa.Value {
	var verbs [][]string
	for _, found := range verb.FindAllStringSubmatch(format, -1) {
		if found[2] != "%" {
			verbs = append(verbs, found)
		}
	}
	if len(verbs) != len(elements) {
		return elements
	}
	var kept []ssa.Value
	for i, element := range elements {
		switch {
		case verbs[i][1] != "", verbs[i][2] == "T", verbs[i][2] == "p", verbs[i][2] == "t":
		default:
			kept = append(kept, element)
		}
	}
	return kept
}

// tells reports whether what is shown of a value of the type can be a secret: a text,
// bytes, a key or headers, if the type does not say itself how it is written.
func (e *Finder) tells(t types.Type) bool {
	if privateKeyType(t) || ir.TypeName(t) == "net/http.Header" {
		return true
	}
	switch u := t.Underlying().(type) {
	case *types.Interface:
		return u.Empty()
	case *types.Slice: // of what a caller passes
		if iface, ok := u.Elem().Underlying().(*types.Interface); ok {
			return iface.Empty()
		}
	}
	return (ir.IsString(t) || ir.IsBytes(t) || holdsText(t)) && !e.WritesItself(t)
}

// holdsText reports whether a type is a struct, or a pointer to one, that has a field of text
// or bytes.
func holdsText(t types.Type) bool {
	structure := ir.StructOf(t)
	if structure == nil {
		return false
	}
	for i := range structure.NumFields() {
		if field := structure.Field(i).Type(); ir.IsString(field) || ir.IsBytes(field) {
			return true
		}
	}
	return false
}

// writers are the methods by which a type says how it is written.
var writers = []string{"String", "GoString", "Format", "Error", "LogValue", "MarshalText", "MarshalJSON", "MarshalZerologObject", "MarshalLogObject"}

// WritesItself reports whether the type has a method that writes it, of which the table
// does not say that it shows the content.
func (e *Finder) WritesItself(t types.Type) bool {
	methods := types.NewMethodSet(t)
	for _, name := range writers {
		method := methods.Lookup(nil, name)
		if method == nil {
			continue
		}
		fn, ok := method.Obj().(*types.Func)
		if row := e.Table.Func(fn); ok && (row == nil || !row.Result.Says()) {
			return true
		}
	}
	return false
}

// privateKeyType reports whether the type is that of private keys which a text of any format
// shows.
func privateKeyType(t types.Type) bool {
	return cryptoapi.IsPrivateKey(ir.TypeName(t))
}

// partial reports whether a value is only a part of another: the beginning of a token,
// what a function of the program leaves of it.
func (e *Finder) partial(v ssa.Value, depth int) bool {
	if depth == 0 {
		return false
	}
	switch v := v.(type) {
	case *ssa.MakeInterface:
		return e.partial(v.X, depth-1)
	case *ssa.Convert:
		return e.partial(v.X, depth-1)
	case *ssa.ChangeType:
		return e.partial(v.X, depth-1)
	case *ssa.Slice:
		return provenance.IsPart(v) || e.partial(v.X, depth-1)
	case *ssa.Phi:
		return slices.ContainsFunc(v.Edges, func(edge ssa.Value) bool { return e.partial(edge, depth/2) })
	case *ssa.Extract:
		return e.partial(v.Tuple, depth-1)
	case *ssa.Call:
		return e.leavesPart(v, depth)
	}
	return false
}

// leavesPart reports whether a call may return a part of what it is passed.
func (e *Finder) leavesPart(call *ssa.Call, depth int) bool {
	for _, t := range e.Targets(call) {
		switch {
		case t.Row != nil:
			for _, argument := range t.Row.Result.From {
				if operand := t.Operand(argument); operand != nil && e.partial(operand, depth-1) {
					return true
				}
			}
		case e.HasBody(t.Fn):
			if e.cuts(t.Fn, 2) {
				return true
			}
		}
	}
	return false
}

// cuts reports whether a function, or one of the package that it calls, takes a part of a
// text or of bytes, or one of several texts.
func (e *Finder) cuts(fn *ssa.Function, depth int) bool {
	for instr := range ir.Instructions(fn) {
		switch instr := instr.(type) {
		case *ssa.Slice:
			if provenance.IsPart(instr) {
				return true
			}
		case *ssa.IndexAddr:
			if array, ok := instr.X.(*ssa.Alloc); !ok || array.Comment != "varargs" {
				return true
			}
		case *ssa.Lookup, *ssa.Index:
			return true
		case *ssa.Call:
			if depth > 0 && slices.ContainsFunc(e.Targets(instr), func(t *eval.Target) bool { return e.HasBody(t.Fn) && e.cuts(t.Fn, depth-1) }) {
				return true
			}
		}
	}
	return false
}

// IsResponse reports whether a writer was an http.ResponseWriter before it became another
// interface.
func IsResponse(writer ssa.Value) bool {
	if changed, ok := writer.(*ssa.ChangeInterface); ok {
		writer = changed.X
	}
	return ir.TypeName(writer.Type()) == "net/http.ResponseWriter"
}
