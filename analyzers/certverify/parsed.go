package certverify

import (
	"fmt"
	"go/constant"
	"slices"

	"github.com/cryptolint/cryptolint/internal/rule"
	"github.com/cryptolint/cryptolint/passes/cryptoapi"
	"github.com/cryptolint/cryptolint/passes/flow"
	"github.com/cryptolint/cryptolint/passes/flow/verdict"
)

// pool reports certificates for a pool that may not be any.
func (c *checker) pool(v *verdict.Verdict) {
	if !v.Unused || v.Operand(cryptoapi.AsCertificate).Only(cryptoapi.Constant) || c.names("crypto/x509.CertPool.Subjects") {
		return
	}
	c.ReportOnce(rule.Finding{
		Pos: v.Pos(), End: v.End(), Severity: rule.Low, Confidence: rule.Certain, Case: "pool", Instead: roots,
		Message: fmt.Sprintf("the result of %s is dropped", v.Subject()),
		Why:     "a file without a certificate goes unnoticed, and the pool lacks the authorities that it should contain",
		Advice:  "return an error if the result is false",
	})
}

// statuses reports what says that certificates are revoked, where nobody checks who says so.
func (c *checker) statuses() {
	answers := c.names("golang.org/x/crypto/ocsp.ParseRequest", "golang.org/x/crypto/ocsp.CreateResponse") // it serves responses, and asks nobody
	if c.names("golang.org/x/crypto/ocsp.Response.Status") && !c.names("crypto/tls.Certificate.OCSPStaple") && !answers && !c.checks("golang.org/x/crypto/ocsp.Response.CheckSignatureFrom") {
		for _, sink := range c.graph.Sinks(cryptoapi.AsIssuer) {
			if !c.graph.Origins(sink).Any(func(way flow.Alternative) bool { return len(way) == 1 && way[0].Nil() }) || !c.graph.DependsOnField(sink, "Status") {
				continue
			}
			c.ReportOnce(rule.Finding{
				Pos: sink.Pos(), End: sink.End(), Severity: rule.Medium, Confidence: rule.Likely, Case: "OCSP",
				Message: fmt.Sprintf("%s gets no issuer, so it does not check who signed the response", sink.Subject()),
				Why:     "an attacker on the network can claim that a revoked certificate is good",
				Advice:  "use ocsp.ParseResponseForCert with the certificate and its issuer",
			})
		}
	}
	checks := []string{"crypto/x509.RevocationList.CheckSignatureFrom", "crypto/x509.Certificate.CheckCRLSignature", "crypto/x509.Certificate.CheckSignature"}
	entries := []string{
		"crypto/x509.RevocationList.RevokedCertificateEntries", "crypto/x509.RevocationList.RevokedCertificates",
		"crypto/x509/pkix.TBSCertificateList.RevokedCertificates",
	}
	if !c.names(entries...) || c.checks(checks...) {
		return
	}
	isList := func(o *flow.Origin) bool { return o.Kind == cryptoapi.Network }
	c.made(cryptoapi.AsRevocationList, isList, "the revocation list", rule.Finding{
		Severity: rule.Medium, Confidence: rule.Likely, Case: "CRL",
		Message: "nothing in this package checks the signature of the revocation list",
		Why:     "an attacker on the network can send a list that omits the revoked certificate",
		Advice:  "call RevocationList.CheckSignatureFrom with the certificate of the issuer",
	})
}

// made reports the sinks of a role, each once, whose value comes from an origin that is
// wanted.
func (c *checker) made(role cryptoapi.Role, wanted func(*flow.Origin) bool, what string, f rule.Finding) {
	for _, sink := range c.graph.Sinks(role) {
		origins := c.graph.Origins(sink).Origins()
		if i := slices.IndexFunc(origins, wanted); i >= 0 {
			f.Pos, f.End, f.Steps = sink.Pos(), sink.End(), flow.Path(origins[i], what)
			c.ReportOnce(f)
		}
	}
}

