package jwtalgorithm

import (
	"crypto/ed25519"
	"errors"

	"github.com/golang-jwt/jwt/v5"
	"github.com/lestrrat-go/jwx/v3/jwa"
	jwx "github.com/lestrrat-go/jwx/v3/jwt"

	"example.test/jwtalgorithm/keys"
)

func goodMethodsNamed(text string, key ed25519.PublicKey) (*jwt.Token, error) {
	return jwt.Parse(text, func(*jwt.Token) (any, error) { return key, nil }, jwt.WithValidMethods([]string{"EdDSA"}))
}

func goodMethodChecked(text string) (*jwt.Token, error) {
	return jwt.Parse(text, func(token *jwt.Token) (any, error) {
		if token.Method != jwt.SigningMethodHS256 {
			return nil, errors.New("another algorithm")
		}
		return keys.Secret(), nil
	})
}

func goodPublicKeyParsed(text string) (*jwt.Token, error) {
	return jwt.Parse(text, func(token *jwt.Token) (any, error) {
		return jwt.ParseEdPublicKeyFromPEM([]byte(keys.Public))
	})
}

func goodSecretForHMACAlone(text string) (*jwt.Token, error) {
	return jwt.Parse(text, func(*jwt.Token) (any, error) { return keys.Secret(), nil })
}

func goodNoneRefused(token *jwt.Token) (any, error) {
	if token.Method == jwt.SigningMethodNone {
		return nil, errors.New("not signed")
	}
	return keys.Secret(), nil
}

func goodNoneRecognised(key any) error {
	if key == jwt.UnsafeAllowNoneSignatureType {
		return errors.New("no key for tokens that are not signed")
	}
	switch key {
	case jwt.UnsafeAllowNoneSignatureType:
		return errors.New("no key")
	}
	return nil
}

func goodSigned(user string) (string, error) {
	return jwt.NewWithClaims(jwt.SigningMethodHS256, jwt.MapClaims{"sub": user}).SignedString(keys.Secret())
}

func goodSignedByJWX(token jwx.Token, key ed25519.PrivateKey) ([]byte, error) {
	return jwx.Sign(token, jwx.WithKey(jwa.EdDSA(), key))
}
