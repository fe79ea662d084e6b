package uses

import (
	"golang.org/x/tools/go/ssa"

	"github.com/cryptolint/cryptolint/passes/cryptoapi"
	"github.com/cryptolint/cryptolint/passes/flow/internal/condition"
	"github.com/cryptolint/cryptolint/passes/flow/internal/fact"
	"github.com/cryptolint/cryptolint/passes/flow/internal/memo"
	"github.com/cryptolint/cryptolint/passes/flow/internal/value"
)

// maxUnder bounds the places of one function that are asked about with what is known there.
const maxUnder = 32

// underKey is for what an evaluator is that knows what the keys can be: all sinks of a block,
// or one by which a function is called that asks something itself.
type underKey struct {
	block   *ssa.BasicBlock
	guarded *Sink
}

// Under returns the finder to ask about a sink: one that knows what the branches before it
// tell of the keys of maps and switches, or this one where they tell nothing.
func (e *Finder) Under(s *Sink) *Finder {
	if s.Role == cryptoapi.AsCompared || s.Stored != "" || e.under == nil {
		return e
	}
	at := s.askedAt()
	key := underKey{block: at.Block()}
	var operands []ssa.Value
	var when []condition.GuardFact
	if s.Use != nil && s.Target != nil && len(s.Use.When) > 0 {
		key.guarded, operands, when = s, s.Target.Operands(), s.Use.When
	}
	if known, ok := e.under[key]; ok {
		return known
	}
	found := e
	if e.underOf[at.Parent()] < maxUnder {
		if assuming := e.Assuming(at, operands, when); assuming != nil {
			e.underOf[at.Parent()]++
			found = &Finder{
				Evaluator: assuming, Found: e.Found, FieldUses: e.FieldUses,
				usesOf: memo.New[*ssa.Function, []fact.Use](), sinksOf: memo.New[*ssa.Function, []*Sink](), sinkValues: memo.New[*Sink, value.Value](),
				usesActive: make(map[*ssa.Function]bool), sinksActive: make(map[*ssa.Function]bool),
			}
		}
	}
	e.under[key] = found
	return found
}
