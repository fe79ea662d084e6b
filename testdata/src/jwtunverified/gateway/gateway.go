// Package gateway lets requests in that carry a token, and verifies none.
package gateway

import (
	"net/http"
	"strings"

	"github.com/go-jose/go-jose/v4"
	josejwt "github.com/go-jose/go-jose/v4/jwt"
	"github.com/golang-jwt/jwt/v5"
	jwx "github.com/lestrrat-go/jwx/v3/jwt"
)

func badHeader(r *http.Request) (string, error) {
	text := strings.TrimPrefix(r.Header.Get("Authorization"), "Bearer ")
	token, _, err := jwt.NewParser().ParseUnverified(text, jwt.MapClaims{}) // want "CL902: jwt.Parser.ParseUnverified reads a token from a request, and nothing in this package verifies it; why: an attacker can create a token with any claims, and it is accepted as genuine; fix: parse it with its key"
	if err != nil {
		return "", err
	}
	return token.Claims.GetSubject()
}

func bearer(r *http.Request) string { return r.FormValue("token") }

func badThroughAHelper(r *http.Request) (jwx.Token, error) {
	return jwx.ParseInsecure([]byte(bearer(r))) // want "CL902: jwt.ParseInsecure reads a token from a request"
}

type request struct{ token string }

func newRequest(r *http.Request) *request { return &request{token: r.PostFormValue("assertion")} }

func (r *request) badField() ([]byte, error) {
	object, err := jose.ParseSigned(r.token, []jose.SignatureAlgorithm{jose.EdDSA})
	if err != nil {
		return nil, err
	}
	return object.UnsafePayloadWithoutVerification(), nil // want "CL902: jose.JSONWebSignature.UnsafePayloadWithoutVerification reads a token from a request"
}

func badClaims(r *http.Request) (josejwt.Claims, error) {
	var claims josejwt.Claims
	cookie, err := r.Cookie("session")
	if err != nil {
		return claims, err
	}
	token, err := josejwt.ParseSigned(cookie.Value, []jose.SignatureAlgorithm{jose.EdDSA})
	if err != nil {
		return claims, err
	}
	err = token.UnsafeClaimsWithoutVerification(&claims) // want "CL902: jwt.JSONWebToken.UnsafeClaimsWithoutVerification reads a token from a request"
	return claims, err
}

func goodOwnToken(text string) (string, error) {
	token, _, err := jwt.NewParser().ParseUnverified(text, jwt.MapClaims{})
	if err != nil {
		return "", err
	}
	return token.Claims.GetSubject()
}

func goodTokenOfTheProvider(response *http.Response) (jwx.Token, error) {
	return jwx.ParseInsecure([]byte(response.Header.Get("X-Token")))
}
