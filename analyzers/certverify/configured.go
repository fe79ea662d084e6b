package certverify

import (
	"slices"

	"github.com/cryptolint/cryptolint/internal/rule"
	"github.com/cryptolint/cryptolint/passes/cryptoapi"
	"github.com/cryptolint/cryptolint/passes/flow"
	"github.com/cryptolint/cryptolint/passes/flow/object"
)

// lasting are values of x509.ExtKeyUsage for what stays signed: code, mail, and the time.
var lasting = []int64{3, 4, 8}

const (
	handshake  = "handshake" // what the peer of a TLS connection showed
	sentByPeer = "what the peer sent"
)

// Values of tls.ClientAuthType with which the program is left to verify.
const (
	requestClientCert    = 1
	requireAnyClientCert = 2
)

// config looks at a TLS configuration: its roots, its clock, and the function that
// verifies in place of crypto/tls.
func (c *checker) config(o *object.Object) {
	c.roots(o, "RootCAs")
	c.roots(o, "ClientCAs")
	for clock := range c.callbacks.In(o.Field("Time")) {
		if f := constantClock; clock.Returns(0).Only(cryptoapi.Constant) {
			f.Confidence = rule.ConfidenceAmong(len(clock.Ways))
			o.Report(c.ReportOnce, f, "Time", clock.Origin, "it returns a constant")
		}
	}
	checks, all := c.callbacks.All(append(o.Field("VerifyConnection"), o.Field("VerifyPeerCertificate")...))
	asks := len(o.Field("ClientAuth")) == 1 && flow.Holds(o.Field("ClientAuth"), requestClientCert, requireAnyClientCert)
	if !all || len(checks) != 1 || checks[0].KnowsCertificate() || checks[0].AlwaysNil(0) || !asks && !skipsVerification(o) {
		return
	}
	serves := asks || !o.Unset("ClientAuth") || o.Is(cryptoapi.TLSServers()...)
	for _, v := range checks[0].Verifications() {
		if f, ok := accepted[serves][v.Accepts]; ok {
			c.ReportOnce(f.Naming(checks[0].Name()).At(v))
		}
	}
}

// skipsVerification reports whether a client skips the verification on all ways.
func skipsVerification(o *object.Object) bool {
	skips := o.True("InsecureSkipVerify")
	return skips != nil && !o.SetElsewhere(skips) && !o.ChosenBySetting("InsecureSkipVerify", skips, func(string) bool { return true })
}

// roots reports roots of a configuration that came in a handshake.
func (c *checker) roots(o *object.Object, field string) {
	around := c.callbacks.Of(o.Function())
	for _, origin := range o.Field(field).Origins() {
		if origin.Is(cryptoapi.Network, handshake) && (around == nil || !around.PinsCertificate()) && o.Report(c.ReportOnce, keptRoots[field], field, origin, sentByPeer) {
			return
		}
	}
}

// options looks at the options of a verification, wherever it is made.
func (c *checker) options(o *object.Object) {
	around := c.callbacks.Of(o.Function())
	for _, origin := range o.Field("Roots").Origins() {
		if origin.Is(cryptoapi.Network, handshake) && around != nil && !around.KnowsCertificate() && !o.SetElsewhere(origin) {
			c.ReportOnce(laterRoots.At(o).Along(flow.Path(origin, sentByPeer)))
		}
	}
	for _, way := range o.Field("CurrentTime") {
		f := certificateTime
		switch {
		case way.Only(cryptoapi.Constant):
			f = constantTime
		case !way.Only(cryptoapi.Constant, cryptoapi.Clock) || slices.ContainsFunc(way, isNow):
			continue
		}
		if !flow.Holds(o.Elements("KeyUsages"), lasting...) && o.Report(c.ReportOnce, f, "CurrentTime", way[0], "this time") {
			return
		}
	}
}

// isNow reports whether an origin is a time from a clock, and not from a certificate.
func isNow(o *flow.Origin) bool { return o.Kind == cryptoapi.Clock && o.Detail != "certificate" }
