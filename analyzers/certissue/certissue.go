// Package certissue finds certificate issued with wrong or missing fields: an authority where a
// server is meant, serial numbers that repeat, and automatic certificates for any name.
package certissue

import (
	"fmt"
	"go/ast"
	"slices"

	"github.com/cryptolint/cryptolint/internal/rule"
	"github.com/cryptolint/cryptolint/passes/cryptoapi"
	"github.com/cryptolint/cryptolint/passes/flow"
	"github.com/cryptolint/cryptolint/passes/flow/callback"
	"github.com/cryptolint/cryptolint/passes/flow/object"
	"github.com/cryptolint/cryptolint/passes/mention"
)

// Meta describes the rule.
var Meta = rule.Meta{
	ID: "CL708", Name: "certissue", Title: "certificate issued with wrong or missing fields",
	Severity: rule.Medium, CWE: 295,
	Patterns: []string{"X04", "X05", "X06", "X11"},
	Instead:  []string{authority},
	Since:    "0.1.0",
}

const authority = "safeapi/devcert.NewCA"

// Analyzer is the rule.
var Analyzer = rule.New(Meta, run, flow.Analyzer, mention.Analyzer)

type checker struct {
	*rule.Pass
	callbacks *callback.Finder
	mentions  *mention.Mentions
	combined  bool // the program puts key usages together
}

// sign is the function that issues a certificate. Its arguments 1 and 2 are the template,
// and the certificate of the issuer.
const (
	sign     = "crypto/x509.CreateCertificate"
	template = 1
	parent   = 2
)

func run(pass *rule.Pass) error {
	graph := flow.Of(pass.Pass)
	c := &checker{pass, callback.New(graph), mention.Of(pass.Pass), false}
	c.combined = c.combinesUsages()
	objects := object.New(graph)
	certificates := objects.Of("crypto/x509.Certificate")
	for _, o := range certificates {
		if !o.Is(sign) || o.Argument != template {
			continue
		}
		issuer := o.Beside(certificates, parent)
		if issuer == nil {
			c.authority(o)
			continue
		}
		for _, pair := range o.Together(issuer) {
			c.issued(pair[0], pair[1])
		}
	}
	c.hosts(objects)
	return nil
}

// issued looks at a template and the certificate of the issuer, which may be the template.
func (c *checker) issued(o, issuer *object.Object) {
	c.authority(o)
	if !o.Apart(issuer) {
		return // it signs itself, for those who know it
	}
	c.leaf(o)
	c.validity(o)
	if !issuer.Made().IsValid() { // otherwise the authority is new, and issues what follows
		c.serial(o)
	}
}

// report reports a finding at the code that sets a field, or where the object is used.
func (c *checker) report(f rule.Finding, o *object.Object, field string, origin *flow.Origin) {
	var node ast.Node = o
	if origin != nil {
		if o.SetElsewhere(origin) {
			return
		}
		node = o.SetAt(field, origin)
		f.Steps = flow.Path(origin, field)
	}
	f.Pos, f.End = node.Pos(), node.End()
	c.ReportOnce(f)
}

// truth returns the origin that makes a field true on all ways, or nil.
func truth(o *object.Object, field string) *flow.Origin {
	ways := o.Field(field)
	if len(ways) == 1 && len(ways[0]) == 1 && flow.True(ways[0][0]) {
		return ways[0][0]
	}
	return nil
}

// Values of x509.KeyUsage and x509.ExtKeyUsage.
const (
	signsCertificates = 1 << 5
	serverAuth        = 1
)

// authority reports the template of an authority that is none for those who verify.
func (c *checker) authority(o *object.Object) {
	isCA := truth(o, "IsCA")
	usage, set := c.usage(o)
	f := rule.Finding{Severity: rule.Low, Confidence: rule.Certain, Instead: authority}
	switch {
	case isCA != nil && o.Unset("BasicConstraintsValid"):
		f.Case, f.Message = "constraints", "IsCA has no effect without BasicConstraintsValid"
		f.Why = "the certificate does not say that it is an authority: some programs refuse what it signs, and others accept every certificate as an authority"
		f.Advice = "set BasicConstraintsValid"
		c.report(f, o, "IsCA", isCA)
	case isCA != nil && set != nil && usage != 0 && usage&signsCertificates == 0:
		f.Case, f.Message = "usage", "the key usage of an authority lacks KeyUsageCertSign"
		f.Why = "clients reject what it signs, which makes people turn verification off"
		f.Advice = "add x509.KeyUsageCertSign to KeyUsage"
		c.report(f, o, "KeyUsage", set)
	}
}

