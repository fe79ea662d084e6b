// Package callback gets tokens from the provider itself, and hands them on.
package callback

import (
	"context"
	"errors"

	"github.com/coreos/go-oidc/v3/oidc"
	"golang.org/x/oauth2"
)

// GoodFromTheProvider reads a token that came over TLS from the token endpoint: OpenID
// Connect Core, section 3.1.3.7, lets TLS take the place of the signature. Whoever calls
// this looks at the rest.
func GoodFromTheProvider(ctx context.Context, c *oauth2.Config, p *oidc.Provider, code string) (*oidc.IDToken, error) {
	token, err := c.Exchange(ctx, code)
	if err != nil {
		return nil, err
	}
	raw, ok := token.Extra("id_token").(string)
	if !ok {
		return nil, errors.New("no ID token")
	}
	return p.Verifier(&oidc.Config{SkipClientIDCheck: true, InsecureSkipSignatureCheck: true}).Verify(ctx, raw)
}
