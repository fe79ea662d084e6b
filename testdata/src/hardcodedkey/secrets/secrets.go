// Package secrets holds what the packages of a program share.
package secrets

import "github.com/golang-jwt/jwt/v5"

// SigningKey is the key of all tokens.
var SigningKey = []byte("the key of the shop, do not tell")

// Sign signs claims with a key.
func Sign(claims jwt.Claims, key []byte) (string, error) {
	return jwt.NewWithClaims(jwt.SigningMethodHS256, claims).SignedString(key)
}
