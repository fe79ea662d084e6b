package verdict

import (
	"strings"
	"testing"

	"golang.org/x/tools/go/analysis"

	"github.com/cryptolint/cryptolint/internal/ruletest"
	"github.com/cryptolint/cryptolint/passes/cryptoapi"
	"github.com/cryptolint/cryptolint/passes/flow"
)

// verdictProbe reports what becomes of each verdict, at its call.
var verdictProbe = &analysis.Analyzer{
	Name:     "verdictprobe",
	Doc:      "tell what becomes of verdicts",
	Requires: []*analysis.Analyzer{flow.Analyzer},
	Run: func(pass *analysis.Pass) (any, error) {
		for _, v := range New(flow.Of(pass)).Of(cryptoapi.Verify, "crypto/subtle.ConstantTimeCompare") {
			pass.Reportf(v.Pos(), "%s", seen(v))
		}
		return nil, nil
	},
}

var fates = map[Fate]string{
	Heeded: "heeded", Dropped: "dropped", Overwritten: "overwritten", GoesOn: "goes on", OneError: "one error",
	Inverted: "inverted", Misread: "misread", FallsBack: "falls back",
}

func seen(v *Verdict) string {
	words := []string{v.API[strings.LastIndex(v.API, ".")+1:]}
	if v.Callee() != "" {
		words[0] += " in " + v.Callee()
	}
	words[0] += ": " + fates[v.Fate]
	if v.Fate == Overwritten {
		words[0] += " (" + v.Variable + ")"
	}
	if v.Fate == Heeded && v.Unused {
		words = append(words, "unused")
	}
	if v.Uses {
		words = append(words, "used")
	}
	if v.Always {
		words = append(words, "always true")
	} else if v.Fate == Misread {
		words = append(words, "always false")
	}
	return strings.Join(words, ", ")
}

// The test package is testdata/src/flow/verdicts.
func TestVerdicts(t *testing.T) {
	ruletest.Run(t, verdictProbe, "./flow/verdicts/...")
}
