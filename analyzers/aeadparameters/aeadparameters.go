// Package aeadparameters finds AEADs with nonces of an unusual length, and with short tags. In the
// profile strict, it finds what they do not promise: a ciphertext that belongs somewhere, a key that
// it commits to, any number of random nonces.
package aeadparameters

import (
	"fmt"

	"github.com/cryptolint/cryptolint/internal/rule"
	"github.com/cryptolint/cryptolint/passes/cryptoapi"
	"github.com/cryptolint/cryptolint/passes/flow"
	"github.com/cryptolint/cryptolint/passes/flow/idiom"
	"github.com/cryptolint/cryptolint/passes/flow/sequence"
)

// Meta describes the rule.
var Meta = rule.Meta{
	ID: "CL207", Name: "aeadparameters", Title: "AEAD with an unusual nonce, a short tag or no associated data",
	Severity: rule.Medium, CWE: 326,
	Patterns: []string{"N09", "A01", "A05", "A07", "A08"},
	Instead:  []string{encrypt, decrypt},
	Since:    "0.1.0",
}

const (
	encrypt = "safeapi/aead.Keyring.Encrypt"
	decrypt = "safeapi/aead.Keyring.Decrypt"
)

// Analyzer is the rule.
var Analyzer = rule.New(Meta, run, flow.Analyzer)

const (
	nonceSize = 12 // bytes: NIST SP 800-38D, section 5.2.1.1, recommends 96 bits
	tagSize   = 16 // bytes: NIST SP 800-38D, appendix C, warns of shorter tags
)

func run(pass *rule.Pass) error {
	graph := flow.Of(pass.Pass)
	for _, sink := range graph.Sinks(cryptoapi.AsNonceSize) {
		if size, o := size(graph, sink, nonceSize); o != nil && (size < nonceSize || sink.Of("crypto/cipher")) { // EAX and OCB take longer ones
			report(pass, sink, o, ofNonce(sink, size))
		}
	}
	for _, sink := range graph.Sinks(cryptoapi.AsTagSize) {
		if size, o := size(graph, sink, tagSize); o != nil && size < tagSize {
			report(pass, sink, o, ofTag(sink, size))
		}
	}
	strict(pass, graph)
	return nil
}

// strict reports what an AEAD does not promise, in the profile strict.
func strict(pass *rule.Pass, graph *flow.Graph) {
	matcher, tracker := idiom.New(graph), sequence.New(graph)
	for _, sink := range graph.Sinks(cryptoapi.AsNonce, cryptoapi.AsCiphertext) {
		seals := sink.Is("crypto/cipher.AEAD.Seal") && sink.Role == cryptoapi.AsNonce && !sink.Through()
		if seals && unbound(graph.Encryption(sink).Data) {
			pass.Report(unboundData.Naming(sink.Subject()).At(sink))
		}
		if seals && matcher.DrawsShortNonces(sink) && tracker.KeyLifetime(sink) == sequence.Longer {
			pass.ReportInFile(volume.Naming(sink.Subject()).At(sink))
		}
		if sink.Is("crypto/cipher.AEAD.Open", "golang.org/x/crypto/nacl/secretbox.Open") && matcher.TriesKeys(sink) {
			pass.Report(trials.Naming(sink.Subject()).At(sink))
		}
	}
}

// unbound reports whether associated data are nil or empty in any case.
func unbound(data flow.Value) bool {
	for _, o := range data.Origins() {
		if text, _ := flow.Text(o); o.Kind != cryptoapi.Constant && o.Kind != cryptoapi.Zero || text != "" {
			return false
		}
	}
	return len(data) > 0
}

// size returns the first constant that a size is and that is not the usual one, and where it
// comes from.
func size(graph *flow.Graph, sink *flow.Sink, usual int64) (int64, *flow.Origin) {
	for n, o := range flow.Integers(graph.Origins(sink)) {
		if n > 0 && n != usual {
			return n, o
		}
	}
	return 0, nil
}

// ofNonce judges the length of a nonce.
func ofNonce(sink *flow.Sink, size int64) rule.Finding {
	f := rule.Finding{
		Case: "nonce", Severity: rule.Low, Confidence: rule.Certain, Instead: encrypt,
		Message: fmt.Sprintf("%s uses nonces of %d bytes", sink.Subject(), size),
		Why:     "GCM hashes nonces of this length, so even counters can collide, and few other programs support them",
		Advice:  "use cipher.NewGCM, or chacha20poly1305.NewX for longer nonces",
	}
	if size < nonceSize {
		f.Severity = rule.Medium
		f.Why = "random nonces of this length soon repeat, and two messages with the same nonce reveal their contents"
		f.Advice = "use cipher.NewGCM with nonces of 12 bytes"
	}
	if size <= 8 {
		f.Severity = rule.High
	}
	return f
}

// ofTag judges the length of a tag.
func ofTag(sink *flow.Sink, size int64) rule.Finding {
	f := rule.Finding{
		Case: "tag", Severity: rule.Low, Confidence: rule.Certain, Instead: encrypt,
		Message: fmt.Sprintf("%s uses tags of %d bytes", sink.Subject(), size),
		Why:     "a shorter tag is easier to forge, and saves only a few bytes",
		Advice:  "use all 16 bytes, as cipher.NewGCM does",
	}
	if size < 12 {
		f.Severity = rule.Medium
		f.Why = "an attacker who can try many messages can forge one, and then recover the authentication key"
	}
	return f
}

func report(pass *rule.Pass, sink *flow.Sink, o *flow.Origin, f rule.Finding) {
	f.Pos, f.End, f.Prescribable = sink.Pos(), sink.End(), true
	if o != nil {
		f.Steps = flow.Path(o, "the size")
	}
	pass.Report(f)
}
