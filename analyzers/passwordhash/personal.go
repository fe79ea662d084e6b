package passwordhash

import (
	"strings"

	"github.com/cryptolint/cryptolint/internal/lazyregexp"
	"github.com/cryptolint/cryptolint/internal/rule"
	"github.com/cryptolint/cryptolint/passes/flow/digest"
)

// pseudonym is a hash of what identifies a person. The message names it.
var pseudonym = rule.Finding{
	Severity: rule.Low, Confidence: rule.Unsure, Profile: "strict", Case: "personal", Instead: "safeapi/mac.Keyring.Sign",
	Message: "%[1]s is hashed without a key",
	Why:     "if it is to hide who that is: an attacker can hash all values that are likely, and find the one",
	Advice:  "use HMAC with a secret key",
}

// noPseudonyms matches names of code that hashes for another purpose than to hide something.
var noPseudonyms = lazyregexp.New(`(?i)avatar|e-?tag|cache|shard|bucket|ring\b|balanc|rout(e|ing)|lock|limit|seed|colou?r|partition|fingerprint`)

// pseudonyms reports hashes that are to hide who somebody is.
func (c *checker) pseudonyms() {
	for _, found := range digest.Pseudonyms(c.graph) {
		if !noPseudonyms.MatchString(strings.Join(c.NamesAround(found.Pos()), " ")) {
			c.ReportOnce(pseudonym.Naming(found.What).At(found))
		}
	}
}
