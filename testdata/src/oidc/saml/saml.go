// Package saml lets users in with SAML.
package saml

import (
	"os"

	saml2 "github.com/russellhaering/gosaml2"
)

func badWrittenOut(response string) (*saml2.AssertionInfo, error) {
	sp := &saml2.SAMLServiceProvider{
		AudienceURI:             "https://toolshed.example",
		SkipSignatureValidation: true, // want "CL904: .*SAML responses without a valid signature"
	}
	return sp.RetrieveAssertionInfo(response)
}

type login struct{ sp *saml2.SAMLServiceProvider }

func badField() *login {
	l := &login{sp: &saml2.SAMLServiceProvider{}}
	l.sp.SkipSignatureValidation = true // want "CL904: .*SAML responses without a valid signature"
	return l
}

func provider(skip bool) *saml2.SAMLServiceProvider {
	return &saml2.SAMLServiceProvider{SkipSignatureValidation: skip}
}

func badHelper(response string) (*saml2.AssertionInfo, error) {
	return provider(true).RetrieveAssertionInfo(response) // want "CL904: .*SAML responses without a valid signature"
}

func goodDefaults(response string) (*saml2.AssertionInfo, error) {
	sp := &saml2.SAMLServiceProvider{AudienceURI: "https://toolshed.example"}
	return sp.RetrieveAssertionInfo(response)
}

func goodFalse() *login {
	return &login{sp: &saml2.SAMLServiceProvider{SkipSignatureValidation: false}}
}

func goodOperatorDecides(response string) (*saml2.AssertionInfo, error) {
	sp := &saml2.SAMLServiceProvider{SkipSignatureValidation: os.Getenv("SAML_UNSIGNED") == "1"}
	return sp.RetrieveAssertionInfo(response)
}
