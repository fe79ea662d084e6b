// Package tlsverify finds TLS clients that do not find out whom they speak with:
// certificates are not verified, and nothing else takes the place of that.
package tlsverify

import (
	"fmt"
	"go/token"
	"go/types"

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
	Patterns: []string{"L01", "L02", "L03"},
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
		if o.Is(servers...) || c.verifiesItself(o) {
			continue
		}
		c.config(o)
	}
	return nil
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
	if setting := operators(ways); setting != nil {
		c.report(o, setting, choice)
	}
}

// aboutVerification matches what settings are called that turn verification off, and their
// words. "https", "tls" and "production" only say where it happens.
var aboutVerification = lazyregexp.New(`(?i)insecure|unsafe|verif|trust|self[-_]?signed|^(none|no|off|false|never|allow|prefer|require|disable)$|` +
	`(skip|ignore|disable|allow|accept|bypass|check|valid).*(tls|ssl|cert|host|ca$)|(tls|ssl|cert|host).*(check|valid|ignore|skip)`)

// asksForIt matches what methods are called that turn verification off.
var asksForIt = lazyregexp.New(`(?i)insecure|unsafe|(skip|ignore|disable|allow|accept|bypass|without).*(tls|ssl|cert|verif|self[-_]?signed)`)

// operators returns the setting that decides, if nothing else does.
func operators(ways flow.Value) *flow.Origin {
	var found *flow.Origin
	for _, o := range ways.Origins() {
		switch o.Kind {
		case cryptoapi.Environment, cryptoapi.File: // a field of a configuration file
			found = o
		case cryptoapi.Constant, cryptoapi.Zero:
		default:
			return nil
		}
	}
	return found
}

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
	case check == nil && c.isOption(o.SetAt(skip, origin).Pos()):
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

// isOption reports whether the code at a position is that of a functional option whose name
// says what it does, WithInsecure, or of a method that says it and sets up its receiver. Nobody
// gets it without asking.
func (c *checker) isOption(pos token.Pos) bool {
	around := c.FunctionAround(pos)
	if around == nil {
		return false
	}
	results, receiver := around.Signature().Results(), around.Signature().Recv()
	if receiver != nil && around.Exported() && asksForIt.MatchString(around.Name()) {
		return results.Len() == 0 || results.Len() == 1 && types.Identical(results.At(0).Type(), receiver.Type())
	}
	if !aboutVerification.MatchString(around.Name()) || results.Len() != 1 {
		return false
	}
	_, option := results.At(0).Type().Underlying().(*types.Signature)
	return option
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
