// Package saml reads what identity providers say.
package saml

import (
	"errors"
	"log"

	"github.com/beevik/etree"
	saml2 "github.com/russellhaering/gosaml2"
	dsig "github.com/russellhaering/goxmldsig"
)

func badSignatureDropped(ctx *dsig.ValidationContext, response *etree.Element) string {
	ctx.Validate(response) // want "CL107"
	return response.FindElement("Assertion").Text()
}

func badUnsignedGoesOn(ctx *dsig.ValidationContext, response *etree.Element) string {
	if _, err := ctx.Validate(response); err != nil { // want "CL107"
		log.Print("bad signature: ", err)
	}
	return response.FindElement("Assertion").Text()
}

func goodSigned(ctx *dsig.ValidationContext, response *etree.Element) (string, error) {
	signed, err := ctx.Validate(response)
	if err != nil {
		return "", err
	}
	return signed.FindElement("Assertion").Text(), nil
}

// goodAssertionsSigned accepts a response without a signature if its assertion has one.
func goodAssertionsSigned(ctx *dsig.ValidationContext, response *etree.Element) (string, error) {
	signed, err := ctx.Validate(response)
	switch {
	case errors.Is(err, dsig.ErrMissingSignature):
		if signed, err = ctx.Validate(response.FindElement("Assertion")); err != nil {
			return "", err
		}
	case err != nil:
		return "", err
	default:
		signed = signed.FindElement("Assertion")
	}
	return signed.Text(), nil
}

// A logout says whether somebody signed it.
type logout struct {
	session string
	signed  bool
}

func goodKeptForCaller(ctx *dsig.ValidationContext, request *etree.Element) (*logout, error) {
	signed, err := ctx.Validate(request)
	if err == dsig.ErrMissingSignature {
		return &logout{session: request.Text()}, nil
	}
	if err != nil {
		return nil, err
	}
	return &logout{signed.Text(), true}, nil
}

func goodInfo(provider *saml2.SAMLServiceProvider, response string) (string, error) {
	info, err := provider.RetrieveAssertionInfo(response)
	if err != nil {
		return "", err
	}
	return info.NameID, nil
}
