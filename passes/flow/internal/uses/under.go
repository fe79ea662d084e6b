package uses

import (
	"golang.org/x/tools/go/ssa"

	"github.com/cryptolint/cryptolint/passes/cryptoapi"
	"github.com/cryptolint/cryptolint/passes/flow/internal/fact"
	"github.com/cryptolint/cryptolint/passes/flow/internal/memo"
	"github.com/cryptolint/cryptolint/passes/flow/internal/value"
)

// maxUnder bounds the places of one function that are asked about with what is known there.
const maxUnder = 32

// Under returns the finder to ask about a sink: one that knows what the branches before it
// tell of the keys of maps and switches, or this one where they tell nothing.
func (e *Finder) Under(s *Sink) *Finder {
	if s.Role == cryptoapi.AsCompared || s.Stored != "" || e.under == nil {
		return e
	}
	at := s.askedAt()
	if known, ok := e.under[at.Block()]; ok {
		return known
	}
	found := e
	if e.underOf[at.Parent()] < maxUnder {
		if assuming := e.Assuming(at); assuming != nil {
			e.underOf[at.Parent()]++
			found = &Finder{
				Evaluator: assuming, Found: e.Found, FieldUses: e.FieldUses,
				usesOf: memo.New[*ssa.Function, []fact.Use](), sinksOf: memo.New[*ssa.Function, []*Sink](), sinkValues: memo.New[*Sink, value.Value](),
				usesActive: make(map[*ssa.Function]bool), sinksActive: make(map[*ssa.Function]bool),
			}
		}
	}
	e.under[at.Block()] = found
	return found
}
