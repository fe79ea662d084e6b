package flow

import (
	"fmt"
	"go/constant"
	"go/token"
	"go/types"
	"maps"
	"path/filepath"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/cryptolint/cryptolint/passes/cryptoapi"
	"github.com/cryptolint/cryptolint/passes/flow/internal/value"
)

// Fact is what a package tells the packages that import it. Everything in it is
// sorted, so that the same package gives the same bytes.
type Fact struct {
	Functions []FunctionFact // sorted by Name
	Storage   []StorageFact  // sorted by Key
}

// AFact marks Fact as a fact.
func (*Fact) AFact() {}

// String lists what the fact tells of, for tests.
func (f *Fact) String() string {
	var told []string
	for _, fn := range f.Functions {
		told = append(told, fn.String())
	}
	for _, s := range f.Storage {
		told = append(told, s.Key+"="+describe(decodeValue(s.Value, "")))
	}
	return strings.Join(told, "; ")
}

func (f *Fact) empty() bool { return len(f.Functions) == 0 && len(f.Storage) == 0 }

// FunctionFact is the summary of a function or method.
type FunctionFact struct {
	Name    string // "Func", "Type.Method"
	Results []ValueFact
	Fields  []FieldFact // of results that are structs
	Cases   []CaseFact  // of results that depend on constants for the parameters
	Uses    []UseFact
	Fills   []FillFact
}

func (f *FunctionFact) String() string {
	var told []string
	for _, u := range f.Uses {
		told = append(told, fmt.Sprintf("%s: %s", cryptoapi.Role(u.Role), describe(decodeValue(u.Value, ""))))
	}
	for i, r := range f.Results {
		if len(r) > 0 {
			told = append(told, fmt.Sprintf("result %d: %s", i, describe(decodeValue(r, ""))))
		}
	}
	for _, field := range f.Fields {
		told = append(told, fmt.Sprintf("result %d%s: %s", field.Result, field.Path, describe(decodeValue(field.Value, ""))))
	}
	for _, fill := range f.Fills {
		told = append(told, fmt.Sprintf("fills parameter %d%s: %s", fill.Param, fill.Path, describe(decodeValue(fill.Value, ""))))
	}
	return f.Name + "(" + strings.Join(told, ", ") + ")"
}

// UseFact says that a function uses a value made of its parameters in a role.
type UseFact struct {
	Role              uint8
	API               string
	Value, Key, Other ValueFact
	Loop              bool
	Hops              int
	When              []GuardFact
}

// CaseFact says what a result is if the parameters pass the guards.
type CaseFact struct {
	Result int
	When   []GuardFact
	Value  ValueFact
}

// FieldFact says what a field of a result holds.
type FieldFact struct {
	Result int
	Path   string
	Value  ValueFact
}

// FillFact says what a function leaves in the memory behind a parameter.
type FillFact struct {
	Param int
	Path  string
	Value ValueFact
}

// StorageFact says what the package stores in an exported field or variable, and
// as what it uses the content of the field.
type StorageFact struct {
	Key   string
	Value ValueFact
	Uses  []UseFact
}

// ValueFact is a value: alternatives of parts.
type ValueFact [][]OriginFact

// OriginFact is an origin, without what only its own package can use.
type OriginFact struct {
	Kind    uint8
	Detail  string
	Const   string // the exact value, behind a letter for its kind
	Name    string
	Index   bool
	Param   int
	Path    string
	Form    string
	Storage string // as localName makes it
	Place   string // "file.go:12", told as a step
	Of      []OriginFact
}

// importFacts returns the facts of the imported packages by import path.
func importFacts(pass *analysis.Pass) map[string]*Fact {
	facts := make(map[string]*Fact)
	for _, known := range pass.AllPackageFacts() {
		if fact, ok := known.Fact.(*Fact); ok {
			facts[known.Package.Path()] = fact
		}
	}
	return facts
}

// relevant reports whether anything in the package is worth a question.
func relevant(pass *analysis.Pass, table *cryptoapi.Table, facts map[string]*Fact) bool {
	if standard(pass) || len(pass.Files) == 0 {
		return false
	}
	if table.Described(pass.Pkg.Path()) {
		return true
	}
	for _, imported := range pass.Pkg.Imports() {
		if table.Modelled(imported.Path()) || facts[imported.Path()] != nil {
			return true
		}
	}
	return !dependency(pass) && comparesSecrets(pass, namesOf(pass))
}

