package unhashedsignature

import "github.com/cryptolint/cryptolint/internal/rule"

// prehashed is what is found where ML-DSA gets a digest. The message names what uses it and the
// hash.
var prehashed = rule.Finding{
	Severity: rule.Low, Confidence: rule.Certain, Case: "digest",
	Message: "%[1]s gets a digest, %[2]s, in place of the message",
	Why:     "ML-DSA hashes the message itself: other programs that verify the message reject the signature, and it is no stronger than the hash",
	Advice:  "pass the message itself, or μ with crypto.MLDSAMu",
}

// refused is what is found where an algorithm gets the hash of another one. The message names
// what uses it and the hash.
var refused = rule.Finding{
	Severity: rule.Medium, Confidence: rule.Certain, Case: "hash",
	Message: "%[1]s gets %[2]s as the hash of the message, and always returns an error",
	Why:     "the algorithm signs messages, not digests",
	Advice:  "pass the message itself, and crypto.Hash(0)",
}

// differs is what is found of contexts. The message names what verifies, its context and that of
// the signature.
var differs = rule.Finding{
	Severity: rule.Medium, Confidence: rule.Likely, Case: "context",
	Message: "%[1]s verifies with the context %[2]q a signature that is made with %[3]q",
	Why:     "no such signature is valid",
	Advice:  "use one constant for both",
}
