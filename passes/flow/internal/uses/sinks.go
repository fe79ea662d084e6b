// Package uses finds where values are used in a role: by the table of cryptoapi, by
// what functions do with their parameters, and, as weak evidence, by names.
package uses

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"
	"strings"
	"sync"

	"golang.org/x/tools/go/ssa"

	"github.com/cryptolint/cryptolint/passes/cryptoapi"
	"github.com/cryptolint/cryptolint/passes/flow/internal/callee"
	"github.com/cryptolint/cryptolint/passes/flow/internal/eval"
	"github.com/cryptolint/cryptolint/passes/flow/internal/fact"
	"github.com/cryptolint/cryptolint/passes/flow/internal/ir"
	"github.com/cryptolint/cryptolint/passes/flow/internal/memo"
	"github.com/cryptolint/cryptolint/passes/flow/internal/provenance"
	"github.com/cryptolint/cryptolint/passes/flow/internal/value"
)

// A Sink is a place where a value is used in a role.
type Sink struct {
	Role    cryptoapi.Role
	Symbol  string           // the row that gives the role, or ByOperator, or ByLoop: "crypto/cipher.AEAD.Seal"; empty where a name does
	Actions cryptoapi.Action // what the row says that a call does
	API     string           // what uses it, as in the code, for messages: "cipher.AEAD.Seal"
	Instr   ssa.Instruction  // the use, or the call of the function that leads to it
	Operand ssa.Value        // what is used or passed; nil where several operands are
	Named   bool             // only a name says so: a field Token, a variable otp
	Name    string           // that name
	Noun    string           // what the name stands for: "session id"

	Call    ssa.CallInstruction
	Target  *eval.Target
	Syntax  ast.Node
	other   ssa.Value       // the other side of a comparison
	second  bool            // the value is on the right of a comparison
	Use     *fact.Use       // what the callee does, where the sink is in it
	Stored  string          // for a store: the storage key
	Parsed  bool            // a private key is read from it
	form    string          // what is done with what is stored before it is used
	spelled string          // how what the field holds is written when it is used
	Asked   ssa.Instruction // where the value is asked for, if not at Instr
	Beside  []*Sink         // the others of the same call, where the graph does not have them
	Looped  bool
	hops    int
	part    bool // the operand is a part of what is passed
}

// What compares without being a function.
const (
	ByOperator = "operator" // == or !=
	ByLoop     = "loop"     // a loop over the elements
)

// Is reports whether one of the symbols gives the value its role, in this function or
// further down, each with its import path: "crypto/cipher.AEAD.Seal".
func (s *Sink) Is(symbols ...string) bool { return slices.Contains(symbols, s.Symbol) }

// Of reports whether a symbol of one of the packages gives the value its role.
func (s *Sink) Of(paths ...string) bool {
	return slices.ContainsFunc(paths, func(path string) bool {
		rest, ok := strings.CutPrefix(s.Symbol, path+".")
		return ok && !strings.Contains(rest, "/")
	})
}

// Does reports whether what uses the value does one of the actions.
func (s *Sink) Does(actions cryptoapi.Action) bool { return s.Actions&actions != 0 }

// askedAt is where the value of the sink is asked for.
func (s *Sink) askedAt() ssa.Instruction {
	if s.Asked != nil {
		return s.Asked
	}
	return s.Instr
}

// Pos is where the code of the sink begins: the call, the comparison, the store.
func (s *Sink) Pos() token.Pos {
	if s.Syntax != nil {
		return s.Syntax.Pos()
	}
	return s.Instr.Pos()
}

// End is where the code of the sink ends, or token.NoPos.
func (s *Sink) End() token.Pos {
	if s.Syntax != nil {
		return s.Syntax.End()
	}
	return token.NoPos
}

// Node is the call, the comparison or the store to a field, or nil.
func (s *Sink) Node() ast.Node { return s.Syntax }

