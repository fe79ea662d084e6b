// Package tlsverify finds TLS clients that do not find out whom they speak with:
// certificates are not verified, and nothing else takes the place of that.
package tlsverify

import (
	"fmt"

	"github.com/cryptolint/cryptolint/internal/lazyregexp"
	"github.com/cryptolint/cryptolint/internal/rule"
	"github.com/cryptolint/cryptolint/passes/cryptoapi"
	"github.com/cryptolint/cryptolint/passes/flow"
	"github.com/cryptolint/cryptolint/passes/flow/callback"
	"github.com/cryptolint/cryptolint/passes/flow/object"
)

// Meta describes the rule.
var Meta = rule.Meta{
	ID: "CL701", Name: "tlsverify", Title: "TLS without verification of the peer",
	Severity: rule.High, CWE: 295,
	Patterns: []string{"L01", "L02", "L03", "L04"},
	Instead:  []string{withRoots},
	Since:    "0.1.0",
	Gosec:    []string{"G402"},
}

const withRoots = "safeapi/tlsconf.ClientWithRoots"

// Analyzer is the rule.
var Analyzer = rule.New(Meta, run, flow.Analyzer)

const (
	config = "crypto/tls.Config"
	skip   = "InsecureSkipVerify"
)

// checks are the fields whose functions may take the place of the verification.
var checks = []string{"VerifyConnection", "VerifyPeerCertificate"}

// servers get configurations in which the field means nothing.
var servers = cryptoapi.TLSServers()

type checker struct {
	*rule.Pass
	callbacks *callback.Finder
}

func run(pass *rule.Pass) error {
	graph := flow.Of(pass.Pass)
	c := &checker{pass, callback.New(graph)}
	for _, o := range object.New(graph).Alternatives(config) {
		c.resumed(o)
		if o.Is(servers...) || o.OnlyGreets() || c.verifiesItself(o) {
			continue
		}
		c.config(o)
	}
	return nil
}

// resumed reports a configuration whose connections may be resumed, which VerifyPeerCertificate
// is not asked about.
func (c *checker) resumed(o *object.Object) {
	const field = "VerifyPeerCertificate"
	ways := o.Field(field)
	functions, all := c.callbacks.All(ways)
	if len(functions) != 1 || !all || !o.Unset("VerifyConnection") || !resumes(o) {
		return
	}
	if around := c.callbacks.Of(o.Function()); around != nil && around.Takes("crypto/tls.ClientHelloInfo") {
		return // it is one of several, of which tlssecrets tells
	}
	if check := functions[0]; !check.AlwaysNil(0) && !check.PinsCertificate() {
		o.Report(c.ReportFirst, onlyFirst.Naming(check.Name()), field, ways[0][0], "the function")
	}
}

// resumes reports whether connections are resumed: those of clients if there is a cache for
// them, those of a listener unless tickets are turned off. A configuration that is returned, or
// used for one connection, may be a new one each time, which knows no ticket of the others.
func resumes(o *object.Object) bool {
	if o.Is("crypto/tls.Listen", "crypto/tls.NewListener", "net/http.Server.TLSConfig") {
		return o.Unset("SessionTicketsDisabled") && !o.Unset("ClientAuth")
	}
	return o.Unset("ClientAuth") && !o.Unset("ClientSessionCache")
}

// verifiesItself reports whether the function that uses a configuration verifies
// certificates or host names, after the handshake, or whether the responses of the client
// that has it are checked.
func (c *checker) verifiesItself(o *object.Object) bool {
	around := c.callbacks.Of(o.Function())
	return o.Is("net/http.Transport.TLSClientConfig") && o.ResponsesIdentified() || around != nil && around.Calls("crypto/x509.Certificate.Verify", "crypto/x509.Certificate.VerifyHostname", "crypto/tls.Conn.VerifyHostname")
}

