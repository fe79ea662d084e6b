// Package outcome finds what becomes of results that say whether something is genuine:
// the error of an Open, the truth of a verification. Such a result is a verdict. A
// function that returns the verdict of what it calls, and does nothing else that depends
// on it, has a verdict itself.
package outcome

import (
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/cryptolint/cryptolint/passes/cryptoapi"
	"github.com/cryptolint/cryptolint/passes/flow/internal/eval"
	"github.com/cryptolint/cryptolint/passes/flow/internal/fact"
	"github.com/cryptolint/cryptolint/passes/flow/internal/ir"
	"github.com/cryptolint/cryptolint/passes/flow/internal/memo"
	"github.com/cryptolint/cryptolint/passes/flow/internal/provenance"
	"github.com/cryptolint/cryptolint/passes/flow/internal/uses"
)

// Finder finds verdicts in one package. It is not safe for concurrent use.
type Finder struct {
	*uses.Finder

	returned memo.Memo[*ssa.Function, fact.VerdictFact]
	active   map[*ssa.Function]bool // what is being found out
}

// New returns a finder for the package of the other.
func New(f *uses.Finder) *Finder {
	return &Finder{Finder: f, returned: memo.New[*ssa.Function, fact.VerdictFact](), active: make(map[*ssa.Function]bool)}
}

// A Verdict is a call of which a result says whether something is genuine.
type Verdict struct {
	fact.VerdictFact
	Call    *ssa.Call
	Target  *eval.Target
	Through bool // the target is a function that calls what has the verdict
}

// At returns the verdict of a call, or nil: all that the call may run have one, in the
// same result.
func (f *Finder) At(call *ssa.Call) *Verdict {
	var found *Verdict
	for _, t := range f.Targets(call) {
		told, through := f.verdictOf(t)
		if told.Symbol == "" || found != nil && found.Result != told.Result || !through && asksOfItself(t) {
			return nil
		}
		if found == nil {
			found = &Verdict{VerdictFact: told, Call: call, Target: t, Through: through}
		}
	}
	return found
}

// asksOfItself reports whether an object is asked about itself alone: a certificate, whether
// it is signed with its own key. That says what it is, and not whether to trust it.
func asksOfItself(t *eval.Target) bool {
	if t.Receiver == nil || len(t.Args) == 0 {
		return false
	}
	for _, arg := range t.Args {
		if _, number := arg.Type().Underlying().(*types.Basic); !number && holder(arg) != provenance.Plain(t.Receiver) {
			return false
		}
	}
	return true
}

// holder returns the object that a value is a field of, or the value.
func holder(v ssa.Value) ssa.Value {
	v = provenance.Plain(v)
	load, ok := v.(*ssa.UnOp)
	if !ok {
		return v
	}
	if field, ok := load.X.(*ssa.FieldAddr); ok {
		return provenance.Plain(field.X)
	}
	return v
}

func (f *Finder) verdictOf(t *eval.Target) (told fact.VerdictFact, through bool) {
	if result, ok := t.Row.Verdict(); ok {
		return fact.VerdictFact{
			Result: result, Symbol: t.Row.Symbol(), API: t.Name(), Actions: t.Row.Actions, Plaintext: t.Row.Does(cryptoapi.Decrypt),
		}, false
	}
	if f.HasBody(t.Fn) {
		told, _ = f.Returned(t.Fn)
		return told, true
	}
	if imported := f.Imported(t.Object); imported != nil {
		return imported.Verdict, true
	}
	return fact.VerdictFact{}, false
}

// Value returns the value of a verdict, or nil where nothing takes it.
func (v *Verdict) Value() ssa.Value { return resultOf(v.Call, v.Result) }

// Beside returns the truth value that says the same as the verdict, or its opposite, or nil where
// there is none or nothing takes it.
func (v *Verdict) Beside() ssa.Value {
	if v.Truth == 0 {
		return nil
	}
	return resultOf(v.Call, v.Truth-1)
}

// Values returns the other results of the call that the code takes.
func (v *Verdict) Values() []ssa.Value {
	var all []ssa.Value
	for i := range v.Call.Call.Signature().Results().Len() {
		if taken := resultOf(v.Call, i); i != v.Result && taken != nil {
			all = append(all, taken)
		}
	}
	return all
}

func resultOf(call *ssa.Call, result int) ssa.Value {
	if call.Referrers() == nil {
		return nil
	}
	if call.Call.Signature().Results().Len() == 1 {
		return call
	}
	return ir.ResultAt(call, result)
}

// Returned tells whether a result of a function is the verdict of a call in it.
// Functions that call each other have none.
func (f *Finder) Returned(fn *ssa.Function) (fact.VerdictFact, bool) {
	if known, ok := f.returned.Get(fn); ok {
		return known, known.Symbol != ""
	}
	if f.active[fn] || f.Rings[fn] != nil {
		return fact.VerdictFact{}, false
	}
	f.active[fn] = true
	found := f.findReturned(fn)
	delete(f.active, fn)
	f.returned.Set(fn, found)
	return found, found.Symbol != ""
}