// Finder finds the places where values are used in a role, and what functions use their
// parameters as.
type Finder struct {
	*eval.Evaluator

	Found []*Sink // all of the package, in source order

	usesOf     memo.Memo[*ssa.Function, []fact.Use]
	sinksOf    memo.Memo[*ssa.Function, []*Sink]
	sinkValues memo.Memo[*Sink, value.Value]

	FieldUses map[string][]fact.Use // by storage key: the roles that a field's content reaches

	fallingBack    map[*ssa.Function]bool                     // those of FallsBack; nil until somebody asks
	withoutFailure map[*ssa.Function]map[*ssa.BasicBlock]bool // the blocks of findWithoutFailure

	valueCalls []ssa.CallInstruction // calls of function values; nil until somebody asks

	under   map[underKey]*Finder  // for the sinks there
	underOf map[*ssa.Function]int // how many of them

	usesActive  map[*ssa.Function]bool // what is being found out
	sinksActive map[*ssa.Function]bool
}

func New(e *eval.Evaluator) *Finder {
	return &Finder{
		Evaluator: e, usesOf: memo.New[*ssa.Function, []fact.Use](), sinksOf: memo.New[*ssa.Function, []*Sink](), sinkValues: memo.New[*Sink, value.Value](),
		FieldUses: make(map[string][]fact.Use), usesActive: make(map[*ssa.Function]bool), sinksActive: make(map[*ssa.Function]bool),
		under: make(map[underKey]*Finder), underOf: make(map[*ssa.Function]int),
	}
}

// Fork returns a finder for the questions of one rule. It begins with what the
// analysis of the package has found out.
func (e *Finder) Fork() *Finder {
	return &Finder{
		Evaluator: e.Evaluator.Fork(), Found: e.Found, usesOf: e.usesOf.Fork(), sinksOf: e.sinksOf.Fork(), sinkValues: e.sinkValues.Fork(),
		FieldUses: e.FieldUses, usesActive: make(map[*ssa.Function]bool), sinksActive: make(map[*ssa.Function]bool),
		under: make(map[underKey]*Finder), underOf: make(map[*ssa.Function]int),
	}
}

// Placed finds the expressions of sinks.
func (e *Finder) Placed(sinks []*Sink) []*Sink {
	for _, s := range sinks {
		pos := s.Instr.Pos()
		if call, ok := s.Instr.(ssa.CallInstruction); ok {
			pos = call.Common().Pos()
		}
		s.Syntax = e.Nodes[pos]
	}
	return sinks
}

// Sinks returns the sinks of a function in the order of its instructions.
func (e *Finder) Sinks(fn *ssa.Function) []*Sink {
	if known, ok := e.sinksOf.Get(fn); ok {
		return known
	}
	if ring := e.Rings[fn]; ring != nil {
		if _, known := e.usesOf.Get(fn); !known {
			e.ringUses(ring)
		}
	}
	if e.sinksActive[fn] {
		e.Half()
		return nil // a recursive function adds nothing through itself
	}
	e.sinksActive[fn] = true
	defer delete(e.sinksActive, fn)
	var found []*Sink
	inConstantTime := sync.OnceValue(func() []*ssa.Call { return constantTimeIn(fn) })
	for instr := range ir.Instructions(fn) {
		switch instr := instr.(type) {
		case *ssa.BinOp:
			found = append(found, e.comparisonSinks(instr, inConstantTime)...)
		case *ssa.Store:
			found = append(found, e.storeSinks(instr)...)
		case ssa.CallInstruction:
			found = append(found, e.callSinks(instr)...)
		}
	}
	for _, sink := range found {
		if sink.Role == cryptoapi.AsStreamNonce && sink.Stored == "" && e.takesBack(sink) {
			sink.Role = cryptoapi.AsOpenNonce
		}
	}
	e.sinksOf.Set(fn, e.Placed(found))
	return found
}

// comparisonSinks returns the two sides of a comparison with == or !=, for types
// that are compared byte by byte.
func (e *Finder) comparisonSinks(v *ssa.BinOp, inConstantTime func() []*ssa.Call) []*Sink {
	if byHand := e.elementwiseSinks(v); byHand != nil {
		return byHand
	}
	x, y := boxed(v.X), boxed(v.Y)
	if (v.Op != token.EQL && v.Op != token.NEQ) || provenance.IsConst(x) || provenance.IsConst(y) || !comparedBytewise(x.Type()) && !comparedBytewise(y.Type()) || foundEqual(v, inConstantTime()) {
		return nil
	}
	return comparison(Sink{Symbol: ByOperator, API: v.Op.String(), Instr: v}, x, y)
}

