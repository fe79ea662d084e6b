package uncheckedkey

import (
	"fmt"

	"github.com/cryptolint/cryptolint/internal/rule"
	"github.com/cryptolint/cryptolint/passes/cryptoapi"
	"github.com/cryptolint/cryptolint/passes/flow"
)

// fixed are functions that panic where an argument has another length than the one that they
// are made for.
var fixed = []struct {
	symbol   string
	argument int
	what     string
}{
	{"crypto/ed25519.Verify", 0, "public key"},
	{"crypto/ed25519.NewKeyFromSeed", 0, "seed"},
	{"crypto/cipher.AEAD.Open", 1, "nonce"},
	{"crypto/cipher.NewCBCDecrypter", 1, "IV"},
	{"crypto/cipher.NewCTR", 1, "IV"},
	{"crypto/cipher.BlockMode.CryptBlocks", 1, "message"},
}

// lengths reports values of a length that nobody has looked at, where another length makes a
// function panic.
func (c *checker) lengths() {
	for _, sink := range c.graph.Sinks(cryptoapi.AsOpenNonce) {
		if from, ok := c.unchecked.CutUnchecked(sink); ok && !from.Only(cryptoapi.Constant) && !made(from) {
			f := rule.Finding{
				Case: "cut", Severity: rule.Low, Confidence: rule.Likely, Instead: decrypt,
				Message: fmt.Sprintf("the nonce of %s is sliced from a message whose length is not checked", sink.Subject()),
				Why:     "a shorter message makes the program panic",
				Advice:  "return an error if the message is shorter than the nonce",
			}
			if fromPeer(from) {
				f.Severity, f.Why = rule.Medium, "an attacker who sends a shorter message makes the program panic"
			}
			c.report(sink.Node(), f)
		}
	}
	for _, fixed := range fixed {
		for _, call := range c.unchecked.CallsOf(fixed.symbol) {
			if call.Is("crypto/cipher.BlockMode.CryptBlocks") && !call.On("crypto/cipher.NewCBCDecrypter") {
				continue // what is encrypted was padded
			}
			if fromPeer(call.Argument(fixed.argument)) && !call.LengthCompared(fixed.argument) {
				c.report(call.Node, rule.Finding{
					Case: "length", Confidence: rule.Likely, Instead: decrypt,
					Message: fmt.Sprintf("the %s of %s comes from a peer, and its length is not checked", fixed.what, call.Name),
					Why:     "an attacker who sends another length makes the program panic",
					Advice:  "return an error if the length is wrong",
				})
			}
		}
	}
}

// made reports whether the program itself made a message, so that it is long enough, or
// only the memory for one.
func made(v flow.Value) bool {
	return v.Any(func(a flow.Alternative) bool {
		return a.Only(cryptoapi.Zero) || a.Has(cryptoapi.SecureRandom, cryptoapi.Ciphertext, cryptoapi.Digest, cryptoapi.KDFOutput, cryptoapi.MACTag)
	})
}
