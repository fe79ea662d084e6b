package openpgp

import (
	"fmt"

	"github.com/cryptolint/cryptolint/internal/rule"
	"github.com/cryptolint/cryptolint/passes/flow"
)

const (
	proton   = "github.com/ProtonMail/go-crypto/openpgp.MessageDetails."
	protonV2 = "github.com/ProtonMail/go-crypto/openpgp/v2.MessageDetails."
	older    = "golang.org/x/crypto/openpgp.MessageDetails."
)

// messages are the fields of those that the packages read.
var messages = []struct {
	signatureError, body string
	asks                 []string // whether a message is signed
	good                 []string // whether the signature is good
}{
	{proton + "SignatureError", proton + "UnverifiedBody", []string{proton + "IsSigned", proton + "SignedBy"}, []string{proton + "SignatureError"}},
	{
		protonV2 + "SignatureError", protonV2 + "UnverifiedBody", []string{protonV2 + "IsSigned"},
		// Of good signatures, or with an error for each.
		[]string{protonV2 + "SignatureError", protonV2 + "SignedBy", protonV2 + "Signature", protonV2 + "SignatureCandidates", protonV2 + "SelectedCandidate"},
	},
	{older + "SignatureError", older + "UnverifiedBody", []string{older + "IsSigned", older + "SignedBy"}, []string{older + "SignatureError"}},
}

var (
	tooEarly = rule.Finding{
		Confidence: rule.Certain, Case: "too early",
		Message: "SignatureError is read before UnverifiedBody, and is always nil then",
		Why:     "an attacker can change a signed message, or sign it with another key, and it is accepted as genuine",
		Advice:  "read UnverifiedBody to its end first, then look at SignatureError",
	}
	ignored = rule.Finding{
		Confidence: rule.Likely, Case: "ignored",
		Message: "%[1]s is checked, but SignatureError, which says whether the signature is valid, is not",
		Why:     "an attacker can put any signature on a message, and it is treated as signed",
		Advice:  "read UnverifiedBody to its end, and refuse the message unless SignatureError is nil and SignedBy is not",
	}
	empty = rule.Finding{
		Severity: rule.Medium, Confidence: rule.Certain,
		Message: "%[1]s is empty, so nothing is rejected",
		Why:     "an attacker can use algorithms that the package rejects by default, such as MD5 and ElGamal",
		Advice:  "leave %[1]s out",
	}
)

// ciphers are those of RFC 4880 with blocks of 64 bits.
var ciphers = map[int64]string{1: "IDEA", 2: "Triple DES", 3: "CAST5", 4: "Blowfish"}

// settings are fields of a configuration, and what is wrong with a value of one.
var settings = []struct {
	field   string
	choice  bool // the program may choose among values, as the cipher of a key that it has
	bad     func(*flow.Origin) (what string, bad bool)
	finding rule.Finding
}{
	{
		"InsecureAllowUnauthenticatedMessages", false, func(o *flow.Origin) (string, bool) { return "", flow.True(o) },
		rule.Finding{
			Severity: rule.High,
			Message:  "InsecureAllowUnauthenticatedMessages accepts encrypted messages without an authentication code",
			Why:      "an attacker can change such a message, and make the recipient reveal its text (EFAIL)",
			Advice:   "leave it out",
		},
	},
	{
		"DefaultCipher", true, func(o *flow.Origin) (string, bool) {
			id, _ := flow.Integer(o)
			return ciphers[id], ciphers[id] != ""
		},
		rule.Finding{
			Severity: rule.Medium,
			Message:  "DefaultCipher encrypts messages with %[1]s, which has blocks of 64 bits",
			Why:      "an attacker who has a long ciphertext can find repeated blocks, which reveal plaintext",
			Advice:   "leave DefaultCipher out, or set packet.CipherAES256",
		},
	},
	{
		"MinRSABits", true, func(o *flow.Origin) (string, bool) {
			bits, ok := flow.Integer(o)
			return fmt.Sprint(bits), ok && bits > 0 && bits < 2047
		},
		rule.Finding{
			Severity: rule.Medium,
			Message:  "MinRSABits accepts RSA keys of %[1]s bits",
			Why:      "an attacker with much computing power can factor keys below 2048 bits, and then sign and decrypt",
			Advice:   "leave MinRSABits out",
		},
	},
}
