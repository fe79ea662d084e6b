// Package tlsclientauth finds TLS servers that ask clients for certificates and do not
// find out whose they are.
package tlsclientauth

import (
	"crypto/tls"
	"go/types"
	"slices"
	"strings"

	"github.com/cryptolint/cryptolint/internal/rule"
	"github.com/cryptolint/cryptolint/passes/cryptoapi"
	"github.com/cryptolint/cryptolint/passes/flow"
	"github.com/cryptolint/cryptolint/passes/flow/callback"
	"github.com/cryptolint/cryptolint/passes/flow/object"
	"github.com/cryptolint/cryptolint/passes/mention"
	"github.com/cryptolint/cryptolint/passes/module"
)

// Meta describes the rule.
var Meta = rule.Meta{
	ID: "CL704", Name: "tlsclientauth", Title: "client certificates that are not verified",
	Severity: rule.High, CWE: 295,
	Patterns: []string{"L09"},
	Instead:  []string{mutual},
	Since:    "0.1.0",
}

const (
	mutual = "safeapi/tlsconf.MutualServer"
	field  = "ClientAuth"
)

// Analyzer is the rule.
var Analyzer = rule.New(Meta, run, flow.Analyzer, mention.Analyzer, module.Analyzer)

// servers get configurations of servers.
var servers = cryptoapi.TLSServers()

// clients get configurations of clients.
var clients = []string{
	"crypto/tls.Client", "crypto/tls.Dial", "crypto/tls.DialWithDialer", "crypto/tls.Dialer.Config", "net/http.Transport.TLSClientConfig",
}

// shown are what a client sent, whether it is verified or not.
var shown = []string{"crypto/tls.ConnectionState.PeerCertificates", "crypto/tls.ConnectionState.VerifiedChains"}

func run(pass *rule.Pass) error {
	graph := flow.Of(pass.Pass)
	c := &checker{pass, callback.New(graph), mention.Of(pass.Pass)}
	for _, o := range object.New(graph).Of("crypto/tls.Config") {
		if o.Unset("GetConfigForClient") && !client(o) && !c.decides(o) {
			c.config(o)
		}
	}
	return nil
}

type checker struct {
	*rule.Pass
	callbacks *callback.Finder
	mentions  *mention.Mentions
}

// client reports whether a configuration can be that of a client, which does not look at
// these fields.
func client(o *object.Object) bool {
	if o.Is(servers...) {
		return false
	}
	return o.Is(clients...) || !o.Unset("ServerName") || !o.Unset("RootCAs") || !o.Unset("InsecureSkipVerify") || !o.Unset("ClientSessionCache")
}

// decides reports whether a function of the configuration may refuse certificates.
func (c *checker) decides(o *object.Object) bool {
	for _, name := range []string{"VerifyPeerCertificate", "VerifyConnection"} {
		checks, all := c.callbacks.All(o.Field(name))
		if !all || slices.ContainsFunc(checks, func(check *callback.Callback) bool { return !check.AlwaysNil(0) }) {
			return true
		}
	}
	return false
}

// config reports a server whose clients are not verified, or by anybody's authority.
func (c *checker) config(o *object.Object) {
	ways := o.Field(field)
	var asked []*flow.Origin
	for _, way := range ways {
		if number, ok := flow.OnlyInteger(way); ok && number != 0 {
			asked = append(asked, way[0])
		} else if !way.Only(cryptoapi.Zero) && !ok {
			return // a setting decides
		}
	}
	if len(asked) != 1 {
		return // a setting chooses
	}
	number, _ := flow.Integer(asked[0])
	switch mode := tls.ClientAuthType(number); mode {
	case tls.RequestClientCert, tls.RequireAnyClientCert:
		c.unverified(o, mode, asked[0], len(ways))
	case tls.VerifyClientCertIfGiven, tls.RequireAndVerifyClientCert:
		c.byAnyAuthority(o, mode, asked[0], len(ways))
	}
}

// unverified reports a mode that leaves the verification to the program, where the
// program does not verify.
func (c *checker) unverified(o *object.Object, mode tls.ClientAuthType, origin *flow.Origin, ways int) {
	looks := c.mentions.Any(shown...)
	f := rule.Finding{
		Confidence: rule.Likely, Case: "unverified",
		Advice:  "use tls.RequireAndVerifyClientCert, and put the authority of the clients into ClientCAs",
		Message: mode.String() + " accepts every certificate, and nothing in this package verifies it",
		Why:     "an attacker can create a certificate with any name and is accepted with it",
	}
	switch {
	case c.mentions.Any(cryptoapi.CertificateChecks()...):
		return
	case looks && c.mentions.Any(cryptoapi.CertificateNames()...):
		f.Message = mode.String() + " accepts every certificate, and the name in it is used without verification"
	case looks, mode == tls.RequestClientCert, c.shares():
		return // it is handed on, or nobody depends on it
	case !o.Is(servers...):
		f.Severity, f.Confidence = rule.Medium, rule.Unsure // the server may verify
	}
	c.report(o, origin, ways, f)
}

// shares reports whether the package uses others of its module that know connections or
// requests: those may verify.
func (c *checker) shares() bool {
	own := module.Of(c.Pass.Pass).Path
	return slices.ContainsFunc(c.Pkg.Imports(), func(p *types.Package) bool {
		return own != "" && strings.HasPrefix(p.Path(), own+"/") && slices.ContainsFunc(p.Imports(), func(below *types.Package) bool {
			return slices.Contains([]string{"crypto/tls", "crypto/x509", "net/http", "net", "google.golang.org/grpc", "context"}, below.Path())
		})
	})
}

// byAnyAuthority reports a server that trusts the authorities of the system.
func (c *checker) byAnyAuthority(o *object.Object, mode tls.ClientAuthType, origin *flow.Origin, ways int) {
	if !o.Unset("ClientCAs") {
		return
	}
	f := rule.Finding{
		Confidence: rule.Certain, Case: "any authority",
		Advice:  "put the authority of the clients into ClientCAs",
		Message: mode.String() + " without ClientCAs accepts the certificates of all authorities that the system trusts",
		Why:     "an attacker who has a certificate from a public authority for any name is accepted",
	}
	if !o.Unset("RootCAs") {
		f.Message += ": RootCAs is for clients only"
	} else if !o.Is(servers...) {
		f.Severity, f.Confidence = rule.Medium, rule.Unsure // it may be completed where it is used
	}
	c.report(o, origin, ways, f)
}

// report reports a configuration once, at the code that sets the mode.
func (c *checker) report(o *object.Object, origin *flow.Origin, ways int, f rule.Finding) {
	at := o.SetAt(field, origin)
	if o.SetElsewhere(origin) {
		return
	}
	if ways > 1 && f.Confidence == rule.Certain {
		f.Confidence = rule.Likely
	}
	f.Pos, f.End, f.Instead = at.Pos(), at.End(), mutual
	f.Steps = flow.Path(origin, "this mode")
	c.ReportFirst(f)
}
