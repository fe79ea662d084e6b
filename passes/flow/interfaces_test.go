package flow

import (
	"testing"

	"golang.org/x/tools/go/analysis/analysistest"

	"github.com/cryptolint/cryptolint/internal/ruletest"
)

// A call through an interface may run what this package makes values of it, and what
// the package of the interface says of its own.
func TestInterfaces(t *testing.T) {
	analysistest.Run(t, ruletest.Dir(), sinkProbe(analyzerWith(t, nil)), "./flow/interfaces")
}
