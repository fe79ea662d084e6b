package uses

import (
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/cryptolint/cryptolint/passes/cryptoapi"
	"github.com/cryptolint/cryptolint/passes/flow/internal/eval"
	"github.com/cryptolint/cryptolint/passes/flow/internal/ir"
	"github.com/cryptolint/cryptolint/passes/flow/internal/value"
)

// An Application is one use of a cipher in a mode: what it makes of what.
type Application struct {
	Instr    ssa.Instruction
	To, From ssa.Value // To is nil where the cipher reads
}

// Applications returns what the cipher is applied to that is made, or used, at a sink, as
// far as its function shows.
func (e *Finder) Applications(s *Sink) []Application {
	made, _ := s.Instr.(ssa.Value)
	var found []Application
	for _, block := range s.Func().Blocks {
		for _, instr := range block.Instrs {
			switch instr := instr.(type) {
			case *ssa.Store:
				if from := e.readBy(instr, made); from != nil {
					found = append(found, Application{Instr: instr, From: from})
				}
			case ssa.CallInstruction:
				for _, t := range e.Targets(instr) {
					found = append(found, e.appliedBy(t, instr, s.Instr, made)...)
				}
			}
		}
	}
	return found
}

// appliedBy returns what a target of a call applies a cipher to that was made at a sink.
func (e *Finder) appliedBy(t *eval.Target, call, sink ssa.Instruction, made ssa.Value) []Application {
	if t.Row == nil {
		return e.appliedWithin(t, call, made)
	}
	if len(t.Row.Fills) == 0 || t.Operand(1) == nil {
		return nil
	}
	if call != sink && (t.Receiver == nil || !e.comesFrom(t.Receiver, made)) {
		return nil
	}
	return []Application{{Instr: call, To: t.Operand(0), From: t.Operand(1)}}
}

// appliedWithin returns what a function of the program applies a mode to that it is
// passed: from one operand of the call, into those that it fills.
func (e *Finder) appliedWithin(t *eval.Target, call ssa.Instruction, made ssa.Value) []Application {
	if made == nil || !slices.ContainsFunc(t.Operands(), func(v ssa.Value) bool { return v != nil && e.comesFrom(v, made) }) {
		return nil
	}
	fills, _ := e.Fills(t)
	var found []Application
	for _, u := range e.Uses(t) {
		mode, from := PassedOperand(t, u.Value), PassedOperand(t, u.Text)
		if u.Role != cryptoapi.AsKeyed || mode == nil || from == nil || !e.comesFrom(mode, made) {
			continue
		}
		for _, f := range fills {
			if to := t.Operands()[f.Param-1]; to != nil && f.Path == "" && ir.IsBytes(to.Type()) {
				found = append(found, Application{Instr: call, To: to, From: from})
			}
		}
	}
	return found
}

// comesFrom reports whether an object is the result of a call.
func (e *Finder) comesFrom(object, call ssa.Value) bool {
	for _, r := range e.Regions(object) {
		root := r.Root
		if extract, ok := root.(*ssa.Extract); ok {
			root = extract.Tuple
		}
		if root == call {
			return true
		}
	}
	return false
}

// readBy returns the reader that a cipher.StreamReader reads, where a store puts the
// stream into one that was made there.
func (e *Finder) readBy(store *ssa.Store, made ssa.Value) ssa.Value {
	address, ok := store.Addr.(*ssa.FieldAddr)
	if !ok || !e.comesFrom(store.Val, made) {
		return nil
	}
	field := ir.StructOf(address.X.Type()).Field(address.Field)
	if row := e.Table.Field(field, ir.NamedOf(address.X.Type())); !row.Is("crypto/cipher.StreamReader.S") {
		return nil
	}
	for _, user := range *address.X.Referrers() {
		other, ok := user.(*ssa.FieldAddr)
		if !ok || ir.StructOf(other.X.Type()).Field(other.Field).Name() != "R" {
			continue
		}
		for _, user := range *other.Referrers() {
			if read, ok := user.(*ssa.Store); ok && read.Addr == ssa.Value(other) {
				return read.Val
			}
		}
	}
	return nil
}

