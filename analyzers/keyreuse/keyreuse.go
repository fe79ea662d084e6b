// Package keyreuse finds keys that are used for two purposes.
package keyreuse

import (
	"fmt"
	"go/token"

	"github.com/cryptolint/cryptolint/internal/rule"
	"github.com/cryptolint/cryptolint/passes/cryptoapi"
	"github.com/cryptolint/cryptolint/passes/flow"
)

// Meta describes the rule.
var Meta = rule.Meta{
	ID: "CL608", Name: "keyreuse", Title: "one key for two purposes",
	Severity: rule.Low, CWE: 323,
	Patterns: []string{"Y08"},
	Instead:  []string{derive},
	Since:    "0.1.0",
}

const derive = "safeapi/kdf.Master.Derive"

// Analyzer is the rule.
var Analyzer = rule.New(Meta, run, flow.Analyzer)

func run(pass *rule.Pass) error {
	graph := flow.Of(pass.Pass)
	ciphers, macs := graph.Sinks(cryptoapi.AsKey), graph.Sinks(cryptoapi.AsMACKey, cryptoapi.AsTokenKey)
	if len(ciphers) == 0 || len(macs) == 0 || derives(graph) {
		return nil
	}
	both := inOneCall(ciphers, macs)
	told := make(map[*flow.Sink]bool)
	for _, authenticates := range macs {
		for _, encrypts := range ciphers {
			if told[encrypts] || both[encrypts.Pos()] || both[authenticates.Pos()] || !graph.SameKey(encrypts, authenticates) {
				continue
			}
			told[encrypts] = true
			report(pass, encrypts, authenticates)
			break
		}
	}
	return nil
}

// derives reports whether the package makes keys or nonces with a MAC: then the MAC derives
// them from its key, as HKDF does.
func derives(graph *flow.Graph) bool {
	for _, sink := range graph.Sinks(cryptoapi.AsKey, cryptoapi.AsMACKey, cryptoapi.AsTokenKey, cryptoapi.AsNonce, cryptoapi.AsStreamNonce, cryptoapi.AsKDFSecret) {
		if graph.Whole(sink).Has(cryptoapi.MACTag) {
			return true
		}
	}
	return false
}

// inOneCall returns the calls of functions that use what they are passed for both. They may cut
// it in two, and if they do not, the finding stands in them.
func inOneCall(ciphers, macs []*flow.Sink) map[token.Pos]bool {
	encrypts, both := make(map[token.Pos]bool), make(map[token.Pos]bool)
	for _, sink := range ciphers {
		encrypts[sink.Pos()] = sink.Through()
	}
	for _, sink := range macs {
		both[sink.Pos()] = sink.Through() && encrypts[sink.Pos()]
	}
	return both
}

func report(pass *rule.Pass, encrypts, authenticates *flow.Sink) {
	pass.Report(rule.Finding{
		Pos: encrypts.Pos(), End: encrypts.End(), Confidence: rule.Likely, Instead: derive, Prescribable: true,
		Message: fmt.Sprintf("the key of %s is also the key of %s", encrypts.Subject(), authenticates.Subject()),
		Why:     "neither is proven secure with a key that has another use, and a leak in one of them breaks both",
		Advice:  "derive two keys with hkdf.Key, each with the name of its purpose as info",
		Steps:   []rule.Step{{Pos: authenticates.Pos(), Text: "the same key is used here"}},
	})
}
