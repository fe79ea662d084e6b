package rawsharedsecret

import (
	"github.com/cryptolint/cryptolint/internal/rule"
	"github.com/cryptolint/cryptolint/passes/cryptoapi"
	"github.com/cryptolint/cryptolint/passes/flow"
	"github.com/cryptolint/cryptolint/passes/flow/callback"
	"github.com/cryptolint/cryptolint/passes/mention"
)

// What is only reported in the profile strict: whether it is a defect depends on what the
// protocol does around it.
var (
	lasting = rule.Finding{
		Severity: rule.Low, Confidence: rule.Likely, Profile: "strict", Case: "lasting", Instead: encrypt,
		Message: "both keys of %[1]s are kept, in files or settings, so every session has the same shared secret",
		Why:     "an attacker who obtains one of the private keys later can decrypt everything that was recorded: there is no forward secrecy",
		Advice:  "generate a key pair for each session, and use the kept keys to authenticate it",
	}
	unauthenticated = rule.Finding{
		Severity: rule.Low, Confidence: rule.Unsure, Profile: "strict", Case: "peer", Instead: encrypt,
		Message: "%[1]s uses a public key that the peer has sent, and no signature is verified here",
		Why:     "an attacker on the network can send another key to each side, and read and change everything",
		Advice:  "verify a signature over both public keys, or compare the key of the peer with a known one",
	}
	anonymous = rule.Finding{
		Severity: rule.Low, Confidence: rule.Certain, Profile: "strict", Case: "anonymous", Instead: encrypt,
		Message: "box.SealAnonymous does not tell the recipient who has encrypted the message",
		Why:     "an attacker can replace the message by another one",
		Advice:  "use box.Seal with the key of the sender, or sign the message",
	}
)

// parties reports key exchanges that depend on kept keys alone, and those in which anybody can
// take part.
func parties(pass *rule.Pass, graph *flow.Graph) {
	callbacks := callback.New(graph)
	for _, sink := range graph.Sinks(cryptoapi.AsPeerKey) {
		mine := graph.Beside(sink, cryptoapi.AsDecryptionKey)
		if mine == nil || sink.Of("golang.org/x/crypto/nacl/box") {
			continue
		}
		around, peer := callbacks.Around(sink), graph.Origins(sink)
		switch {
		case from(peer, cryptoapi.File, cryptoapi.Environment) && from(graph.Origins(mine), cryptoapi.File, cryptoapi.Environment):
			pass.Report(lasting.Naming(sink.Subject()).At(sink).Along(flow.Path(peer[0][0], "the public key")))
		case from(peer, cryptoapi.Network) && around != nil && !around.Does(cryptoapi.Verify):
			pass.Report(unauthenticated.Naming(sink.Subject()).At(sink).Along(flow.Path(peer[0][0], "the public key")))
		}
	}
	for _, symbol := range mention.Of(pass.Pass).Named("golang.org/x/crypto/nacl/box.SealAnonymous") {
		pass.Report(anonymous.At(symbol.Node))
	}
}

// from reports whether a key, whatever the way, was decoded from something of these kinds.
func from(ways flow.Value, kinds ...cryptoapi.Kind) bool {
	for _, way := range ways {
		for _, o := range way {
			if len(o.Of) > 0 {
				way = append(way[:len(way):len(way)], o.Of...)
			}
		}
		if !way.Has(kinds...) || way.Has(cryptoapi.SecureRandom) {
			return false
		}
	}
	return len(ways) > 0
}
