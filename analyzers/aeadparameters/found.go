package aeadparameters

import "github.com/cryptolint/cryptolint/internal/rule"

// What is found in the profile strict. The messages name what encrypts or decrypts.
var (
	unboundData = rule.Finding{
		Case: "unbound", Profile: "strict", Severity: rule.Low, Confidence: rule.Certain,
		Message: "%[1]s encrypts without associated data",
		Why:     "an attacker who can write to the store can replace one ciphertext with another",
		Advice:  "pass what the ciphertext belongs to as associated data: the ID of the record, the name of the field",
	}
	trials = rule.Finding{
		Case: "trials", Profile: "strict", Severity: rule.Low, Confidence: rule.Likely, Instead: decrypt,
		Message: "%[1]s tries one key after the other on the same ciphertext",
		Why:     "the AEAD does not commit to its key: an attacker who knows or guesses several keys can make one ciphertext that decrypts with all of them",
		Advice:  "store the ID of the key beside the ciphertext, and choose the key by it",
	}
	volume = rule.Finding{
		Case: "volume", Profile: "strict", Severity: rule.Low, Confidence: rule.Unsure, Instead: encrypt,
		Message: "%[1]s encrypts with random nonces of 12 bytes under a key that never changes",
		Why:     "after 2³² messages under one key, two of them may have the same nonce",
		Advice:  "change the key before that, or use chacha20poly1305.NewX, whose nonces are longer",
	}
)
