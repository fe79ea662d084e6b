// Package signer signs the claims of others, who set what they want.
package signer

import "github.com/golang-jwt/jwt/v5"

type signer struct{ key []byte }

func (s signer) goodSign(claims jwt.Claims) (string, error) {
	return jwt.NewWithClaims(jwt.SigningMethodHS256, claims).SignedString(s.key)
}
