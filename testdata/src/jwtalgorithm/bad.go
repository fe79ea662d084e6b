// Package jwtalgorithm makes and parses JSON Web Tokens as programs do.
package jwtalgorithm

import (
	"fmt"

	dead "github.com/dgrijalva/jwt-go"
	jwt4 "github.com/golang-jwt/jwt/v4"
	"github.com/golang-jwt/jwt/v5"
	"github.com/lestrrat-go/jwx/v2/jws"
	jwx "github.com/lestrrat-go/jwx/v3/jwt"

	"example.test/jwtalgorithm/keys"
)

func badNoneAccepted(text string) (*jwt.Token, error) {
	return jwt.Parse(text, func(token *jwt.Token) (any, error) {
		if token.Method.Alg() == "none" {
			return jwt.UnsafeAllowNoneSignatureType, nil // want "CL901: jwt.UnsafeAllowNoneSignatureType accepts unsigned tokens; why: an attacker can create a token with any claims, and it is accepted as genuine; fix: return the key"
		}
		return keys.Secret(), nil
	})
}

type verifier struct{ development bool }

func (v *verifier) key(*jwt4.Token) (interface{}, error) {
	if v.development {
		return jwt4.UnsafeAllowNoneSignatureType, nil // want "CL901: .* accepts unsigned tokens"
	}
	return keys.Secret(), nil
}

func (v *verifier) badNoneFromAMethod(text string) (*jwt4.Token, error) {
	return jwt4.Parse(text, v.key)
}

func badNoneThroughAVariable(text string) (*dead.Token, error) {
	var key interface{} = dead.UnsafeAllowNoneSignatureType // want "CL901: .* creates and accepts unsigned tokens"
	return dead.Parse(text, func(*dead.Token) (interface{}, error) { return key, nil })
}

func badNoneMade(user string) (string, error) {
	token := jwt.NewWithClaims(jwt.SigningMethodNone, jwt.MapClaims{"sub": user})
	return token.SignedString(jwt.UnsafeAllowNoneSignatureType) // want "CL901: jwt.UnsafeAllowNoneSignatureType creates an unsigned token; why: an attacker can change its claims, .*; fix: sign it, with HS256 or EdDSA, or use signedtoken.New"
}

func badNoneMadeByJWX(token jwx.Token) ([]byte, error) {
	return jwx.Sign(token, jwx.WithInsecureNoSignature()) // want "CL901: jwx.WithInsecureNoSignature creates an unsigned token"
}

func badNoneMadeByJWS(payload []byte) ([]byte, error) {
	return jws.Sign(payload, jws.WithInsecureNoSignature()) // want "CL901: jws.WithInsecureNoSignature creates an unsigned token"
}

const pinned = `-----BEGIN PUBLIC KEY-----
MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEFLQbeQkGF6Ya4fVvcKXuhrkwsdpB
-----END PUBLIC KEY-----`

func badPublicKeyAsBytes(text string) (*jwt.Token, error) {
	return jwt.Parse(text, func(token *jwt.Token) (any, error) { // want "CL901: the function literal returns a public key as bytes, which the library uses as an HMAC secret; why: an attacker who knows the public key can sign any token with it, as HS256; fix: parse it with"
		if _, ok := token.Method.(*jwt.SigningMethodECDSA); ok {
			return jwt.ParseECPublicKeyFromPEM([]byte(pinned))
		}
		return []byte(pinned), nil
	})
}

func pem(token *jwt.Token) (any, error) {
	if token.Header["alg"] == "EdDSA" {
		return jwt.ParseEdPublicKeyFromPEM(public())
	}
	return public(), nil
}

func public() []byte { return []byte(keys.Public) }

func badPublicKeyOfAnotherPackage(text string) (*jwt.Token, error) {
	return jwt.ParseWithClaims(text, jwt.MapClaims{}, pem) // want "CL901: jwtalgorithm.pem returns a public key as bytes"
}

type service struct{ key []byte }

func newService() *service { return &service{key: []byte(keys.Public)} }

func (s *service) badPublicKeyInAField(text string) error {
	_, err := jwt.NewParser().Parse(text, func(*jwt.Token) (any, error) { return s.key, nil }) // want "CL901: the function literal returns a public key as bytes"
	return fmt.Errorf("token: %w", err)
}
