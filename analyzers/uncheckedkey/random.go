package uncheckedkey

import (
	"github.com/cryptolint/cryptolint/internal/rule"
	"github.com/cryptolint/cryptolint/passes/cryptoapi"
	"github.com/cryptolint/cryptolint/passes/flow"
	"github.com/cryptolint/cryptolint/passes/flow/unchecked"
	"github.com/cryptolint/cryptolint/passes/module"
)

// random reports, in the profile strict, random bytes that may be missing: a reader whose
// count is ignored, and an error of crypto/rand that is dropped in modules for releases of Go
// in which there can be one.
func (c *checker) random(facts *module.Facts) {
	for _, call := range c.unchecked.CallsOf("io.Reader.Read") {
		if call.Ignored(0) && replaceable(call.Argument(cryptoapi.Receiver)) {
			c.missing(call, "short read", "the number of random bytes that "+call.Name+" returns is ignored",
				"a reader may return fewer bytes than asked for: the rest stays zero, which an attacker can guess", "use io.ReadFull")
		}
	}
	if !facts.Before("go1.24") {
		return
	}
	for _, call := range c.unchecked.CallsOf("crypto/rand.Read") {
		switch {
		case call.Ignored(0) && call.Ignored(1):
			c.missing(call, "random error", "the error of rand.Read is dropped", zeros, handle)
		case call.ReturnsQuietly(0):
			c.missing(call, "random error", "the function returns without a result if rand.Read fails, and nothing shows that", zeros, handle)
		}
	}
}

const (
	zeros  = "before Go 1.24, bytes that could not be read stay zero, which an attacker can guess"
	handle = "return the error, or require Go 1.24 in go.mod, since which there is none"
)

func (c *checker) missing(call *unchecked.Call, name, message, why, advice string) {
	c.report(call.Node, rule.Finding{
		Case: name, Severity: rule.Low, Confidence: rule.Likely, Profile: "strict",
		Message: message, Why: why, Advice: advice,
	})
}

// replaceable reports whether a reader can be crypto/rand.Reader, which a field holds or a
// caller passes, so that it can be another one as well.
func replaceable(reader flow.Value) bool {
	return reader.Any(func(a flow.Alternative) bool {
		return a.Any(func(o *flow.Origin) bool {
			return o.Kind == cryptoapi.SecureRandom && (o.Steps != nil || len(reader) > 1)
		})
	})
}
