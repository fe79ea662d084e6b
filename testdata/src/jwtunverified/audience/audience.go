// Package audience accepts the tokens of an identity provider, for whichever program it issued
// them.
package audience

import (
	"context"
	"errors"

	"github.com/coreos/go-oidc/v3/oidc"
	"github.com/golang-jwt/jwt/v5"
	"github.com/lestrrat-go/jwx/v3/jwk"
	jwx "github.com/lestrrat-go/jwx/v3/jwt"
)

const certificates = "https://login.example/certs"

func badFetched(ctx context.Context, text string) (user string, err error) {
	keys, err := jwk.Fetch(ctx, certificates)
	if err != nil {
		return "", err
	}
	token, err := jwx.ParseString(text, jwx.WithKeySet(keys)) // want `CL902: tokens of an issuer are accepted for whichever program it issued them; why: an attacker who runs another program of the same issuer, or has a token for one, can log in here with it; fix: require the audience: jwt.WithAudience with the name by which the issuer knows this program`
	if err != nil {
		return "", err
	}
	user, ok := token.Subject()
	if !ok {
		return "", errors.New("no subject")
	}
	return user, nil
}

// goodOwnKeys are not those of an issuer, as far as is known.
func goodOwnKeys(text string, keys jwt.Keyfunc) (string, error) {
	token, err := jwt.Parse(text, keys, jwt.WithValidMethods([]string{"EdDSA"}))
	if err != nil {
		return "", err
	}
	return token.Claims.GetSubject()
}

func badSignatureOnly(ctx context.Context, text string) ([]byte, error) {
	return oidc.NewRemoteKeySet(ctx, certificates).VerifySignature(ctx, text) // want `CL902: tokens of an issuer`
}
