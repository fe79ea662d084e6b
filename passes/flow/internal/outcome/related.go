package outcome

import (
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/cryptolint/cryptolint/passes/cryptoapi"
	"github.com/cryptolint/cryptolint/passes/flow/internal/callee"
	"github.com/cryptolint/cryptolint/passes/flow/internal/ir"
	"github.com/cryptolint/cryptolint/passes/flow/internal/lexicon"
)

// Consequence says what a program does after a verdict that it does not heed.
type Consequence int

// The consequences, the least first.
const (
	Nothing  Consequence = iota // that is seen: it logs, answers with an error, or ends
	Succeeds                    // it returns that all went well
	Uses                        // it uses what was to be verified
)

// ConsequenceAfter tells what happens after a verdict in the blocks from one on, or, if
// that is nil, behind the call.
func (f *Finder) ConsequenceAfter(v *Verdict, from *ssa.BasicBlock) (Consequence, ssa.Instruction) {
	data := f.dataOf(v)
	blocks := v.Call.Block().Succs
	found, at := Nothing, ssa.Instruction(nil)
	look := func(instrs []ssa.Instruction) bool {
		for _, instr := range instrs {
			if neverReturns(instr, maxExitCalls) {
				return true
			}
			if c := f.consequence(v, instr, data); c > found {
				found, at = c, instr
			}
		}
		return found < Uses
	}
	if from != nil {
		blocks = []*ssa.BasicBlock{from}
	} else if block := v.Call.Block(); !look(block.Instrs[f.Order(v.Call.Parent()).Index(v.Call)+1:]) || endsIn(block) {
		return found, at
	}
	for _, block := range blocks {
		reach(block, func(block *ssa.BasicBlock) bool {
			// In the next round of a loop, what is done first is done for the next verdict.
			return block.Dominates(v.Call.Block()) || look(block.Instrs)
		}, v.Call.Block())
	}
	return found, at
}

// consequence tells what an instruction does with what was to be verified.
func (f *Finder) consequence(v *Verdict, instr ssa.Instruction, data roots) Consequence {
	switch instr := instr.(type) {
	case *ssa.Return:
		if succeeds(instr) {
			return Succeeds
		}
		for _, result := range instr.Results {
			if formOf(result.Type()) != asError && data.meet(f.rootsOf(result)) && !failsSomewhere(instr) {
				return Uses
			}
		}
	case *ssa.Call:
		if instr == v.Call || f.quiet(instr, maxQuietCalls) || cleansUp(instr) || verifies(instr) {
			return Nothing
		}
		return f.passes(withoutVerifier(instr.Call, v), data)
	case *ssa.Go:
		return f.passes(withoutVerifier(instr.Call, v), data)
	case *ssa.MapUpdate:
		if data.meet(f.rootsOf(instr.Value)) {
			return Uses
		}
	case *ssa.Send:
		if data.meet(f.rootsOf(instr.X)) {
			return Uses
		}
	case *ssa.Store:
		_, local := instr.Addr.(*ssa.Alloc)
		if _, element := instr.Addr.(*ssa.IndexAddr); !local && !element && data.meet(f.rootsOf(instr.Val)) {
			return Uses
		}
	}
	return Nothing
}

func failsSomewhere(ret *ssa.Return) bool {
	for i := range ret.Results {
		if fails(ret, i) {
			return true
		}
	}
	return false
}

// passes tells what a call does that gets some arguments.
func (f *Finder) passes(args []ssa.Value, data roots) Consequence {
	for _, arg := range args {
		if data.meet(f.rootsOf(arg)) {
			return Uses
		}
	}
	return Nothing
}

// withoutVerifier returns the arguments of a call but for the object that verifies: that is not
// what was to be verified, though it may have been found by what stands in it.
func withoutVerifier(call ssa.CallCommon, v *Verdict) []ssa.Value {
	verifier := receiverOf(v.Call.Call)
	if verifier == nil || receiverOf(call) != verifier || !getsData(v.Call.Call.StaticCallee().Signature) {
		return call.Args
	}
	return call.Args[1:]
}

