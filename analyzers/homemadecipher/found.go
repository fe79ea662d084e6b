package homemadecipher

import "github.com/cryptolint/cryptolint/internal/rule"

// compressions are the options of JWE libraries that say how to compress.
var compressions = []string{
	"github.com/go-jose/go-jose/v3.EncrypterOptions.Compression", "github.com/go-jose/go-jose/v4.EncrypterOptions.Compression", "gopkg.in/square/go-jose.v2.EncrypterOptions.Compression",
}

// compressed is what is found of a message that is compressed first. The message names what
// compresses it.
var compressed = rule.Finding{
	Severity: rule.Low, Confidence: rule.Unsure, Case: "compressed", Profile: "strict",
	Message: "a message is compressed with %[1]s before it is encrypted",
	Why:     "the length of the ciphertext tells an attacker who can add text to the message whether it repeats a secret in it",
	Advice:  "do not compress messages that hold secrets beside text that others choose",
}
