// Package useduncheckeddata finds data that are used before it is known who made them: acted
// on before the signature or MAC is verified, verified with a key that came with them, or
// decrypted first.
package useduncheckeddata

import (
	"fmt"

	"github.com/cryptolint/cryptolint/internal/rule"
	"github.com/cryptolint/cryptolint/passes/cryptoapi"
	"github.com/cryptolint/cryptolint/passes/flow"
	"github.com/cryptolint/cryptolint/passes/flow/verdict"
)

// Meta describes the rule.
var Meta = rule.Meta{
	ID: "CL108", Name: "useduncheckeddata", Title: "data that is used before it is verified",
	Severity: rule.High, CWE: 347,
	Patterns: []string{"S07", "S08", "A03", "C07"},
	Instead:  []string{verify, verifyMAC, decrypt},
	Since:    "0.1.0",
}

const (
	verify    = "safeapi/sign.PublicKey.Verify"
	verifyMAC = "safeapi/mac.Keyring.Verify"
	decrypt   = "safeapi/aead.Keyring.Decrypt"
)

// Analyzer is the rule.
var Analyzer = rule.New(Meta, run, flow.Analyzer)

const compare = "crypto/subtle.ConstantTimeCompare"

func run(pass *rule.Pass) error {
	for _, v := range verdict.New(flow.Of(pass.Pass)).Of(cryptoapi.Verify, compare) {
		if v.Fate != verdict.Heeded && v.Fate != verdict.Inverted {
			continue // nobody looks at it at all
		}
		if f, ok := finding(v); ok {
			pass.Report(f)
		}
	}
	return nil
}

func finding(v *verdict.Verdict) (rule.Finding, bool) {
	if v.Decrypts() {
		return unchecked(v)
	}
	if f, ok := early(v); ok {
		return f, true
	}
	if f, ok := ownKey(v); ok {
		return f, true
	}
	return unsealed(v)
}

// unchecked finds a plaintext that is acted on before the error says whether there is one.
func unchecked(v *verdict.Verdict) (rule.Finding, bool) {
	act := v.ActsUnchecked()
	if act == nil {
		return rule.Finding{}, false
	}
	return rule.Finding{
		Pos: act.Pos, End: act.End, Severity: rule.Medium, Confidence: sure(act), Case: "unchecked", Instead: decrypt,
		Message: fmt.Sprintf("the output of %s is %s before the error is checked", v.API, used(act)),
		Why:     "an attacker can send any ciphertext, and the program continues with an empty or forged message",
		Advice:  "return if the error is not nil, before anything else",
		Steps:   []rule.Step{{Pos: v.Pos(), Text: "decrypted here"}},
	}, true
}

// early finds data that are acted on before their signature or MAC is verified.
func early(v *verdict.Verdict) (rule.Finding, bool) {
	act := v.ActsBefore()
	if act == nil || passwords(v) {
		return rule.Finding{}, false
	}
	return rule.Finding{
		Pos: act.Pos, End: act.End, Confidence: sure(act), Case: "early", Instead: instead(v),
		Message: fmt.Sprintf("the data that %s verifies is %s before the verification", v.Subject(), used(act)),
		Why:     "an attacker can trigger this with a message that has no valid signature",
		Advice:  "verify first, and return if verification fails",
		Steps:   []rule.Step{{Pos: v.Pos(), Text: "verified here"}},
	}, true
}

// ownKey finds a signature that is verified with a key out of the message.
func ownKey(v *verdict.Verdict) (rule.Finding, bool) {
	key := v.OwnKey()
	if key == nil {
		return rule.Finding{}, false
	}
	f := rule.Finding{
		Pos: v.Pos(), End: v.End(), Severity: rule.Medium, Confidence: rule.Likely, Case: "own key", Instead: verify,
		Message: fmt.Sprintf("%s verifies a message with the key in its own field %q, and nothing checks whose key that is", v.API, key.Field),
		Why:     "an attacker can sign any message with their own key and send both",
		Advice:  "look up the key of the claimed signer, or compare it with the keys that you trust",
	}
	if key.Exported || !key.Received {
		f.Confidence = rule.Unsure // those who have the message may look
	}
	return f, true
}

// unsealed finds a decryption in CBC mode that does not go together with the MAC beside it.
func unsealed(v *verdict.Verdict) (rule.Finding, bool) {
	beside := v.Unsealed()
	if beside == nil || passwords(v) {
		return rule.Finding{}, false
	}
	decrypter := "cipher.NewCBCDecrypter"
	if beside.Callee != "" {
		decrypter += ", called by " + beside.Callee + ","
	}
	f := rule.Finding{
		Pos: beside.Node.Pos(), End: beside.Node.End(), Severity: rule.Medium, Confidence: rule.Likely, Prescribable: true, Instead: decrypt,
		Steps: []rule.Step{{Pos: v.Pos(), Text: "the MAC is verified here"}},
	}
	switch {
	case beside.Plaintext:
		f.Case, f.Message = "plaintext", fmt.Sprintf("%s decrypts before the MAC is verified, because the MAC covers the plaintext", decrypter)
		f.Why = "an attacker who can tell wrong padding from a wrong MAC, from an error or from timing, can decrypt any message"
		f.Advice = "compute the MAC of IV and ciphertext, and verify it before anything is decrypted, or use cipher.NewGCMWithRandomNonce"
	case beside.Early:
		f.Case, f.Message = "order", fmt.Sprintf("%s decrypts before the MAC of the ciphertext is verified", decrypter)
		f.Why = "an attacker who can tell wrong padding from a wrong MAC, from an error or from timing, can decrypt any message"
		f.Advice = "verify the MAC first, and return if that fails"
	default:
		f.Case, f.Message = "iv", fmt.Sprintf("the MAC does not cover the IV of %s", decrypter)
		f.Why = "an attacker can change the first block of the message undetected by changing the IV"
		f.Advice = "compute the MAC of IV and ciphertext"
	}
	return f, true
}

// passwords reports whether passwords or their digests are compared, and nothing is verified
// that somebody sent.
func passwords(v *verdict.Verdict) bool {
	return len(v.Operand(cryptoapi.AsPassword)) > 0 || v.Is(compare) && !v.Operand(cryptoapi.AsComparedConstantTime).Has(cryptoapi.MACTag)
}

func instead(v *verdict.Verdict) string {
	if v.Of("crypto/hmac", "crypto/subtle") {
		return verifyMAC
	}
	return verify
}

// used says what is done with data, for messages.
func used(act *verdict.Act) string {
	if act.Name == "" {
		return "sent through a channel"
	}
	return "passed to " + act.Name
}

// sure is how sure it is that code acts: where only its name says so, it is likely.
func sure(act *verdict.Act) rule.Confidence {
	if act.Sure {
		return rule.Likely
	}
	return rule.Unsure
}
