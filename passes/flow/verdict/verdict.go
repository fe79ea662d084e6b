// Package verdict answers questions about results that must be looked at: errors, and
// the truth of a verification. What says whether something is genuine is a verdict. It
// may be dropped, be looked at too late, or change nothing.
package verdict

import (
	"go/token"
	"go/types"
	"slices"
	"strings"
	"sync"

	"golang.org/x/tools/go/ssa"

	"github.com/cryptolint/cryptolint/passes/cryptoapi"
	"github.com/cryptolint/cryptolint/passes/flow"
	"github.com/cryptolint/cryptolint/passes/flow/internal/ir"
	"github.com/cryptolint/cryptolint/passes/flow/internal/lexicon"
	"github.com/cryptolint/cryptolint/passes/flow/internal/outcome"
	"github.com/cryptolint/cryptolint/passes/flow/internal/provenance"
	"github.com/cryptolint/cryptolint/passes/flow/internal/value"
)

// Finder finds the verdicts of one package. Like the graph, it may be used by several
// goroutines.
type Finder struct {
	*outcome.Finder // nil: nothing in the package is worth a question
	mu              sync.Locker
}

// New returns a finder for the package of a graph.
func New(graph *flow.Graph) *Finder {
	e, mu := graph.Engine()
	if e == nil {
		return &Finder{}
	}
	return &Finder{Finder: outcome.New(e), mu: mu}
}

// Fate says what a function does with a verdict.
type Fate int

// The fates.
const (
	Heeded      Fate = iota // it decides what happens, or it is kept or passed on: all that cannot be told otherwise
	Dropped                 // nothing takes it
	Overwritten             // it is put into a variable, and nothing looks at it there
	GoesOn                  // a bad one is logged at most, and then all is done that is done after a good one
	OneError                // one error is refused, and after all others it goes on as after none
	Inverted                // a good one ends in a failure, and a bad one may end well
	Misread                 // it is compared with something so that the answer is always the same
	FallsBack               // what does not decrypt is returned as if it were a plaintext
)

// A Verdict is a call of which a result says whether something is genuine: that of a row
// with a verdict, or of a function that returns such a result and does nothing else that
// depends on it.
type Verdict struct {
	// API is what finds out, as in the code, for messages: "ed25519.Verify".
	API  string
	Fate Fate

	// Variable is the name of the variable that holds the verdict, if one does.
	Variable string

	// Always is what a comparison says that misreads the verdict.
	Always bool

	// Uses says whether what was to be verified is used nevertheless, and not only that
	// the function returns that all went well.
	Uses bool

	// Unused says that nothing looks at the verdict, whether anything depends on it or not.
	Unused bool

	// Step is where the program goes wrong, if that is not the call: the comparison, or
	// what is done after a bad verdict.
	Step token.Pos

	finder *Finder
	found  *outcome.Verdict
}

