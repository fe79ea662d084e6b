// Package parsed parses the tokens of a service.
package parsed

import (
	"os"

	"github.com/golang-jwt/jwt/v5"
)

// Secret returns the secret of the service.
func Secret() []byte { return []byte(os.Getenv("TOKEN_SECRET")) }

// Into fills the claims of a token.
func Into(text string, claims jwt.Claims) error {
	_, err := jwt.ParseWithClaims(text, claims, func(*jwt.Token) (any, error) { return Secret(), nil })
	return err
}
