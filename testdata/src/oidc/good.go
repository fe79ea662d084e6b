package oidc

import (
	"context"

	"github.com/coreos/go-oidc/v3/oidc"
)

func goodDefaults(ctx context.Context, p *oidc.Provider, raw string) (string, error) {
	token, err := p.Verifier(&oidc.Config{ClientID: "toolshed"}).Verify(ctx, raw)
	if err != nil {
		return "", err
	}
	return token.Subject, nil
}

func goodTurnedOnAgain(p *oidc.Provider) *oidc.IDTokenVerifier {
	config := &oidc.Config{ClientID: "toolshed", SkipExpiryCheck: true}
	config.SkipExpiryCheck = false
	return p.Verifier(config)
}

// goodNoClient has no client to compare with where the operator names none.
func goodNoClient(p *oidc.Provider, client string) *oidc.IDTokenVerifier {
	return p.Verifier(&oidc.Config{ClientID: client, SkipClientIDCheck: client == ""})
}

type settings struct {
	SkipIssuer bool `json:"skipIssuer"`
}

func goodOperatorDecides(p *oidc.Provider, s settings) *oidc.IDTokenVerifier {
	return p.Verifier(&oidc.Config{ClientID: "toolshed", SkipIssuerCheck: s.SkipIssuer})
}

func goodFalse(p *oidc.Provider) *oidc.IDTokenVerifier {
	return p.Verifier(&oidc.Config{ClientID: "toolshed", InsecureSkipSignatureCheck: false})
}
