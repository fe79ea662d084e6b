package useduncheckeddata

import "github.com/cryptolint/cryptolint/internal/rule"

// What is found where data are acted on (3) before the verdict, with what gives it (1), or that
// and what calls it (2).
var (
	// unchecked is a plaintext, before the error says whether there is one.
	unchecked = rule.Finding{
		Severity: rule.Medium, Confidence: rule.Likely, Case: "unchecked", Instead: decrypt,
		Message: "the output of %[1]s is %[3]s before the error is checked",
		Why:     "an attacker can send any ciphertext, and the program continues with an empty or forged message",
		Advice:  "return if the error is not nil, before anything else",
	}

	// early are data whose signature or MAC is verified later.
	early = rule.Finding{
		Confidence: rule.Likely, Case: "early", Instead: verify,
		Message: "the data that %[2]s verifies is %[3]s before the verification",
		Why:     "an attacker can trigger this with a message that has no valid signature",
		Advice:  "verify first, and return if verification fails",
	}

	steps = map[string]string{unchecked.Case: "decrypted here", early.Case: "verified here"}
)

// ownKey is a key out of the message, in a field (2).
var ownKey = rule.Finding{
	Severity: rule.Medium, Confidence: rule.Likely, Case: "own key", Instead: verify,
	Message: "%[1]s verifies a message with the key in its own field %[2]q, and nothing checks whose key that is",
	Why:     "an attacker can sign any message with their own key and send both",
	Advice:  "look up the key of the claimed signer, or compare it with the keys that you trust",
}

const oracle = "an attacker who can tell wrong padding from a wrong MAC, from an error or from timing, can decrypt any message"

// What is found of a decryption in CBC mode beside a MAC.
var (
	ofPlaintext = rule.Finding{
		Severity: rule.Medium, Confidence: rule.Likely, Prescribable: true, Case: "plaintext", Instead: decrypt,
		Message: "%[1]s decrypts before the MAC is verified, because the MAC covers the plaintext",
		Why:     oracle,
		Advice:  "compute the MAC of IV and ciphertext, and verify it before anything is decrypted, or use cipher.NewGCMWithRandomNonce",
	}
	decryptedFirst = rule.Finding{
		Severity: rule.Medium, Confidence: rule.Likely, Prescribable: true, Case: "order", Instead: decrypt,
		Message: "%[1]s decrypts before the MAC of the ciphertext is verified",
		Why:     oracle,
		Advice:  "verify the MAC first, and return if that fails",
	}
	withoutIV = rule.Finding{
		Severity: rule.Medium, Confidence: rule.Likely, Prescribable: true, Case: "iv", Instead: decrypt,
		Message: "the MAC does not cover the IV of %[1]s",
		Why:     "an attacker can change the first block of the message undetected by changing the IV",
		Advice:  "compute the MAC of IV and ciphertext",
	}
)
