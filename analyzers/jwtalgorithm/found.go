package jwtalgorithm

import "github.com/cryptolint/cryptolint/internal/rule"

const valid = "name the algorithm with jwt.WithValidMethods"

// unsigned are the options of jwx that make tokens without a signature.
var unsigned = []string{
	"github.com/lestrrat-go/jwx/v2/jwt.WithInsecureNoSignature", "github.com/lestrrat-go/jwx/v2/jws.WithInsecureNoSignature",
	"github.com/lestrrat-go/jwx/v3/jwt.WithInsecureNoSignature", "github.com/lestrrat-go/jwx/v3/jws.WithInsecureNoSignature",
}

// accepted is what is found of the key that lets unsigned tokens pass, by whether a Keyfunc uses
// it.
var accepted = map[bool]rule.Finding{
	true: {
		Confidence: rule.Certain, Case: "none accepted", Instead: token,
		Message: "jwt.UnsafeAllowNoneSignatureType accepts unsigned tokens",
		Why:     "an attacker can create a token with any claims, and it is accepted as genuine",
		Advice:  "return the key that tokens are signed with, and " + valid,
	},
	false: {
		Severity: rule.High, Confidence: rule.Likely, Case: "none accepted", Instead: token,
		Message: "jwt.UnsafeAllowNoneSignatureType creates and accepts unsigned tokens",
		Why:     "an attacker can create a token with any claims, and it is accepted as genuine",
		Advice:  "return the key that tokens are signed with, and " + valid,
	},
}

// What is found of what makes a token, and of a function that picks its key.
var (
	made = rule.Finding{
		Severity: rule.High, Confidence: rule.Likely, Case: "none made", Instead: token,
		Message: "%[1]s creates an unsigned token",
		Why:     "an attacker can change its claims, and the service that reads it cannot tell",
		Advice:  "sign it, with HS256 or EdDSA",
	}
	asBytes = rule.Finding{
		Confidence: rule.Likely, Case: "public key as bytes",
		Message: "%[1]s returns a public key as bytes, which the library uses as an HMAC secret",
		Why:     "an attacker who knows the public key can sign any token with it, as HS256",
		Advice:  "parse it with jwt.ParseRSAPublicKeyFromPEM, and " + valid,
	}
	unchecked = rule.Finding{
		Severity: rule.Low, Confidence: rule.Likely, Profile: "strict", Case: "any algorithm",
		Message: "%[1]s never checks the algorithm of the token, and the parser accepts all",
		Why:     "only the type of the key keeps an attacker from choosing the algorithm",
		Advice:  valid,
	}
)
