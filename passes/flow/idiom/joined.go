package idiom

import (
	"go/ast"
	"go/constant"
	"go/token"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/cryptolint/cryptolint/passes/cryptoapi"
	"github.com/cryptolint/cryptolint/passes/flow/internal/eval"
	"github.com/cryptolint/cryptolint/passes/flow/internal/ir"
	"github.com/cryptolint/cryptolint/passes/flow/internal/memory"
	"github.com/cryptolint/cryptolint/passes/flow/internal/value"
)

// A Joined is where a hash or a MAC gets two texts of any length, one directly behind the other:
// "ab" and "c" are then the same as "a" and "bc".
type Joined struct {
	Node          ast.Node // what gets the second
	First, Second string   // what the program calls the texts, or ""
	MAC           bool
}

// JoinedTexts returns where that is so: two calls that write to one hash or MAC, or one that gets
// both. Digests, keys and other bytes may have a fixed length, and are not considered.
func (e *Matcher) JoinedTexts() []Joined {
	if e.Finder == nil {
		return nil
	}
	e.mu.Lock()
	defer e.mu.Unlock()
	var found []Joined
	for _, c := range e.Calls(func(t *eval.Target, _ *ssa.Call) bool {
		return t.Row != nil && (t.Row.Result.Kind == cryptoapi.Hasher || t.Row.Result.Kind == cryptoapi.MAC)
	}) {
		root := value.Alternative{{Source: &value.Source{Kind: c.Target.Row.Result.Kind, Detail: c.Target.Row.Result.Detail}}}
		if takesState(root) {
			found = append(found, e.joinedIn(c.Instr, c.Target.Row.Result.Kind == cryptoapi.MAC)...)
		}
	}
	for _, s := range e.Found {
		if s.Role == cryptoapi.AsMessage && !s.Through() && s.Operand != nil && s.Syntax != nil {
			if first, second := adjacent(textsIn(s.Operand, maxJoined)); second != nil {
				found = append(found, Joined{s.Syntax, e.textName(first), e.textName(second), s.Does(cryptoapi.Authenticate)})
			}
		}
	}
	return found
}

// joinedIn returns the first such place among the calls of one block that write to a hash.
func (e *Matcher) joinedIn(made *ssa.Call, mac bool) []Joined {
	s := summing{Matcher: e, at: made, hash: made}
	for _, events := range e.HistoryOf(made, made.Parent()).ByBlock {
		written := []ssa.Value{nil} // by the blocks before
		for _, ev := range events {
			if ev.Kind == memory.Defines {
				written = nil
				continue
			}
			operands, ok := s.writtenBy(ev, 1)
			if !ok {
				written = append(written, nil)
				continue
			}
			for _, operand := range operands {
				written = append(written, textsIn(operand, maxJoined)...)
			}
			node := e.Nodes[ev.Instr.Pos()]
			if first, second := adjacent(written); second != nil && node != nil {
				return []Joined{{node, e.textName(first), e.textName(second), mac}}
			}
		}
	}
	return nil
}

// textsIn returns what a value is put together from, in order: texts of any length, constants, and
// nil for what is neither.
func textsIn(v ssa.Value, depth int) []ssa.Value {
	if depth == 0 {
		return []ssa.Value{nil}
	}
	switch v := v.(type) {
	case *ssa.Convert:
		if ir.IsString(v.X.Type()) {
			return textsIn(v.X, depth-1)
		}
	case *ssa.ChangeType:
		return textsIn(v.X, depth-1)
	case *ssa.BinOp:
		if v.Op == token.ADD && ir.IsString(v.Type()) {
			return append(textsIn(v.X, depth-1), textsIn(v.Y, depth-1)...)
		}
	case *ssa.Call:
		if builtin, ok := v.Call.Value.(*ssa.Builtin); ok && builtin.Name() == "append" && len(v.Call.Args) == 2 {
			return append(textsIn(v.Call.Args[0], depth-1), textsIn(v.Call.Args[1], depth-1)...)
		}
	case *ssa.Parameter, *ssa.Field, *ssa.Lookup, *ssa.FreeVar, *ssa.UnOp, *ssa.Index:
		if ir.IsString(v.Type()) {
			return []ssa.Value{v}
		}
	case *ssa.Const:
		if v.Value != nil && v.Value.Kind() == constant.String && constant.StringVal(v.Value) == "" {
			return nil
		}
		return []ssa.Value{v}
	}
	return []ssa.Value{nil}
}

// adjacent returns two texts that follow each other directly, and are not one. What is unknown
// before the first may be its length.
func adjacent(parts []ssa.Value) (first, second ssa.Value) {
	for i := 1; i < len(parts); i++ {
		if isAnyText(parts[i-1]) && isAnyText(parts[i]) && parts[i-1] != parts[i] && (i == 1 || parts[i-2] != nil) {
			return parts[i-1], parts[i]
		}
	}
	return nil, nil
}

// isAnyText reports whether a part is a text of any length, and no constant.
func isAnyText(part ssa.Value) bool {
	_, constant := part.(*ssa.Const)
	return part != nil && !constant
}

// textName is what the program calls a text.
func (e *Matcher) textName(v ssa.Value) string {
	switch v := v.(type) {
	case *ssa.Parameter:
		return v.Name()
	case *ssa.FreeVar:
		return v.Name()
	case *ssa.UnOp:
		if regions := e.Regions(v.X); len(regions) == 1 && regions[0].Path != "" {
			return strings.TrimPrefix(regions[0].Path, ".")
		}
	}
	return e.LocalNames[v]
}