// dependency reports whether the package belongs to a module other than the one
// that is being checked: only its facts are of interest.
func dependency(pass *analysis.Pass) bool {
	return pass.Module != nil && pass.Module.Version != ""
}

// standard reports whether the package belongs to the standard library. Build
// systems without modules do not say; then an import path without a dot does.
func standard(pass *analysis.Pass) bool {
	if pass.Module != nil {
		return pass.Module.Path == ""
	}
	path := pass.Pkg.Path()
	first, _, _ := strings.Cut(path, "/")
	return !strings.Contains(first, ".") && first != "command-line-arguments" && pass.Pkg.Name() != "main"
}

// export returns what importers need to know of this package.
func (e *finder) export() *Fact {
	fact := &Fact{}
	for _, fn := range e.funcs {
		object, ok := fn.Object().(*types.Func)
		if !ok || !object.Exported() {
			continue
		}
		if told, ok := e.exportFunction(fn, object); ok {
			fact.Functions = append(fact.Functions, told)
		}
	}
	e.exportInterfaces(fact)
	slices.SortFunc(fact.Functions, func(a, b FunctionFact) int { return strings.Compare(a.Name, b.Name) })
	fact.Functions = slices.CompactFunc(fact.Functions, func(a, b FunctionFact) bool { return a.Name == b.Name })
	e.exportStorage(fact)
	return fact
}

func (e *finder) exportFunction(fn *ssa.Function, object *types.Func) (FunctionFact, bool) {
	told := FunctionFact{Name: functionKey(object)}
	t := &target{fn: fn}
	worth := false
	for _, u := range e.uses(t) {
		told.Uses = append(told.Uses, e.encodeUse(u))
		worth = true
	}
	for i := range fn.Signature.Results().Len() {
		encoded := e.exportResult(t, i)
		told.Results = append(told.Results, encoded)
		worth = worth || len(encoded) > 0
	}
	told.Cases = e.exportCases(t, told.Results)
	told.Fields = e.exportFields(t)
	worth = worth || len(told.Fields) > 0
	fills, _ := e.fills(t)
	for _, f := range fills {
		told.Fills = append(told.Fills, FillFact{f.Param, f.Path, e.encode(e.exportedFill(t, f))})
		worth = true
	}
	return told, worth
}

// exportResult tells what a function returns. That a struct begins as zero memory says
// nothing: what its fields hold is told of each.
func (e *finder) exportResult(t *target, i int) ValueFact {
	result := t.fn.Signature.Results().At(i).Type()
	if !worthTelling(result) {
		return nil
	}
	v, _ := e.resultOf(t, i, "")
	v = e.resolve(v)
	if structOf(result) != nil {
		v = withoutZero(v)
	}
	return e.encode(v)
}

// worthTelling reports whether results of a type can be secrets, or what works with
// them: bytes, text, functions, and the objects of cryptography.
func worthTelling(t types.Type) bool {
	if carriesSecret(t) {
		return true
	}
	switch t.Underlying().(type) {
	case *types.Pointer, *types.Struct, *types.Interface, *types.Signature, *types.Slice, *types.Map:
		return !isError(t)
	}
	return false
}

// exportedFill returns what importers are told of a fill. Only what can be bytes
// of a secret is worth telling.
func (e *finder) exportedFill(t *target, f fill) value.Value {
	filled := t.fn.Params[f.Param-1].Type()
	if f.Path != "" {
		owner, field := fieldAt(filled, f.Path)
		if owner == nil {
			return nil
		}
		filled = structOf(owner).Field(field).Type()
	}
	if !carriesSecret(filled) {
		return nil
	}
	return e.resolve(e.fillValue(t, f, ""))
}

func (e *finder) encodeUse(u use) UseFact {
	return UseFact{
		Role: uint8(u.Role), API: u.API, Value: e.encode(u.Value),
		Key: e.encode(e.resolve(u.Key)), Other: e.encode(e.resolve(u.Other)),
		Loop: u.Loop, Hops: u.Hops, When: u.When,
	}
}

