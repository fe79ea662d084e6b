// Package uncheckedverify finds verifications that decide nothing: the result of a
// signature, MAC or password check is dropped, overwritten, read the wrong way, or
// logged at most.
package uncheckedverify

import (
	"fmt"

	"github.com/cryptolint/cryptolint/internal/rule"
	"github.com/cryptolint/cryptolint/passes/cryptoapi"
	"github.com/cryptolint/cryptolint/passes/flow"
	"github.com/cryptolint/cryptolint/passes/flow/verdict"
)

// Meta describes the rule.
var Meta = rule.Meta{
	ID: "CL107", Name: "uncheckedverify", Title: "the result of a verification is ignored",
	Severity: rule.Critical, CWE: 252,
	Patterns: []string{"S02", "M05", "A02", "K12", "T03", "Z05", "A04"},
	Instead:  []string{verify, verifyMAC, decrypt, verifyPassword},
	Since:    "0.1.0",
	Gosec:    []string{"G104"},
}

const (
	verify         = "safeapi/sign.PublicKey.Verify"
	verifyMAC      = "safeapi/mac.Keyring.Verify"
	decrypt        = "safeapi/aead.Keyring.Decrypt"
	verifyPassword = "safeapi/password.Verify"
)

// Analyzer is the rule.
var Analyzer = rule.New(Meta, run, flow.Analyzer)

const compare = "crypto/subtle.ConstantTimeCompare"

func run(pass *rule.Pass) error {
	for _, v := range verdict.New(flow.Of(pass.Pass)).Of(cryptoapi.Verify, compare) {
		if f, ok := finding(v); ok && !elsewhere(v) {
			f.Pos, f.End, f.Steps = v.Pos(), v.End(), steps(v)
			pass.Report(f)
		}
	}
	return nil
}

// steps lead from the verification to where the program goes wrong.
func steps(v *verdict.Verdict) []rule.Step {
	what := "a failure has no effect here"
	switch v.Fate {
	case verdict.Dropped, verdict.Overwritten:
		what = "it returns success here"
		if v.Uses {
			what = "it is used here"
		}
	case verdict.Misread:
		return nil
	case verdict.OneError, verdict.Inverted:
		what = "its result is checked here"
	case verdict.FallsBack:
		what = "its input is returned here"
	}
	if !v.Step.IsValid() {
		return nil
	}
	return []rule.Step{{Pos: v.Pos(), Text: "it is verified here"}, {Pos: v.Step, Text: what}}
}

// elsewhere reports whether another rule looks at a verdict, or nothing depends on it: a
// cookie that does not verify leaves the memory for it empty, and so does a JWT of go-jose.
func elsewhere(v *verdict.Verdict) bool {
	return v.Of(cryptoapi.JWTGo()...) || v.Of("github.com/gorilla/securecookie",
		"github.com/go-jose/go-jose/v4/jwt", "github.com/go-jose/go-jose/v3/jwt", "gopkg.in/square/go-jose.v2/jwt")
}

// finding says what is wrong with what is done with a verdict; nothing may be.
func finding(v *verdict.Verdict) (rule.Finding, bool) {
	k := kindOf(v)
	f := rule.Finding{Severity: k.severity, Confidence: rule.Certain, Why: k.why, Instead: k.instead, Advice: heed(v)}
	if v.Callee() != "" {
		f.Confidence = rule.Likely
	}
	switch v.Fate {
	case verdict.Dropped:
		f.Case, f.Message = "dropped", fmt.Sprintf("%s is dropped", result(v))
	case verdict.Overwritten:
		f.Case, f.Message = "overwritten", fmt.Sprintf("%q, %s, is never checked", v.Variable, result(v))
	case verdict.GoesOn:
		f.Case, f.Confidence, f.Severity = "goes on", rule.Likely, min(k.severity, rule.High)
		f.Message = fmt.Sprintf("the program continues when %s fails, as if it had succeeded", v.Subject())
		if !v.Uses {
			f.Message = fmt.Sprintf("the function reports success even when %s fails", v.Subject())
		}
	case verdict.OneError:
		f.Case, f.Confidence, f.Severity = "one error", rule.Likely, min(k.severity, rule.High)
		f.Message = fmt.Sprintf("only one error of %s is handled, and any other is treated as success", v.Subject())
		f.Advice = "return if the error is not nil"
	case verdict.Inverted:
		if !surelyProof(v) {
			return f, false
		}
		f.Case, f.Confidence = "inverted", rule.Likely
		f.Message = fmt.Sprintf("the result of %s is inverted: the function fails when it succeeds", v.Subject())
	case verdict.Misread:
		f.Case, f.Severity = "misread", rule.High
		f.Message = fmt.Sprintf("%s returns 1 or 0, so this comparison is always %t", v.API, v.Always)
		f.Why, f.Advice = "the result does not depend on the values that are compared", "compare the result with 1"
	case verdict.FallsBack:
		f.Case, f.Confidence, f.Severity = "falls back", rule.Likely, rule.High
		f.Message = fmt.Sprintf("when %s fails, its input is returned instead of the plaintext", v.Subject())
		f.Why = "an attacker who can replace the ciphertext can substitute any plaintext"
		f.Advice = "return the error, and mark values that are not encrypted yet with a separate version"
	default:
		return f, false
	}
	return f, true
}

// surelyProof reports whether what is verified proves who made something. Where a
// password or another value is compared, to be equal may be the failure: a new password
// must not be the old one.
func surelyProof(v *verdict.Verdict) bool {
	compared := v.Operand(cryptoapi.AsComparedConstantTime)
	return v.Decrypts() || len(v.Operand(cryptoapi.AsSignature, cryptoapi.AsTag)) > 0 ||
		compared.Any(func(a flow.Alternative) bool { return a.Only(cryptoapi.MACTag) })
}

// kind is what depends on a verdict.
type kind struct {
	severity     rule.Severity
	why, instead string
}

func kindOf(v *verdict.Verdict) kind {
	switch {
	case v.Decrypts():
		return kind{rule.Medium, "a message that an attacker changed becomes empty and is accepted as genuine", decrypt}
	case v.Of("golang.org/x/crypto/bcrypt", "github.com/alexedwards/argon2id", "github.com/pquerna/otp/totp", "github.com/pquerna/otp/hotp"):
		return kind{rule.Critical, "an attacker can log in with any password", verifyPassword}
	case v.Is(compare), v.Of("crypto/hmac", "golang.org/x/crypto/poly1305", "golang.org/x/crypto/nacl/auth"):
		return kind{rule.Critical, "a message that an attacker forged is accepted as genuine", verifyMAC}
	}
	return kind{rule.Critical, "a forged signature is accepted as genuine", verify}
}

// result names the verdict, and what finds out if a helper returns it.
func result(v *verdict.Verdict) string {
	what := "the result of "
	if v.Error() {
		what = "the error of "
	}
	return what + v.Subject()
}

// heed says what to do with the verdict.
func heed(v *verdict.Verdict) string {
	switch {
	case v.Is(compare) && v.Callee() == "":
		return "return unless the result is 1"
	case v.Error():
		return "return if the error is not nil"
	}
	return "return if the result is false"
}
