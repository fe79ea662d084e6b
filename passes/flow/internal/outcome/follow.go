package outcome

import (
	"go/constant"
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/cryptolint/cryptolint/passes/flow/internal/ir"
)

// form is how a value tells a verdict.
type form int

const (
	noForm  form = iota
	asError      // nil is good
	asBool       // one of the two is good
	asInt        // 1 is good
	asPart       // a bool that is true for some errors
	asText       // words about it
)

func formOf(t types.Type) form {
	if ir.IsError(t) {
		return asError
	}
	basic, ok := t.Underlying().(*types.Basic)
	switch {
	case !ok:
		return noForm
	case basic.Info()&types.IsBoolean != 0:
		return asBool
	case basic.Info()&types.IsInteger != 0:
		return asInt
	}
	return noForm
}

// view is a value that tells the verdict.
type view struct {
	value ssa.Value
	form  form
	good  bool // of a bool: what it is if the verdict is good
}

// A Trail is all that a function does with a verdict.
type Trail struct {
	Branches []Branch
	Returns  []returned
	Misread  []Comparison // comparisons that say nothing
	Logged   bool         // it, or words about it, are put out
	Kept     bool         // it is stored, passed on or mixed with something else: what becomes of it is not known
	Named    string       // the variable that holds it

	given []GivenTest
}

// A Branch is a place where the way goes on depends on a verdict.
type Branch struct {
	At           *ssa.If
	Well, Failed *ssa.BasicBlock // where it goes on
	Part         bool            // it asks for one error: of the side Well, nothing is known
}

// A Comparison is an expression that is always true or always false, although it
// compares a verdict.
type Comparison struct {
	At     *ssa.BinOp
	Always bool
}

type returned struct {
	at    *ssa.Return
	index int
	good  bool // the result says good for good
}

// maxViews bounds the values that are followed from one verdict.
const maxViews = 60

// Follow returns what the function does with a verdict.
func (f *Finder) Follow(v *Verdict) *Trail {
	w := &walk{Finder: f, seen: make(map[ssa.Value]bool), trail: &Trail{given: f.givenTests(v)}}
	if value := v.Value(); value != nil {
		w.add(view{value, formOf(value.Type()), true})
	}
	if truth := v.Beside(); truth != nil {
		w.add(view{truth, asBool, !v.Opposite})
	}
	for len(w.work) > 0 && !w.trail.Kept {
		next := w.work[0]
		w.work = w.work[1:]
		w.uses(next)
	}
	return w.trail
}

// Returned reports whether the verdict is returned, not only where it is one error that is
// asked for, or where something is not there that is there in any case.
func (t *Trail) Returned() bool {
	return slices.ContainsFunc(t.Returns, func(r returned) bool {
		return !t.untaken(r.at.Block()) && !slices.ContainsFunc(t.Branches, func(b Branch) bool { return b.Part && b.Failed.Dominates(r.at.Block()) })
	})
}

// Unused reports whether nothing looks at the verdict.
func (t *Trail) Unused() bool {
	return len(t.Branches) == 0 && len(t.Returns) == 0 && len(t.Misread) == 0 && !t.Logged && !t.Kept
}

type walk struct {
	*Finder
	trail *Trail
	work  []view
	seen  map[ssa.Value]bool
}

func (w *walk) add(v view) {
	if w.seen[v.value] {
		return
	}
	w.seen[v.value] = true
	if len(w.seen) > maxViews || v.form == noForm {
		w.trail.Kept = true
		return
	}
	w.work = append(w.work, v)
}

func (w *walk) uses(v view) {
	if v.value.Referrers() == nil {
		return
	}
	for _, user := range *v.value.Referrers() {
		w.use(v, user)
	}
}

func (w *walk) use(v view, user ssa.Instruction) {
	switch user := user.(type) {
	case *ssa.DebugRef:
		if name := w.LocalNames[v.value]; name != "" && w.trail.Named == "" {
			w.trail.Named = name
		}
	case *ssa.Extract: // of the call itself
	case *ssa.If:
		w.branch(v, user)
	case *ssa.UnOp:
		if user.Op != token.NOT {
			w.trail.Kept = true
			return
		}
		w.add(view{user, v.form, !v.good})
	case *ssa.BinOp:
		w.compare(v, user)
	case *ssa.Phi, *ssa.MakeInterface, *ssa.ChangeInterface, *ssa.ChangeType, *ssa.Convert:
		w.add(view{user.(ssa.Value), v.form, v.good})
	case *ssa.Return:
		w.returns(v, user)
	case *ssa.Store:
		w.store(v, user)
	case *ssa.MapUpdate:
		w.fieldOfLog(v, user)
	case *ssa.Call:
		w.passed(v, user)
	default:
		w.trail.Kept = true
	}
}

func (w *walk) branch(v view, at *ssa.If) {
	b := Branch{At: at, Part: v.form == asPart, Well: at.Block().Succs[0], Failed: at.Block().Succs[1]}
	if !v.good {
		b.Well, b.Failed = b.Failed, b.Well
	}
	if !w.trail.untaken(at.Block()) {
		w.trail.Branches = append(w.trail.Branches, b)
	}
}

