package strict

import (
	"crypto/rand"

	"github.com/golang-jwt/jwt/v5"
)

func badHalfAKey(claims jwt.Claims) (string, error) {
	key := make([]byte, 16)
	rand.Read(key)
	return jwt.NewWithClaims(jwt.SigningMethodHS256, claims).SignedString(key) // want "CL903: the key of jwt.Token.SignedString has only 16 random bytes; why: RFC 7518 requires as many bytes as the digest has"
}

func goodKey(claims jwt.Claims) (string, error) {
	key := make([]byte, 32)
	rand.Read(key)
	return jwt.NewWithClaims(jwt.SigningMethodHS256, claims).SignedString(key)
}
