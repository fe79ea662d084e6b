package flow

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/cryptolint/cryptolint/passes/cryptoapi"
	"github.com/cryptolint/cryptolint/passes/flow/internal/lexicon"
	"github.com/cryptolint/cryptolint/passes/flow/internal/value"
)

// A Sink is a place where a value is used in a role.
type Sink struct {
	Role    cryptoapi.Role
	API     string          // what uses it, as in the code: "cipher.AEAD.Seal"
	Instr   ssa.Instruction // the use, or the call of the function that leads to it
	Operand ssa.Value       // what is used or passed; nil where several operands are
	Named   bool            // only a name says so: a field Token, a variable otp
	Name    string          // that name
	Noun    string          // what the name stands for: "session id"

	call   ssa.CallInstruction
	target *target
	node   ast.Node
	other  ssa.Value // the other side of a comparison
	second bool      // the value is on the right of a comparison
	use    *use      // what the callee does, where the sink is in it
	stored string    // for a store: the storage key
	beside []*Sink   // the others of the same call, where the graph does not have them
	looped bool
	hops   int
}

// Pos is where the code of the sink begins: the call, the comparison, the store.
func (s *Sink) Pos() token.Pos {
	if s.node != nil {
		return s.node.Pos()
	}
	return s.Instr.Pos()
}

// End is where the code of the sink ends, or token.NoPos.
func (s *Sink) End() token.Pos {
	if s.node != nil {
		return s.node.End()
	}
	return token.NoPos
}

// Node is the call, the comparison or the store to a field, or nil.
func (s *Sink) Node() ast.Node { return s.node }

// finder finds the places where values are used in a role, and what functions use their
// parameters as.
type finder struct {
	*evaluator

	found []*Sink // all of the package, in source order

	usesOf     memo[*ssa.Function, []use]
	sinksOf    memo[*ssa.Function, []*Sink]
	sinkValues memo[*Sink, value.Value]

	fieldUses map[string][]use // by storage key: the roles that a field's content reaches

	usesActive  map[*ssa.Function]bool // what is being found out
	sinksActive map[*ssa.Function]bool
}

func newFinder(e *evaluator) *finder {
	return &finder{
		evaluator: e, usesOf: newMemo[*ssa.Function, []use](), sinksOf: newMemo[*ssa.Function, []*Sink](), sinkValues: newMemo[*Sink, value.Value](),
		fieldUses: make(map[string][]use), usesActive: make(map[*ssa.Function]bool), sinksActive: make(map[*ssa.Function]bool),
	}
}

// fork returns a finder for the questions of one rule. It begins with what the
// analysis of the package has found out.
func (e *finder) fork() *finder {
	return &finder{
		evaluator: e.evaluator.fork(), found: e.found, usesOf: e.usesOf.fork(), sinksOf: e.sinksOf.fork(), sinkValues: e.sinkValues.fork(),
		fieldUses: e.fieldUses, usesActive: make(map[*ssa.Function]bool), sinksActive: make(map[*ssa.Function]bool),
	}
}

// place finds the expressions of sinks.
func (e *finder) place(sinks []*Sink) []*Sink {
	for _, s := range sinks {
		pos := s.Instr.Pos()
		if call, ok := s.Instr.(ssa.CallInstruction); ok {
			pos = call.Common().Pos()
		}
		s.node = e.nodes[pos]
	}
	return sinks
}

// Place is what happens to the value at a sink.
type Place int

// The places, the most lasting first.
const (
	Kept     Place = iota // in a field, or under a key of a map
	Returned              // as a result
	Passed                // to a function
	Held                  // by a variable
)

// Place tells what happens to the value at the sink.
func (s *Sink) Place() Place {
	switch s.Instr.(type) {
	case *ssa.Store, *ssa.MapUpdate:
		return Kept
	case *ssa.Return:
		return Returned
	case ssa.CallInstruction:
		return Passed
	}
	return Held
}

// Func is the function that holds the sink.
func (s *Sink) Func() *ssa.Function { return s.Instr.Parent() }

// Through reports whether the API is called by another function than the one
// that holds the sink.
func (s *Sink) Through() bool { return s.use != nil }

// Callee names the function that is called at the sink and uses the value further
// down, or is empty where the sink is the use itself.
func (s *Sink) Callee() string {
	if s.use == nil || s.target == nil {
		return ""
	}
	return s.target.name()
}

