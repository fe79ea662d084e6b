package fact

import (
	"cmp"
	"go/constant"
	"go/token"
	"go/types"
	"slices"
	"strings"

	"github.com/cryptolint/cryptolint/passes/cryptoapi"
	"github.com/cryptolint/cryptolint/passes/flow/internal/ir"
	"github.com/cryptolint/cryptolint/passes/flow/internal/location"
	"github.com/cryptolint/cryptolint/passes/flow/internal/memo"
	"github.com/cryptolint/cryptolint/passes/flow/internal/value"
)

// A Reader looks up what the facts of imported packages say.
type Reader struct {
	facts      map[string]*Fact            // by import path
	importedOf memo.Memo[string, *summary] // by path and function key
}

// NewReader makes a reader of the facts of imported packages.
func NewReader(facts map[string]*Fact) *Reader {
	return &Reader{facts: facts, importedOf: memo.New[string, *summary]()}
}

// Fork returns a reader for the questions of one rule.
func (r *Reader) Fork() *Reader { return &Reader{facts: r.facts, importedOf: r.importedOf.Fork()} }

func decodeConstant(text string) constant.Value {
	if text == "" {
		return nil
	}
	if text[0] == 'b' {
		return constant.MakeBool(text[1:] == "true")
	}
	literal := token.STRING
	if text[0] == 'i' {
		literal = token.INT
	}
	c := constant.MakeFromLiteral(text[1:], literal, 0)
	if c.Kind() == constant.Unknown {
		return nil
	}
	return c
}

// DecodeValue reads a value from the fact of the package with that import path.
func DecodeValue(v ValueFact, pkg string) value.Value {
	decoded := make(value.Value, 0, len(v))
	for _, parts := range v {
		decoded = append(decoded, decodeParts(parts, pkg))
	}
	return decoded
}

// LocalName leaves out of the name of a storage what the fact says otherwise, as there
// are many of them: the import path of the package itself, and the path below a
// parameter. What is left then begins, or ends, with a dot.
func LocalName(storage, path, pkg string) string {
	if rest, own := strings.CutPrefix(storage, pkg); own && strings.HasPrefix(rest, ".") {
		storage = rest
	}
	if rest, same := strings.CutSuffix(storage, path); same && path != "" {
		storage = rest + "."
	}
	return storage
}

// GlobalName puts back what localName left out.
func GlobalName(storage, path, pkg string) string {
	if rest, same := strings.CutSuffix(storage, "."); same {
		storage = rest + path
	}
	if strings.HasPrefix(storage, ".") {
		storage = pkg + storage
	}
	return storage
}

func decodeParts(parts []OriginFact, pkg string) value.Alternative {
	alternative := make(value.Alternative, 0, len(parts))
	for _, o := range parts {
		told := value.Origin{Source: &value.Source{
			Kind: cryptoapi.Kind(o.Kind), Detail: o.Detail, Const: decodeConstant(o.Const), Name: o.Name, Index: o.Index, Spelled: o.Spelled, Bytes: o.Bytes, BytesParam: o.BytesParam, Modulo: o.Modulo, ModuloParam: o.ModuloParam,
			Param: o.Param, Path: o.Path, Form: o.Form, Storage: GlobalName(o.Storage, o.Path, pkg),
		}}
		if told.Name == "" {
			told.Name = location.LastField(o.Path)
		}
		if len(o.Of) > 0 {
			told.Of = decodeParts(o.Of, pkg)
		}
		if o.Place != "" {
			told.Home = value.Home{Package: cmp.Or(o.Package, pkg), Place: o.Place}
			told.Steps = told.Steps.Then(value.Step{Text: "at " + o.Place})
		}
		alternative = append(alternative, &told)
	}
	return alternative
}

// Imported returns the summary that another package tells of a function, or nil.
// What a package with a fact does not mention neither fills nor uses anything.
func (r *Reader) Imported(fn *types.Func) *summary {
	if fn == nil || fn.Pkg() == nil {
		return nil
	}
	fact := r.facts[fn.Pkg().Path()]
	if fact == nil {
		return nil
	}
	key := fn.Pkg().Path() + "." + ir.FunctionKey(fn)
	if s, ok := r.importedOf.Get(key); ok {
		return s
	}
	s := &summary{}
	i, found := slices.BinarySearchFunc(fact.Functions, ir.FunctionKey(fn), func(f FunctionFact, name string) int {
		return strings.Compare(f.Name, name)
	})
	if found {
		s = decodeSummary(&fact.Functions[i], fn.Pkg().Path())
	}
	r.importedOf.Set(key, s)
	return s
}

func decodeSummary(told *FunctionFact, pkg string) *summary {
	s := &summary{}
	for _, r := range told.Results {
		if len(r) == 0 {
			s.Results = append(s.Results, value.Unknown("", token.NoPos))
			continue
		}
		s.Results = append(s.Results, DecodeValue(r, pkg))
	}
	for _, u := range told.Uses {
		s.Uses = append(s.Uses, decodeUse(u, pkg))
	}
	s.Fields, s.Verdict, s.Parts = told.Fields, told.Verdict, told.Parts
	s.Cases = decodeCases(told.Cases, pkg)
	for _, a := range told.Aliases {
		s.Aliases = append(s.Aliases, location.Alias{
			Result: a.Result, Param: a.Param, Path: a.Path, Span: location.Span{Low: a.Low, High: a.High}, Fresh: a.Fresh,
		})
	}
	for _, f := range told.Fills {
		v := DecodeValue(f.Value, pkg)
		if len(v) == 0 {
			v = value.Unknown("", token.NoPos)
		}
		s.Fills = append(s.Fills, Fill{Param: f.Param, Path: f.Path, Value: v, Old: f.Old})
	}
	return s
}

func decodeUse(u UseFact, pkg string) Use {
	return Use{
		Role: cryptoapi.Role(u.Role), Symbol: u.Symbol, Actions: u.Actions, API: u.API, Value: DecodeValue(u.Value, pkg),
		Text: DecodeValue(u.Text, pkg), Key: DecodeValue(u.Key, pkg), Other: DecodeValue(u.Other, pkg), Loop: u.Loop, Hops: u.Hops, When: u.When, Failed: u.Failed,
	}
}

// ImportedStorage returns what another package tells of a variable or field.
func (r *Reader) ImportedStorage(key string) value.Value {
	if told := r.StorageFact(key); told != nil && len(told.Value) > 0 {
		return DecodeValue(told.Value, packageOf(key, r.facts))
	}
	return nil
}

func (r *Reader) StorageFact(key string) *StorageFact {
	fact := r.facts[packageOf(key, r.facts)]
	if fact == nil {
		return nil
	}
	i, found := slices.BinarySearchFunc(fact.Storage, key, func(s StorageFact, key string) int {
		return strings.Compare(s.Key, key)
	})
	if !found {
		return nil
	}
	return &fact.Storage[i]
}

// packageOf returns the import path of the package with a fact that a storage key
// belongs to, or "".
func packageOf(key string, facts map[string]*Fact) string {
	path := key
	for {
		i := strings.LastIndexByte(path, '.')
		if i < 0 {
			return ""
		}
		path = path[:i]
		if facts[path] != nil {
			return path
		}
	}
}