func (f *Finder) findReturned(fn *ssa.Function) fact.VerdictFact {
	if !mayTell(fn.Signature) {
		return fact.VerdictFact{}
	}
	for instr := range ir.Instructions(fn) {
		call, ok := instr.(*ssa.Call)
		if !ok || !mayTell(call.Call.Signature()) {
			continue
		}
		v := f.At(call)
		if v == nil {
			continue
		}
		result, ok := f.handsOn(v)
		if !ok {
			continue
		}
		told := v.VerdictFact
		told.Result, told.Plaintext = result, f.returnsPlaintext(fn, result)
		told.Truth, told.Opposite = toldBeside(fn, result, v)
		if told.Plaintext || verdictsOnly(fn.Signature) {
			return told
		}
	}
	return fact.VerdictFact{}
}

// mayTell reports whether one of the results can be a verdict.
func mayTell(s *types.Signature) bool {
	for result := range s.Results().Variables() {
		if formOf(result.Type()) != noForm {
			return true
		}
	}
	return false
}

// verdictsOnly reports whether the results are nothing but errors and truth values: a
// function that returns more may have other reasons to be called.
func verdictsOnly(s *types.Signature) bool {
	for result := range s.Results().Variables() {
		if form := formOf(result.Type()); form != asError && form != asBool {
			return false
		}
	}
	return true
}

// toldBeside returns 1 + the result that is true if and only if the error of a function is nil,
// so that callers need only one of the two; 0 if it has none. It may be that of the call. It is
// the opposite if it is false where the error is nil, as what is called rejected is.
func toldBeside(fn *ssa.Function, verdict int, v *Verdict) (truth int, opposite bool) {
	results := fn.Signature.Results()
	if formOf(results.At(verdict).Type()) != asError {
		return 0, false
	}
	for i := range results.Len() {
		if formOf(results.At(i).Type()) != asBool {
			continue
		}
		for _, good := range []bool{true, false} {
			if v.saysTwice(fn, i, verdict, good) {
				return 1 + i, !good
			}
		}
	}
	return 0, false
}

// saysTwice reports whether all returns of a function say the same in a truth value as in an
// error: good where that is nil.
func (v *Verdict) saysTwice(fn *ssa.Function, truth, err int, good bool) bool {
	for ret := range ir.Returns(fn) {
		if !ir.TrueUnless(ret, truth, err, good) && !(v.tells(ret, truth) && ret.Results[err] == v.Value() && good != v.Opposite) {
			return false
		}
	}
	return true
}

// returnsPlaintext reports whether the function returns what it decrypted beside the
// verdict, and nothing else.
func (f *Finder) returnsPlaintext(fn *ssa.Function, verdict int) bool {
	if fn.Signature.Results().Len() != 2 || !ir.CarriesSecret(fn.Signature.Results().At(1-verdict).Type()) {
		return false
	}
	v, _ := f.ResultOf(&eval.Target{Fn: fn}, 1-verdict, "")
	return v.Has(cryptoapi.Plaintext)
}

// handsOn tells in which result a function returns the verdict of a call in it. All that
// the function does with it is to return it, or to return a failure where it is bad, and
// all that it does where it is good is to return.
func (f *Finder) handsOn(v *Verdict) (result int, ok bool) {
	trail := f.Follow(v)
	if trail.Kept || len(trail.Misread) > 0 {
		return 0, false
	}
	result = -1
	for _, r := range trail.Returns {
		if v.tells(r.at, r.index) {
			continue
		}
		if !r.good || result >= 0 && result != r.index {
			return 0, false
		}
		result = r.index
	}
	for _, b := range trail.Branches {
		refused, ok := f.refuses(b, v, result)
		if !ok {
			if b.Part && result >= 0 {
				continue // the error itself is returned where it is none of those
			}
			return 0, false
		}
		result = refused
	}
	return result, result >= 0
}

// tells reports whether a return has the truth value beside the verdict as one of its results, and
// the verdict itself as another.
func (v *Verdict) tells(ret *ssa.Return, result int) bool {
	beside := v.Beside()
	return beside != nil && ret.Results[result] == beside && slices.Contains(ret.Results, v.Value())
}

// refuses reports in which result a branch returns a failure on all ways on which the
// verdict is bad, given that the other side does nothing but return. A result from 0 is
// the only one that is meant.
func (f *Finder) refuses(b Branch, v *Verdict, only int) (result int, ok bool) {
	bad := returnsFrom(b.Failed, b.Well, v.Call.Block())
	if len(bad) == 0 || !f.quietFrom(b.Well) {
		return 0, false
	}
	for i := len(bad[0].Results) - 1; i >= 0; i-- {
		if only >= 0 && i != only {
			continue
		}
		failing := true
		for _, ret := range bad {
			failing = failing && fails(ret, i) && !f.actsInstead(ret, i, v)
		}
		if failing {
			return i, true
		}
	}
	return 0, false
}
