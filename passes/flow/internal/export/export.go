// Package export writes down what importers need to know of a package.
package export

import (
	"fmt"
	"go/token"
	"go/types"
	"maps"
	"path/filepath"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/cryptolint/cryptolint/passes/cryptoapi"
	"github.com/cryptolint/cryptolint/passes/flow/internal/eval"
	"github.com/cryptolint/cryptolint/passes/flow/internal/fact"
	"github.com/cryptolint/cryptolint/passes/flow/internal/ir"
	"github.com/cryptolint/cryptolint/passes/flow/internal/location"
	"github.com/cryptolint/cryptolint/passes/flow/internal/named"
	"github.com/cryptolint/cryptolint/passes/flow/internal/outcome"
	"github.com/cryptolint/cryptolint/passes/flow/internal/scope"
	"github.com/cryptolint/cryptolint/passes/flow/internal/uses"
	"github.com/cryptolint/cryptolint/passes/flow/internal/value"
)

// exporter writes down what importers of a package need to know.
type exporter struct {
	*uses.Finder
	outcomes *outcome.Finder
}

// Package returns what importers need to know of a package.
func Package(finder *uses.Finder) *fact.Fact { return exporter{finder, outcome.New(finder)}.export() }

// export returns what importers need to know of this package.
func (e exporter) export() *fact.Fact {
	told := &fact.Fact{}
	for _, fn := range e.Funcs {
		object, ok := fn.Object().(*types.Func)
		if !ok || !object.Exported() {
			continue
		}
		if function, ok := e.exportFunction(fn, object); ok {
			told.Functions = append(told.Functions, function)
		}
	}
	e.exportInterfaces(told)
	slices.SortFunc(told.Functions, func(a, b fact.FunctionFact) int { return strings.Compare(a.Name, b.Name) })
	told.Functions = slices.CompactFunc(told.Functions, func(a, b fact.FunctionFact) bool { return a.Name == b.Name })
	e.exportStorage(told)
	return told
}

func (e exporter) exportFunction(fn *ssa.Function, object *types.Func) (fact.FunctionFact, bool) {
	told := fact.FunctionFact{Name: ir.FunctionKey(object)}
	t := &eval.Target{Fn: fn}
	worth := false
	for _, u := range e.Uses(t) {
		told.Uses = append(told.Uses, e.encodeUse(u))
		worth = true
	}
	for i := range fn.Signature.Results().Len() {
		encoded := e.exportResult(t, i)
		told.Results = append(told.Results, encoded)
		worth = worth || len(encoded) > 0
		last := fn.Signature.Results().Len() - 1
		if i < last && len(encoded) > 0 && ir.IsError(fn.Signature.Results().At(last).Type()) && e.PassesPart(fn, i) {
			told.Parts = append(told.Parts, i)
		}
	}
	told.Cases = e.exportCases(t, told.Results)
	told.Fields = e.exportFields(t)
	worth = worth || len(told.Fields) > 0
	for _, a := range e.Aliases(fn) {
		told.Aliases = append(told.Aliases, fact.AliasFact{
			Result: a.Result, Param: a.Param, Path: a.Path, Low: a.Span.Low, High: a.Span.High, Fresh: a.Fresh,
		})
	}
	if verdict, ok := e.outcomes.Returned(fn); ok {
		told.Verdict, worth = verdict, true
	}
	fills, _ := e.Fills(t)
	for _, f := range fills {
		filled := e.exportedFill(t, f)
		told.Fills = append(told.Fills, fact.FillFact{
			Param: f.Param, Path: f.Path, Value: e.encode(filled), Old: f.OnlyChanges(filled) && e.WritesFromOld(t, f),
		})
		worth = true
	}
	return told, worth
}

// exportResult tells what a function returns. That a struct begins as zero memory says
// nothing: what its fields hold is told of each.
func (e exporter) exportResult(t *eval.Target, i int) fact.ValueFact {
	result := t.Fn.Signature.Results().At(i).Type()
	if !worthTelling(result) {
		return nil
	}
	v, _ := e.ResultOf(t, i, "")
	v = e.Resolve(v)
	if ir.StructOf(result) != nil {
		v = value.WithoutZero(v)
	}
	return e.encode(v)
}

// worthTelling reports whether results of a type can be secrets, or what works with
// them: bytes, text, functions, and the objects of cryptography.
func worthTelling(t types.Type) bool {
	if ir.CarriesSecret(t) {
		return true
	}
	switch t.Underlying().(type) {
	case *types.Pointer, *types.Struct, *types.Interface, *types.Signature, *types.Slice, *types.Map:
		return !ir.IsError(t)
	}
	return false
}

// exportedFill returns what importers are told of a fill. Only what can be bytes
// of a secret is worth telling, and what a decoder puts into whatever it is given.
func (e exporter) exportedFill(t *eval.Target, f fact.Fill) value.Value {
	filled := t.Fn.Params[f.Param-1].Type()
	if f.Path != "" {
		owner, field := ir.FieldAt(filled, f.Path)
		if owner == nil {
			return nil
		}
		filled = ir.StructOf(owner).Field(field).Type()
	}
	if ir.CarriesSecret(filled) {
		return e.Resolve(e.FillValue(t, f, ""))
	}
	if !types.IsInterface(filled) && (f.Path != "" || ir.StructOf(filled) == nil) {
		return nil
	}
	if v := e.Resolve(e.FillValue(t, f, "")); !v.Any(isUnknown) {
		return v
	}
	return nil
}

