package uncheckedverify

import (
	"github.com/cryptolint/cryptolint/internal/rule"
	"github.com/cryptolint/cryptolint/passes/flow/verdict"
)

// kind is what depends on a verdict.
type kind struct {
	severity     rule.Severity
	why, instead string
}

var (
	ofPlaintext = kind{rule.Medium, "a message that an attacker changed becomes empty and is accepted as genuine", decrypt}
	ofPassword  = kind{rule.Critical, "an attacker can log in with any password", verifyPassword}
	ofMAC       = kind{rule.Critical, "a message that an attacker forged is accepted as genuine", verifyMAC}
	ofSignature = kind{rule.Critical, "a forged signature is accepted as genuine", verify}
)

// fate is what is found of what becomes of a verdict.
type fate struct {
	most    rule.Severity // whatever depends on it
	step    string        // what happens where the program goes wrong; empty: no steps
	finding rule.Finding
}

// fates are what is found where what was to be verified is used nevertheless, or where that makes
// no difference. The messages name what gives the verdict (1), what that returns (2), the variable
// that holds it (3), the API (4), and what a comparison always says (5). A program that goes on may
// only want to know, so that is less sure than a verdict that nobody looks at.
var fates = map[verdict.Fate]fate{
	verdict.Dropped:     {rule.Critical, "it is used here", dropped},
	verdict.Overwritten: {rule.Critical, "it is used here", overwritten},
	verdict.GoesOn: {rule.High, "a failure has no effect here", rule.Finding{
		Case: "goes on", Confidence: rule.Unsure,
		Message: "the program continues when %[1]s fails, as if it had succeeded",
	}},
	verdict.OneError: {rule.High, "its result is checked here", rule.Finding{
		Case: "one error", Confidence: rule.Likely,
		Message: "only one error of %[1]s is handled, and any other is treated as success",
		Advice:  "return if the error is not nil",
	}},
	verdict.Inverted: {rule.Critical, "its result is checked here", rule.Finding{
		Case: "inverted", Confidence: rule.Likely,
		Message: "the result of %[1]s is inverted: the function fails when it succeeds",
	}},
	verdict.Misread: {rule.Critical, "", rule.Finding{
		Case: "misread", Severity: rule.High, Confidence: rule.Certain,
		Message: "%[4]s returns 1 or 0, so this comparison is always %[5]t",
		Why:     "the result does not depend on the values that are compared",
		Advice:  "compare the result with 1",
	}},
	verdict.FallsBack: {rule.Critical, "its input is returned here", rule.Finding{
		Case: "falls back", Severity: rule.High, Confidence: rule.Likely,
		Message: "when %[1]s fails, its input is returned instead of the plaintext",
		Why:     "an attacker who can replace the ciphertext can substitute any plaintext",
		Advice:  "return the error, and mark values that are not encrypted yet with a separate version",
	}},
}

// unused are what is found where the function only returns that all went well.
var unused = map[verdict.Fate]fate{
	verdict.Dropped:     {rule.Critical, "it returns success here", dropped},
	verdict.Overwritten: {rule.Critical, "it returns success here", overwritten},
	verdict.GoesOn: {rule.High, "a failure has no effect here", rule.Finding{
		Case: "goes on", Confidence: rule.Unsure,
		Message: "the function reports success even when %[1]s fails",
	}},
}

var (
	dropped     = rule.Finding{Case: "dropped", Confidence: rule.Certain, Message: "%[2]s is dropped"}
	overwritten = rule.Finding{Case: "overwritten", Confidence: rule.Certain, Message: "%[3]q, %[2]s, is never checked"}
)
