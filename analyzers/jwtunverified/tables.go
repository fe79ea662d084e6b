package jwtunverified

import (
	"slices"

	"github.com/cryptolint/cryptolint/internal/rule"
	"github.com/cryptolint/cryptolint/passes/cryptoapi"
	"github.com/cryptolint/cryptolint/passes/flow/verdict"
)

const (
	forged      = "an attacker can create a token with any claims, and it is accepted as genuine"
	returnError = "return if the error is not nil"
)

// fates are what is found where nothing depends on whether a token is genuine. The messages
// name what parses it and the variable that holds its error.
var fates = map[verdict.Fate]rule.Finding{
	verdict.Dropped: {
		Case: "dropped", Confidence: rule.Certain, Why: forged, Advice: returnError, Instead: verify,
		Message: "the error of %[1]s is dropped",
	},
	verdict.Overwritten: {
		Case: "overwritten", Confidence: rule.Certain, Why: forged, Advice: returnError, Instead: verify,
		Message: "%[2]q, the error of %[1]s, is never checked",
	},
	verdict.GoesOn: {
		Case: "goes on", Severity: rule.High, Confidence: rule.Likely, Why: forged, Advice: returnError, Instead: verify,
		Message: "the program continues when %[1]s fails, as if it had succeeded",
	},
	verdict.OneError: {
		Case: "one error", Severity: rule.High, Confidence: rule.Likely, Why: forged, Advice: returnError, Instead: verify,
		Message: "only one error of %[1]s is handled, and any other is treated as success",
	},
}

// happens is what happens where the program goes wrong, where it does not depend on what is
// done there.
var happens = map[verdict.Fate]string{
	verdict.OneError: "its error is checked here",
	verdict.GoesOn:   "a failure has no effect here",
}

// inURL is found where a token is asked for by its name.
var inURL = rule.Finding{
	Severity: rule.Low, Confidence: rule.Likely, Case: "url",
	Message: "the token %[1]q is accepted in the URL of a request",
	Why:     "URLs are kept in logs and browser histories, and sent to other sites in the Referer header: an attacker who reads one can use the token",
	Advice:  "accept it in the Authorization header or in a cookie only",
}

const jwx = "github.com/lestrrat-go/jwx/"

// libraries get the claims that they fill or sign.
var libraries = append(cryptoapi.JWTGo(), jwx+"v2/jwt", jwx+"v3/jwt")

var (
	// claimChecks are checks of the claims that a program can make itself.
	claimChecks = slices.Concat(cryptoapi.InJWTGo("Validator.Validate", "Claims.Valid", "MapClaims.Valid", "StandardClaims.Valid", "RegisteredClaims.Valid",
		"MapClaims.VerifyExpiresAt", "StandardClaims.VerifyExpiresAt", "RegisteredClaims.VerifyExpiresAt", "NewValidator"),
		[]string{jwx + "v2/jwt.Validate", jwx + "v3/jwt.Validate"})

	// skips are settings that can turn the checks of the claims off.
	skips = append(cryptoapi.InJWTGo("WithoutClaimsValidation", "Parser.SkipClaimsValidation"), jwx+"v2/jwt.WithValidate", jwx+"v3/jwt.WithValidate")
)

// inRequests are the details of what a peer sends: of what is nowhere special, and in the URL.
var inRequests = []string{"", "url"}

// notVerifying have a word for verification in their names, and do the opposite.
var notVerifying = []string{"ParseUnverified", "UnsafePayloadWithoutVerification", "UnsafeClaimsWithoutVerification", "WithoutClaimsValidation", "WithValidate", "WithVerify"}

// expiries are the names of fields of a program that say when something expires.
var expiries = []string{"Expiration", "Expires", "ExpiresAt", "Expiry", "NotAfter", "ValidUntil"}
