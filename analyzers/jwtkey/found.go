package jwtkey

import "github.com/cryptolint/cryptolint/internal/rule"

// Keys that a function returns though it must not.
var (
	asSecret = rule.Finding{
		Severity: rule.Critical, Confidence: rule.Likely, Case: "public key as secret", Instead: signer,
		Message: "%[1]s also returns the public key as bytes, which the library uses as an HMAC secret",
		Why:     "an attacker who knows the public key can sign any token with it, as HS256",
		Advice:  "return only the parsed key, and name its algorithm with jwt.WithValidMethods",
	}
	inHeader = rule.Finding{
		Severity: rule.Critical, Confidence: rule.Likely, Case: "key",
		Message: "%[1]s returns a key that the header of the token contains",
		Why:     "an attacker can send any key in a token, and sign the token with it",
		Advice:  "return a key that the program knows, and use the header only to choose among such keys",
	}
)