// boxed returns what is in an interface value, where the comparison with another puts it
// there.
func boxed(v ssa.Value) ssa.Value {
	if box, ok := v.(*ssa.MakeInterface); ok {
		return box.X
	}
	return v
}

func comparedBytewise(t types.Type) bool {
	switch u := t.Underlying().(type) {
	case *types.Basic:
		return u.Info()&types.IsString != 0
	case *types.Array:
		basic, ok := u.Elem().Underlying().(*types.Basic)
		return ok && basic.Kind() == types.Byte
	}
	return false
}

// comparison returns the two sides of what compares.
func comparison(by Sink, x, y ssa.Value) []*Sink {
	by.Role = cryptoapi.AsCompared
	left, right := by, by
	left.Operand, left.other = x, y
	right.Operand, right.other, right.second = y, x, true
	return []*Sink{&left, &right}
}

// storeSinks returns the role of the field that is stored to, if it has one.
func (e *Finder) storeSinks(store *ssa.Store) []*Sink {
	address, ok := store.Addr.(*ssa.FieldAddr)
	if !ok {
		return nil
	}
	key := ir.FieldKey(address.X.Type(), address.Field)
	if key == "" {
		return nil
	}
	field := ir.StructOf(address.X.Type()).Field(address.Field)
	var found []*Sink
	if row := e.Table.Field(field, ir.NamedOf(address.X.Type())); row != nil && row.Role != cryptoapi.NoRole {
		found = append(found, &Sink{Role: row.Role, Symbol: row.Symbol(), API: ir.AddressedField(address), Instr: store, Operand: store.Val})
	}
	for _, u := range e.FieldUses[key] {
		found = append(found, &Sink{Role: u.Role, Symbol: u.Symbol, Actions: u.Actions, API: u.API, Instr: store, Operand: store.Val, Stored: key, form: u.Form, spelled: u.Spelled, hops: u.Hops})
	}
	if told := e.StorageFact(key); told != nil {
		for _, u := range told.Uses {
			found = append(found, &Sink{Role: cryptoapi.Role(u.Role), Symbol: u.Symbol, Actions: u.Actions, API: u.API, Instr: store, Operand: store.Val, spelled: u.Spelled, hops: u.Hops})
		}
	}
	return found
}

func (e *Finder) callSinks(call ssa.CallInstruction) []*Sink {
	var found []*Sink
	for _, t := range e.Targets(call) {
		found = append(found, e.TargetSinks(call, t)...)
		found = append(found, e.handedComparisons(call, t)...)
	}
	return found
}

func (e *Finder) TargetSinks(call ssa.CallInstruction, t *eval.Target) []*Sink {
	var found []*Sink
	if t.Row != nil {
		found = e.rowSinks(call, t)
		if !t.Row.Partial {
			return found
		}
	}
	uses := e.Uses(t)
	for i := range uses {
		if t.RowSaysOf(uses[i].Value) || !e.MayReach(uses[i].When, t, call) {
			continue
		}
		found = append(found, e.eachShown(&Sink{
			Role: uses[i].Role, Symbol: uses[i].Symbol, Actions: uses[i].Actions, API: uses[i].API, Instr: call, Operand: PassedOperand(t, uses[i].Value),
			Call: call, Target: t, Use: &uses[i], Looped: uses[i].Loop, hops: uses[i].Hops,
		})...)
	}
	return found
}

// rowSinks returns the roles that the table gives to the operands of a call.
func (e *Finder) rowSinks(call ssa.CallInstruction, t *eval.Target) []*Sink {
	var found []*Sink
	compared := make([]ssa.Value, 0, 2)
	for _, argument := range callee.Arguments(t.Row.Args) {
		role, operand := t.Row.Args[argument], t.Operand(argument)
		if operand == nil || role == cryptoapi.NoRole {
			continue
		}
		if role == cryptoapi.AsCompared {
			compared = append(compared, operand)
			continue
		}
		found = append(found, e.eachShown(&Sink{Role: role, Symbol: t.Row.Symbol(), Actions: t.Row.Actions, API: t.Name(), Instr: call, Operand: operand, Call: call, Target: t})...)
	}
	besideEachOther(found)
	if len(compared) == 2 {
		found = append(found, comparison(Sink{Symbol: t.Row.Symbol(), API: t.Name(), Instr: call}, compared[0], compared[1])...)
	}
	return found
}

