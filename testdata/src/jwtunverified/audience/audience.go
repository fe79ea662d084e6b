// Package audience accepts the tokens of an identity provider, for whichever program it issued
// them.
package audience

import (
	"context"
	"errors"
	"net/http"

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

type login struct{ keys jwt.Keyfunc }

type claims struct {
	jwt.RegisteredClaims
	Email string `json:"email"`
}

// The issuer alone does not say for whom a token is.
func (l *login) badEmail(text string) (string, error) {
	var c claims
	_, err := jwt.ParseWithClaims(text, &c, l.keys, jwt.WithValidMethods([]string{"RS256"}), jwt.WithIssuer("https://login.example")) // want `CL902: tokens of an issuer`
	return c.Email, err
}

func badRequest(keys jwk.Set, next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if _, err := jwx.ParseRequest(r, jwx.WithKeySet(keys)); err != nil { // want `CL902: tokens of an issuer`
			http.Error(w, "log in first", http.StatusUnauthorized)
			return
		}
		next.ServeHTTP(w, r)
	})
}

func badSignatureOnly(ctx context.Context, text string) ([]byte, error) {
	return oidc.NewRemoteKeySet(ctx, certificates).VerifySignature(ctx, text) // want `CL902: tokens of an issuer`
}