func (w *walk) returns(v view, ret *ssa.Return) {
	if v.form == asPart || v.form == asText {
		w.trail.Kept = true
		return
	}
	for i, result := range ret.Results {
		if result == v.value {
			w.trail.Returns = append(w.trail.Returns, returned{ret, i, v.form != asBool || v.good})
		}
	}
}

// compare looks at a comparison of the verdict with a constant or with one error.
func (w *walk) compare(v view, op *ssa.BinOp) {
	other := op.Y
	if other == v.value {
		other = op.X
	}
	equality := op.Op == token.EQL || op.Op == token.NEQ
	switch {
	case v.form == asText && op.Op == token.ADD:
		w.add(view{op, asText, true})
	case v.form == asError && equality && ir.IsNil(other):
		w.add(view{op, asBool, op.Op == token.EQL})
	case v.form == asError && equality: // one error
		w.add(view{op, asPart, op.Op == token.NEQ})
	case v.form == asBool && equality && isBool(other):
		w.add(view{op, asBool, v.good == ((op.Op == token.EQL) == constant.BoolVal(other.(*ssa.Const).Value))})
	case v.form == asInt:
		w.compareInt(v, op, other)
	default:
		w.trail.Kept = true
	}
}

func isBool(v ssa.Value) bool {
	c, ok := v.(*ssa.Const)
	return ok && c.Value != nil && c.Value.Kind() == constant.Bool
}

// compareInt looks at a comparison of a number that is 1 if all is well, and else 0.
func (w *walk) compareInt(v view, op *ssa.BinOp, other ssa.Value) {
	if call, ok := other.(*ssa.Call); ok && ir.IsLen(call) && op.Op == token.EQL {
		w.trail.Misread = append(w.trail.Misread, Comparison{op, false})
		return
	}
	c, ok := other.(*ssa.Const)
	if !ok || c.Value == nil || formOf(op.Type()) != asBool {
		w.trail.Kept = true
		return
	}
	holds := func(n int64) bool {
		x, y := constant.MakeInt64(n), c.Value
		if op.Y == v.value {
			x, y = y, x
		}
		return constant.Compare(x, op.Op, y)
	}
	if holds(1) == holds(0) {
		w.trail.Misread = append(w.trail.Misread, Comparison{op, holds(1)})
		return
	}
	w.add(view{op, asBool, holds(1)})
}

// store follows the verdict into a variable, and into the list of what is put out.
func (w *walk) store(v view, store *ssa.Store) {
	switch address := store.Addr.(type) {
	case *ssa.Alloc:
		w.variable(v, address)
	case *ssa.IndexAddr:
		if list, ok := address.X.(*ssa.Alloc); ok {
			w.listed(v, list)
			return
		}
		w.trail.Kept = true
	default:
		w.trail.Kept = true
	}
}

// variable follows the verdict through a local variable that is in memory.
func (w *walk) variable(v view, cell *ssa.Alloc) {
	for _, user := range *cell.Referrers() {
		switch user := user.(type) {
		case *ssa.DebugRef:
		case *ssa.Store:
			if user.Addr != cell {
				w.trail.Kept = true
			}
		case *ssa.UnOp:
			w.add(view{user, v.form, v.good})
		default:
			w.trail.Kept = true
		}
	}
}

// listed looks at the call that gets a list of arguments.
func (w *walk) listed(v view, list *ssa.Alloc) {
	for _, user := range *list.Referrers() {
		switch user := user.(type) {
		case *ssa.IndexAddr, *ssa.DebugRef:
		case *ssa.Slice:
			for _, user := range *user.Referrers() {
				if call, ok := user.(*ssa.Call); ok {
					w.passed(v, call)
				} else {
					w.trail.Kept = true
				}
			}
		default:
			w.trail.Kept = true
		}
	}
}

// fieldOfLog looks at a map of fields that is made for a log.
func (w *walk) fieldOfLog(v view, update *ssa.MapUpdate) {
	if update.Map == v.value {
		return // another field
	}
	fields, ok := update.Map.(*ssa.MakeMap)
	if !ok || update.Value != v.value {
		w.trail.Kept = true
		return
	}
	w.add(view{fields, asText, true})
}

// passed looks at a call that the verdict is passed to.
func (w *walk) passed(v view, call *ssa.Call) {
	switch name := ir.CalledSymbol(call); {
	case v.form == asError && (name == "errors.Is" || name == "errors.As"):
		w.add(view{call, asPart, false})
	case v.form == asError && wraps[name]:
		w.add(view{call, asError, true})
	case w.quiet(call, maxQuietCalls):
		w.trail.Logged = true
		if call.Call.Signature().Results().Len() == 1 {
			w.add(view{call, asText, true})
		}
	default:
		w.trail.Kept = true
	}
}

// wraps are functions that make an error of another.
var wraps = map[string]bool{
	"fmt.Errorf": true, "errors.Join": true,
	"github.com/pkg/errors.Wrap": true, "github.com/pkg/errors.Wrapf": true, "github.com/pkg/errors.WithStack": true, "github.com/pkg/errors.WithMessage": true,
}
