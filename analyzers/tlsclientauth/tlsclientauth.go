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
	mode := tls.ClientAuthType(number)
	f, ok := c.judge(o, mode)
	if !ok {
		return
	}
	f.Confidence = min(f.Confidence, rule.ConfidenceAmong(len(ways)))
	o.Report(c.ReportFirst, f.Naming(mode.String()), field, asked[0], "this mode")
}

// judge judges a mode that leaves the verification to the program, where the program does not
// verify, and one that trusts the authorities of the system.
func (c *checker) judge(o *object.Object, mode tls.ClientAuthType) (f rule.Finding, ok bool) {
	looks, serves := c.mentions.Any(shown...), o.Is(servers...)
	switch verifies := mode == tls.VerifyClientCertIfGiven || mode == tls.RequireAndVerifyClientCert; {
	case mode < tls.RequestClientCert, mode > tls.RequireAndVerifyClientCert, verifies && !o.Unset("ClientCAs"), !verifies && c.mentions.Any(cryptoapi.CertificateChecks()...):
		return f, false
	case verifies && !o.Unset("RootCAs"):
		return inRootCAs, true
	case verifies:
		return anyAuthority[serves], true
	case looks && c.mentions.Any(cryptoapi.CertificateNames()...):
		return nameUsed, true
	case looks, mode == tls.RequestClientCert, c.shares():
		return f, false // it is handed on, or nobody depends on it
	}
	return unverified[serves], true
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