// Text returns what is encrypted under the nonce of a sink. It is empty where that is not
// seen.
func (e *Finder) Text(s *Sink) value.Value {
	if s.Use != nil {
		return e.Instantiate(s.Use.Text, s.Target, s.Call)
	}
	if text := e.SinkText(s, cryptoapi.AsPlaintext); len(text) > 0 {
		return text
	}
	var text value.Value
	for _, applied := range e.Applications(s) {
		text = value.Join(text, e.Origins(applied.From, "", applied.Instr))
	}
	return text
}

// takesBack reports whether a stream cipher decrypts. The call is the same in both
// directions; the data tells. A nonce that is cut from what goes through the cipher, or
// was read from where that comes from, came with it. And what was decoded from a text
// form before is a ciphertext.
func (e *Finder) takesBack(s *Sink) bool {
	if e.decoded(s) {
		return true
	}
	nonce, all := e.SinkValue(s), e.Text(s)
	if e.cutFromText(s) && value.Same(nonce, all) && !nonce.Any(func(a value.Alternative) bool { return a.Only(cryptoapi.Zero) }) {
		return true
	}
	text := all.Origins()
	for _, alternative := range nonce {
		if len(alternative) != 1 || !slices.ContainsFunc(text, func(o *value.Origin) bool { return cutFromOne(alternative[0], o) }) {
			return false
		}
	}
	return len(nonce) > 0
}

// inputs returns what goes through the cipher of a sink; nil where that is not seen.
func (e *Finder) inputs(s *Sink) []ssa.Value {
	if s.Use != nil {
		if text := PassedOperand(s.Target, s.Use.Text); text != nil {
			return []ssa.Value{text}
		}
		return nil
	}
	var found []ssa.Value
	for _, a := range e.Applications(s) {
		found = append(found, a.From)
	}
	return found
}

// cutFromText reports whether the nonce lies in the same memory as all that goes through
// the cipher.
func (e *Finder) cutFromText(s *Sink) bool {
	if s.Operand == nil {
		return false
	}
	nonce, inputs := e.Regions(s.Operand), e.inputs(s)
	for _, from := range inputs {
		for _, r := range e.Regions(from) {
			if len(nonce) != 1 || nonce[0].Root != r.Root || nonce[0].Path != r.Path {
				return false
			}
		}
	}
	return len(inputs) > 0
}

// cutFromOne reports whether two origins are parts of the same data, which somebody else
// has put together.
func cutFromOne(a, b *value.Origin) bool {
	switch a.Kind {
	case cryptoapi.Zero, cryptoapi.SecureRandom, cryptoapi.WeakRandom, cryptoapi.Counter:
		return false
	}
	return a == b || a.Kind == b.Kind && a.Param == b.Param && a.Path == b.Path && a.Form == b.Form && a.Name == b.Name &&
		a.Pos.IsValid() && a.Pos == b.Pos
}

// decoded reports whether all that goes through a stream cipher was decoded from base64
// or hexadecimal digits by the function.
func (e *Finder) decoded(s *Sink) bool {
	inputs := e.inputs(s)
	for _, from := range inputs {
		for _, r := range e.Regions(from) {
			root := r.Root
			if extract, ok := root.(*ssa.Extract); ok {
				root = extract.Tuple
			}
			call, ok := root.(*ssa.Call)
			if !ok || !slices.ContainsFunc(e.Targets(call), decodes) {
				return false
			}
		}
	}
	return len(inputs) > 0
}

func decodes(t *eval.Target) bool {
	return t.Row.Is("encoding/hex.DecodeString", "encoding/base64.Encoding.DecodeString", "encoding/base32.Encoding.DecodeString")
}
