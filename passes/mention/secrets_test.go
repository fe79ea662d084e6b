package mention_test

import (
	"testing"

	"golang.org/x/tools/go/analysis"

	"github.com/cryptolint/cryptolint/internal/ruletest"
	"github.com/cryptolint/cryptolint/passes/mention"
)

func TestSecrets(t *testing.T) {
	probe := &analysis.Analyzer{
		Name: "secretprobe", Doc: "tell the texts under a name",
		Run: func(pass *analysis.Pass) (any, error) {
			for text := range mention.Secrets(pass, func(name string) bool { return name == "entry" }) {
				pass.Reportf(text.Node.Pos(), "%q is %s", text.Value, text.In)
			}
			return nil, nil
		},
	}
	ruletest.Run(t, probe, "./flow/namedtexts")
}