// Of returns the verdicts whose rows say that a call does one of the actions, and those
// of the symbols, in the order of the functions in the files. A program that ignores a
// verdict, and does nothing afterwards that depends on it, heeds it.
func (f *Finder) Of(actions cryptoapi.Action, symbols ...string) []*Verdict {
	if f.Finder == nil {
		return nil
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	var found []*Verdict
	for _, fn := range f.Funcs {
		for instr := range ir.Instructions(fn) {
			call, ok := instr.(*ssa.Call)
			if !ok {
				continue
			}
			v := f.At(call)
			if v != nil && (v.Actions&actions != 0 || slices.Contains(symbols, v.Symbol)) {
				found = append(found, f.judge(v))
			}
		}
	}
	return found
}

// Pos is where the call begins.
func (v *Verdict) Pos() token.Pos {
	if node := v.finder.Nodes[v.found.Call.Pos()]; node != nil {
		return node.Pos()
	}
	return v.found.Call.Pos()
}

// End is where the call ends, or token.NoPos.
func (v *Verdict) End() token.Pos {
	if node := v.finder.Nodes[v.found.Call.Pos()]; node != nil {
		return node.End()
	}
	return token.NoPos
}

// Callee names the function that is called and returns the verdict of the API, or is
// empty where the API is called itself.
func (v *Verdict) Callee() string {
	if !v.found.Through {
		return ""
	}
	return v.found.Target.Name()
}

// Subject names the function that is called, and the API that gives the verdict.
func (v *Verdict) Subject() string {
	if callee := v.Callee(); callee != "" {
		return callee + " (which calls " + v.API + ")"
	}
	return v.API
}

// Is reports whether one of the symbols gives the verdict, each with its import path.
func (v *Verdict) Is(symbols ...string) bool { return slices.Contains(symbols, v.found.Symbol) }

// Of reports whether a symbol of one of the packages gives the verdict.
func (v *Verdict) Of(paths ...string) bool {
	return slices.ContainsFunc(paths, func(path string) bool {
		rest, ok := strings.CutPrefix(v.found.Symbol, path+".")
		return ok && !strings.Contains(rest, "/")
	})
}

// Does reports whether what finds out does one of the actions.
func (v *Verdict) Does(actions cryptoapi.Action) bool { return v.found.Actions&actions != 0 }

// Decrypts reports whether the call returns a plaintext beside the verdict.
func (v *Verdict) Decrypts() bool { return v.found.Plaintext }

// Error reports whether the verdict is an error.
func (v *Verdict) Error() bool {
	return ir.IsError(v.found.Call.Call.Signature().Results().At(v.found.Result).Type())
}

// Operand returns what the call, or what it calls, gets in one of the roles.
func (v *Verdict) Operand(roles ...cryptoapi.Role) flow.Value {
	v.finder.mu.Lock()
	defer v.finder.mu.Unlock()
	return v.finder.operand(v.found, roles...)
}

// Function is the function that holds the call, or nil for a function literal.
func (v *Verdict) Function() *types.Func {
	object, _ := v.found.Call.Parent().Object().(*types.Func)
	return object
}

func (f *Finder) operand(v *outcome.Verdict, roles ...cryptoapi.Role) value.Value {
	var found value.Value
	for _, sink := range f.TargetSinks(v.Call, v.Target) {
		if slices.Contains(roles, sink.Role) {
			found = value.Join(found, f.Resolve(f.SinkValue(sink)))
		}
	}
	return found
}

// judge tells what becomes of a verdict.
func (f *Finder) judge(v *outcome.Verdict) *Verdict {
	told := &Verdict{API: v.API, finder: f, found: v}
	trail := f.Follow(v)
	told.Variable, told.Unused = trail.Named, trail.Unused()
	fate, at, from := f.fateOf(v, trail)
	if fate == Heeded || f.idle(v) {
		return told
	}
	told.Step = at
	if fate == Misread {
		told.Always = trail.Misread[0].Always
	}
	if fate == Misread || fate == Inverted || fate == FallsBack || from == sameReturn {
		told.Fate = fate
		return told
	}
	switch consequence, instr := f.ConsequenceAfter(v, from); {
	case consequence == outcome.Nothing, f.speaksByNil(v, instr):
		return told
	default:
		told.Fate, told.Uses = fate, consequence == outcome.Uses
		if told.Step == token.NoPos && instr != nil {
			told.Step = instr.Pos()
		}
	}
	return told
}

// sameReturn stands for a function that returns the same in any case.
var sameReturn = new(ssa.BasicBlock)

// fateOf tells what becomes of a verdict as far as the ways show, where that is written,
// and from which block on the program goes on.
func (f *Finder) fateOf(v *outcome.Verdict, trail *outcome.Trail) (fate Fate, at token.Pos, from *ssa.BasicBlock) {
	if given := trail.Besides(); given != nil && !trail.Kept && len(trail.Branches) == 0 {
		return GoesOn, given.At.Pos(), given.Taken
	}
	switch {
	case trail.Kept || trail.Logged && len(trail.Branches) == 0:
		return Heeded, token.NoPos, nil
	case trail.Unused() && trail.Named != "":
		return Overwritten, token.NoPos, nil
	case trail.Unused():
		return Dropped, token.NoPos, nil
	case len(trail.Misread) > 0 && len(trail.Branches) == 0 && len(trail.Returns) == 0:
		return Misread, trail.Misread[0].At.Pos(), nil
	}
	for _, b := range trail.Branches {
		if instr := f.FallsBack(v, b); instr != nil {
			return FallsBack, positionOf(instr), nil
		}
	}
	if trail.Returned() {
		return Heeded, token.NoPos, nil
	}
	for _, b := range trail.Branches {
		if b.Part {
			continue
		}
		switch after := f.GoesOn(b, trail); {
		case onlyOne(b, trail):
			return OneError, b.At.Cond.Pos(), b.Well
		case f.SaysTheSame(b, v.Call):
			fate, at, from = GoesOn, b.At.Cond.Pos(), sameReturn
		case after != nil:
			fate, at, from = GoesOn, b.At.Cond.Pos(), after
		case f.Inverted(b, v.Call):
			return Inverted, b.At.Cond.Pos(), nil
		default:
			return Heeded, token.NoPos, nil
		}
	}
	if fate == Heeded && len(trail.Branches) == 1 {
		b := trail.Branches[0]
		return OneError, b.At.Cond.Pos(), b.Well
	}
	return fate, at, from
}

// onlyOne reports whether a bad verdict is asked whether it is one error, and all others
// go the way of a good one: err != nil && err == ErrMismatch.
func onlyOne(b outcome.Branch, trail *outcome.Trail) bool {
	return slices.ContainsFunc(trail.Branches, func(part outcome.Branch) bool {
		return part.Part && part.At.Block() == b.Failed && part.Well == b.Well
	})
}

// positionOf is where an instruction is, or where the branch asks that it ends.
func positionOf(instr ssa.Instruction) token.Pos {
	if branch, ok := instr.(*ssa.If); ok {
		return branch.Cond.Pos()
	}
	return instr.Pos()
}

// speaksByNil reports whether the plaintext says by itself that there is none: somebody
// asks if it is nil or how long it is, or callers can.
func (f *Finder) speaksByNil(v *outcome.Verdict, at ssa.Instruction) bool {
	for _, plaintext := range v.Values() {
		for user := range ir.UsesOfMerged(plaintext) {
			switch user := user.(type) {
			case *ssa.BinOp:
				if !v.Target.Row.KeepsPart() {
					return true
				}
			case *ssa.Call:
				if ir.IsLen(user) {
					return true
				}
			case *ssa.Return:
				if len(user.Results) == 1 {
					return true
				}
			}
		}
	}
	if call, ok := at.(*ssa.Call); ok && ir.CarriesSecret(call.Type()) {
		return !slices.ContainsFunc(*call.Referrers(), func(user ssa.Instruction) bool {
			ret, returned := user.(*ssa.Return)
			_, named := user.(*ssa.DebugRef)
			return !named && (!returned || len(ret.Results) != 1)
		})
	}
	ret, ok := at.(*ssa.Return)
	if !ok || len(ret.Results) != 1 {
		return false
	}
	_, handedOn := ret.Results[0].(*ssa.Call)
	return handedOn || returnsNothing(v.Call.Parent())
}

// returnsNothing reports whether a function returns an empty text where it fails: then
// callers know what that means.
func returnsNothing(fn *ssa.Function) bool {
	return slices.ContainsFunc(fn.Blocks, func(block *ssa.BasicBlock) bool {
		ret, ok := block.Instrs[len(block.Instrs)-1].(*ssa.Return)
		if !ok || len(ret.Results) != 1 || !ir.CarriesSecret(ret.Results[0].Type()) {
			return false
		}
		c, ok := ret.Results[0].(*ssa.Const)
		return ok && (c.Value == nil || c.Value.ExactString() == `""`)
	})
}

// idle reports whether nothing can depend on a verdict: the program made itself what it
// verifies, compares with something fixed so as to take the same time, measures, or has
// asked the same before.
func (f *Finder) idle(v *outcome.Verdict) bool {
	return measures(v.Call.Parent()) || f.ownData(v) || f.standsIn(v) || sameOperands(v) || f.askedBefore(v)
}

// measures reports whether a function is a benchmark or a fuzz target.
func measures(fn *ssa.Function) bool {
	for ; fn != nil; fn = fn.Parent() {
		for parameter := range fn.Signature.Params().Variables() {
			if named := ir.NamedOf(parameter.Type()); named != nil && named.Obj().Pkg() != nil && named.Obj().Pkg().Path() == "testing" {
				return true
			}
		}
		s := fn.Signature
		if s.Recv() == nil && s.Params().Len() == 1 && s.Results().Len() == 1 && ir.IsBytes(s.Params().At(0).Type()) && types.Identical(s.Results().At(0).Type(), types.Typ[types.Int]) {
			return true // func Fuzz(data []byte) int
		}
	}
	return false
}

// ownData reports whether the program made what it verifies, or compares something with
// a constant or with the hash of no password.
func (f *Finder) ownData(v *outcome.Verdict) bool {
	for _, operand := range v.Data() {
		if ir.CarriesSecret(operand.Type()) && made(f.Resolve(f.Origins(operand, "", v.Call)), cryptoapi.Constant, cryptoapi.Zero, cryptoapi.PasswordHash) {
			return true
		}
	}
	proofs := f.operand(v, cryptoapi.AsSignature, cryptoapi.AsTag, cryptoapi.AsCiphertext)
	return made(proofs, cryptoapi.Signature, cryptoapi.MACTag, cryptoapi.Ciphertext, cryptoapi.SecureRandom)
}

// standsIn reports whether a name says that one operand stands in for one that is not
// there: the hash of the password of nobody.
func (f *Finder) standsIn(v *outcome.Verdict) bool {
	for _, operand := range v.Data() {
		plain := provenance.Plain(operand)
		names := append(provenance.KeptAs(plain), f.LocalNames[plain])
		for _, name := range names {
			if slices.ContainsFunc(lexicon.Words(name), func(word string) bool { return slices.Contains(standIns, word) }) {
				return true
			}
		}
	}
	return false
}

var standIns = []string{"dummy", "fake", "decoy", "mock", "placeholder", "nobody"}

// made reports whether a value is nothing but what has one of the kinds.
func made(v value.Value, kinds ...cryptoapi.Kind) bool {
	return len(v) > 0 && !v.Any(func(a value.Alternative) bool { return !a.Only(kinds...) })
}

// sameOperands reports whether something is compared with itself: it takes the time that
// a comparison takes.
func sameOperands(v *outcome.Verdict) bool {
	data := v.Data()
	return len(data) == 2 && provenance.Plain(data[0]) == provenance.Plain(data[1])
}

// askedBefore reports whether the same was asked before, and the answer was heeded.
func (f *Finder) askedBefore(v *outcome.Verdict) bool {
	order := f.Order(v.Call.Parent())
	for _, block := range v.Call.Parent().Blocks {
		for _, instr := range block.Instrs {
			call, ok := instr.(*ssa.Call)
			if !ok || call == v.Call || !order.Precedes(call, v.Call) {
				continue
			}
			before := f.At(call)
			if before == nil || before.Symbol != v.Symbol || !slices.EqualFunc(before.Data(), v.Data(), func(a, b ssa.Value) bool { return provenance.Plain(a) == provenance.Plain(b) }) {
				continue
			}
			if fate, _, _ := f.fateOf(before, f.Follow(before)); fate == Heeded {
				return true
			}
		}
	}
	return false
}
