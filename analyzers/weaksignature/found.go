package weaksignature

import "github.com/cryptolint/cryptolint/internal/rule"

const (
	signs    = false
	verifies = true
)

// A side is what differs between findings where something is signed and where a signature is
// verified, which old data may need.
type side struct {
	does     string // with a digest
	severity rule.Severity
	advice   string
	instead  string
}

var (
	sides = map[bool]side{
		signs:    {"signs", 0, "sign a SHA-256 digest", sign},
		verifies: {"verifies a signature over", rule.Medium, "move both ends to SHA-256", verify},
	}

	// Where an algorithm is named: crypto/x509 chooses a sound one where none is.
	algorithmSides = map[bool]side{
		signs:    {"requests a signature over", 0, "leave SignatureAlgorithm out: crypto/x509 chooses one that fits the key", ""},
		verifies: {"accepts a signature over", rule.Medium, "accept algorithms with SHA-256 or longer", ""},
	}
)

// What is found. The texts name the subject (1) and the API (2), what is done (3), the hash with
// its article (4) and without it (5), and the name of another hash (6).
var (
	ofHash = rule.Finding{
		Message: "%[1]s %[3]s %[4]s digest",
		Why:     collision,
	}
	algorithm = rule.Finding{
		Message: "%[2]s %[3]s %[4]s digest",
		Why:     collision,
	}
	schemes = rule.Finding{
		Message: "%[2]s %[3]s %[4]s digest",
		Why:     collision,
		Advice:  "offer schemes with SHA-256 or longer",
	}
	unhashed = rule.Finding{
		Confidence: rule.Likely,
		Message:    "%[1]s %[3]s a message that is not hashed",
		Why:        "with crypto.Hash(0) the signature does not name the hash, and signing a longer message fails",
		Advice:     "hash the message with crypto/sha256 and pass crypto.SHA256",
	}
	mismatch = rule.Finding{
		Severity: rule.Medium, Confidence: rule.Certain,
		Message: "%[2]s receives %[4]s digest, but its hash argument is %[6]s",
		Why:     "the call fails, or the other side rejects the signature",
		Advice:  "pass the crypto.Hash of the hash that computes the digest",
	}
	ofDSA = rule.Finding{
		Severity: rule.Medium, Confidence: rule.Certain,
		Message: "dsa.Sign creates a DSA signature",
		Why:     "FIPS 186-5 withdrew DSA: a nonce that repeats or is biased reveals the private key",
		Advice:  "use ed25519.Sign",
	}
	shortDSA = rule.Finding{
		Confidence: rule.Certain,
		Message:    "%[2]s generates a 1024-bit DSA key",
		Why:        "1024 bits are too short, and FIPS 186-5 withdrew DSA",
		Advice:     "use ed25519.GenerateKey",
	}

	// oldPadding is reported in the profile strict: it is sound as far as is known, and many
	// protocols prescribe it.
	oldPadding = rule.Finding{
		Severity: rule.Low, Confidence: rule.Certain, Profile: "strict",
		Message: "rsa.SignPKCS1v15 signs with PKCS #1 v1.5 padding",
		Why:     "no attack is known, but only PSS has a security proof",
		Advice:  "use rsa.SignPSS",
	}
)

const collision = "an attacker who creates two documents with the same %[5]s can reuse the signature of one for the other"