// getsData reports whether a method that verifies gets what it verifies. If it gets a key and
// nothing else, it verifies its receiver.
func getsData(s *types.Signature) bool {
	for param := range s.Params().Variables() {
		named := ir.NamedOf(param.Type())
		ofLibrary := named != nil && named.Obj().Pkg() != nil && (named.Obj().Pkg().Path() == "context" || strings.HasPrefix(named.Obj().Pkg().Path(), "crypto"))
		if !ofLibrary && !lexicon.KeyOfBytes(param.Name()) && lexicon.Classify(param.Name()) == lexicon.Nothing {
			return true
		}
	}
	return false
}

// receiverOf returns the receiver of a method that is called by its name, or nil.
func receiverOf(call ssa.CallCommon) ssa.Value {
	if callee := call.StaticCallee(); callee == nil || callee.Signature.Recv() == nil || len(call.Args) == 0 {
		return nil
	}
	return call.Args[0]
}

// cleansUp reports whether a call only gives back what was held.
func cleansUp(call *ssa.Call) bool {
	object := ir.Called(call)
	if object == nil {
		return false
	}
	return slices.Contains([]string{"Close", "Unlock", "RUnlock", "Done", "Flush", "Reset", "Wipe", "Zero", "Destroy", "Seek"}, object.Name())
}

// verifies reports whether a call is a verification by its name, and says by an error or a truth
// value what came of it: what goes on with the next check after a bad one looks for all that is
// wrong. What verifies and also returns the data it has verified is not one.
func verifies(call *ssa.Call) bool {
	object := ir.Called(call)
	if object == nil {
		return false
	}
	words := lexicon.Words(object.Name())
	if len(words) == 0 || !slices.Contains([]string{"verify", "verifies", "check", "validate"}, words[0]) {
		return false
	}
	results := object.Signature().Results()
	for result := range results.Variables() {
		if form := formOf(result.Type()); form == noForm {
			return false
		}
	}
	return results.Len() > 0
}

// root is where a value begins in its function: a parameter, a call, a variable, or a
// field of the receiver.
type root struct {
	value ssa.Value
	field string
}

type roots map[root]bool

func (r roots) meet(other roots) bool {
	for root := range other {
		if r[root] {
			return true
		}
	}
	return false
}

// maxRootDepth bounds how far back a value is followed.
const maxRootDepth = 12

// besides are the roles of what a verification needs beside the data.
var besides = []cryptoapi.Role{
	cryptoapi.AsKey, cryptoapi.AsMACKey, cryptoapi.AsKeyed, cryptoapi.AsSigningKey, cryptoapi.AsDecryptionKey, cryptoapi.AsTokenKey,
	cryptoapi.AsHashID, cryptoapi.AsSignatureAlgorithm, cryptoapi.AsOpenNonce, cryptoapi.AsAssociatedData, cryptoapi.AsKeyfunc,
}

// Data returns what is verified at a verdict: the operands but for keys. What a password
// is compared with belongs to it, and what the claims of a token are read into.
func (v *Verdict) Data() []ssa.Value {
	if v.Through {
		return v.Target.Args
	}
	var data []ssa.Value
	for _, argument := range callee.Arguments(v.Target.Row.Args) {
		role := v.Target.Row.Args[argument]
		if role == cryptoapi.AsPassword || role == cryptoapi.AsVerifiedToken {
			return v.Target.Args
		}
		if operand := v.Target.Operand(argument); operand != nil && !slices.Contains(besides, role) {
			data = append(data, operand)
		}
	}
	if len(data) == 0 {
		return v.Target.Operands()
	}
	return data
}

func (f *Finder) dataOf(v *Verdict) roots {
	return rootsFrom(anyCall, append(slices.Clone(v.Data()), v.Values()...)...)
}

func (f *Finder) rootsOf(v ssa.Value) roots { return rootsFrom(anyCall, v) }

// rootsFrom returns the roots of values: where they, and what they are computed from, begin.
// What a call returns is a root, and so is what it is computed from, if through says so.
func rootsFrom(through func(*ssa.Call) bool, values ...ssa.Value) roots {
	all := make(roots)
	for _, v := range values {
		w := &rootWalk{all: all, seen: make(map[ssa.Value]bool), through: through}
		w.add(v, maxRootDepth)
	}
	return all
}

