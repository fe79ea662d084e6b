package keystorage

import "github.com/cryptolint/cryptolint/internal/rule"

const listed = "every account on the machine can see the arguments of a program in the list of processes"

// What is found in the profile strict: a token in a database, and secrets that are arguments.
var (
	inPlaintext = rule.Finding{
		Severity: rule.Low, Confidence: rule.Unsure, Profile: "strict", Case: "token",
		Message: "%[1]s stores a token in plaintext",
		Why:     "an attacker who sees the database, or a backup of it, has every session",
		Advice:  "store the SHA-256 digest of the token, and look it up by the digest of what the client sends",
	}
	passed = rule.Finding{
		Severity: rule.Low, Confidence: rule.Unsure, Profile: "strict", Case: "argument",
		Message: "%[1]s passes the %[2]s %[3]q as an argument", Why: listed,
		Advice: "pass it through standard input, a file with mode 0600 or the environment",
	}
	flagged = rule.Finding{
		Severity: rule.Low, Confidence: rule.Unsure, Profile: "strict", Case: "flag",
		Message: "the flag %[1]q is for the %[2]s", Why: listed + ", and shells keep them in their history",
		Advice: "read it from a file, the environment or the terminal",
	}
)

const whyPEM = "its key is one MD5 digest of the password: an attacker who has the file can try billions of passwords per second"

// formats are functions that write or read formats which protect keys badly. What reads
// them may have to.
var formats = map[string]rule.Finding{
	"crypto/x509.EncryptPEMBlock": {
		Severity: rule.Medium, Confidence: rule.Certain, Instead: marshal,
		Message: "x509.EncryptPEMBlock encrypts a key with legacy PEM encryption", Why: whyPEM,
		Advice: "write PKCS #8 that is encrypted with scrypt or PBKDF2",
	},
	"crypto/x509.DecryptPEMBlock": {
		Severity: rule.Low, Confidence: rule.Likely, Instead: read,
		Message: "x509.DecryptPEMBlock reads a key with legacy PEM encryption", Why: whyPEM,
		Advice: "convert the files to PKCS #8 first, as openssl pkcs8 -topk8 does, and read only that",
	},
	"software.sslmate.com/src/go-pkcs12.Encode":           pkcs12("pkcs12.Encode writes", marshal),
	"software.sslmate.com/src/go-pkcs12.EncodeTrustStore": pkcs12("pkcs12.EncodeTrustStore writes", marshal),
	"software.sslmate.com/src/go-pkcs12.LegacyRC2":        pkcs12("pkcs12.LegacyRC2 writes", marshal),
	"software.sslmate.com/src/go-pkcs12.LegacyDES":        pkcs12("pkcs12.LegacyDES writes", marshal),
	"golang.org/x/crypto/pkcs12.Decode":                   pkcs12("pkcs12.Decode reads", read),
	"golang.org/x/crypto/pkcs12.ToPEM":                    pkcs12("pkcs12.ToPEM reads", read),
}

// pkcs12 is the finding for the old encryption of PKCS #12, which many devices still need.
func pkcs12(does, instead string) rule.Finding {
	return rule.Finding{
		Severity: rule.Low, Confidence: rule.Certain, Profile: "strict", Instead: instead,
		Message: does + " PKCS #12 with the encryption from 1999",
		Why:     "the file is encrypted with RC2 or 3DES: an attacker who has it can try passwords fast",
		Advice:  "use Modern of software.sslmate.com/src/go-pkcs12, or PKCS #8",
	}
}
