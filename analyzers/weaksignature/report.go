package weaksignature

import (
	"github.com/cryptolint/cryptolint/internal/rule"
	"github.com/cryptolint/cryptolint/passes/cryptoapi"
	"github.com/cryptolint/cryptolint/passes/flow"
)

func (c *checker) report(sink *flow.Sink, f rule.Finding) {
	if c.complete(sink, &f) {
		c.Report(f)
	}
}

// complete enters what all findings share. It returns false for a call that was told.
func (c *checker) complete(sink *flow.Sink, f *rule.Finding) bool {
	if c.told[sink.Pos()] {
		return false
	}
	c.told[sink.Pos()] = true
	f.Pos, f.End, f.Prescribable = sink.Pos(), sink.End(), true
	if verifies(sink) && f.Severity == 0 {
		f.Severity = rule.Medium
	}
	if f.Advice == "" {
		f.Advice = "sign a SHA-256 digest"
		if verifies(sink) {
			f.Advice = "move both ends to SHA-256"
		}
	}
	if sink.Role != cryptoapi.AsSignatureAlgorithm && sink.Role != cryptoapi.AsSignatureSchemes { // of X.509 and TLS
		f.Instead = sign
		if verifies(sink) {
			f.Instead = verify
		}
	}
	return true
}

// verifies reports whether a sink belongs to the verification of a signature, which
// old data may need.
func verifies(sink *flow.Sink) bool { return sink.Does(cryptoapi.Verify) }
