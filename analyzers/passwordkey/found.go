package passwordkey

import (
	"fmt"

	"github.com/cryptolint/cryptolint/internal/rule"
	"github.com/cryptolint/cryptolint/passes/cryptoapi"
)

// passwords are what is found of a key from a password, by its role. The messages name
// the use of the key, and what it is or is made of. Mostly a name alone says that it
// is a password, and there are protocols that call a key one.
var passwords = map[cryptoapi.Role]rule.Finding{
	cryptoapi.AsKey: {
		Case: "password", Confidence: rule.Unsure, Instead: derive,
		Message: "the key of %[1]s is %[2]s",
		Why:     "an attacker who has something encrypted with it can try billions of passwords per second",
		Advice:  "derive the key with argon2.IDKey from the password and a random salt that is stored with the ciphertext",
	},
	cryptoapi.AsKDFSecret: {
		Case: "password", Confidence: rule.Unsure, Instead: derive,
		Message: "%[1]s derives a key from %[2]s without slowing down guesses",
		Why:     "an attacker who has something encrypted with it can try billions of passwords per second",
		Advice:  "derive the key with argon2.IDKey from the password and a random salt that is stored with the ciphertext",
	},
	cryptoapi.AsSigningKey: {
		Case: "password", Confidence: rule.Unsure, Instead: derive,
		Message: "the key of %[1]s is %[2]s",
		Why:     "an attacker who has the public key can try billions of passwords per second",
		Advice:  "derive the key with argon2.IDKey from the password and a random salt",
	},
}

// texts are what is found of a key that is written as a text, by its spelling, with the bits
// of the key that a character holds.
var texts = map[string]rule.Finding{
	cryptoapi.Hex:    encoded(cryptoapi.Hex, 4),
	cryptoapi.Base32: encoded(cryptoapi.Base32, 5),
	cryptoapi.Base64: encoded(cryptoapi.Base64, 6),
	cryptoapi.Padded: {
		Case: "padded", Severity: rule.Medium, Confidence: rule.Likely, Instead: generate,
		Message: "the key of %[1]s is a text that is truncated or padded to the length of a key",
		Why:     "a short text is easy to guess, and the padding adds nothing that an attacker does not know",
		Advice:  "generate the key with crypto/rand, or derive it from the text with argon2.IDKey",
	},
}

func encoded(spelling string, bits int) rule.Finding {
	return rule.Finding{
		Case: "text", Severity: rule.Medium, Confidence: rule.Likely, Instead: generate,
		Message: fmt.Sprintf("the key of %%[1]s is %s text: each byte has only %d bits of the key instead of 8", spelling, bits),
		Why:     "an attacker only has to try the square root of the number of keys of this length, and fewer if the text is truncated",
		Advice:  "decode the text, and use the resulting bytes as the key",
	}
}
