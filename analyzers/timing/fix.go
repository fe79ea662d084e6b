package timing

import (
	"golang.org/x/tools/go/analysis"

	"github.com/cryptolint/cryptolint/passes/flow"
)

func (c *checker) fix(sink *flow.Sink, path string) *analysis.SuggestedFix { return nil }
