// Package handson verifies tokens for others, who can look at the audience.
package handson

import (
	"context"

	"github.com/lestrrat-go/jwx/v3/jwk"
	"github.com/lestrrat-go/jwx/v3/jwt"
)

func GoodToken(ctx context.Context, text string) (jwt.Token, error) {
	keys, err := jwk.Fetch(ctx, "https://login.example/certs")
	if err != nil {
		return nil, err
	}
	return jwt.ParseString(text, jwt.WithKeySet(keys))
}