func anyCall(*ssa.Call) bool { return true }

// rootWalk follows a value back to its roots.
type rootWalk struct {
	all     roots
	seen    map[ssa.Value]bool
	through func(*ssa.Call) bool
}

func (w *rootWalk) add(v ssa.Value, depth int) {
	if v == nil || depth == 0 || w.seen[v] {
		return
	}
	w.seen[v] = true
	next := func(more ...ssa.Value) {
		for _, v := range more {
			w.add(v, depth-1)
		}
	}
	switch v := v.(type) {
	case *ssa.Const, *ssa.Function, *ssa.Builtin, *ssa.MakeClosure, *ssa.Global: // such as base64.StdEncoding
	case *ssa.Parameter:
		if !connects(v) {
			w.all[root{value: v}] = true
		}
	case *ssa.FieldAddr:
		if receiver, ok := v.X.(*ssa.Parameter); ok && receiver.Parent().Signature.Recv() != nil && receiver.Parent().Params[0] == receiver {
			w.all[root{field: ir.AddressKey(v)}] = true
			return
		}
		next(v.X)
	case *ssa.MakeMap:
		w.all[root{value: v}] = true
	case *ssa.Alloc:
		w.all[root{value: v}] = true
		next(storedIn(v)...)
	case *ssa.Call:
		w.all[root{value: v}] = true
		if ir.IsHash(v.Type()) {
			next(fedTo(v)...)
		}
		if !w.through(v) {
			return
		}
		next(v.Call.Args...)
		if v.Call.IsInvoke() {
			next(v.Call.Value)
		}
	case *ssa.Phi:
		next(v.Edges...)
	case *ssa.Extract:
		if choice, ok := v.Tuple.(*ssa.Select); ok {
			next(receivedFrom(choice, v.Index))
			return
		}
		next(v.Tuple)
	default:
		if instr, ok := v.(ssa.Instruction); ok {
			for _, operand := range instr.Operands(nil) {
				next(*operand)
			}
			return
		}
		w.all[root{value: v}] = true
	}
}

// storedIn returns what is put into a variable, and into its fields and elements.
func storedIn(cell *ssa.Alloc) []ssa.Value {
	var stored []ssa.Value
	addresses := []ssa.Value{cell}
	for _, user := range *cell.Referrers() {
		switch user := user.(type) {
		case *ssa.FieldAddr:
			addresses = append(addresses, user)
		case *ssa.IndexAddr:
			addresses = append(addresses, user)
		}
	}
	for _, address := range addresses {
		for _, user := range *address.Referrers() {
			if store, ok := user.(*ssa.Store); ok && store.Addr == address {
				stored = append(stored, store.Val)
			}
		}
	}
	return stored
}

// receivedFrom returns the channel out of which a result of a select statement is, or nil:
// the first two results say which one it was.
func receivedFrom(choice *ssa.Select, result int) ssa.Value {
	received := 1
	for _, state := range choice.States {
		if state.Dir == types.RecvOnly {
			if received++; received == result {
				return state.Chan
			}
		}
	}
	return nil
}

// connects reports whether a parameter is what everything in a function hangs on: the
// receiver, a request, a context.
func connects(p *ssa.Parameter) bool {
	if p.Parent().Signature.Recv() != nil && p.Parent().Params[0] == p {
		return true
	}
	named := ir.NamedOf(p.Type())
	if named == nil || named.Obj().Pkg() == nil {
		return false
	}
	switch named.Obj().Pkg().Path() {
	case "net/http", "context", "testing", "github.com/gin-gonic/gin":
		return true
	}
	return false
}

// fedTo returns what is written to a hash in its function, and the readers that it reads.
func fedTo(hash *ssa.Call) []ssa.Value {
	var fed []ssa.Value
	add := func(v ssa.Value) {
		for _, user := range *v.Referrers() {
			if call, ok := user.(*ssa.Call); ok {
				fed = append(fed, call.Call.Args...)
			}
		}
	}
	add(hash)
	for _, user := range *hash.Referrers() {
		if boxed, ok := user.(*ssa.ChangeInterface); ok {
			add(boxed)
		}
	}
	return slices.DeleteFunc(fed, func(v ssa.Value) bool { return v == hash })
}
