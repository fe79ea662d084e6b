// Package clients looks at who asked for a token, by the claim that the issuer has for that.
package clients

import (
	"context"
	"errors"

	"github.com/golang-jwt/jwt/v5"
	"github.com/lestrrat-go/jwx/v2/jwk"
)

func goodClient(ctx context.Context, text string) (string, error) {
	keys, err := jwk.Fetch(ctx, "https://login.example/certs")
	if err != nil {
		return "", err
	}
	claims := jwt.MapClaims{}
	_, err = jwt.ParseWithClaims(text, claims, func(token *jwt.Token) (any, error) {
		id, _ := token.Header["kid"].(string)
		key, ok := keys.LookupKeyID(id)
		if !ok {
			return nil, errors.New("unknown key")
		}
		var public any
		return public, key.Raw(&public)
	}, jwt.WithValidMethods([]string{"RS256"}))
	if err != nil {
		return "", err
	}
	if claims["azp"] != "shop" {
		return "", errors.New("the token is for another program")
	}
	return claims.GetSubject()
}
