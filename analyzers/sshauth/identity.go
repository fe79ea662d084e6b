package sshauth

import (
	"slices"

	"github.com/cryptolint/cryptolint/internal/rule"
	"github.com/cryptolint/cryptolint/passes/cryptoapi"
	"github.com/cryptolint/cryptolint/passes/flow/callback"
	"github.com/cryptolint/cryptolint/passes/flow/object"
	"github.com/cryptolint/cryptolint/passes/module"
)

// kept is an identity that outlives the call which offered a key.
var kept = rule.Finding{
	Severity: rule.High, Confidence: rule.Likely, Case: "identity", Instead: server,
	Message: "%[1]s keeps in %[2]s what the key that a client offers stands for",
	Why:     "a client can offer several keys before it proves that it has one: an attacker who offers the public key of somebody else is taken for them",
	Advice:  "return it in Permissions.Extensions, and read it from ServerConn.Permissions after the handshake",
}

// enforced is the release of golang.org/x/crypto that calls PublicKeyCallback for the key
// that the client has proved to have, last of all keys (CVE-2024-45337).
const enforced = "v0.31.0"

// others are the ways to log in after which the last key means nothing, in any release.
var others = []string{"PasswordCallback", "KeyboardInteractiveCallback", "NoClientAuthCallback"}

// setters keep a value until the session: the argument that is kept.
var setters = map[string]int{"github.com/gliderlabs/ssh.Context.SetValue": 1}

// keptIdentity reports functions that are asked about each key that a client offers, and keep
// outside of what they return whose key it was.
func keptIdentity(pass *rule.Pass, callbacks *callback.Finder, configs []*object.Object) {
	report := func(check *callback.Handed) {
		if found := check.Keeps(1, setters); found != nil {
			pass.ReportOnce(kept.Naming(check.Name(), found.Where).At(found.Node))
		}
	}
	for check := range callbacks.At(cryptoapi.AsAuthCallback) {
		offered := check.Sink.Is("golang.org/x/crypto/ssh.ServerConfig.PublicKeyCallback") || check.Sink.Of("github.com/gliderlabs/ssh")
		if offered && module.Of(pass.Pass).GoMod().OlderCrypto(enforced) {
			report(check)
		}
	}
	for _, o := range configs {
		if slices.ContainsFunc(others, func(field string) bool { return isSet(o, field) }) {
			for check := range callbacks.In(o.Field("PublicKeyCallback")) {
				report(check)
			}
		}
	}
}

// isSet reports whether code in sight sets a field: a configuration that is handed in may have
// anything, or nothing.
func isSet(o *object.Object, field string) bool {
	ways := o.Field(field)
	return len(ways) > 0 && !o.Unset(field) && o.Set(field, ways[0][0]) != nil
}
