// Package certissue finds certificate issued with wrong or missing fields: an authority where a
// server is meant, serial numbers that repeat, and automatic certificates for any name.
package certissue

import (
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

// report reports a finding at the code that sets a field.
func (c *checker) report(f rule.Finding, o *object.Object, field string, origin *flow.Origin) {
	o.Report(c.ReportOnce, f, field, origin, field)
}

// Values of x509.KeyUsage and x509.ExtKeyUsage.
const (
	signsCertificates = 1 << 5
	serverAuth        = 1
)

// authority reports the template of an authority that is none for those who verify.
func (c *checker) authority(o *object.Object) {
	isCA := o.True("IsCA")
	usage, set := c.usage(o)
	switch {
	case isCA == nil:
	case o.Unset("BasicConstraintsValid"):
		c.report(constraints, o, "IsCA", isCA)
	case set != nil && usage != 0 && usage&signsCertificates == 0:
		c.report(lacksUsage, o, "KeyUsage", set)
	}
}

// usage returns the key usage of a template, and the origin that says so, if it is a
// constant.
func (c *checker) usage(o *object.Object) (int64, *flow.Origin) {
	if ways := o.Field("KeyUsage"); len(ways) == 1 && !c.combined {
		for usage, set := range flow.Integers(ways) {
			return usage, set
		}
	}
	return 0, nil
}

// combinesUsages reports whether the package sets a key usage to something else than a
// constant: then a constant may be a part of one.
func (c *checker) combinesUsages() bool {
	return slices.ContainsFunc(c.mentions.Named("crypto/x509.Certificate.KeyUsage"), func(usage mention.Symbol) bool {
		return usage.Set != nil && (!usage.Set.Whole || usage.Setting() == nil)
	})
}

// leaf reports a certificate for a host that may issue others.
func (c *checker) leaf(o *object.Object) {
	isCA, named := o.True("IsCA"), !o.Unset("DNSNames") || !o.Unset("IPAddresses")
	usage, set := c.usage(o)
	switch {
	case isCA != nil && named && flow.Holds(o.Elements("ExtKeyUsage"), serverAuth) && !o.Unset("BasicConstraintsValid"):
		c.report(leafIssues, o, "IsCA", isCA)
	case set != nil && o.Unset("IsCA") && usage&signsCertificates != 0:
		c.report(signs, o, "KeyUsage", set)
	}
}

// leastBytes of randomness are what the rules of public authorities require of a serial
// number (CA/Browser Forum Baseline Requirements, section 7.1).
const leastBytes = 8

// serial reports a serial number that repeats, or that can be predicted.
func (c *checker) serial(o *object.Object) {
	for _, way := range o.Field("SerialNumber") {
		f, source := repeated, way.Part(cryptoapi.Clock, cryptoapi.Counter, cryptoapi.WeakRandom)
		switch {
		case way.Only(cryptoapi.Constant):
		case source != nil && way.Only(source.Kind, cryptoapi.Constant):
			f = predictable.Naming(source.Kind)
		case len(way) == 1 && way.Only(cryptoapi.SecureRandom) && way[0].Bytes > 0 && way[0].Bytes < leastBytes:
			f = short.Naming(way[0].Bytes)
		default:
			continue
		}
		c.report(f, o, "SerialNumber", way[0])
		return
	}
}

// longest is how long public authorities may issue certificates for (CA/Browser Forum
// Baseline Requirements, section 6.3.2, until March 2026).
const longest = 398

// validity reports a certificate that is no authority and is valid for longer.
func (c *checker) validity(o *object.Object) {
	for _, end := range o.Field("NotAfter") {
		if o.True("IsCA") != nil || len(o.Field("NotAfter")) > 1 || len(end) == 0 {
			return
		}
		if days := c.mentions.DaysAdded(o.Set("NotAfter", end[0])); days > longest {
			c.report(validity.Naming(days, longest), o, "NotAfter", end[0])
		}
	}
}

const manager = "golang.org/x/crypto/acme/autocert.Manager"

// hosts reports automatic certificates for every name that somebody points at the server.
func (c *checker) hosts(objects *object.Finder) {
	for _, o := range objects.Called(manager+".TLSConfig", manager+".GetCertificate", manager+".Listener") {
		policy := o.Field("HostPolicy").One()
		switch checks, _ := c.callbacks.All(o.Field("HostPolicy")); {
		case o.Unset("HostPolicy"):
			c.ReportOnce(noPolicy.At(o))
		case policy != nil && len(checks) == 1 && checks[0].AlwaysNil(0):
			c.report(anyHost.Naming(checks[0].Name()), o, "HostPolicy", policy)
		}
	}
	for _, symbol := range c.mentions.Named("golang.org/x/crypto/acme/autocert.NewListener") {
		if symbol.Call != nil && len(symbol.Call.Args) == 0 {
			c.Report(noNames.At(symbol.Call))
		}
	}
}