// usage returns the key usage of a template, and the origin that says so, if it is a
// constant.
func (c *checker) usage(o *object.Object) (int64, *flow.Origin) {
	ways := o.Field("KeyUsage")
	if len(ways) != 1 || c.combined {
		return 0, nil
	}
	if usage, ok := flow.OnlyInteger(ways[0]); ok {
		return usage, ways[0][0]
	}
	return 0, nil
}

// combinesUsages reports whether the package sets a key usage to something else than a
// constant: then a constant may be a part of one.
func (c *checker) combinesUsages() bool {
	return slices.ContainsFunc(c.mentions.Named("crypto/x509.Certificate.KeyUsage"), func(usage mention.Symbol) bool {
		set := usage.Set
		return set != nil && (!set.Whole || set.Value == nil || c.TypesInfo.Types[set.Value].Value == nil)
	})
}

// leaf reports a certificate for a host that may issue others.
func (c *checker) leaf(o *object.Object) {
	named := !o.Unset("DNSNames") || !o.Unset("IPAddresses")
	serves := o.Elements("ExtKeyUsage").Any(func(way flow.Alternative) bool {
		usage, ok := flow.OnlyInteger(way)
		return ok && usage == serverAuth
	})
	if isCA := truth(o, "IsCA"); isCA != nil && named && serves && !o.Unset("BasicConstraintsValid") {
		c.report(rule.Finding{
			Confidence: rule.Likely, Case: "leaf", Instead: authority,
			Message: "a server certificate is also an authority",
			Why:     "an attacker who has the key of this server can issue certificates for all others",
			Advice:  "leave IsCA and KeyUsageCertSign out of the certificates of servers",
		}, o, "IsCA", isCA)
		return
	}
	if usage, set := c.usage(o); set != nil && o.Unset("IsCA") && usage&signsCertificates != 0 {
		c.report(rule.Finding{
			Severity: rule.Low, Confidence: rule.Certain, Case: "signs", Instead: authority,
			Message: "KeyUsageCertSign is set in a certificate that is not an authority",
			Why:     "an attacker who has its key can issue certificates that are accepted by programs that check only the key usage",
			Advice:  "leave KeyUsageCertSign out, or set IsCA and BasicConstraintsValid",
		}, o, "KeyUsage", set)
	}
}

// leastBytes of randomness are what the rules of public authorities require of a serial
// number (CA/Browser Forum Baseline Requirements, section 7.1).
const leastBytes = 8

// serial reports a serial number that repeats, or that can be predicted.
func (c *checker) serial(o *object.Object) {
	const field = "SerialNumber"
	for _, way := range o.Field(field) {
		if len(way) == 0 {
			continue
		}
		f := rule.Finding{
			Severity: rule.Low, Confidence: rule.Likely, Instead: authority,
			Why:    "an attacker who can predict the certificate can prepare a collision of its hash",
			Advice: "leave SerialNumber out: CreateCertificate generates a random one",
		}
		switch {
		case way.Only(cryptoapi.Constant):
			f.Case, f.Message = "constant", "all certificates get the same serial number"
			f.Why = "one cannot be revoked without the others, so an attacker can keep using a stolen one"
		case way.Only(cryptoapi.Clock, cryptoapi.Constant), way.Only(cryptoapi.Counter, cryptoapi.Constant), way.Only(cryptoapi.WeakRandom, cryptoapi.Constant):
			f.Case, f.Message = "predictable", fmt.Sprintf("the serial number comes from %s", way.Part(cryptoapi.Clock, cryptoapi.Counter, cryptoapi.WeakRandom).Kind)
		case way.Only(cryptoapi.SecureRandom) && len(way) == 1 && way[0].Bytes > 0 && way[0].Bytes < leastBytes:
			f.Case, f.Message = "short", fmt.Sprintf("the serial number has only %d random bytes", way[0].Bytes)
		default:
			continue
		}
		c.report(f, o, field, way[0])
		return
	}
}
