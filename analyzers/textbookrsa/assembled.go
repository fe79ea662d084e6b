package textbookrsa

import (
	"github.com/cryptolint/cryptolint/internal/rule"
	"github.com/cryptolint/cryptolint/passes/cryptoapi"
	"github.com/cryptolint/cryptolint/passes/flow"
	"github.com/cryptolint/cryptolint/passes/flow/object"
	"github.com/cryptolint/cryptolint/passes/mention"
)

// unvalidated is a private key that is put together from numbers. Since Go 1.24 the operations
// check the key as well, but report it where it is used, and not where it came from.
var unvalidated = rule.Finding{
	Severity: rule.Low, Confidence: rule.Likely, Profile: "strict", Case: "assembled", Instead: encrypt,
	Message: "an RSA private key is put together from numbers, and Validate is not called",
	Why:     "numbers that do not belong together give a key that may reveal its primes, and errors that come long after the key was read",
	Advice:  "call PrivateKey.Validate before the key is used, or read keys with x509.ParsePKCS8PrivateKey, which does",
}

const (
	privateKey = "crypto/rsa.PrivateKey"
	exponent   = "D"
)

// assembled reports private keys of which nobody checks whether their numbers belong together.
func assembled(pass *rule.Pass, graph *flow.Graph) {
	if mention.Of(pass.Pass).Any(privateKey + ".Validate") {
		return
	}
	for _, o := range object.New(graph).Of(privateKey) {
		ways := o.Field(exponent)
		if o.Unset(exponent) || !o.Made().IsValid() || ways.Any(func(way flow.Alternative) bool { return way.Has(cryptoapi.KeyNumber) }) {
			continue // it is a copy of a key, or none yet
		}
		f := unvalidated
		f.Pos = o.Made()
		pass.ReportOnce(f)
	}
}
