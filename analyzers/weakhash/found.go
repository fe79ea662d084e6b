package weakhash

import "github.com/cryptolint/cryptolint/internal/rule"

// fingerprints are what is found of the digest of a certificate or a public key (2), with a
// broken hash (3) or with a few bytes (4).
var fingerprints = map[bool]rule.Finding{
	true: {
		Case: "fingerprint", Confidence: rule.Likely,
		Message: "a certificate or public key is recognized by %[2]s",
		Why:     "an attacker who creates two keys with the same %[3]s digest can have one pinned and use the other",
		Advice:  "compare all of the SHA-256 digest",
	},
	false: {
		Case: "fingerprint", Confidence: rule.Likely,
		Message: "a certificate or public key is recognized by %[2]s",
		Why:     "an attacker can try keys until these %[4]d bytes match",
		Advice:  "compare all of the SHA-256 digest",
	},
}

// What is found of the digest (2) of a token (1), with a broken hash (3), a few bytes (4), or
// with some more.
var (
	ofToken = rule.Finding{
		Case: "token", Confidence: rule.Likely, Severity: rule.Low, Instead: digestOfToken,
		Message: "the %[1]s is checked by %[2]s",
		Why:     "%[3]s of a random token cannot be inverted, but no standard allows it any more, and short tokens are found quickly",
		Advice:  "store and compare all of the SHA-256 digest",
	}
	tinyOfToken = rule.Finding{
		Case: "token", Confidence: rule.Likely, Severity: rule.Medium, Instead: digestOfToken,
		Message: "the %[1]s is checked by %[2]s",
		Why:     "an attacker can try tokens until these %[4]d bytes match",
		Advice:  "store and compare all of the SHA-256 digest",
	}
	cutOfToken = rule.Finding{
		Case: "token", Confidence: rule.Likely, Severity: rule.Low, Instead: digestOfToken,
		Message: "the %[1]s is checked by %[2]s",
		Why:     "what is left of the digest is shorter than a token should be",
		Advice:  "store and compare all of the SHA-256 digest",
	}
)

var (
	key = rule.Finding{
		Case: "key", Confidence: rule.Likely, Instead: derive,
		Message: "the key of %[1]s is %[2]s digest",
		Why:     "an attacker who guesses the input has the key, and can try billions of guesses per second",
		Advice:  "derive the key with hkdf.Key if the secret is random, or with argon2.IDKey if a person chose it",
	}
	called = rule.Finding{
		Case: "call", Severity: rule.Low, Confidence: rule.Certain, Profile: "strict", Prescribable: true,
		Message: "a digest is computed with %[1]s",
		Why:     "an attacker can create two inputs with the same %[1]s digest",
		Advice:  "use crypto/sha256, or explain in an ignore comment why collisions do not matter here",
	}
	shortCalled = rule.Finding{
		Case: "short", Severity: rule.Low, Confidence: rule.Certain, Profile: "strict", Prescribable: true,
		Message: "a digest of only %[1]d bits is computed",
		Why:     "an attacker finds a collision with less work than the 2^128 steps that SHA-256 requires",
		Advice:  "use crypto/sha256, or ask for 32 bytes",
	}
)
