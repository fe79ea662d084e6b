package emptysecret

import "github.com/cryptolint/cryptolint/internal/rule"

// What is found of a comparison (1) with something that may be empty.
var (
	emptyEntry = rule.Finding{
		Case: "empty", Confidence: rule.Likely,
		Message: "%[1]s compares with an entry of a map, which may be empty",
		Why:     "an attacker who sends a name that is not in the map, and an empty secret, is accepted",
		Advice:  "read the map with the second result, and reject names that are not in it",
	}
	emptyVariable = rule.Finding{
		Case: "empty", Confidence: rule.Likely, Instead: fromEnv,
		Message: "%[1]s compares with the environment variable %[2]q, which may be empty",
		Why:     "an attacker who sends an empty value is accepted if the variable is not set",
		Advice:  "refuse to start if it is empty",
	}
	bothEmpty = rule.Finding{
		Case: "undecoded", Confidence: rule.Unsure,
		Message: "%[1]s compares two decoded values, and both are empty if decoding fails",
		Why:     "an attacker who sends text that cannot be decoded on both sides is accepted",
		Advice:  "return false if decoding fails, or if the length is not the expected one",
	}
)

// What is found of a number (2) that is neither 0 nor 1, or not from 0 to 2^31 - 1.
var (
	neither = rule.Finding{
		Case: "undefined", Severity: rule.Medium, Confidence: rule.Certain,
		Message: "%[1]s gets %[2]d, for which its result is undefined",
		Why:     "an attacker may profit from a result that is neither of the two",
		Advice:  "pass 0 or 1, such as the result of subtle.ConstantTimeEq",
	}
	tooLarge = rule.Finding{
		Case: "undefined", Severity: rule.Medium, Confidence: rule.Certain,
		Message: "%[1]s gets %[2]d, for which its result is undefined",
		Why:     "an attacker may profit from a result that is neither of the two",
		Advice:  "pass numbers from 0 to 2^31 - 1",
	}
)
