// Package uncheckedverify finds verifications that decide nothing: the result of a
// signature, MAC or password check is dropped, overwritten, read the wrong way, or
// logged at most.
package uncheckedverify

import (
	"cmp"

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
			pass.Report(f.At(v))
		}
	}
	return nil
}

// elsewhere reports whether another rule looks at a verdict, or nothing depends on it: a
// cookie that does not verify leaves the memory for it empty, and so does a JWT of go-jose.
func elsewhere(v *verdict.Verdict) bool {
	return v.Of(cryptoapi.JWTGo()...) || v.Of("github.com/gorilla/securecookie",
		"github.com/go-jose/go-jose/v4/jwt", "github.com/go-jose/go-jose/v3/jwt", "gopkg.in/square/go-jose.v2/jwt")
}

// finding says what is wrong with what is done with a verdict; nothing may be.
func finding(v *verdict.Verdict) (f rule.Finding, ok bool) {
	done, ok := unused[v.Fate]
	if v.Uses || !ok {
		done, ok = fates[v.Fate]
	}
	if !ok || v.Fate == verdict.Inverted && !surelyProof(v) {
		return f, false
	}
	k := kindOf(v)
	f = done.finding
	f.Severity, f.Why = cmp.Or(f.Severity, min(k.severity, done.most)), cmp.Or(f.Why, k.why)
	f.Advice, f.Instead = cmp.Or(f.Advice, heed(v)), k.instead
	if v.Callee() != "" {
		f.Confidence = min(f.Confidence, rule.Likely)
	}
	if v.Step.IsValid() && done.step != "" { // from the verification to where the program goes wrong
		f.Steps = []rule.Step{{Pos: v.Pos(), Text: "it is verified here"}, {Pos: v.Step, Text: done.step}}
	}
	return f.Naming(v.Subject(), result(v), v.Variable, v.API, v.Always), true
}

// surelyProof reports whether what is verified proves who made something. Where a
// password or another value is compared, to be equal may be the failure: a new password
// must not be the old one.
func surelyProof(v *verdict.Verdict) bool {
	compared := v.Operand(cryptoapi.AsComparedConstantTime)
	return v.Decrypts() || len(v.Operand(cryptoapi.AsSignature, cryptoapi.AsTag)) > 0 ||
		compared.Any(func(a flow.Alternative) bool { return a.Only(cryptoapi.MACTag) })
}

func kindOf(v *verdict.Verdict) kind {
	switch {
	case v.Decrypts():
		return ofPlaintext
	case v.Of("golang.org/x/crypto/bcrypt", "github.com/alexedwards/argon2id", "github.com/pquerna/otp/totp", "github.com/pquerna/otp/hotp"):
		return ofPassword
	case v.Is(compare), v.Of("crypto/hmac", "golang.org/x/crypto/poly1305", "golang.org/x/crypto/nacl/auth"):
		return ofMAC
	}
	return ofSignature
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
