// Package exchange makes a token of its own for each token that it gets. It has a key,
// but uses it to sign only.
package exchange

import (
	"net/http"

	"github.com/golang-jwt/jwt/v5"
)

type exchange struct{ key []byte }

func (e *exchange) badSignsWhatNobodyVerified(request *http.Request) (string, error) {
	token, _, err := jwt.NewParser().ParseUnverified(request.FormValue("subject_token"), jwt.MapClaims{}) // want "CL902: jwt.Parser.ParseUnverified reads a token from a request, and nothing in this package verifies it"
	if err != nil {
		return "", err
	}
	return jwt.NewWithClaims(jwt.SigningMethodHS256, token.Claims).SignedString(e.key)
}
