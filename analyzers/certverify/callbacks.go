package certverify

import (
	"fmt"
	"slices"

	"github.com/cryptolint/cryptolint/internal/rule"
	"github.com/cryptolint/cryptolint/passes/cryptoapi"
	"github.com/cryptolint/cryptolint/passes/flow"
	"github.com/cryptolint/cryptolint/passes/flow/callback"
	"github.com/cryptolint/cryptolint/passes/flow/object"
)

// verification is the call that verifies a certificate, with the index of its options.
var verification = map[string]int{"crypto/x509.Certificate.Verify": 0}

// keys are the fields by which a program knows a certificate without its authority.
var keys = []string{
	"crypto/x509.Certificate.PublicKey", "crypto/x509.Certificate.RawSubjectPublicKeyInfo", "crypto/x509.Certificate.Extensions",
	"crypto/x509.Certificate.SubjectKeyId", "crypto/x509.Certificate.Signature",
}

// knows reports whether a function compares certificates or their keys with what the
// program knows, or may do so in code that is not in sight.
func knows(check *callback.Callback) bool {
	return check.PinsCertificate() || check.Touches(keys...) || check.CallsUnseen()
}

// looksAtName reports whether a function looks at the names in a certificate.
func looksAtName(check *callback.Callback) bool {
	return check.Touches(cryptoapi.CertificateNames()...) ||
		check.Calls("crypto/x509.Certificate.VerifyHostname", "crypto/tls.Conn.VerifyHostname")
}

const (
	sentRoots = "Roots of the verification contains certificates that the peer sent"
	sentWhy   = "an attacker can send an authority of their choice, and a certificate that it issued for any name"
)

// rootsOfPeer reports a function that verifies certificates by those that came with them.
func (c *checker) rootsOfPeer(check *callback.Callback) {
	if knows(check) {
		return // the certificate may sign itself, and its key be known
	}
	for _, p := range check.Passes(verification) {
		for _, o := range p.Field("Roots").Origins() {
			if handshake(o) || check.Parameter(o) == 0 {
				c.ReportOnce(rule.Finding{
					Pos: p.Pos, End: p.End, Confidence: rule.Likely, Case: "roots of the peer", Instead: client,
					Message: sentRoots,
					Why:     sentWhy,
					Advice:  "put the authorities that the program trusts into Roots, and what the peer sent into Intermediates only",
					Steps:   flow.Path(o, "what the peer sent"),
				})
				break
			}
		}
	}
}

// handshake reports whether an origin is what the peer of a TLS connection showed.
func handshake(o *flow.Origin) bool { return o.Kind == cryptoapi.Network && o.Detail == "handshake" }

// config looks at a TLS configuration: its roots, its clock, and the function that
// verifies in place of crypto/tls.
func (c *checker) config(o *object.Object) {
	c.trustsPeer(o, "RootCAs", client)
	c.trustsPeer(o, "ClientCAs", server)
	c.clock(o)
	skips, asks := skipsVerification(o), asksOnly(o)
	if !skips && !asks {
		return
	}
	for _, field := range []string{"VerifyConnection", "VerifyPeerCertificate"} {
		checks, all := c.callbacks.All(o.Field(field))
		if !all || len(checks) > 1 {
			return
		}
		for _, check := range checks {
			if knows(check) || check.AlwaysNil(0) {
				return
			}
			c.inPlace(o, check, asks || !o.Unset("ClientAuth") || o.Is(cryptoapi.TLSServers()...))
		}
	}
}

// skipsVerification reports whether a client skips the verification on all ways.
func skipsVerification(o *object.Object) bool {
	ways := o.Field("InsecureSkipVerify")
	return len(ways) == 1 && len(ways[0]) == 1 && flow.True(ways[0][0]) && !o.SetElsewhere(ways[0][0]) &&
		!o.ChosenBySetting("InsecureSkipVerify", ways[0][0], func(string) bool { return true })
}

// asksOnly reports whether a server asks for certificates and leaves the verification to
// the program: RequestClientCert and RequireAnyClientCert.
func asksOnly(o *object.Object) bool {
	ways := o.Field("ClientAuth")
	if len(ways) != 1 {
		return false
	}
	mode, ok := flow.OnlyInteger(ways[0])
	return ok && (mode == 1 || mode == 2)
}

