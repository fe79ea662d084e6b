package hardcodedkey

import (
	"fmt"

	"github.com/cryptolint/cryptolint/internal/rule"
	"github.com/cryptolint/cryptolint/passes/cryptoapi"
	"github.com/cryptolint/cryptolint/passes/flow"
)

// constantKey reports a key that is written in the program.
func (c *checker) constantKey(sink *flow.Sink, o *flow.Origin, how string, others int) {
	named := c.named(sink, o)
	if !named && (sink.Role == cryptoapi.AsMACKey || sink.Role == cryptoapi.AsKDFSecret) {
		return // the label of a derivation, such as "Bitcoin seed"
	}
	if c.derives(sink) {
		return
	}
	f := rule.Finding{
		Case: "constant", Severity: rule.High, Confidence: rule.Likely,
		Message: fmt.Sprintf("the %s of %s is %s", sink.Role.Secret(), sink.Subject(), how),
		Why:     gain(sink),
		Advice:  "generate a new key and read it from a file or a secret manager",
	}
	if sink.Role == cryptoapi.AsTokenKey {
		f.Severity = rule.Critical
	}
	if named && others == 0 {
		f.Confidence = rule.Certain
	}
	if others > 0 {
		f.Case = "default"
		f.Message = fmt.Sprintf("the %s of %s is %s when none is configured", sink.Role.Secret(), sink.Subject(), how)
		f.Advice = "refuse to start without a configured key"
	}
	switch {
	case obscures(sink):
		f.Case, f.Severity, f.Confidence = "obscured", rule.Medium, rule.Likely
		f.Why = "an attacker who has the program can reverse it: it only hides values from a glance"
		f.Advice = "encrypt with a key from a file or a secret manager, or document that this does not encrypt"
	case placeholder(o.Name):
		f.Severity, f.Confidence = rule.Medium, rule.Unsure
	}
	c.report(sink, o, f, sink.Role.Secret())
}

// report reports a key once, wherever it is used.
func (c *checker) report(sink *flow.Sink, o *flow.Origin, f rule.Finding, what string) {
	f.Pos, f.End, f.Cause, f.Instead, f.Steps = sink.Pos(), sink.End(), sink.CauseOf(o), readKey, flow.Path(o, what)
	c.Report(f)
}

// gain says what an attacker gains who has read the program.
func gain(sink *flow.Sink) string {
	switch sink.Role {
	case cryptoapi.AsTokenKey, cryptoapi.AsKeyfunc:
		return "an attacker who has the program or its source can forge tokens and cookies of any user"
	case cryptoapi.AsMACKey:
		return "an attacker who has the program or its source can forge the MAC of any message"
	case cryptoapi.AsSigningKey:
		return "an attacker who has the program or its source can sign any message"
	}
	return "an attacker who has the program or its source has the key"
}
