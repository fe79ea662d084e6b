// Package weakcipher finds ciphers that are broken or have blocks of 64 bits: DES and
// Triple DES, RC4, and the block ciphers that golang.org/x/crypto deprecates.
package weakcipher

import (
	"fmt"
	"go/token"
	"slices"

	"github.com/cryptolint/cryptolint/internal/rule"
	"github.com/cryptolint/cryptolint/passes/cryptoapi"
	"github.com/cryptolint/cryptolint/passes/flow"
	"github.com/cryptolint/cryptolint/passes/flow/idiom"
	"github.com/cryptolint/cryptolint/passes/mention"
)

// Meta describes the rule.
var Meta = rule.Meta{
	ID: "CL202", Name: "weakcipher", Title: "DES, RC4, and other ciphers that are broken or have 64-bit blocks",
	Severity: rule.High, CWE: 327,
	Patterns: []string{"C01", "C02", "C10"},
	Instead:  []string{encrypt, decrypt},
	Since:    "0.1.0",
	Gosec:    []string{"G405", "G502", "G503"},
}

const (
	encrypt = "safeapi/aead.Keyring.Encrypt"
	decrypt = "safeapi/aead.Keyring.Decrypt"
)

// Analyzer is the rule.
var Analyzer = rule.New(Meta, run, flow.Analyzer, mention.Analyzer)

func run(pass *rule.Pass) error {
	constructors := mention.Of(pass.Pass).Named(names...)
	if len(constructors) == 0 {
		return nil
	}
	uses := usesOf(flow.Of(pass.Pass))
	twoKeys := idiom.New(flow.Of(pass.Pass)).BeginAgain("crypto/des.NewTripleDESCipher", 8)
	for _, symbol := range constructors {
		made := ciphers[symbol.Name]
		if slices.Contains(twoKeys, symbol.Node.Pos()) {
			made = two
		}
		report(pass, symbol, made, uses)
	}
	return nil
}

// use is what a cipher is seen to be used for.
type use int

const (
	encrypts use = 1 << iota
	decrypts
	bare // by single blocks, without a mode
)

// usesOf tells for the positions where ciphers are made what they are used for.
func usesOf(graph *flow.Graph) map[token.Pos]use {
	uses := make(map[token.Pos]use)
	for _, sink := range graph.Sinks(cryptoapi.AsKeyed) {
		for _, o := range graph.Passed(sink).Origins() {
			if o.Kind == cryptoapi.Block || o.Kind == cryptoapi.Mode {
				uses[o.Pos] |= useAt(graph, sink)
			}
		}
	}
	return uses
}

func useAt(graph *flow.Graph, sink *flow.Sink) use {
	var found use
	if sink.Does(cryptoapi.Encrypt) {
		found |= encrypts
	}
	if sink.Does(cryptoapi.Decrypt) {
		found |= decrypts
	}
	if graph.Beside(sink, cryptoapi.AsBlockInput) != nil {
		return found | bare
	}
	return found
}

func report(pass *rule.Pass, symbol mention.Symbol, made cipher, uses map[token.Pos]use) {
	name := symbol.Object.Pkg().Name() + "." + symbol.Object.Name()
	finding := rule.Finding{
		Pos: symbol.Node.Pos(), End: symbol.Node.End(), Case: made.name,
		Severity: made.severity, Confidence: rule.Likely, Prescribable: true,
		Message: fmt.Sprintf("%s uses %s, which %s", name, made.name, made.weakness),
		Why:     made.why,
		Advice:  "use aes.NewCipher and cipher.NewGCMWithRandomNonce",
		Instead: encrypt,
	}
	switch seen := seenAt(symbol, uses); {
	case symbol.Call == nil:
		finding.Message = fmt.Sprintf("%s is passed as a function: it uses %s, which %s", name, made.name, made.weakness)
		finding.Severity = lower(made.severity)
	case seen == decrypts || seen == decrypts|bare:
		finding.Message = fmt.Sprintf("%s decrypts with %s, which %s", name, made.name, made.weakness)
		finding.Advice = "encrypt with AES-GCM from now on, and encrypt again what is stored: both ends have to change"
		finding.Severity, finding.Confidence, finding.Instead = lower(made.severity), rule.Certain, decrypt
	case seen&bare != 0:
		finding.Severity = lower(made.severity) // a permutation of single blocks, or a protocol's answer to a challenge
	case seen&encrypts != 0:
		finding.Confidence = rule.Certain
	}
	pass.Report(finding)
}

// seenAt returns what the cipher that a call makes is used for, as far as it is known.
func seenAt(symbol mention.Symbol, uses map[token.Pos]use) use {
	if symbol.Call == nil {
		return 0
	}
	var seen use
	for pos, use := range uses {
		if symbol.Call.Pos() <= pos && pos < symbol.Call.End() {
			seen |= use
		}
	}
	return seen
}

func lower(severity rule.Severity) rule.Severity { return max(severity-1, rule.Low) }
