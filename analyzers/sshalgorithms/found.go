package sshalgorithms

import "github.com/cryptolint/cryptolint/internal/rule"

// What is found in a list (1) of algorithms, which are named (2) with what is wrong (3).
var (
	only = rule.Finding{
		Confidence: rule.Certain, Case: "only",
		Message: "%[1]s contains only %[2]s",
		Why:     "%[3]s",
		Advice:  leaveOut,
	}
	operator = rule.Finding{
		Severity: rule.Low, Confidence: rule.Certain, Case: "operator",
		Message: "a setting adds %[2]s to %[1]s",
		Why:     "%[3]s",
		Advice:  leaveOut,
	}
	accepted = rule.Finding{
		Confidence: rule.Certain, Case: "accepted",
		Message: "%[1]s accepts %[2]s",
		Why:     "%[3]s",
		Advice:  leaveOut,
	}
)

const leaveOut = "leave %[1]s out: the defaults of the package are sound"

// fingerprint is what is found in a function (1) that checks a key.
var fingerprint = rule.Finding{
	Severity: rule.Low, Confidence: rule.Certain, Case: "fingerprint",
	Message: "%[1]s identifies keys by ssh.FingerprintLegacyMD5",
	Why:     "an attacker can create two keys with the same MD5 fingerprint, have one accepted and use the other",
	Advice:  "compare ssh.FingerprintSHA256, or use ssh.FixedHostKey",
}
