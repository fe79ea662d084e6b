// Package unhashedsignature finds ECDSA and DSA signatures over messages that were not
// hashed: the algorithms sign no more than the first bytes of what they are given. Of ML-DSA and
// Ed25519, which hash the message themselves, it finds digests and contexts that do not fit.
package unhashedsignature

import (
	"github.com/cryptolint/cryptolint/internal/rule"
	"github.com/cryptolint/cryptolint/passes/cryptoapi"
	"github.com/cryptolint/cryptolint/passes/flow"
)

// Meta describes the rule.
var Meta = rule.Meta{
	ID: "CL106", Name: "unhashedsignature", Title: "signature over a message that is not hashed, or with a hash or context that does not fit",
	Severity: rule.High, CWE: 347,
	Patterns: []string{"S01", "S10", "S11"},
	Instead:  []string{sign, verify},
	Since:    "0.1.0",
}

const (
	sign   = "safeapi/sign.PrivateKey.Sign"
	verify = "safeapi/sign.PublicKey.Verify"
)

// Analyzer is the rule.
var Analyzer = rule.New(Meta, run, flow.Analyzer)

// truncating are the packages whose functions cut off what is longer than the order of
// the group (FIPS 186-5, section 6.4.1). crypto/rsa fails instead: that is CL101.
var truncating = []string{
	"crypto/ecdsa", "crypto/dsa", "github.com/decred/dcrd/dcrec/secp256k1/v4/ecdsa", "github.com/btcsuite/btcd/btcec/v2/ecdsa",
}

func run(pass *rule.Pass) error {
	graph := flow.Of(pass.Pass)
	for _, sink := range graph.Sinks(cryptoapi.AsDigest) {
		if sink.Of(truncating...) && sink.Text() && message(graph.Whole(sink)) {
			report(pass, sink)
		}
	}
	modern(pass, graph)
	return nil
}

// message reports whether text is a message on every way: no part of it was hashed, or
// can be a digest that comes from elsewhere, and it is not one short text that the
// program has for testing a key.
func message(text flow.Value) bool {
	written := 0
	for _, way := range text {
		if way.Has(cryptoapi.Digest, cryptoapi.MACTag, cryptoapi.Checksum) {
			return false
		}
		if way.Only(cryptoapi.Constant, cryptoapi.Zero) {
			written++
		}
		for _, o := range way {
			if o.Kind == cryptoapi.Unknown && (o.Name == "" || flow.SuggestsDigest(o.Name)) {
				return false
			}
		}
	}
	return len(text) > written
}

func report(pass *rule.Pass, sink *flow.Sink) {
	f := rule.Finding{
		Pos: sink.Pos(), End: sink.End(), Confidence: rule.Likely, Instead: sign,
		Message: sink.Subject() + " signs a message that is not hashed",
		Why:     "only the first bytes are signed, 32 for P-256: an attacker can change the rest, and the signature stays valid",
		Advice:  "sign the digest of the message, from sha256.Sum256",
	}
	if sink.Does(cryptoapi.Verify) {
		f.Instead = verify
		f.Message = sink.Subject() + " verifies a signature over a message that is not hashed"
		f.Advice = "hash the message with sha256.Sum256 at both ends"
	}
	pass.Report(f)
}
