package certverify

import (
	"slices"

	"github.com/cryptolint/cryptolint/internal/rule"
	"github.com/cryptolint/cryptolint/passes/cryptoapi"
	"github.com/cryptolint/cryptolint/passes/flow"
	"github.com/cryptolint/cryptolint/passes/flow/object"
)

// Values of x509.ExtKeyUsage.
const (
	anyUsage        = 0
	codeSigning     = 3
	emailProtection = 4
	timeStamping    = 8
)

// holdsInteger reports whether one of the elements of a list is one of the numbers.
func holdsInteger(elements flow.Value, numbers ...int64) bool {
	return elements.Any(func(way flow.Alternative) bool {
		number, ok := flow.OnlyInteger(way)
		return ok && way.Only(cryptoapi.Constant) && slices.Contains(numbers, number)
	})
}

// options looks at the options of a verification, wherever it is made.
func (c *checker) options(o *object.Object) {
	c.trustsPeerOption(o)
	if holdsInteger(o.Elements("KeyUsages"), codeSigning, emailProtection, timeStamping) {
		return // what was signed in time stays signed
	}
	const field = "CurrentTime"
	for _, way := range o.Field(field) {
		if len(way) == 0 || o.SetElsewhere(way[0]) || !way.Only(cryptoapi.Constant, cryptoapi.Clock) {
			continue
		}
		f := rule.Finding{Severity: rule.Medium, Confidence: rule.Likely, Instead: verify, Advice: "leave CurrentTime out: the current time is the default"}
		switch {
		case way.Only(cryptoapi.Constant):
			f.Case, f.Message = "constant time", "CurrentTime is a constant"
			f.Why = "an attacker can use the key of an expired certificate forever"
		case !slices.ContainsFunc(way, func(part *flow.Origin) bool { return part.Kind == cryptoapi.Clock && part.Detail != "certificate" }):
			f.Severity, f.Case, f.Message = rule.Low, "time of the certificate", "CurrentTime is a time from a certificate"
			f.Why = "an attacker can use the key of a certificate long after it has expired"
		default:
			continue
		}
		f.Steps = flow.Path(way[0], "this time")
		c.ReportOnce(at(f, o, field, way[0]))
		return
	}
}

// trustsPeerOption reports a verification after the handshake by what came in it.
func (c *checker) trustsPeerOption(o *object.Object) {
	around := c.callbacks.Of(o.Function())
	if around == nil || knows(around) {
		return
	}
	for _, origin := range o.Field("Roots").Origins() {
		if handshake(origin) && !o.SetElsewhere(origin) {
			c.ReportOnce(rule.Finding{
				Pos: o.Pos(), End: o.End(), Confidence: rule.Likely, Case: "roots of the peer", Instead: verify,
				Message: sentRoots,
				Why:     sentWhy,
				Advice:  "put the authorities that the program trusts into Roots, and what the peer sent into Intermediates only",
				Steps:   flow.Path(origin, "what the peer sent"),
			})
			return
		}
	}
}

// clock reports a TLS configuration whose clock stands still.
func (c *checker) clock(o *object.Object) {
	const field = "Time"
	value := o.Field(field)
	for _, origin := range value.Origins() {
		check := c.callbacks.Of(origin)
		if check == nil || !check.Returns(0).Only(cryptoapi.Constant) || o.SetElsewhere(origin) {
			continue
		}
		f := rule.Finding{
			Severity: rule.Medium, Confidence: rule.Certain, Case: "clock", Instead: client,
			Message: "the clock of the TLS configuration is constant",
			Why:     "an attacker can use the key of an expired certificate forever",
			Advice:  "leave Time out: time.Now is the default",
			Steps:   flow.Path(origin, "it returns a constant"),
		}
		if len(value) > 1 {
			f.Confidence = rule.Likely
		}
		c.ReportOnce(at(f, o, field, origin))
	}
}
