// Package secrettiming finds code that takes a running time that depends on a secret: branches,
// indices, divisions and shifts, and passwords that are only checked for users who exist. It
// reports in the profile strict alone.
package secrettiming

import (
	"fmt"

	"github.com/cryptolint/cryptolint/internal/rule"
	"github.com/cryptolint/cryptolint/passes/cryptoapi"
	"github.com/cryptolint/cryptolint/passes/flow"
	"github.com/cryptolint/cryptolint/passes/flow/timed"
)

// Meta describes the rule.
var Meta = rule.Meta{
	ID: "CL503", Name: "secrettiming", Title: "running time that depends on a secret (profile strict)",
	Severity: rule.Low, CWE: 208,
	Patterns: []string{"T06", "T07", "T08", "T10", "T11", "T12"},
	Profile:  "strict",
	Since:    "0.1.0",
}

// Analyzer is the rule.
var Analyzer = rule.New(Meta, run, flow.Analyzer)

// secrets are the roles of keys. What people choose is looked at by policies, too.
var secrets = []cryptoapi.Role{
	cryptoapi.AsKey, cryptoapi.AsMACKey, cryptoapi.AsSigningKey, cryptoapi.AsDecryptionKey, cryptoapi.AsKDFSecret, cryptoapi.AsTokenKey,
}

func run(pass *rule.Pass) error {
	graph := flow.Of(pass.Pass)
	for _, t := range timed.Places(graph, secrets...) {
		secret := secretOf(t)
		if secret == "" {
			continue
		}
		d := dependences[t.How]
		pass.ReportFirst(rule.Finding{
			Pos: t.Node.Pos(), End: t.Node.End(), Confidence: rule.Likely, Case: d.name,
			Message: fmt.Sprintf("%s depends on %s", d.what, secret),
			Why:     "an attacker who can measure " + d.measured + " learns something about the secret",
			Advice:  d.advice,
		})
	}
	for _, sink := range graph.Sinks(cryptoapi.AsPassword) {
		if sink.Does(cryptoapi.Verify) { // a key that is derived may be for a file, and nobody is looked up
			enumeration(pass, graph, sink)
		}
	}
	return nil
}

// dependence is how the time depends on a secret, for messages.
type dependence struct{ name, what, measured, advice string }

var dependences = map[timed.Dependence]dependence{
	timed.Branches:   {"branch", "a branch", "the time", "compute both results, and choose one with subtle.ConstantTimeSelect or a mask"},
	timed.Indexes:    {"index", "an index", "the cache", "use the constant-time implementation of the standard library, or read all elements and choose one with a mask"},
	timed.Divides:    {"division", "the time of a division", "the time", "divide by constants, or compute with masks"},
	timed.Calculates: {"arithmetic", "the time of an operation of math/big", "the time", "use crypto/rsa, crypto/ecdsa or crypto/ecdh, which compute in constant time"},
	timed.Finds:      {"lookup", "a lookup in a map", "the time", "look up the SHA-256 of the token, and store that"},
	timed.Shifts:     {"shift", "a shift amount", "the time", "shift by constants, or compute with masks"},
}

// secretOf says which secret the time depends on, or "".
func secretOf(t timed.Place) string {
	if t.How == timed.Finds {
		return t.Name
	}
	if t.Field == "crypto/ecdsa.PrivateKey.D" {
		return "ecdsa.PrivateKey.D"
	}
	if secret := secretIn(t.Value); secret != "" {
		return secret
	}
	if t.UsedAs != nil {
		return fmt.Sprintf("the %s of %s", t.UsedAs.Role, t.UsedAs.Subject())
	}
	return ""
}

// secretIn names the secret that a value is, whoever passes it, or "". A function that others
// call with public data is not written for secrets.
func secretIn(v flow.Value) string {
	secret := ""
	for _, way := range v {
		o := way.OneVarying()
		switch {
		case o == nil && len(way.Varying()) == 0:
		case o == nil:
			return ""
		case o.Kind == cryptoapi.PrivateKey:
			secret = "a private key"
		case o.Kind == cryptoapi.SharedSecret:
			secret = "a shared secret"
		case o.Kind == cryptoapi.KDFOutput:
			secret = "a derived key"
		case o.Kind == cryptoapi.KeyNumber && (o.Detail == "RSA private exponent" || o.Detail == "RSA prime"):
			secret = "the " + o.Detail
		default:
			return ""
		}
	}
	return secret
}

// enumeration reports a password that is only checked where the user was found. To change a
// password or another setting, the user has logged in before.
func enumeration(pass *rule.Pass, graph *flow.Graph, sink *flow.Sink) {
	lookup := graph.OnlyIfFound(sink)
	if lookup == nil || known(pass.NamesAround(sink.Pos())) {
		return
	}
	pass.Report(rule.Finding{
		Pos: sink.Pos(), End: sink.End(), Confidence: rule.Unsure, Case: "enumeration",
		Message: fmt.Sprintf("%s only runs if the user exists", sink.Subject()),
		Why:     "an attacker who measures the time can find out which users exist",
		Advice:  "check the password against the hash of a random one where there is no user, and return the same error",
		Steps:   []rule.Step{{Pos: lookup.Pos(), Text: "the user is looked up here"}},
	})
}

// known reports whether a name says that the user is known already.
func known(names []string) bool {
	for _, name := range names {
		if flow.SuggestsChange(name) {
			return true
		}
	}
	return false
}
