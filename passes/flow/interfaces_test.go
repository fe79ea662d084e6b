package flow

import (
	"testing"

	"github.com/cryptolint/cryptolint/internal/ruletest"
)

// A call through an interface may run what this package makes values of it, and what
// the package of the interface says of its own.
func TestInterfaces(t *testing.T) {
	ruletest.Run(t, sinkProbe(analyzerWith(t, nil)), "./flow/interfaces")
}
