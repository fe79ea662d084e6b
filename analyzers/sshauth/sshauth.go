// Package sshauth finds SSH servers that let everyone in, or take one user for another.
package sshauth

import (
	"fmt"

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
	ID: "CL803", Name: "sshauth", Title: "SSH server that lets in whom it should not",
	Severity: rule.Critical, CWE: 287,
	Patterns: []string{"W05", "W06", "W07", "W09", "W10"},
	Instead:  []string{server, client},
	Since:    "0.1.0",
}

const server = "safeapi/sshconf.Server"

// Analyzer is the rule.
var Analyzer = rule.New(Meta, run, flow.Analyzer, mention.Analyzer, module.Analyzer)

const why = "an attacker who can reach the port can log in under any name"

func run(pass *rule.Pass) error {
	graph := flow.Of(pass.Pass)
	callbacks := callback.New(graph)
	for check := range callbacks.At(cryptoapi.AsAuthCallback) {
		accepts(pass, check)
	}
	configs := object.New(graph).Of("golang.org/x/crypto/ssh.ServerConfig")
	for _, o := range configs {
		withoutAuthentication(pass, o)
	}
	keptIdentity(pass, callbacks, configs)
	optional(pass)
	return nil
}

// accepts reports a function that lets every client in, whatever it sends. One for clients
// without authentication has nothing to check: it picks the permissions.
func accepts(pass *rule.Pass, check *callback.Handed) {
	if check.Sink.Is("golang.org/x/crypto/ssh.ServerConfig.NoClientAuthCallback") || !check.AlwaysNil(1) {
		return
	}
	f := rule.Finding{
		Pos: check.Sink.Pos(), End: check.Sink.End(), Confidence: rule.Likely, Case: "accepts", Instead: server,
		Message: fmt.Sprintf("%s, which decides who may log in, accepts everyone", check.Name()), Why: why,
		Advice: "return an error unless the password or key is that of the user",
		Steps:  flow.Path(check.Origin, "the function never returns an error"),
	}
	if check.CallsUnseen() { // it may note who comes, and something else decides: a honeypot, a tunnel
		f.Severity = rule.High
	} else if len(check.Ways) == 1 {
		f.Confidence = rule.Certain
	}
	pass.ReportOnce(f)
}

// open is a server that asks for nothing.
var open = rule.Finding{
	Severity: rule.High, Confidence: rule.Certain, Case: "none", Instead: server,
	Message: "NoClientAuth accepts every client without a key or password", Why: why,
	Advice: "leave NoClientAuth out, and set PublicKeyCallback",
}

// withoutAuthentication reports a server that asks for nothing.
func withoutAuthentication(pass *rule.Pass, o *object.Object) {
	const field = "NoClientAuth"
	if origin := o.True(field); origin != nil && o.Unset("NoClientAuthCallback") && !o.SetElsewhere(origin) {
		pass.Report(open.At(o.SetAt(field, origin)))
	}
}
