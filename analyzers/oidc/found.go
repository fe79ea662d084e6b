package oidc

import "github.com/cryptolint/cryptolint/internal/rule"

const skipping = "the check is skipped"

// A skip is a field that turns a check off.
type skip struct {
	field  string
	claims []string // a program that reads one of them makes the check itself
	reads  []string // fields of IDToken that hold them
	f      rule.Finding
}

const writes = "an attacker can create a token with any claims, and it is accepted as genuine"

var signature = skip{field: "InsecureSkipSignatureCheck", f: rule.Finding{
	Severity: rule.Critical, Confidence: rule.Likely, Case: "signature", Message: "InsecureSkipSignatureCheck accepts ID tokens without a valid signature",
	Why: writes, Advice: "leave it out: the verifier fetches the keys of the provider",
}}

var response = rule.Finding{
	Severity: rule.Critical, Case: "saml", Message: "SkipSignatureValidation accepts SAML responses without a valid signature",
	Why:    "an attacker can forge a response for any user, and is logged in",
	Advice: "leave it out, and put the certificates of the identity provider into IDPCertificateStore",
}

var claims = []skip{
	{"SkipExpiryCheck", []string{"exp"}, []string{library + ".IDToken.Expiry"}, rule.Finding{
		Severity: rule.Medium, Confidence: rule.Likely, Case: "expiry", Message: "SkipExpiryCheck accepts ID tokens that have expired",
		Why: "an attacker who finds an old token can use it for as long as its key is in use", Advice: "leave it out, and set Now for clocks that differ",
	}},
	{"SkipClientIDCheck", []string{"aud", "azp", "client_id", "cid", "appid"}, []string{library + ".IDToken.Audience"}, rule.Finding{
		Severity: rule.High, Confidence: rule.Likely, Case: "audience", Message: "SkipClientIDCheck accepts ID tokens that were issued to other clients",
		Why: "an attacker who runs another client of the provider can use the tokens of its users here", Advice: "set ClientID, or compare IDToken.Audience with the clients that are accepted",
	}},
	{"SkipIssuerCheck", []string{"iss", "tid", "hd"}, []string{library + ".IDToken.Issuer"}, rule.Finding{
		Severity: rule.Medium, Confidence: rule.Likely, Case: "issuer", Message: "SkipIssuerCheck accepts ID tokens of every issuer that shares the keys of the provider",
		Why: "an attacker with a tenant of the same provider can issue tokens for any user", Advice: "leave it out, or compare IDToken.Issuer with the issuers that are accepted",
	}},
}
