// Package profile accepts tokens that have expired.
package profile

import (
	jwt4 "github.com/golang-jwt/jwt/v4"
	"github.com/golang-jwt/jwt/v5"
	"github.com/lestrrat-go/jwx/v2/jwa"
	jwx "github.com/lestrrat-go/jwx/v2/jwt"
)

func badOption() *jwt.Parser {
	return jwt.NewParser(jwt.WithoutClaimsValidation()) // want "CL902: WithoutClaimsValidation accepts tokens that have expired; why: an attacker who finds an old token can use it for as long as its key is in use; fix: leave it out"
}

func badField() *jwt4.Parser {
	return &jwt4.Parser{SkipClaimsValidation: true} // want "CL902: SkipClaimsValidation accepts tokens that have expired"
}

func badFieldSetLater(parser *jwt4.Parser) {
	parser.SkipClaimsValidation = true // want "CL902: SkipClaimsValidation accepts"
}

func badOptionOfJWX(text []byte, key []byte) (jwx.Token, error) {
	return jwx.Parse(text, jwx.WithKey(jwa.HS256, key), jwx.WithValidate(false)) // want "CL902: WithValidate.false. accepts tokens that have expired"
}

func goodField() *jwt4.Parser { return &jwt4.Parser{SkipClaimsValidation: false} }

func goodSetting(skip bool) *jwt4.Parser { return &jwt4.Parser{SkipClaimsValidation: skip} }

func goodValidated(text []byte) (jwx.Token, error) {
	return jwx.Parse(text, jwx.WithValidate(true))
}

func goodOption() *jwt.Parser {
	return jwt.NewParser(jwt.WithValidMethods([]string{"EdDSA"}), jwt.WithExpirationRequired())
}