// requests reports certificates for keys of which nobody shows that they have them.
func (c *checker) requests() {
	if !c.names("crypto/x509.ParseCertificateRequest") || c.names("crypto/x509.CreateCertificateRequest") || c.checks("crypto/x509.CertificateRequest.CheckSignature") {
		return
	}
	isRequested := func(o *flow.Origin) bool { return o.Kind == cryptoapi.PublicKey && o.Detail == "request" }
	c.made(cryptoapi.AsCertifiedKey, isRequested, "the key in the request", rule.Finding{
		Severity: rule.Low, Confidence: rule.Likely, Case: "request",
		Message: "a certificate is issued without checking the signature of the request",
		Why:     "an attacker can get a certificate with their own name for someone else's key, and what that key signs is then attributed to them",
		Advice:  "call CertificateRequest.CheckSignature, and return its error",
	})
}

// readers read a header of a request by its name, which is the first argument.
var readers = []string{
	"net/http.Header.Get", "net/http.Header.Values", "github.com/gin-gonic/gin.Context.GetHeader", "github.com/gofiber/fiber/v2.Ctx.Get",
}

// headers reports names that are taken from a certificate in a header, where the package
// verifies none.
func (c *checker) headers() {
	if !c.readsCertificate() || !c.names(cryptoapi.CertificateNames()...) || c.checks(cryptoapi.CertificateChecks()...) {
		return
	}
	isHeader := func(o *flow.Origin) bool { return o.Kind == cryptoapi.Network && o.Detail == "" }
	c.made(cryptoapi.AsCertificate, isHeader, "the header", rule.Finding{
		Severity: rule.Medium, Confidence: rule.Unsure, Case: "header", Instead: verify,
		Message: "the name in a certificate from a header is used without verification",
		Why:     "an attacker who bypasses the proxy can send a certificate with any name",
		Advice:  "call Certificate.Verify with the authority of the clients in Roots, also after a proxy",
	})
}

// readsCertificate reports whether a header is read whose name says that it holds a
// certificate.
func (c *checker) readsCertificate() bool {
	for _, symbol := range c.mentions.Named(readers...) {
		name := symbol.Constant(0)
		if name != nil && name.Kind() == constant.String && flow.SuggestsCertificate(constant.StringVal(name)) {
			return true
		}
	}
	return false
}

// commonNames reports comparisons of the common name, which no verification looks at.
func (c *checker) commonNames() {
	f := rule.Finding{
		Profile: "strict", Severity: rule.Low, Confidence: rule.Likely, Case: "common name",
		Message: "the common name of a certificate determines who the peer is",
		Why:     "an attacker may get a certificate with any common name from an authority that only checks the other names",
		Advice:  "compare DNSNames or URIs",
	}
	for _, comparison := range c.mentions.ComparedWithText("crypto/x509/pkix.Name.CommonName", "crypto/x509/pkix.Name.String") {
		f.Pos, f.End = comparison.Pos(), comparison.End()
		c.ReportOnce(f)
	}
	for _, sink := range c.graph.Sinks(cryptoapi.AsCompared, cryptoapi.AsComparedConstantTime) {
		for _, o := range c.graph.Origins(sink).Origins() {
			if o.Kind != cryptoapi.Network || o.Detail != "common name" || c.looksAtOthers(sink) {
				continue
			}
			f.Pos, f.End = sink.Pos(), sink.End()
			c.ReportOnce(f)
			break
		}
	}
}

// looksAtOthers reports whether the function of a sink looks at the other names, too.
func (c *checker) looksAtOthers(sink *flow.Sink) bool {
	around := c.callbacks.Around(sink)
	return around != nil && around.Touches("crypto/x509.Certificate.DNSNames", "crypto/x509.CertificateRequest.DNSNames", "crypto/x509.Certificate.URIs")
}
