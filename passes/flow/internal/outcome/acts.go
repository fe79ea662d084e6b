package outcome

import (
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/cryptolint/cryptolint/passes/flow/internal/ir"
	"github.com/cryptolint/cryptolint/passes/flow/internal/lexicon"
	"github.com/cryptolint/cryptolint/passes/flow/internal/provenance"
)

// An Act is what a function does with data for good: it changes something that outlives the
// function.
type Act struct {
	Instr ssa.Instruction
	Name  string // what is called, for messages; empty where the data are sent through a channel
	Sure  bool   // that is known of what is called, and not only what its name says
}

// ActsBefore returns what a function does for good with the data of a verdict, or with what
// it read out of them, before it asks for the verdict. It is nil if there is nothing. What
// is only looked up, parsed, logged or measured may be needed to verify.
func (f *Finder) ActsBefore(v *Verdict) *Act {
	order := f.Order(v.Call.Parent())
	needed, data := rootsFrom(anyCall, v.Target.Operands()...), rootsFrom(transforms, v.Data()...)
	for instr := range ir.Instructions(v.Call.Parent()) {
		if !order.Precedes(instr, v.Call) {
			continue
		}
		if act := f.actOn(instr, data); act != nil && !needed[root{value: valueOf(instr)}] {
			return act
		}
		f.readInto(data, instr)
	}
	return nil
}

// ActsUnchecked returns what a function does for good with the plaintext of a verdict before
// it looks at the verdict, or nil.
func (f *Finder) ActsUnchecked(v *Verdict) *Act {
	data := make(roots)
	for _, output := range v.Values() {
		data[root{value: output}] = true
	}
	data[root{value: v.Call}] = true
	for _, instr := range Unchecked(v.Call) {
		if act := f.actOn(instr, data); act != nil {
			return act
		}
	}
	return nil
}

// transforms reports whether a call only writes its input in another form. What another one
// returns is what it is, whatever it was asked for with.
func transforms(call *ssa.Call) bool {
	if _, builtin := call.Call.Value.(*ssa.Builtin); builtin {
		return true
	}
	object := ir.Called(call)
	return object != nil && quietObject(object)
}

// readInto adds the variables into which a call puts what it reads out of the data:
// json.Unmarshal(body, &event).
func (f *Finder) readInto(data roots, instr ssa.Instruction) {
	call, ok := instr.(*ssa.Call)
	if !ok || !slices.ContainsFunc(operandsOf(call), func(operand ssa.Value) bool { return data.meet(rootsFrom(transforms, operand)) }) {
		return
	}
	for _, operand := range operandsOf(call) {
		if cell, ok := provenance.Plain(operand).(*ssa.Alloc); ok {
			data[root{value: cell}] = true
		}
	}
}

func operandsOf(call *ssa.Call) []ssa.Value {
	if call.Call.IsInvoke() {
		return append([]ssa.Value{call.Call.Value}, call.Call.Args...)
	}
	return call.Call.Args
}

func valueOf(instr ssa.Instruction) ssa.Value {
	v, _ := instr.(ssa.Value)
	return v
}

// actOn returns the act that an instruction is, if it gets any of the data.
func (f *Finder) actOn(instr ssa.Instruction, data roots) *Act {
	switch instr := instr.(type) {
	case *ssa.Send:
		if carries(instr.X.Type()) && data.meet(rootsFrom(transforms, instr.X)) {
			return &Act{Instr: instr, Sure: true}
		}
	case *ssa.Call:
		return f.actBy(instr, data)
	case *ssa.Go:
		return f.actBy(instr, data)
	}
	return nil
}

func (f *Finder) actBy(call ssa.CallInstruction, data roots) *Act {
	act := actOf(call)
	if act == nil || !f.gets(call.Common(), data) {
		return nil
	}
	act.Instr = call
	return act
}

// gets reports whether any of the data are arguments of a call. What a method is called on is
// not what it gets.
func (f *Finder) gets(call *ssa.CallCommon, data roots) bool {
	args := call.Args
	if !call.IsInvoke() && call.Signature().Recv() != nil {
		args = args[1:]
	}
	return slices.ContainsFunc(args, func(arg ssa.Value) bool { return carries(arg.Type()) && data.meet(rootsFrom(transforms, arg)) })
}

// carries reports whether values of a type carry data, and do not only measure or count them.
func carries(t types.Type) bool {
	basic, ok := t.Underlying().(*types.Basic)
	return !ok || basic.Info()&types.IsString != 0
}

// actors are functions that surely act on what they are given.
var actors = []string{
	"os/exec.Command", "os/exec.CommandContext", "os.WriteFile", "os.Rename", "os.Remove", "os.RemoveAll", "syscall.Exec",
	"database/sql.DB.Exec", "database/sql.DB.ExecContext", "database/sql.Tx.Exec", "database/sql.Tx.ExecContext",
	"database/sql.Stmt.Exec", "database/sql.Stmt.ExecContext", "database/sql.Conn.ExecContext",
	"net/http.Post", "net/http.PostForm", "net/http.Client.Post", "net/http.Client.PostForm",
}

// actions are words for what a program does for good.
var actions = []string{
	"save", "store", "insert", "update", "upsert", "publish", "enqueue", "dispatch", "execute", "commit",
	"credit", "transfer", "pay", "refund", "fulfill", "fulfil", "ship", "activate", "deactivate", "grant", "revoke", "install", "deploy", "provision",
}

// actOf returns the act that a call is, or nil: it is known for one, or it returns nothing but
// an error, and its name says what it does.
func actOf(call ssa.CallInstruction) *Act {
	object := ir.Called(call)
	if object == nil {
		return nil
	}
	if slices.Contains(actors, ir.SymbolOf(object)) {
		return &Act{Name: ir.ShortName(object), Sure: true}
	}
	results := object.Signature().Results()
	if results.Len() > 1 || results.Len() == 1 && formOf(results.At(0).Type()) != asError || quietObject(object) {
		return nil
	}
	words := lexicon.Words(object.Name())
	if len(words) == 0 || !slices.Contains(actions, words[0]) || slices.ContainsFunc(words, func(w string) bool { return w == "log" || w == "metrics" || w == "metric" || w == "cache" }) {
		return nil
	}
	return &Act{Name: ir.ShortName(object)}
}
