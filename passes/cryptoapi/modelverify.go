package cryptoapi

import (
	"errors"
	"fmt"
	"go/types"
	"slices"

	"github.com/cryptolint/cryptolint/internal/nearest"
)

// ModelError says what is wrong with one of several models.
type ModelError struct {
	Index int    // which of the models
	Text  string // one sentence that says what to do
}

// Error is the sentence, behind the name of the section.
func (e *ModelError) Error() string { return "models: " + e.Text }

// VerifyModels looks each model up in the real package: that there is such a function,
// field, variable or type, with the arguments and results that the model speaks of.
// It returns an error for each model that is wrong, in their order. Lookup returns
// the package with an import path; its error is reported as the reason.
func VerifyModels(models []Model, lookup func(path string) (*types.Package, error)) []*ModelError {
	var wrong []*ModelError
	for i, m := range models {
		if err := m.verify(lookup); err != nil {
			wrong = append(wrong, &ModelError{Index: i, Text: err.Error()})
		}
	}
	return wrong
}

// verify checks the first reading of the symbol that names something, and reports
// the first whose package exists, where none does.
func (m Model) verify(lookup func(path string) (*types.Package, error)) error {
	var missing, unloaded error
	for _, k := range readings(m.symbol) {
		pkg, err := lookup(k.path)
		if err != nil || pkg == nil {
			if unloaded == nil {
				unloaded = fmt.Errorf("%s: package %s cannot be found: %w", m.symbol, k.path, orNil(err))
			}
			continue
		}
		object, err := find(pkg, k, m.what())
		if err == nil {
			return m.verifyObject(object)
		}
		if missing == nil {
			missing = err
		}
	}
	if missing != nil {
		return missing
	}
	return unloaded
}

var errNoPackage = errors.New("there is no such package")

func orNil(err error) error {
	if err == nil {
		return errNoPackage
	}
	return err
}

// what says what the symbol must be for the model to make sense, if it has no type.
func (m Model) what() string {
	if m.ofFunction() {
		return "function"
	}
	return "variable or type"
}

// find returns what a key names in its package. What says what a name without a type
// should be.
func find(pkg *types.Package, k key, what string) (types.Object, error) {
	if k.typ == "" {
		if object := pkg.Scope().Lookup(k.name); object != nil {
			return object, nil
		}
		return nil, absent(pkg.Path()+" has no "+what, k.name, pkg.Scope().Names())
	}
	typ, ok := pkg.Scope().Lookup(k.typ).(*types.TypeName)
	if !ok {
		return nil, absent(pkg.Path()+" has no type", k.typ, typeNames(pkg))
	}
	object, path, _ := types.LookupFieldOrMethod(typ.Type(), true, pkg, k.name)
	if object == nil {
		return nil, absent(pkg.Path()+"."+k.typ+" has no method or field", k.name, memberNames(typ.Type()))
	}
	if owner := ownerOf(object, typ, path); owner != k.typ || object.Pkg() != pkg {
		return nil, fmt.Errorf("%s.%s.%s belongs to %s, which %s embeds: name it there", pkg.Path(), k.typ, k.name, ownerName(object, owner), k.typ)
	}
	return object, nil
}

// ownerOf names the type that declares a method, or the struct that has a field.
func ownerOf(object types.Object, typ *types.TypeName, path []int) string {
	if fn, ok := object.(*types.Func); ok {
		return receiverName(fn)
	}
	if len(path) == 1 {
		return typ.Name()
	}
	return ""
}

func ownerName(object types.Object, owner string) string {
	if owner == "" {
		return "a type"
	}
	if object.Pkg() == nil {
		return owner
	}
	return object.Pkg().Path() + "." + owner
}

func absent(what, name string, known []string) error {
	if meant, ok := nearest.Word(name, slices.DeleteFunc(known, func(known string) bool { return known == name })); ok {
		return fmt.Errorf("%s %s: did you mean %s?", what, name, meant)
	}
	return fmt.Errorf("%s %s: correct the symbol, or take the model out", what, name)
}

func typeNames(pkg *types.Package) []string {
	return slices.DeleteFunc(pkg.Scope().Names(), func(name string) bool {
		_, ok := pkg.Scope().Lookup(name).(*types.TypeName)
		return !ok
	})
}

// memberNames lists the methods of a type and of pointers to it, and its fields.
func memberNames(t types.Type) []string {
	var names []string
	receiver := t
	if !types.IsInterface(t) {
		receiver = types.NewPointer(t)
	}
	for method := range types.NewMethodSet(receiver).Methods() {
		names = append(names, method.Obj().Name())
	}
	if structure, ok := t.Underlying().(*types.Struct); ok {
		for field := range structure.Fields() {
			names = append(names, field.Name())
		}
	}
	return names
}

