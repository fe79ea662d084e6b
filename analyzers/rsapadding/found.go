package rsapadding

import "github.com/cryptolint/cryptolint/internal/rule"

// What an attacker gains from the padding (Bleichenbacher, CRYPTO 1998), and what to
// use instead.
const (
	why           = "an attacker who can tell valid from invalid padding, from an error or from timing, can decrypt any message"
	encryptAdvice = "move both ends to OAEP with rsa.EncryptOAEP and SHA-256"
	decryptAdvice = "move both ends to OAEP with rsa.DecryptOAEP and SHA-256"
)

// Where the padding, or the hash, is asked for. %[1]s is the call.
var (
	named = rule.Finding{
		Confidence: rule.Certain, Prescribable: true, Instead: decrypt,
		Message: "rsa.%[1]s uses PKCS #1 v1.5 padding", Why: why, Advice: decryptAdvice,
	}
	asked        = rule.Finding{Message: "%[1]s is called with options that ask for %[2]s padding", Why: why}
	byDefault    = rule.Finding{Message: "%[1]s without options uses PKCS #1 v1.5 padding", Why: why}
	keyAlgorithm = rule.Finding{
		Confidence: rule.Certain, Prescribable: true,
		Message: "%[1]s %[2]s RSA1_5, which is RSA with PKCS #1 v1.5 padding", Why: why, Advice: "use RSA-OAEP-256 or ECDH-ES",
	}
	brokenHash = rule.Finding{
		Severity: rule.Medium, Message: "%[1]s uses RSA-OAEP with %[2]s",
		Why:    "this does not break OAEP today, but standards are phasing out %[2]s",
		Advice: "use SHA-256 at both ends",
	}
)
