package keyleak

import (
	"fmt"

	"github.com/cryptolint/cryptolint/internal/rule"
	"github.com/cryptolint/cryptolint/passes/cryptoapi"
	"github.com/cryptolint/cryptolint/passes/flow"
	"github.com/cryptolint/cryptolint/passes/flow/exposure"
	"github.com/cryptolint/cryptolint/passes/flow/verdict"
)

// written is the finding of a secret in a document.
var written = rule.Finding{
	Severity: rule.Medium, Confidence: rule.Unsure, Profile: "strict", Case: "marshalled", Instead: redacted,
	Message: "%[1]s writes %[2]s",
	Why:     "an attacker who sees the document, in a response, a store or a log, has the secret",
	Advice:  "give the field the tag `json:\"-\"`, or marshal a type without it",
}

// marshalled reports a struct with a secret that is written as JSON or the like.
func (c *checker) marshalled(sink *flow.Sink) {
	secret := exposure.Inside(c.graph, sink)
	if secret == nil {
		return
	}
	what := "a private key"
	if secret.Field != "" {
		what = fmt.Sprintf("the field %q, which is %s", secret.Field, secret.As())
	}
	c.Report(written.Naming(sink.Subject(), what).At(sink))
}

// failure is the finding of an error that a client sees.
var failure = rule.Finding{
	Severity: rule.Low, Confidence: rule.Likely, Profile: "strict", Case: "error",
	Message: "%[1]s sends the error of %[2]s to the client",
	Why:     "an attacker who sends modified data learns from the text which check failed",
	Advice:  "log the error, and answer every failure with the same text",
}

// failures reports answers to requests that say why something does not decrypt, or is not
// genuine.
func (c *checker) failures() {
	var answers []*flow.Sink
	for _, sink := range c.graph.Sinks(cryptoapi.AsShown) {
		if exposure.Answers(c.graph, sink) {
			answers = append(answers, sink)
		}
	}
	if len(answers) == 0 {
		return
	}
	for _, v := range verdict.New(c.graph).Of(cryptoapi.Decrypt | cryptoapi.Verify) {
		if sink := v.ShownBy(answers); sink != nil {
			c.Report(failure.Naming(sink.Subject(), v.Subject()).At(sink))
		}
	}
}
