// Package weaksignature finds digests of broken hashes that are signed or
// verified: a collision in the hash is a forged signature.
package weaksignature

import (
	"fmt"
	"go/constant"

	"github.com/cryptolint/cryptolint/internal/rule"
	"github.com/cryptolint/cryptolint/passes/cryptoapi"
	"github.com/cryptolint/cryptolint/passes/flow"
)

// Meta describes the rule.
var Meta = rule.Meta{
	ID: "CL101", Name: "weaksignature", Title: "signature over an MD5, SHA-1, MD4 or RIPEMD-160 digest",
	Severity: rule.High, CWE: 327,
	Patterns: []string{"S03", "S04", "S06", "S09"},
	Instead:  []string{sign},
	Since:    "0.1.0",
}

const sign = "safeapi/sign.PrivateKey.Sign"

// Analyzer is the rule.
var Analyzer = rule.New(Meta, run, flow.Analyzer)

// broken holds the hashes for which collisions can be made, or nearly so.
var broken = map[string]bool{"MD4": true, "MD5": true, "SHA-1": true, "MD5+SHA-1": true, "RIPEMD-160": true}

func run(pass *rule.Pass) error {
	graph := flow.Of(pass.Pass)
	for _, sink := range graph.Sinks(cryptoapi.AsDigest, cryptoapi.AsUnsignedDigest) {
		digest(pass, graph, sink)
	}
	for _, sink := range graph.Sinks(cryptoapi.AsHashID, cryptoapi.AsSignerOptions) {
		hashID(pass, graph, sink)
	}
	for _, sink := range graph.Sinks(cryptoapi.AsSignatureAlgorithm) {
		algorithm(pass, graph, sink)
	}
	return nil
}

// digest reports a digest of a broken hash that is signed or verified.
func digest(pass *rule.Pass, graph *flow.Graph, sink *flow.Sink) {
	for _, alternative := range graph.Origins(sink) {
		weak := alternative.Part(cryptoapi.Digest)
		if weak == nil || !broken[weak.Detail] {
			continue
		}
		pass.Report(rule.Finding{
			Pos: sink.Pos(), End: sink.End(), Confidence: rule.Certain, Instead: sign,
			Message: fmt.Sprintf("%s is given a %s digest; whoever can make two messages with the same %s moves the signature from one to the other", sink.API, weak.Detail, weak.Detail),
			Steps:   flow.Path(weak, fmt.Sprintf("%s digest computed by %s", weak.Detail, weak.Name)),
		})
		return
	}
}

// hashID reports the identifier of a broken hash beside a digest that is signed.
func hashID(pass *rule.Pass, graph *flow.Graph, sink *flow.Sink) {
	for _, o := range graph.Origins(sink).Origins() {
		if o.Kind != cryptoapi.Constant || o.Const == nil || o.Const.Kind() != constant.Int {
			continue
		}
		id, _ := constant.Int64Val(o.Const)
		if hash := cryptoapi.HashName(id); broken[hash] {
			pass.Report(rule.Finding{
				Pos: sink.Pos(), End: sink.End(), Confidence: rule.Certain, Instead: sign,
				Message: fmt.Sprintf("%s signs or verifies with %s; whoever can make two messages with the same %s moves the signature from one to the other", sink.API, hash, hash),
				Steps:   flow.Path(o, "crypto.Hash for "+hash),
			})
			return
		}
	}
}

// algorithm reports an x509.SignatureAlgorithm with a broken hash in a template.
func algorithm(pass *rule.Pass, graph *flow.Graph, sink *flow.Sink) {
	for _, o := range graph.Origins(sink).Origins() {
		if o.Kind != cryptoapi.Constant || o.Const == nil || o.Const.Kind() != constant.Int {
			continue
		}
		id, _ := constant.Int64Val(o.Const)
		if hash := cryptoapi.SignatureAlgorithmHash(id); broken[hash] {
			pass.Report(rule.Finding{
				Pos: sink.Pos(), End: sink.End(), Confidence: rule.Certain, Instead: sign,
				Message: fmt.Sprintf("%s asks for a signature over a %s digest", sink.API, hash),
				Steps:   flow.Path(o, "signature algorithm with "+hash),
			})
			return
		}
	}
}
