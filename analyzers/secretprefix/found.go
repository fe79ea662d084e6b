package secretprefix

import (
	"github.com/cryptolint/cryptolint/internal/rule"
	"github.com/cryptolint/cryptolint/passes/cryptoapi"
)

var (
	// fromOthers are the kinds of what a peer or a generator of random bytes gave.
	fromOthers = []cryptoapi.Kind{cryptoapi.Network, cryptoapi.SecureRandom, cryptoapi.PublicKey, cryptoapi.UUID}

	// silent are the kinds of what is no message.
	silent = []cryptoapi.Kind{cryptoapi.Constant, cryptoapi.Zero, cryptoapi.SecureRandom, cryptoapi.UUID}
)

// What is found of a digest (2) of a key (3) and a message, where it is made, which is named (1),
// and where it is verified: by whether the hash is broken.
var (
	madeFindings = map[bool]rule.Finding{
		false: {
			Case: "made", Severity: rule.Medium, Confidence: rule.Likely, Prescribable: true, Instead: sign,
			Message: "%[1]s is the %[2]s digest of %[3]s and a message",
			Why:     extends,
			Advice:  "compute it with hmac.New",
		},
		true: {
			Case: "made", Severity: rule.Low, Confidence: rule.Unsure, Prescribable: true, Instead: sign,
			Message: "%[1]s is the %[2]s digest of %[3]s and a message",
			Why:     extends,
			Advice:  move,
		},
	}
	verifiedFindings = map[bool]rule.Finding{
		false: {
			Case: "verified", Confidence: rule.Likely, Prescribable: true, Instead: verify,
			Message: "the %[2]s digest of %[3]s and a message is compared as if it were a MAC",
			Why:     extends,
			Advice:  "compute it with hmac.New, and compare with hmac.Equal",
		},
		true: {
			Case: "verified", Severity: rule.Medium, Confidence: rule.Unsure, Prescribable: true, Instead: verify,
			Message: "the %[2]s digest of %[3]s and a message is compared as if it were a MAC",
			Why:     extends,
			Advice:  move,
		},
	}
)

const (
	extends = "an attacker who has seen one digest can append to the message and compute the next digest without the key"
	move    = "move both ends to hmac.New with sha256.New, if the protocol is yours"
)
