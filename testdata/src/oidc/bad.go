// Package oidc lets users in with the tokens of an identity provider.
package oidc

import (
	"context"
	"net/http"
	"strings"

	"github.com/coreos/go-oidc/v3/oidc"

	"example.test/oidc/idp"
)

func badWrittenOut(ctx context.Context, p *oidc.Provider, r *http.Request) (string, error) {
	verifier := p.Verifier(&oidc.Config{
		ClientID:                   "toolshed",
		InsecureSkipSignatureCheck: true, // want "CL904: .*without a valid signature"
		SkipExpiryCheck:            true, // want "CL904: .*have expired"
	})
	token, err := verifier.Verify(ctx, strings.TrimPrefix(r.Header.Get("Authorization"), "Bearer "))
	if err != nil {
		return "", err
	}
	return token.Subject, nil
}

type gate struct{ config *oidc.Config }

func badField(p *oidc.Provider) *oidc.IDTokenVerifier {
	g := &gate{config: &oidc.Config{ClientID: "toolshed"}}
	g.config.InsecureSkipSignatureCheck = true // want "CL904: .*without a valid signature"
	return p.Verifier(g.config)
}

func lenient(id string, skip bool) *oidc.Config {
	return &oidc.Config{ClientID: id, SkipIssuerCheck: skip} // want "CL904: .*every issuer"
}

func badHelper(ctx context.Context, p *oidc.Provider, raw string) error {
	_, err := p.VerifierContext(ctx, lenient("toolshed", true)).Verify(ctx, raw)
	return err
}

func badAnyClient(keys oidc.KeySet) *oidc.IDTokenVerifier {
	config := new(oidc.Config)
	config.SkipClientIDCheck = true // want "CL904: .*other clients"
	return oidc.NewVerifier("https://id.example", keys, config)
}

func badAnotherPackage(p *oidc.Provider) *oidc.IDTokenVerifier {
	return p.Verifier(idp.Config("toolshed"))
}

func unsigned(id string, skip bool) *oidc.Config {
	return &oidc.Config{ClientID: id, InsecureSkipSignatureCheck: skip} // want "CL904: .*without a valid signature"
}

func badSignatureInHelper(p *oidc.Provider) *oidc.IDTokenVerifier {
	return p.Verifier(unsigned("toolshed", true))
}

func badExpiryOfField(p *oidc.Provider) *oidc.IDTokenVerifier {
	g := &gate{config: &oidc.Config{ClientID: "toolshed"}}
	g.config.SkipExpiryCheck = true // want "CL904: .*have expired"
	return p.Verifier(g.config)
}
