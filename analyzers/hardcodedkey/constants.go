package hardcodedkey

import "github.com/cryptolint/cryptolint/internal/rule"

// credential is the finding of a text that is called a secret, whatever uses it.
var credential = rule.Finding{
	Severity: rule.Low, Confidence: rule.Unsure, Profile: "strict", Case: "credential", Instead: openSecrets,
	Message: "the %[1]s %[2]q is a constant, judging by its name",
	Why:     "an attacker who has the program or its source has the %[1]s",
	Advice:  "replace it, and read the new one from a file or a secret manager",
}
