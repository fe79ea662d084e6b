// Package checksaudience accepts the tokens of an identity provider that are for this program.
package checksaudience

import (
	"context"

	"github.com/lestrrat-go/jwx/v3/jwk"
	"github.com/lestrrat-go/jwx/v3/jwt"
)

func goodAudience(ctx context.Context, text string) error {
	keys, err := jwk.Fetch(ctx, "https://login.example/certs")
	if err != nil {
		return err
	}
	_, err = jwt.ParseString(text, jwt.WithKeySet(keys), jwt.WithAudience("shop"))
	return err
}
