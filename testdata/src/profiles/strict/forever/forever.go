// Package forever creates tokens that never expire.
package forever

import (
	"github.com/golang-jwt/jwt/v5"
	jwx "github.com/lestrrat-go/jwx/v3/jwt"
)

type claims struct {
	jwt.RegisteredClaims
	Admin bool
}

func badMap(key []byte, user string) (string, error) {
	return jwt.NewWithClaims(jwt.SigningMethodHS256, jwt.MapClaims{"sub": user}).SignedString(key) // want `CL902: tokens are created that never expire; why: an attacker who finds one, in a log or a backup, can use it for as long as its key is in use; fix: set ExpiresAt`
}

func badStruct(key []byte, user string) (string, error) {
	c := &claims{Admin: user == "root"}
	c.Subject = user
	token := jwt.NewWithClaims(jwt.SigningMethodHS256, c) // want `CL902: tokens are created that never expire`
	return token.SignedString(key)
}

func badBuilder(user string, key jwx.SignOption) ([]byte, error) {
	token, err := jwx.NewBuilder().Subject(user).Build() // want `CL902: tokens are created that never expire`
	if err != nil {
		return nil, err
	}
	return jwx.Sign(token, key)
}
