// Package textbookrsa finds RSA that is computed with big.Int.Exp, without padding and in a
// time that depends on the key.
package textbookrsa

import (
	"fmt"
	"slices"

	"github.com/cryptolint/cryptolint/internal/rule"
	"github.com/cryptolint/cryptolint/passes/cryptoapi"
	"github.com/cryptolint/cryptolint/passes/flow"
	"github.com/cryptolint/cryptolint/passes/mention"
)

// Meta describes the rule.
var Meta = rule.Meta{
	ID: "CL302", Name: "textbookrsa", Title: "RSA computed with big.Int.Exp",
	Severity: rule.Critical, CWE: 780,
	Patterns: []string{"R04", "R07"},
	Instead:  []string{encrypt, decrypt},
	Since:    "0.1.0",
}

const (
	encrypt = "safeapi/rsaoaep.PublicKey.Encrypt"
	decrypt = "safeapi/rsaoaep.PrivateKey.Decrypt"
)

// Analyzer is the rule.
var Analyzer = rule.New(Meta, run, flow.Analyzer, mention.Analyzer)

// The numbers of a key, as the table calls them.
const (
	publicExponent  = "RSA exponent"
	privateExponent = "RSA private exponent"
)

func run(pass *rule.Pass) error {
	graph := flow.Of(pass.Pass)
	for _, sink := range graph.Sinks(cryptoapi.AsExponent) {
		base := graph.Beside(sink, cryptoapi.AsBase)
		if base == nil || masked(graph.Passed(base)) {
			continue
		}
		for _, exponent := range graph.Origins(sink) {
			switch d := number(exponent, privateExponent); {
			case d != nil:
				private(pass, graph, sink, base, d)
			case number(exponent, publicExponent) != nil && len(exponent) == 1:
				public(pass, graph, sink, base, exponent[0])
			default:
				continue
			}
			break
		}
	}
	assembled(pass, graph)
	return nil
}

// number returns the number of an RSA key that is a part of a value. Where random numbers
// are a part of it too, the key is hidden.
func number(way flow.Alternative, which string) *flow.Origin {
	if way.Has(cryptoapi.SecureRandom) {
		return nil
	}
	for _, o := range way {
		if o.Kind == cryptoapi.KeyNumber && o.Detail == which {
			return o
		}
	}
	return nil
}

// masked reports whether a base is padded or blinded with random numbers, is itself a random
// number, as in RSA-KEM, or what another operation of RSA left. Only constants are a test of
// the key.
func masked(base flow.Value) bool {
	return len(base) == 0 || base.Any(func(way flow.Alternative) bool {
		return way.Has(cryptoapi.SecureRandom, cryptoapi.WeakRandom, cryptoapi.KeyNumber) || way.Only(cryptoapi.Constant, cryptoapi.Zero)
	})
}

// private reports an operation with the private exponent.
func private(pass *rule.Pass, graph *flow.Graph, sink, base *flow.Sink, d *flow.Origin) {
	if named(graph, base, flow.SuggestsBlinding) {
		return // the client of a blind signature has blinded it
	}
	pass.Report(rule.Finding{
		Pos: sink.Pos(), End: sink.End(), Severity: rule.High, Confidence: rule.Likely, Prescribable: true, Instead: decrypt,
		Case:    "private",
		Message: fmt.Sprintf("%s computes with the private exponent of an RSA key", sink.Subject()),
		Why:     "an attacker who can measure how long it takes can learn the key, and without padding can forge signatures or decrypt messages",
		Advice:  "decrypt with rsa.DecryptOAEP, sign with rsa.SignPSS",
		Steps:   flow.Path(d, "the private exponent"),
	})
}

// public reports a message that is encrypted without random padding. A signature that is
// verified has none either: only names tell the two apart.
func public(pass *rule.Pass, graph *flow.Graph, sink, base *flow.Sink, e *flow.Origin) {
	if !named(graph, base, flow.SuggestsPlaintext) || named(graph, base, flow.SuggestsOpening) || named(graph, base, flow.SuggestsBlinding) {
		return
	}
	if graph.Passed(base).Any(func(way flow.Alternative) bool {
		return len(way) > 1 || way.Has(cryptoapi.Digest, cryptoapi.Signature, cryptoapi.Ciphertext, cryptoapi.MACTag)
	}) {
		return // something was put together, such as a padding
	}
	pass.Report(rule.Finding{
		Pos: sink.Pos(), End: sink.End(), Confidence: rule.Likely, Prescribable: true, Instead: encrypt,
		Case:    "public",
		Message: fmt.Sprintf("%s encrypts with RSA without padding", sink.Subject()),
		Why:     "an attacker can verify guesses of the message, recover short messages by taking roots, and modify messages without reading them",
		Advice:  "use rsa.EncryptOAEP with SHA-256 at both ends",
		Steps:   flow.Path(e, "the exponent of the key"),
	})
}

// named reports whether a name says something of what is raised to a power: its own, at any
// caller, or that of the function that does it.
func named(graph *flow.Graph, base *flow.Sink, says func(string) bool) bool {
	names := append(base.Names(), base.Func().Name(), base.Callee())
	for _, o := range append(graph.Passed(base).Origins(), graph.Whole(base).Origins()...) {
		names = append(names, o.Name)
	}
	return slices.ContainsFunc(names, says)
}
