package callback

import (
	"go/token"
	"slices"

	"github.com/cryptolint/cryptolint/passes/cryptoapi"
	"github.com/cryptolint/cryptolint/passes/flow"
)

const extKeyUsageAny = 0 // x509.ExtKeyUsageAny

// PinsCertificate reports whether the function, or one that it calls in this package, compares
// certificates, or their keys or digests, with what the program knows.
func (c *Callback) PinsCertificate() bool {
	return c.Does(cryptoapi.Hash) || c.Calls(cryptoapi.CertificateComparisons()...)
}

// KnowsCertificate reports whether the function may know a certificate without its authority:
// it pins the certificate, looks at its key, or hands something to code that is not in sight.
func (c *Callback) KnowsCertificate() bool {
	return c.PinsCertificate() || c.CallsUnseen() || c.Touches(
		"crypto/x509.Certificate.PublicKey", "crypto/x509.Certificate.RawSubjectPublicKeyInfo", "crypto/x509.Certificate.Extensions",
		"crypto/x509.Certificate.SubjectKeyId", "crypto/x509.Certificate.Signature",
	)
}

// Acceptance is what a verification accepts, as far as it accepts more than it should.
type Acceptance int

// What verifications accept.
const (
	Some         Acceptance = iota // nothing else is known
	Signed                         // what is signed, also if it has expired or is for another purpose
	AnyAuthority                   // all names, of all authorities that the system trusts
	AnyName                        // all names, of the authorities in Roots
	AnyUsage                       // the same, also if it was issued for another purpose
)

// A Verification is a call by which a function verifies a certificate itself.
type Verification struct {
	Accepts   Acceptance
	SentRoots *flow.Origin // what the peer sent and is in Roots, or nil

	call Passed
}

// Pos is where the call begins.
func (v Verification) Pos() token.Pos { return v.call.Pos }

// End is where the call ends, or token.NoPos.
func (v Verification) End() token.Pos { return v.call.End }

// Verifications returns the calls by which the function, or one that it calls in this package,
// verifies certificates. One that only checks a signature is among them where the function
// does no more: it neither verifies nor looks at when the certificate expires.
func (c *Callback) Verifications() []Verification {
	calls := c.Passes(map[string]int{"crypto/x509.Certificate.Verify": 0})
	named := c.Touches(cryptoapi.CertificateNames()...) || c.Calls("crypto/x509.Certificate.VerifyHostname", "crypto/tls.Conn.VerifyHostname") ||
		slices.ContainsFunc(calls, func(p Passed) bool { return !flow.NeverSet(p.Field("DNSName")) })
	var found []Verification
	for _, p := range calls {
		v := Verification{SentRoots: c.sentIn(p.Field("Roots")), call: p}
		if !named {
			v.Accepts = accepts(p)
		}
		found = append(found, v)
	}
	if signed := c.Passes(map[string]int{"crypto/x509.Certificate.CheckSignatureFrom": 0}); len(calls) == 0 && len(signed) > 0 && !c.Touches("crypto/x509.Certificate.NotAfter") {
		found = append(found, Verification{Accepts: Signed, call: signed[0]})
	}
	return found
}

// accepts says what a verification accepts by its options, where nothing restricts the names.
func accepts(options Passed) Acceptance {
	switch {
	case flow.NeverSet(options.Field("Roots")):
		return AnyAuthority
	case flow.Holds(options.Elements("KeyUsages"), extKeyUsageAny):
		return AnyUsage
	}
	return AnyName
}

// sentIn returns what a peer sent among the authorities of a verification: in the handshake,
// or as the first parameter of the function.
func (c *Callback) sentIn(roots flow.Value) *flow.Origin {
	all := roots.Origins()
	i := slices.IndexFunc(all, func(o *flow.Origin) bool { return o.Is(cryptoapi.Network, "handshake") || c.Parameter(o) == 0 })
	if i < 0 {
		return nil
	}
	return all[i]
}
