// Package assertion takes tokens of many issuers: it reads one to find its key, and then
// verifies it.
package assertion

import (
	"errors"
	"net/http"

	"github.com/go-jose/go-jose/v4"
	"github.com/go-jose/go-jose/v4/jwt"
)

type registry map[string]*jose.JSONWebKey

func (r registry) goodIssuer(request *http.Request) (string, error) {
	token, err := jwt.ParseSigned(request.FormValue("assertion"), []jose.SignatureAlgorithm{jose.EdDSA})
	if err != nil {
		return "", err
	}
	var unverified jwt.Claims
	if err := token.UnsafeClaimsWithoutVerification(&unverified); err != nil {
		return "", err
	}
	key := r[unverified.Issuer]
	if key == nil {
		return "", errors.New("unknown issuer")
	}
	var claims jwt.Claims
	if err := token.Claims(key, &claims); err != nil {
		return "", err
	}
	return claims.Subject, nil
}