// sinks returns the sinks of a function in the order of its instructions.
func (e *finder) sinks(fn *ssa.Function) []*Sink {
	if known, ok := e.sinksOf.get(fn); ok {
		return known
	}
	if ring := e.rings[fn]; ring != nil {
		if _, known := e.usesOf.get(fn); !known {
			e.ringUses(ring)
		}
	}
	if e.sinksActive[fn] {
		e.half()
		return nil // a recursive function adds nothing through itself
	}
	e.sinksActive[fn] = true
	defer delete(e.sinksActive, fn)
	var found []*Sink
	for _, block := range fn.Blocks {
		for _, instr := range block.Instrs {
			switch instr := instr.(type) {
			case *ssa.BinOp:
				found = append(found, e.comparisonSinks(instr)...)
			case *ssa.Store:
				found = append(found, e.storeSinks(instr)...)
			case ssa.CallInstruction:
				found = append(found, e.callSinks(instr)...)
			}
		}
	}
	e.sinksOf.set(fn, e.place(found))
	return found
}

// comparisonSinks returns the two sides of a comparison with == or !=, for types
// that are compared byte by byte.
func (e *finder) comparisonSinks(v *ssa.BinOp) []*Sink {
	if byHand := e.elementwiseSinks(v); byHand != nil {
		return byHand
	}
	if (v.Op != token.EQL && v.Op != token.NEQ) || !comparedBytewise(v.X.Type()) {
		return nil
	}
	if _, ok := v.X.(*ssa.Const); ok {
		return nil
	}
	if _, ok := v.Y.(*ssa.Const); ok {
		return nil
	}
	return comparison(v, v.Op.String(), v.X, v.Y)
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

func comparison(instr ssa.Instruction, api string, x, y ssa.Value) []*Sink {
	return []*Sink{
		{Role: cryptoapi.AsCompared, API: api, Instr: instr, Operand: x, other: y},
		{Role: cryptoapi.AsCompared, API: api, Instr: instr, Operand: y, other: x, second: true},
	}
}

// storeSinks returns the role of the field that is stored to, if it has one.
func (e *finder) storeSinks(store *ssa.Store) []*Sink {
	address, ok := store.Addr.(*ssa.FieldAddr)
	if !ok {
		return nil
	}
	key := fieldKey(address.X.Type(), address.Field)
	if key == "" {
		return nil
	}
	field := structOf(address.X.Type()).Field(address.Field)
	var found []*Sink
	if row := e.table.Field(field, namedOf(address.X.Type())); row != nil && row.Role != cryptoapi.NoRole {
		found = append(found, &Sink{Role: row.Role, API: fieldName(address), Instr: store, Operand: store.Val})
	}
	for _, u := range e.fieldUses[key] {
		found = append(found, &Sink{Role: u.Role, API: u.API, Instr: store, Operand: store.Val, stored: key, hops: u.Hops})
	}
	if told := e.storageFact(key); told != nil {
		for _, u := range told.Uses {
			found = append(found, &Sink{Role: cryptoapi.Role(u.Role), API: u.API, Instr: store, Operand: store.Val, hops: u.Hops})
		}
	}
	return found
}

// fieldName names a field as the code does: "x509.Certificate.SignatureAlgorithm".
func fieldName(address *ssa.FieldAddr) string {
	name := structOf(address.X.Type()).Field(address.Field).Name()
	if named := namedOf(address.X.Type()); named != nil {
		name = named.Obj().Name() + "." + name
		if pkg := named.Obj().Pkg(); pkg != nil {
			name = pkg.Name() + "." + name
		}
	}
	return name
}

func (e *finder) callSinks(call ssa.CallInstruction) []*Sink {
	var found []*Sink
	for _, t := range e.targets(call) {
		found = append(found, e.targetSinks(call, t)...)
	}
	return found
}

func (e *finder) targetSinks(call ssa.CallInstruction, t *target) []*Sink {
	var found []*Sink
	if t.row != nil {
		found = e.rowSinks(call, t)
		if !t.row.Partial {
			return found
		}
	}
	uses := e.uses(t)
	for i := range uses {
		if t.rowSaysOf(uses[i].Value) || !e.mayReach(uses[i].When, t, call) {
			continue
		}
		found = append(found, &Sink{
			Role: e.roleHere(uses[i].Role, call), API: uses[i].API, Instr: call, Operand: passed(t, uses[i].Value),
			call: call, target: t, use: &uses[i], looped: uses[i].Loop, hops: uses[i].Hops,
		})
	}
	return found
}

// rowSinks returns the roles that the table gives to the operands of a call.
func (e *finder) rowSinks(call ssa.CallInstruction, t *target) []*Sink {
	var found []*Sink
	compared := make([]ssa.Value, 0, 2)
	for _, argument := range arguments(t.row.Args) {
		role, operand := e.roleHere(t.row.Args[argument], call), t.operand(argument)
		if operand == nil || role == cryptoapi.NoRole {
			continue
		}
		if role == cryptoapi.AsCompared {
			compared = append(compared, operand)
			continue
		}
		found = append(found, &Sink{Role: role, API: t.name(), Instr: call, Operand: operand, call: call, target: t})
	}
	if len(compared) == 2 {
		found = append(found, comparison(call, t.name(), compared[0], compared[1])...)
	}
	return found
}

// roleHere turns the nonce of a stream cipher into that of a decryption where names
// say that the function decrypts: the call does not tell.
func (e *finder) roleHere(role cryptoapi.Role, call ssa.CallInstruction) cryptoapi.Role {
	if role != cryptoapi.AsStreamNonce {
		return role
	}
	for fn := call.Parent(); fn != nil; fn = fn.Parent() {
		if lexicon.Decrypts(fn.Name()) {
			return cryptoapi.AsOpenNonce
		}
	}
	return role
}

// passed returns the operand from which a value in terms of the callee's
// parameters is made, if it is one.
func passed(t *target, v value.Value) ssa.Value {
	operands := t.operands()
	var found ssa.Value
	for _, o := range v.Origins() {
		if !o.Open() || o.Param > len(operands) || o.Path != "" {
			continue
		}
		if found != nil && found != operands[o.Param-1] {
			return nil
		}
		found = operands[o.Param-1]
	}
	return found
}

// sinkValue returns what is used at a sink, in terms of the parameters of the
// function that holds it, and of fields.
func (e *finder) sinkValue(s *Sink) value.Value {
	if known, ok := e.sinkValues.get(s); ok {
		return known
	}
	var v value.Value
	whole := e.settles(func() {
		if s.use != nil {
			v = e.passedOn(s).Then(s.Pos(), "passed to "+s.target.name())
		} else {
			v = e.origins(s.Operand, "", s.Instr)
		}
	})
	if whole || e.idle() {
		e.sinkValues.set(s, v)
	}
	return v
}

// sinkKey returns the key that goes with the value of a sink: that of the same
// call.
func (e *finder) sinkKey(s *Sink) value.Value {
	if s.use != nil {
		return e.instantiate(s.use.Key, s.target, s.call)
	}
	if s.target == nil || s.target.row == nil {
		return nil
	}
	for _, argument := range arguments(s.target.row.Args) {
		role := s.target.row.Args[argument]
		if role == cryptoapi.AsKey || role == cryptoapi.AsKeyed || role == cryptoapi.AsMACKey || role == cryptoapi.AsDecryptionKey {
			if operand := s.target.operand(argument); operand != nil {
				return e.origins(operand, "", s.Instr)
			}
		}
	}
	return nil
}

// sinkOther returns what stands beside the value of a sink: the other side of a
// comparison, the hash identifier of a digest.
func (e *finder) sinkOther(s *Sink) value.Value {
	if s.use != nil {
		return e.instantiate(s.use.Other, s.target, s.call)
	}
	if s.other != nil {
		return e.origins(s.other, "", s.Instr)
	}
	if s.target == nil || (s.Role != cryptoapi.AsDigest && s.Role != cryptoapi.AsUnsignedDigest) {
		return nil
	}
	// The hash of the options is asked for by name, and so is that of a crypto.Hash.
	for _, beside := range []cryptoapi.Role{cryptoapi.AsHashID, cryptoapi.AsSignerOptions} {
		for _, argument := range arguments(s.target.row.Args) {
			if s.target.row.Args[argument] == beside && s.target.operand(argument) != nil {
				return e.origins(s.target.operand(argument), hashField, s.Instr)
			}
		}
	}
	return nil
}

// beside returns the sink of another role in the same call, or nil.
func (e *finder) beside(s *Sink, role cryptoapi.Role) *Sink {
	for _, other := range slices.Concat(s.beside, e.found) {
		if other.Instr == s.Instr && other.Role == role && other.API == s.API {
			return other
		}
	}
	return nil
}
