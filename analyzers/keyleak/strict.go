package keyleak

import (
	"fmt"

	"github.com/cryptolint/cryptolint/internal/rule"
	"github.com/cryptolint/cryptolint/passes/cryptoapi"
	"github.com/cryptolint/cryptolint/passes/flow"
	"github.com/cryptolint/cryptolint/passes/flow/verdict"
)

// marshalled reports a struct with a secret that is written as JSON or the like.
func (c *checker) marshalled(sink *flow.Sink) {
	use, field := c.graph.FieldUsedAs(sink, keys...)
	what := "a private key"
	switch {
	case use != nil && c.called(field):
		what = fmt.Sprintf("the field %q, which is %s", field, as(use))
	case !c.graph.IsPrivateKey(sink):
		return
	}
	c.Report(rule.Finding{
		Pos: sink.Pos(), End: sink.End(), Severity: rule.Medium, Confidence: rule.Unsure, Profile: "strict", Case: "marshalled", Instead: redacted,
		Message: fmt.Sprintf("%s writes %s", sink.Subject(), what),
		Why:     "an attacker who sees the document, in a response, a store or a log, has the secret",
		Advice:  "give the field the tag `json:\"-\"`, or marshal a type without it",
	})
}

// failures reports answers to requests that say why something does not decrypt, or is not
// genuine.
func (c *checker) failures() {
	var answers []*flow.Sink
	for _, sink := range c.graph.Sinks(cryptoapi.AsShown) {
		if c.graph.Answers(sink) {
			answers = append(answers, sink)
		}
	}
	if len(answers) == 0 {
		return
	}
	for _, v := range verdict.New(c.graph).Of(cryptoapi.Decrypt | cryptoapi.Verify) {
		if sink := v.ShownBy(answers); sink != nil {
			c.Report(rule.Finding{
				Pos: sink.Pos(), End: sink.End(), Severity: rule.Low, Confidence: rule.Likely, Profile: "strict", Case: "error",
				Message: fmt.Sprintf("%s sends the error of %s to the client", sink.Subject(), v.Subject()),
				Why:     "an attacker who sends modified data learns from the text which check failed",
				Advice:  "log the error, and answer every failure with the same text",
			})
		}
	}
}