// besideEachOther tells the two sides of a comparison in constant time of each other.
func besideEachOther(sinks []*Sink) {
	if len(sinks) == 2 && sinks[0].Role == cryptoapi.AsComparedConstantTime && sinks[1].Role == cryptoapi.AsComparedConstantTime {
		sinks[0].other, sinks[1].other, sinks[1].second = sinks[1].Operand, sinks[0].Operand, true
	}
}

// PassedOperand returns the operand from which a value in terms of the callee's
// parameters is made, if it is one.
func PassedOperand(t *eval.Target, v value.Value) ssa.Value {
	operands := t.Operands()
	var found ssa.Value
	for _, o := range v.Origins() {
		if !o.Open() || o.Param > len(operands) || operands[o.Param-1] == nil || o.Path != "" {
			continue
		}
		if found != nil && found != operands[o.Param-1] {
			return nil
		}
		found = operands[o.Param-1]
	}
	return found
}

// SinkValue returns what is used at a sink, in terms of the parameters of the
// function that holds it, and of fields.
func (e *Finder) SinkValue(s *Sink) value.Value {
	if known, ok := e.sinkValues.Get(s); ok {
		return known
	}
	var v value.Value
	whole := e.Settles(func() {
		if s.Use != nil && !s.part {
			v = e.passedOn(s).Then(s.Target.Step(value.Passed, s.Pos()))
		} else {
			v = value.Spelled(e.Formed(s.form, e.Origins(s.Operand, "", s.askedAt())), s.spelled)
		}
	})
	if whole || e.Idle() {
		e.sinkValues.Set(s, v)
	}
	return v
}

// SinkKey returns the key that goes with the value of a sink: that of the same
// call.
func (e *Finder) SinkKey(s *Sink) value.Value {
	if s.Use != nil {
		return e.Instantiate(s.Use.Key, s.Target, s.Call)
	}
	if s.Target == nil || s.Target.Row == nil {
		return nil
	}
	for _, argument := range callee.Arguments(s.Target.Row.Args) {
		role := s.Target.Row.Args[argument]
		if role == cryptoapi.AsKey || role == cryptoapi.AsKeyed || role == cryptoapi.AsMACKey || role == cryptoapi.AsDecryptionKey {
			if operand := s.Target.Operand(argument); operand != nil {
				return e.Origins(operand, "", s.Instr)
			}
		}
	}
	return nil
}

// SinkOther returns what stands beside the value of a sink: the other side of a
// comparison, the hash identifier of a digest, the mode of a file, the name of a
// variable that is set.
func (e *Finder) SinkOther(s *Sink) value.Value {
	if s.Use != nil {
		return e.Instantiate(s.Use.Other, s.Target, s.Call)
	}
	if s.other != nil {
		return e.Origins(s.other, "", s.Instr)
	}
	switch s.Role {
	case cryptoapi.AsShown:
		return e.SinkText(s, cryptoapi.AsWriter)
	case cryptoapi.AsFileContent:
		return value.Join(e.SinkText(s, cryptoapi.AsFileMode), e.SinkText(s, cryptoapi.AsWriter))
	case cryptoapi.AsVariableValue:
		return e.SinkText(s, cryptoapi.AsVariableName)
	}
	if s.Target == nil || (s.Role != cryptoapi.AsDigest && s.Role != cryptoapi.AsUnsignedDigest) {
		return nil
	}
	// The hash of the options is asked for by name, and so is that of a crypto.Hash.
	for _, beside := range []cryptoapi.Role{cryptoapi.AsHashID, cryptoapi.AsSignerOptions} {
		for _, argument := range callee.Arguments(s.Target.Row.Args) {
			if s.Target.Row.Args[argument] == beside && s.Target.Operand(argument) != nil {
				return e.Origins(s.Target.Operand(argument), hashField, s.Instr)
			}
		}
	}
	return nil
}

// Beside returns the sink of another role in the same call, or nil.
func (e *Finder) Beside(s *Sink, role cryptoapi.Role) *Sink {
	for _, other := range slices.Concat(s.Beside, e.Found) {
		if other.Instr == s.Instr && other.Role == role && other.Target == s.Target && other.Symbol == s.Symbol {
			return other
		}
	}
	return nil
}
