package uses

import (
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/cryptolint/cryptolint/passes/cryptoapi"
	"github.com/cryptolint/cryptolint/passes/flow/internal/eval"
	"github.com/cryptolint/cryptolint/passes/flow/internal/ir"
	"github.com/cryptolint/cryptolint/passes/flow/internal/value"
)

// Made is what a call makes with a key: where it gets its messages, and where the MACs are.
type Made struct {
	From, Tags []*Sink
}

// MadeWith returns what is made with the key of a MAC at a sink, in the function of the sink: by
// the call itself, by what is done with the hash that it returns, or by a helper, as far as that
// returns a MAC of what it is passed.
func (e *Finder) MadeWith(s *Sink) Made {
	var made Made
	call, ok := s.Instr.(*ssa.Call)
	if !ok {
		return made
	}
	if message := e.Beside(s, cryptoapi.AsMessage); message != nil {
		made.From = append(made.From, message)
	}
	if s.Through() && s.Target != nil {
		made.byHelper(e, s, call)
	}
	made.byHash(e, call)
	return made
}

func (m *Made) from(at ssa.Instruction, operand ssa.Value) {
	if operand != nil {
		m.From = append(m.From, &Sink{Role: cryptoapi.AsMessage, Instr: at, Operand: operand})
	}
}

func (m *Made) tag(at ssa.Instruction, tag ssa.Value) {
	m.Tags = append(m.Tags, &Sink{Role: cryptoapi.AsMessage, Instr: at, Operand: tag})
}

// byHelper adds the MAC that the function returns which a sink leads to, and what it is passed
// for that beside the key.
func (m *Made) byHelper(e *Finder, s *Sink, call *ssa.Call) {
	returned, _ := e.ResultOf(s.Target, 0, "")
	tags := returned.Origins()
	if !tags.Has(cryptoapi.MACTag) {
		return
	}
	var result ssa.Value = call
	if taken := ir.ResultAt(call, 0); taken != nil {
		result = taken
	}
	m.tag(call, result)
	operands := s.Target.Operands()
	for i, operand := range operands {
		passed := func(o *value.Origin) bool { return o.Open() && o.Param == i+1 }
		if operand != s.Operand && slices.ContainsFunc(tags, func(o *value.Origin) bool { return o.Kind == cryptoapi.MACTag && o.Of.Any(passed) }) {
			m.from(call, operand)
		}
	}
}

// byHash adds what is written to the hash that a call returns, and what it is summed to.
func (m *Made) byHash(e *Finder, made *ssa.Call) {
	hash := []ssa.Value{made}
	for i := 0; i < len(hash); i++ { // it grows
		for _, use := range *hash[i].Referrers() {
			switch use := use.(type) {
			case *ssa.ChangeInterface:
				hash = append(hash, use)
			case *ssa.Call:
				for _, t := range e.Targets(use) {
					m.byCall(t, use, hash[i])
				}
			}
		}
	}
}

// byCall adds what a call writes to a hash, or sums it to, by the table.
func (m *Made) byCall(t *eval.Target, call *ssa.Call, hash ssa.Value) {
	if t.Row == nil {
		return
	}
	if r := t.Row.Result; r.Kind == cryptoapi.Sum && t.Operand(r.Of[0]) == hash {
		m.tag(call, call)
	}
	for i, source := range t.Row.Appends {
		if t.Operand(i) != hash {
			continue
		}
		for _, from := range source.From {
			m.from(call, t.Operand(from))
		}
	}
}
