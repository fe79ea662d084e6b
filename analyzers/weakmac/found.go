package weakmac

import (
	"math"

	"github.com/cryptolint/cryptolint/internal/rule"
)

const (
	leastTag = 10 // bytes: RFC 2104, section 5, asks for 80 bits and for half of the hash
	leastKey = 14 // bytes: NIST SP 800-131A Rev. 2, section 10, asks for 112 bits
)

// A cut is what is found of a tag of which at most some bytes are left (1).
type cut struct {
	most    int
	finding rule.Finding
}

var cuts = []cut{{4, rule.Finding{
	Case: "cut", Severity: rule.High, Confidence: rule.Certain,
	Message: "only %[1]d bytes of the MAC are used",
	Why:     "an attacker who can try enough messages can get a forged one accepted",
}}, {leastTag - 1, rule.Finding{
	Case: "cut", Severity: rule.Medium, Confidence: rule.Certain,
	Message: "only %[1]d bytes of the MAC are used",
	Why:     "an attacker who can try many messages can get a forged one accepted",
}}, {math.MaxInt, rule.Finding{
	Case: "cut", Severity: rule.Low, Confidence: rule.Certain,
	Message: "only %[1]d bytes of the MAC are used",
	Why:     "a shorter tag is easier to forge, and saves only a few bytes",
}}}

var (
	// checksum is what is found of one (2) of a key (3) and a message.
	checksum = rule.Finding{
		Case: "checksum", Confidence: rule.Likely,
		Message: "the %[2]s checksum of %[3]q and a message is used as a MAC",
		Why:     "an attacker who changes the message can compute how the checksum changes, without the secret",
		Advice:  "compute a MAC with hmac.New and sha256.New",
	}
	lastBlock = rule.Finding{
		Case: "cbc-mac", Severity: rule.Medium, Confidence: rule.Unsure, Instead: verify,
		Message: "the output of CBC encryption is compared as if it were a MAC",
		Why:     "an attacker can combine two messages and their tags into a third message with a valid tag, unless all messages have the same length",
		Advice:  "compute the tag with hmac.New",
	}
	brokenHash = rule.Finding{
		Case: "hash", Severity: rule.Low, Confidence: rule.Certain, Instead: sign,
		Message: "%[1]s uses %[2]s",
		Why:     "no forgery is known, but no standard allows %[2]s for new data, and attacks on it only get better",
		Advice:  "use hmac.New with sha256.New",
	}
)

// What is found of a key, which the messages name by its use (1) and its random bytes (2).
var (
	reused = rule.Finding{
		Case: "one-time", Confidence: rule.Likely, Instead: sign,
		Message: "the key of %[1]s is reused, but Poly1305 needs a new one for each message",
		Why:     "an attacker who has two messages and their tags can compute the key and forge any message",
		Advice:  "use chacha20poly1305.New, which derives a key for each message, or hmac.New",
	}
	empty = rule.Finding{
		Case: "empty", Confidence: rule.Likely, Instead: generate,
		Message: "the key of %[1]s is empty",
		Why:     "without a key, anyone can compute the tag",
		Advice:  "use a key of 32 bytes from crypto/rand, or sha256.Sum256 if no key is meant",
	}
	short = rule.Finding{
		Case: "short", Severity: rule.Medium, Confidence: rule.Certain, Instead: generate,
		Message: "the key of %[1]s has only %[2]d random bytes",
		Why:     "an attacker who has one message and its tag can try all keys offline",
		Advice:  "use a key of 32 bytes from crypto/rand",
	}
)
