package hashmisuse

import "github.com/cryptolint/cryptolint/internal/rule"

// sums are what is found of data (1) that Sum gets, by whether the hash is that of a MAC.
var sums = map[bool]rule.Finding{
	false: {
		Confidence: rule.Certain, Case: "sum",
		Message: "Sum appends the digest of nothing to %[1]s",
		Why:     "the result is the data itself, followed by a digest that never changes",
		Advice:  "call Write with the data, and then Sum(nil)",
	},
	true: {
		Confidence: rule.Certain, Case: "sum", Instead: tag,
		Message: "Sum appends the MAC of nothing to %[1]s",
		Why:     "the MAC is the same for all data: an attacker who has seen one can forge all others",
		Advice:  "call Write with the data, and then Sum(nil)",
	},
}

var sameHash = rule.Finding{
	Severity: rule.Medium, Confidence: rule.Certain, Case: "constructor",
	Message: "the function that %[1]s is given returns the same hash, %[2]s, on each call",
	Why:     "HMAC needs two hashes: the call panics",
	Advice:  "pass the constructor, such as sha256.New",
}

// carried are what is found of a hash (1) that is not reset between two items, by whether it is
// that of a MAC.
var carried = map[bool]rule.Finding{
	false: {
		Severity: rule.Medium, Confidence: rule.Likely, Case: "carried",
		Message: "%[1]s is not reset in the loop: each digest is that of all items so far",
		Why:     "equal items get different digests, so comparisons with other digests of the same item fail",
		Advice:  "call Reset before each item, or make a new hash for each",
	},
	true: {
		Severity: rule.Medium, Confidence: rule.Likely, Case: "carried", Instead: tag,
		Message: "%[1]s is not reset in the loop: each MAC is that of all items so far",
		Why:     "only the first MAC is that of its item: the others cannot be verified",
		Advice:  "call Reset before each item, or make a new MAC for each",
	},
}

// joined are what is found of a text (2) that goes into a hash directly behind another (1), by
// whether the hash is that of a MAC.
var joined = map[bool]rule.Finding{
	false: {
		Severity: rule.Low, Confidence: rule.Likely, Case: "joined", Profile: "strict",
		Message: "%[2]s is written directly behind %[1]s, and both have any length",
		Why:     "two different inputs have the same digest",
		Advice:  "write the length of %[1]s before it, or a separator that it cannot contain",
	},
	true: {
		Severity: rule.Medium, Confidence: rule.Likely, Case: "joined", Profile: "strict",
		Message: "%[2]s is written directly behind %[1]s, and both have any length",
		Why:     "an attacker can move characters from one to the other, and the MAC stays valid",
		Advice:  "write the length of %[1]s before it, or a separator that it cannot contain",
	},
}