// verifyObject checks that what the model says can be said of the object.
func (m Model) verifyObject(object types.Object) error {
	fn, isFunc := object.(*types.Func)
	switch {
	case isFunc && m.said.ofStorage():
		return fmt.Errorf("%s is a function: say args, result or fills of it, not a role or origin", m.symbol)
	case isFunc:
		if err := m.said.function.verify(fn.Signature()); err != nil {
			return fmt.Errorf("%s %w", m.symbol, err)
		}
		return nil
	case m.ofFunction():
		return fmt.Errorf("%s is not a function: say an origin of it, or a role if it is a field", m.symbol)
	}
	switch object.(type) {
	case *types.Var, *types.TypeName:
		return nil
	}
	return fmt.Errorf("%s is a constant, which speaks for itself: take the model out", m.symbol)
}

// verify checks that a function has what the row speaks of. The error goes on from
// the name of the function.
func (f *Func) verify(signature *types.Signature) error {
	params, results := signature.Params(), signature.Results()
	for _, i := range f.arguments() {
		switch {
		case i == Receiver && signature.Recv() == nil:
			return errors.New("is not a method and has no receiver")
		case i >= params.Len():
			return fmt.Errorf("has no argument %d: %s", i, countedFromZero(params.Len(), "argument"))
		}
	}
	for _, sources := range []Fills{f.Fills, f.Appends} {
		for _, i := range sortedKeys(sources) {
			if i != Receiver && !canBeFilled(params.At(i).Type()) {
				return fmt.Errorf("cannot fill argument %d, which is a %s: only what refers to memory can be filled", i, params.At(i).Type())
			}
		}
	}
	for i, source := range []Source{f.Result, f.Second} {
		switch {
		case !source.Says():
		case i >= results.Len():
			return fmt.Errorf("has no result %d: %s", i, countedFromZero(results.Len(), "result"))
		case isErrorType(results.At(i).Type()) && len(source.From) == 0:
			return fmt.Errorf("returns an error as result %d, which has no origin: at most it is made from arguments", i)
		}
	}
	if n := results.Len(); f.PartOnError && (n < 2 || !isErrorType(results.At(n-1).Type())) {
		return fmt.Errorf("does not return an error after another result: %s says what is beside one", keyPart)
	}
	return f.verifyVerdict(results)
}

// verifyVerdict checks that a verdict is of a type that can be one.
func (f *Func) verifyVerdict(results *types.Tuple) error {
	i, ok := f.Verdict()
	switch {
	case !ok:
		return nil
	case i >= results.Len():
		return fmt.Errorf("has no result %d: %s", i, countedFromZero(results.Len(), "result"))
	}
	t := results.At(i).Type()
	basic, _ := t.Underlying().(*types.Basic)
	if isErrorType(t) || basic != nil && basic.Info()&(types.IsBoolean|types.IsInteger) != 0 {
		return nil
	}
	return fmt.Errorf("returns a %s as result %d: a verdict is an error, a bool or an int", t, i)
}

// arguments returns the arguments that the row speaks of, sorted.
func (f *Func) arguments() []int {
	all := sortedKeys(f.Args)
	for _, s := range []Source{f.Result, f.Second} {
		all = slices.Concat(all, s.From, s.Of, s.Or)
	}
	for _, sources := range []Fills{f.Fills, f.Appends} {
		for _, i := range sortedKeys(sources) {
			s := sources[i]
			all = slices.Concat(all, []int{i}, s.From, s.Of, s.Or)
		}
	}
	if f.Resets {
		all = append(all, Receiver)
	}
	slices.Sort(all)
	return slices.Compact(all)
}

func isErrorType(t types.Type) bool { return types.Identical(t, types.Universe.Lookup("error").Type()) }

// countedFromZero says how many there are, and so which indices exist.
func countedFromZero(n int, what string) string {
	switch n {
	case 0:
		return "it has no " + what + "s"
	case 1:
		return "it has one, " + what + " 0"
	}
	return fmt.Sprintf("it has %ss 0 to %d", what, n-1)
}

func canBeFilled(t types.Type) bool {
	if _, ok := types.Unalias(t).(*types.TypeParam); ok {
		return true
	}
	switch t.Underlying().(type) {
	case *types.Slice, *types.Map, *types.Pointer, *types.Interface, *types.Signature: // a function fills what it captures
		return true
	}
	return false
}
