package passwordhash

import "github.com/cryptolint/cryptolint/internal/rule"

const (
	fast   = "an attacker who obtains the digests can try billions of passwords per second"
	bcrypt = "use bcrypt.GenerateFromPassword, and rehash each stored password when its user logs in"
)

// What is found of a digest of a password. The messages name the hash, and what keeps or gets
// the digest.
var (
	inField = rule.Finding{
		Severity: rule.Critical, Confidence: rule.Likely, Case: "digest", Instead: hash, Prescribable: true,
		Message: "the password in %[2]s is hashed with %[1]s", Why: fast, Advice: bcrypt,
	}
	inQuery = rule.Finding{
		Severity: rule.Critical, Confidence: rule.Likely, Case: "digest", Instead: hash, Prescribable: true,
		Message: "the %[1]s digest of a password is passed to %[2]s", Why: fast, Advice: bcrypt,
	}
	byName = rule.Finding{
		Severity: rule.High, Confidence: rule.Unsure, Case: "digest", Instead: hash, Prescribable: true,
		Message: "%[2]s is the %[1]s digest of what seems to be a password", Why: fast, Advice: bcrypt,
	}
	checked = rule.Finding{
		Severity: rule.High, Confidence: rule.Likely, Case: "digest", Instead: verify, Prescribable: true,
		Message: "a password is checked by its %[1]s digest", Why: fast, Advice: bcrypt,
	}
)

// inPlaintext is what is found of a password that is kept as it is.
var inPlaintext = rule.Finding{
	Severity: rule.High, Confidence: rule.Likely, Case: "clear", Instead: verify,
	Message: "%s is stored in plaintext and compared with what a user entered",
	Why:     "an attacker who reads the database can log in as every user, here and wherever they use the same password",
	Advice:  "store the result of bcrypt.GenerateFromPassword and check it with bcrypt.CompareHashAndPassword",
}
