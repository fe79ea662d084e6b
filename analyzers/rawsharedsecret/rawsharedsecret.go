// Package rawsharedsecret finds the output of a Diffie-Hellman key exchange that is
// the key of a cipher as it is, without a key derivation function.
package rawsharedsecret

import (
	"fmt"

	"github.com/cryptolint/cryptolint/internal/rule"
	"github.com/cryptolint/cryptolint/passes/cryptoapi"
	"github.com/cryptolint/cryptolint/passes/flow"
	"github.com/cryptolint/cryptolint/passes/mention"
)

// Meta describes the rule.
var Meta = rule.Meta{
	ID: "CL305", Name: "rawsharedsecret", Title: "shared secret of a key exchange used as a key without a KDF",
	Severity: rule.Medium, CWE: 1240,
	Patterns: []string{"E05", "E07", "P05"},
	Instead:  []string{encrypt},
	Since:    "0.1.0",
}

const encrypt = "safeapi/hybrid.PublicKey.Encrypt"

// Analyzer is the rule.
var Analyzer = rule.New(Meta, run, flow.Analyzer, mention.Analyzer)

// derivations are functions of the table that take a key and derive another from it.
// NaCl does that with every shared secret.
var derivations = []string{
	"golang.org/x/crypto/salsa20/salsa.HSalsa20", "golang.org/x/crypto/chacha20.HChaCha20",
	"golang.org/x/crypto/nacl/box.Precompute",
}

func run(pass *rule.Pass) error {
	graph := flow.Of(pass.Pass)
	for _, sink := range graph.Sinks(cryptoapi.AsKey) { // HMAC with the secret as its key is a derivation
		if sink.Is(derivations...) || sink.Of("golang.org/x/crypto/nacl/box") {
			continue
		}
		ways := graph.Origins(sink)
		for _, way := range ways {
			if raw(way) {
				report(pass, sink, way[0], len(ways) > 1)
				break
			}
		}
	}
	parties(pass, graph)
	return nil
}

// raw reports whether a key is the output of Diffie-Hellman and of nothing else. That
// of ML-KEM is fit to be a key (FIPS 203, section 3.3).
func raw(way flow.Alternative) bool {
	for _, o := range way {
		if o.Kind != cryptoapi.SharedSecret || o.Detail == "" || o.Detail == "ML-KEM" {
			return false
		}
	}
	return len(way) > 0
}

func report(pass *rule.Pass, sink *flow.Sink, secret *flow.Origin, others bool) {
	f := rule.Finding{
		Pos: sink.Pos(), End: sink.End(), Confidence: rule.Certain, Instead: encrypt,
		Message: fmt.Sprintf("the key of %s is the shared secret of %s", sink.Subject(), secret.Detail),
		Why:     "the secret is not uniformly random, and the key does not depend on both public keys, so an attacker can change them unnoticed",
		Advice:  "derive the key with hkdf.Key, with both public keys in info",
		Steps:   flow.Path(secret, "shared secret of "+secret.Detail),
	}
	if others {
		f.Confidence = rule.Likely
	}
	pass.Report(f)
}