// inspects reports whether the function that uses a configuration looks at the state of the
// connection, as what shows certificates does, and neither sends nor reads anything by it.
func (c *checker) inspects(o *object.Object) bool {
	around := c.callbacks.Of(o.Function())
	return around != nil && around.Calls("crypto/tls.Conn.ConnectionState") &&
		!around.Calls("crypto/tls.Conn.Read", "crypto/tls.Conn.Write", "net.Conn.Read", "net.Conn.Write", "io.Copy", "io.ReadAll", "bufio.NewReader", "bufio.NewScanner", "fmt.Fprintf", "io.WriteString")
}

// config reports a configuration that verifies nobody when it is used, or may.
func (c *checker) config(o *object.Object) {
	ways := o.Field(skip)
	check, ok := c.check(o)
	if !ok {
		return
	}
	for _, way := range ways {
		if len(way) == 1 && flow.True(way[0]) {
			c.skipped(o, way[0], check, len(ways))
			return
		}
	}
	if setting := flow.OnlySetting(ways); setting != nil {
		c.report(o, setting, choice)
	}
}

// aboutVerification matches what settings are called that turn verification off, and their
// words. "https", "tls" and "production" only say where it happens.
var aboutVerification = lazyregexp.New(`(?i)insecure|unsafe|verif|trust|self[-_]?signed|^(none|no|off|false|never|allow|prefer|require|disable)$|` +
	`(skip|ignore|disable|allow|accept|bypass|check|valid).*(tls|ssl|cert|host|ca$)|(tls|ssl|cert|host).*(check|valid|ignore|skip)`)

// asksForIt matches what methods are called that turn verification off.
var asksForIt = lazyregexp.New(`(?i)insecure|unsafe|(skip|ignore|disable|allow|accept|bypass|without).*(tls|ssl|cert|verif|self[-_]?signed)`)

// skipped reports a configuration that skips verification, where check does not take its
// place.
func (c *checker) skipped(o *object.Object, origin *flow.Origin, check *callback.Callback, ways int) {
	f := c.found(o, origin, check)
	if check != nil {
		f.Message = fmt.Sprintf(f.Message, check.Name())
	}
	if ways > 1 && f.Case != choice.Case { // nobody decides
		f.Confidence = rule.Likely
	}
	c.report(o, origin, f)
}

// found returns what is found in a configuration that skips verification.
func (c *checker) found(o *object.Object, origin *flow.Origin, check *callback.Callback) rule.Finding {
	switch {
	case check == nil && o.ChosenBySetting(skip, origin, aboutVerification.MatchString):
		return choice
	case check == nil && c.IsOption(o.SetAt(skip, origin).Pos(), asksForIt.MatchString, aboutVerification.MatchString):
		return option
	case check == nil && c.inspects(o):
		return inspected
	case check == nil:
		return unverified
	case check.AlwaysNil(0):
		return accepted
	case check.PinsCertificate():
		return pinned
	}
	return incomplete
}

// check returns the function that looks at the certificates in place of the
// verification, or nil if there is none. It is not ok if it verifies, if it refuses everyone,
// or if it is not in sight.
func (c *checker) check(o *object.Object) (*callback.Callback, bool) {
	var found *callback.Callback
	for _, name := range checks {
		functions, all := c.callbacks.All(o.Field(name))
		if !all {
			return nil, false
		}
		for _, check := range functions {
			if !check.AlwaysNil(0) && (check.Does(cryptoapi.Verify) || check.CallsUnseen() || check.Refuses()) {
				return nil, false
			}
			found = check
		}
	}
	return found, true
}

// report reports a configuration once, at the code that sets the field. A library that makes
// configurations from settings has the choice among its own: its users pass that on.
func (c *checker) report(o *object.Object, origin *flow.Origin, f rule.Finding) {
	at := o.SetAt(skip, origin)
	if o.SetElsewhere(origin) || o.FromSettings(origin, aboutVerification.MatchString) {
		return
	}
	f.Pos, f.End, f.Instead = at.Pos(), at.End(), withRoots
	f.Steps = flow.Path(origin, "verification is skipped")
	c.ReportFirst(f)
}
