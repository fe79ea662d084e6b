// Package provider lets the users of an identity provider log in.
package provider

import (
	"context"
	"errors"

	"github.com/golang-jwt/jwt/v5"
	"github.com/lestrrat-go/jwx/v3/jwk"
)

type login struct{ keys jwk.Set }

func newLogin(ctx context.Context) (*login, error) {
	keys, err := jwk.Fetch(ctx, "https://login.example/certs")
	return &login{keys}, err
}

type claims struct {
	jwt.RegisteredClaims
	Email string `json:"email"`
}

// The issuer alone does not say for whom a token is.
func (l *login) badEmail(text string) (string, error) {
	var c claims
	_, err := jwt.ParseWithClaims(text, &c, l.key, jwt.WithValidMethods([]string{"RS256"}), jwt.WithIssuer("https://login.example")) // want `CL902: tokens of an issuer`
	return c.Email, err
}

func (l *login) key(token *jwt.Token) (public any, err error) {
	id, _ := token.Header["kid"].(string)
	key, ok := l.keys.LookupKeyID(id)
	if !ok {
		return nil, errors.New("unknown key")
	}
	return public, jwk.Export(key, &public)
}
