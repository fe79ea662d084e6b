// Package useduncheckeddata finds data that are used before it is known who made them: acted
// on before the signature or MAC is verified, verified with a key that came with them, or
// decrypted first.
package useduncheckeddata

import (
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

// finding returns what is wrong with data that are verified, or decrypted.
func finding(v *verdict.Verdict) (f rule.Finding, ok bool) {
	if v.Decrypts() {
		act := v.ActsUnchecked()
		return acted(unchecked, v, act), act != nil
	}
	if act := v.ActsBefore(); act != nil && !passwords(v) {
		f = early
		if v.Of("crypto/hmac", "crypto/subtle") {
			f.Instead = verifyMAC
		}
		return acted(f, v, act), true
	}
	if own := v.OwnKey(); own != nil {
		f = ownKey.Naming(v.API, own.Field).At(v)
		if own.Exported || !own.Received {
			f.Confidence = rule.Unsure // those who have the message may look
		}
		return f, true
	}
	if beside := v.Unsealed(); beside != nil && !passwords(v) {
		return unsealed(v, beside), true
	}
	return f, false
}

// acted completes the finding for data that are acted on before the verdict. Where only the name
// of what is called says that it acts, that is not sure.
func acted(f rule.Finding, v *verdict.Verdict, act *verdict.Act) rule.Finding {
	if act == nil {
		return f
	}
	used := "passed to " + act.Name
	if act.Name == "" {
		used = "sent through a channel"
	}
	if !act.Sure {
		f.Confidence = rule.Unsure
	}
	f.Pos, f.End = act.Pos, act.End
	return f.Naming(v.API, v.Subject(), used).Along([]rule.Step{{Pos: v.Pos(), Text: steps[f.Case]}})
}

// unsealed is what is found of a decryption in CBC mode that does not go together with the MAC
// beside it.
func unsealed(v *verdict.Verdict, beside *verdict.Unsealing) rule.Finding {
	decrypter := "cipher.NewCBCDecrypter"
	if beside.Callee != "" {
		decrypter += ", called by " + beside.Callee + ","
	}
	f := withoutIV
	switch {
	case beside.Plaintext:
		f = ofPlaintext
	case beside.Early:
		f = decryptedFirst
	}
	return f.Naming(decrypter).At(beside.Node).Along([]rule.Step{{Pos: v.Pos(), Text: "the MAC is verified here"}})
}

// passwords reports whether passwords or their digests are compared, and nothing is verified
// that somebody sent.
func passwords(v *verdict.Verdict) bool {
	return len(v.Operand(cryptoapi.AsPassword)) > 0 || v.Is(compare) && !v.Operand(cryptoapi.AsComparedConstantTime).Has(cryptoapi.MACTag)
}