// exportStorage tells what is in the exported variables, and which roles the
// exported fields reach.
func (e *finder) exportStorage(fact *Fact) {
	for _, name := range e.pass.Pkg.Scope().Names() {
		global, ok := e.pkg.Members[name].(*ssa.Global)
		if !ok || !token.IsExported(name) {
			continue
		}
		key := globalKey(global)
		if encoded := e.encode(closed(e.resolve(e.storedIn(key)))); len(encoded) > 0 {
			fact.Storage = append(fact.Storage, StorageFact{Key: key, Value: encoded})
		}
	}
	for _, key := range slices.Sorted(maps.Keys(e.fieldUses)) {
		if !token.IsExported(lastField(key)) || strings.Contains(key, localMark) {
			continue
		}
		told := StorageFact{Key: key}
		for _, u := range e.fieldUses[key] {
			told.Uses = append(told.Uses, e.encodeUse(u))
		}
		fact.Storage = append(fact.Storage, told)
	}
	slices.SortFunc(fact.Storage, func(a, b StorageFact) int { return strings.Compare(a.Key, b.Key) })
}

// functionKey names a function in facts.
func functionKey(fn *types.Func) string {
	if receiver := fn.Signature().Recv(); receiver != nil {
		if named := namedOf(receiver.Type()); named != nil {
			return named.Obj().Name() + "." + fn.Name()
		}
	}
	return fn.Name()
}

// encode makes a value fit for a fact. It is empty if there is nothing to tell.
func (e *finder) encode(v value.Value) ValueFact {
	telling := false
	v = v.Map(e.forgotten)
	encoded := make(ValueFact, 0, len(v))
	for _, alternative := range v {
		parts := make([]OriginFact, 0, len(alternative))
		for _, o := range alternative {
			telling = telling || o.Open() || o.Kind != cryptoapi.Unknown
			parts = append(parts, e.encodeOrigin(o))
		}
		encoded = append(encoded, parts)
	}
	if !telling {
		return nil
	}
	return encoded
}

// forgotten makes all origins alike of which nothing is known: importers only need to
// know that there is one. The name stays if it says what the value is for.
func (e *finder) forgotten(o *value.Origin) value.Value {
	if o.Kind != cryptoapi.Unknown || o.Open() || o.Stored() || len(o.Of) > 0 {
		return nil
	}
	name := o.Name
	if e.roleOf(name) == cryptoapi.NoRole {
		name = ""
	}
	return value.Unknown(name, token.NoPos)
}

func (e *finder) encodeOrigin(o *value.Origin) OriginFact {
	told := OriginFact{
		Kind: uint8(o.Kind), Detail: o.Detail, Name: o.Name, Index: o.Index,
		Param: o.Param, Path: o.Path, Form: o.Form, Storage: localName(o.Storage, o.Path, e.pass.Pkg.Path()),
	}
	if told.Name == lastField(o.Path) {
		told.Name = "" // read from the path
	}
	if o.Const != nil {
		told.Const = encodeConstant(o.Const)
	}
	if !o.Open() && o.Pos.IsValid() {
		position := e.pass.Fset.Position(o.Pos)
		told.Place = fmt.Sprintf("%s:%d", filepath.Base(position.Filename), position.Line)
	}
	for _, part := range o.Of {
		told.Of = append(told.Of, e.encodeOrigin(part))
	}
	return told
}

// maxConstant bounds the constants that are told: a key or a nonce is short.
const maxConstant = 128

func encodeConstant(c constant.Value) string {
	exact := c.ExactString()
	if len(exact) > maxConstant {
		return ""
	}
	switch c.Kind() {
	case constant.String:
		return "s" + exact
	case constant.Int:
		return "i" + exact
	}
	return ""
}

// describe tells a value in a few words, for tests and traces.
func describe(v value.Value) string {
	var ways []string
	for _, alternative := range v {
		var parts []string
		for _, o := range alternative {
			parts = append(parts, describeOrigin(o))
		}
		ways = append(ways, strings.Join(parts, "+"))
	}
	return strings.Join(ways, "|")
}

func describeOrigin(o *value.Origin) string {
	text := o.Kind.String()
	if o.Open() {
		text = fmt.Sprintf("parameter %d%s", o.Param, o.Path)
	}
	if o.Captured() {
		text = "captured " + describeOrigin(o.Outer)
	}
	if o.Detail != "" {
		text += " " + o.Detail
	}
	if o.Form != "" {
		text += "!" + o.Form
	}
	return text
}