// isUnknown reports whether nothing is known of a part.
func isUnknown(a value.Alternative) bool {
	return a.Any(func(o *value.Origin) bool { return o.Kind == cryptoapi.Unknown && !o.Open() })
}

func (e exporter) encodeUse(u fact.Use) fact.UseFact {
	return fact.UseFact{
		Role: uint8(u.Role), Symbol: u.Symbol, Actions: u.Actions, API: u.API, Value: e.encode(u.Value),
		Key: e.encode(e.Resolve(u.Key)), Other: e.encode(e.Resolve(u.Other)), Text: e.encode(e.Resolve(u.Text)),
		Spelled: u.Spelled, Loop: u.Loop, Hops: u.Hops, When: u.When, Failed: u.Failed,
	}
}

// exportStorage tells what is in the exported variables, and which roles the
// exported fields reach.
func (e exporter) exportStorage(into *fact.Fact) {
	for _, name := range e.Pass.Pkg.Scope().Names() {
		global, ok := e.Pkg.Members[name].(*ssa.Global)
		if !ok || !token.IsExported(name) {
			continue
		}
		key := ir.GlobalKey(global)
		if encoded := e.encode(scope.Closed(e.Resolve(e.StoredIn(key)))); len(encoded) > 0 {
			into.Storage = append(into.Storage, fact.StorageFact{Key: key, Value: encoded})
		}
		if isList(global.Object().Type()) {
			if encoded := e.encodeElements(e.StoredIn(key + location.AnyElement)); len(encoded) > 0 {
				into.Storage = append(into.Storage, fact.StorageFact{Key: key + location.AnyElement, Value: encoded})
			}
		}
	}
	e.exportFieldsOfVariables(into)
	for _, key := range slices.Sorted(maps.Keys(e.FieldUses)) {
		if !token.IsExported(location.LastField(key)) || strings.Contains(key, ir.LocalMark) {
			continue
		}
		told := fact.StorageFact{Key: key}
		for _, u := range e.FieldUses[key] {
			if u.Form == "" {
				told.Uses = append(told.Uses, e.encodeUse(u))
			}
		}
		if len(told.Uses) > 0 {
			into.Storage = append(into.Storage, told)
		}
	}
	slices.SortFunc(into.Storage, func(a, b fact.StorageFact) int { return strings.Compare(a.Key, b.Key) })
}

// maxVariableFields bounds the fields of a variable that facts tell of.
const maxVariableFields = 16

// exportFieldsOfVariables tells what is in the exported fields of exported variables: the
// configuration that a program begins with.
func (e exporter) exportFieldsOfVariables(into *fact.Fact) {
	for _, name := range e.Pass.Pkg.Scope().Names() {
		global, ok := e.Pkg.Members[name].(*ssa.Global)
		if !ok || !token.IsExported(name) {
			continue
		}
		structure := ir.StructOf(global.Object().Type())
		if structure == nil || structure.NumFields() > maxVariableFields {
			continue
		}
		for field := range structure.Fields() {
			if !field.Exported() || !ir.IsBytes(field.Type()) && !ir.IsString(field.Type()) {
				continue
			}
			key := ir.GlobalKey(global) + "." + field.Name()
			if v := e.Resolve(e.StoredIn(key)); v.Any(value.IsConstant) {
				v = value.Join(v, value.Unknown(field.Name(), token.NoPos)) // what another package sets
				if encoded := e.encode(scope.Closed(v)); len(encoded) > 0 {
					into.Storage = append(into.Storage, fact.StorageFact{Key: key, Value: encoded})
				}
			}
		}
	}
}

// encode makes a value fit for a fact. It is empty if there is nothing to tell.
func (e exporter) encode(v value.Value) fact.ValueFact {
	telling := false
	v = v.Map(e.forgotten)
	encoded := make(fact.ValueFact, 0, len(v))
	for _, alternative := range v {
		parts := make([]fact.OriginFact, 0, len(alternative))
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
func (e exporter) forgotten(o *value.Origin) value.Value {
	if o.Kind != cryptoapi.Unknown || o.Open() || o.Stored() || len(o.Of) > 0 {
		return nil
	}
	name := o.Name
	if named.RoleOf(e.Names, name) == cryptoapi.NoRole {
		name = ""
	}
	return value.Unknown(name, token.NoPos)
}

func (e exporter) encodeOrigin(o *value.Origin) fact.OriginFact {
	told := fact.OriginFact{
		Kind: uint8(o.Kind), Detail: o.Detail, Name: o.Name, Index: o.Index, Spelled: o.Spelled, Bytes: o.Bytes, BytesParam: o.BytesParam, Modulo: o.Modulo, ModuloParam: o.ModuloParam,
		Param: o.Param, Path: o.Path, Form: o.Form, Storage: fact.LocalName(o.Storage, o.Path, e.Pass.Pkg.Path()),
	}
	if told.Name == location.LastField(o.Path) {
		told.Name = "" // read from the path
	}
	if o.Const != nil {
		told.Const = fact.EncodeConstant(o.Const)
	}
	switch {
	case o.Open():
	case o.Home.Place != "":
		told.Package, told.Place = o.Home.Package, o.Home.Place
	case o.Pos.IsValid():
		position := e.Pass.Fset.Position(o.Pos)
		told.Place = fmt.Sprintf("%s:%d", filepath.Base(position.Filename), position.Line)
	}
	for _, part := range o.Of {
		told.Of = append(told.Of, e.encodeOrigin(part))
	}
	return told
}
