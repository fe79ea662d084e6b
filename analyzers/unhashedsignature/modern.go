package unhashedsignature

import (
	"slices"

	"github.com/cryptolint/cryptolint/internal/rule"
	"github.com/cryptolint/cryptolint/passes/cryptoapi"
	"github.com/cryptolint/cryptolint/passes/flow"
	"github.com/cryptolint/cryptolint/passes/flow/digest"
)

// modern reports what goes wrong with algorithms that hash the message themselves: a digest in
// its place, the hash of another algorithm in the options, contexts that differ.
func modern(pass *rule.Pass, graph *flow.Graph) {
	for _, sink := range graph.Sinks(cryptoapi.AsMessage) {
		if hashed := digestIn(graph.Origins(sink)); hashed != nil && sink.Of(mldsa) {
			pass.Report(prehashed.Naming(sink.Subject(), hashed.Detail).At(sink).Along(flow.Path(hashed, "the digest")))
		}
	}
	for _, sink := range graph.Sinks(cryptoapi.AsSignerOptions) {
		if hashes := flow.Hashes(graph.Origins(sink)); sink.Of(mldsa, ed25519) && len(hashes) > 0 && !(sink.Of(ed25519) && slices.Contains(hashes, "SHA-512")) {
			pass.Report(refused.Naming(sink.Subject(), hashes[0]).At(sink))
		}
	}
	for _, m := range digest.Mismatches(graph, mldsa, ed25519) {
		pass.Report(differs.Naming(m.Verify.Subject(), m.Wanted, m.Made).At(m.Verify).Along([]rule.Step{{Pos: m.Sign.Pos(), Text: "the signature is made here"}}))
	}
}

const (
	mldsa   = "crypto/mldsa"
	ed25519 = "crypto/ed25519"
)

// digestIn returns the digest that a value is on all ways, or nil. SHAKE256 makes μ, which stands
// for a message.
func digestIn(v flow.Value) *flow.Origin {
	for _, way := range v {
		if !way.Only(cryptoapi.Digest) || way.First(cryptoapi.Digest, "SHAKE256") != nil {
			return nil
		}
	}
	for _, o := range v.Origins() {
		return o
	}
	return nil
}
