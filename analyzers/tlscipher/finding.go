package tlscipher

import (
	"fmt"
	"go/token"

	"github.com/cryptolint/cryptolint/internal/rule"
	"github.com/cryptolint/cryptolint/passes/flow"
)

// finding says what is wrong with a list of cipher suites.
func (l chosen) finding(elements flow.Value, operators bool) rule.Finding {
	f := rule.Finding{
		Severity: l.worst.worst, Confidence: rule.Certain, Case: "only", Why: l.worst.why,
		Message: fmt.Sprintf("%s contains only %s", field, rule.List(l.weak)),
		Advice:  "leave CipherSuites out: crypto/tls chooses sound ones",
		Cause:   listed(l.from), Steps: flow.Path(l.from, l.worst.name),
	}
	switch {
	case selected(elements):
		f.Severity, f.Profile, f.Case = rule.Low, "strict", "operator"
		f.Message = fmt.Sprintf("a setting can make %s accept %s", field, rule.List(l.weak))
		f.Advice = "leave weak suites out of those that the setting can name"
	case operators:
		f.Severity, f.Case = rule.Low, "operator"
		f.Message = fmt.Sprintf("a setting makes %s accept %s", field, rule.List(l.weak))
	case l.others:
		f.Severity, f.Case = f.Severity-1, "accepted"
		f.Message = fmt.Sprintf("%s accepts %s", field, rule.List(l.weak))
	}
	return f
}

// listed is where a list got an element, if that is in this package.
func listed(origin *flow.Origin) token.Pos {
	for _, step := range origin.Steps.List() {
		if step.Kind == flow.Listed {
			return step.Pos
		}
	}
	return token.NoPos
}
