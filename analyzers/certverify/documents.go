package certverify

import (
	"github.com/cryptolint/cryptolint/internal/rule"
	"github.com/cryptolint/cryptolint/passes/cryptoapi"
	"github.com/cryptolint/cryptolint/passes/flow"
)

// documents are signed, and a package that reads one has to check the signature.
var documents = []struct {
	reads  []string // what a package names that reads it
	serves []string // what one names that makes documents itself, or leaves the check to others
	checks []string // what checks the signature

	role    cryptoapi.Role // in which the document, or what is in it, is used
	kind    cryptoapi.Kind // which it is then
	details []string       // one of which it has; nil: any
	field   string         // of what is read, on which something depends; empty: any
	asks    []string       // of which one asks for something that is called a certificate; nil: no matter
	what    string         // the first step says; empty: no steps
	finding rule.Finding
}{{
	reads:  []string{"golang.org/x/crypto/ocsp.Response.Status"},
	serves: []string{"golang.org/x/crypto/ocsp.ParseRequest", "golang.org/x/crypto/ocsp.CreateResponse", "crypto/tls.Certificate.OCSPStaple"},
	checks: []string{"golang.org/x/crypto/ocsp.Response.CheckSignatureFrom"},
	role:   cryptoapi.AsIssuer, kind: cryptoapi.Zero, details: []string{"nil"}, field: "Status",
	finding: rule.Finding{
		Severity: rule.Medium, Confidence: rule.Likely, Case: "OCSP",
		Message: "%[1]s gets no issuer, so it does not check who signed the response",
		Why:     "an attacker on the network can claim that a revoked certificate is good",
		Advice:  "use ocsp.ParseResponseForCert with the certificate and its issuer",
	},
}, {
	reads: []string{
		"crypto/x509.RevocationList.RevokedCertificateEntries", "crypto/x509.RevocationList.RevokedCertificates",
		"crypto/x509/pkix.TBSCertificateList.RevokedCertificates",
	},
	checks: []string{"crypto/x509.RevocationList.CheckSignatureFrom", "crypto/x509.Certificate.CheckCRLSignature", "crypto/x509.Certificate.CheckSignature"},
	role:   cryptoapi.AsRevocationList, kind: cryptoapi.Network, what: "the revocation list",
	finding: rule.Finding{
		Severity: rule.Medium, Confidence: rule.Likely, Case: "CRL",
		Message: "nothing in this package checks the signature of the revocation list",
		Why:     "an attacker on the network can send a list that omits the revoked certificate",
		Advice:  "call RevocationList.CheckSignatureFrom with the certificate of the issuer",
	},
}, {
	reads:  []string{"crypto/x509.ParseCertificateRequest"},
	serves: []string{"crypto/x509.CreateCertificateRequest"},
	checks: []string{"crypto/x509.CertificateRequest.CheckSignature"},
	role:   cryptoapi.AsCertifiedKey, kind: cryptoapi.PublicKey, details: []string{"request"}, what: "the key in the request",
	finding: rule.Finding{
		Severity: rule.Low, Confidence: rule.Likely, Case: "request",
		Message: "a certificate is issued without checking the signature of the request",
		Why:     "an attacker can get a certificate with their own name for someone else's key, and what that key signs is then attributed to them",
		Advice:  "call CertificateRequest.CheckSignature, and return its error",
	},
}, {
	reads:  cryptoapi.CertificateNames(),
	checks: cryptoapi.CertificateChecks(),
	role:   cryptoapi.AsCertificate, kind: cryptoapi.Network, details: []string{""}, what: "the header",
	asks: []string{"net/http.Header.Get", "net/http.Header.Values", "github.com/gin-gonic/gin.Context.GetHeader", "github.com/gofiber/fiber/v2.Ctx.Get"},
	finding: rule.Finding{
		Severity: rule.Medium, Confidence: rule.Unsure, Case: "header", Instead: verify,
		Message: "the name in a certificate from a header is used without verification",
		Why:     "an attacker who bypasses the proxy can send a certificate with any name",
		Advice:  "call Certificate.Verify with the authority of the clients in Roots, also after a proxy",
	},
}}

// documents reports documents whose signature nothing in the package checks.
func (c *checker) documents() {
	for _, d := range documents {
		checks := c.mentions.Any(append(d.serves, d.checks...)...) || len(c.verdicts.Of(0, d.checks...)) > 0
		if checks || !c.mentions.Any(d.reads...) || d.asks != nil && !c.mentions.CalledWith(flow.SuggestsCertificate, d.asks...) {
			continue
		}
		for _, sink := range c.graph.Sinks(d.role) {
			o := c.graph.Origins(sink).Origins().First(d.kind, d.details...)
			if o == nil || d.field != "" && !c.graph.DependsOnField(sink, d.field) {
				continue
			}
			f := d.finding.Naming(sink.Subject()).At(sink)
			if d.what != "" {
				f.Steps = flow.Path(o, d.what)
			}
			c.ReportOnce(f)
		}
	}
}