// inPlace looks at what verifies in place of crypto/tls, for a server or a client.
func (c *checker) inPlace(o *object.Object, check *callback.Callback, serves bool) {
	calls := check.Passes(verification)
	if len(calls) == 0 {
		c.signatureOnly(check, serves)
		return
	}
	if looksAtName(check) || slices.ContainsFunc(calls, func(p callback.Passed) bool { return !unset(p.Field("DNSName")) }) {
		return
	}
	for _, p := range calls {
		f := rule.Finding{Pos: p.Pos, End: p.End, Confidence: rule.Likely, Instead: client}
		public, usage := unset(p.Field("Roots")), holdsInteger(p.Elements("KeyUsages"), anyUsage)
		switch {
		case public && serves:
			f.Case, f.Instead = "any authority", server
			f.Message = fmt.Sprintf("%s accepts the certificates of all authorities that the system trusts", check.Name())
			f.Why = "an attacker who has a certificate from a public authority for any name is accepted"
			f.Advice = "put the authority of the clients into Roots, and ExtKeyUsageClientAuth into KeyUsages"
		case public:
			f.Case = "any name"
			f.Message = fmt.Sprintf("%s accepts a certificate for any name", check.Name())
			f.Why = "an attacker on the network who has a certificate for any other host can pose as the server"
			f.Advice = "set DNSName to the host, or to ConnectionState.ServerName in VerifyConnection"
		case serves && usage:
			f.Severity, f.Case, f.Instead = rule.Low, "any usage", server
			f.Message = fmt.Sprintf("%s accepts certificates that were issued for another purpose, with ExtKeyUsageAny", check.Name())
			f.Why = "an attacker with the key of any server of the same authority can pose as a client"
			f.Advice = "put ExtKeyUsageClientAuth into KeyUsages"
		case !serves:
			f.Severity, f.Profile, f.Case = rule.Low, "strict", "any name of the authority"
			f.Message = fmt.Sprintf("%s accepts every certificate of the authorities in Roots, for any name", check.Name())
			f.Why = "an attacker with the key of one member can pose as any other"
			f.Advice = "set DNSName to the host, or compare the names in the certificate"
		default:
			continue
		}
		c.ReportOnce(f)
	}
}

// signatureOnly reports a function that looks at the signature of a certificate alone.
func (c *checker) signatureOnly(check *callback.Callback, serves bool) {
	calls := check.Passes(map[string]int{"crypto/x509.Certificate.CheckSignatureFrom": 0})
	if len(calls) == 0 || check.Touches("crypto/x509.Certificate.NotAfter") {
		return
	}
	f := rule.Finding{
		Pos: calls[0].Pos, End: calls[0].End, Severity: rule.Medium, Confidence: rule.Likely, Case: "signature only", Instead: client,
		Message: fmt.Sprintf("%s checks only the signature of the certificate", check.Name()),
		Why:     "an attacker can use a certificate that has expired, or that was issued for another purpose or name",
		Advice:  "call Certificate.Verify with the authority in Roots, and the host in DNSName",
	}
	if serves {
		f.Instead, f.Advice = server, "call Certificate.Verify with the authority in Roots, and ExtKeyUsageClientAuth in KeyUsages"
	}
	c.ReportOnce(f)
}

// trustsPeer reports roots of a configuration that came in a handshake.
func (c *checker) trustsPeer(o *object.Object, field, instead string) {
	for _, origin := range o.Field(field).Origins() {
		if around := c.callbacks.Of(o.Function()); !handshake(origin) || o.SetElsewhere(origin) || around != nil && around.PinsCertificate() {
			continue
		}
		f := rule.Finding{
			Confidence: rule.Likely, Case: "roots of the peer", Instead: instead,
			Message: field + " contains certificates that a peer sent",
			Why:     "an attacker who is on the network at the first connection is trusted afterwards",
			Advice:  "put the authorities that the program is configured with into " + field,
			Steps:   flow.Path(origin, "what the peer sent"),
		}
		c.ReportOnce(at(f, o, field, origin))
		return
	}
}
