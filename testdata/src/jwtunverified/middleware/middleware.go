// Package middleware lets requests pass with a token of an identity provider.
package middleware

import (
	"context"
	"net/http"

	"github.com/lestrrat-go/jwx/v2/jwk"
	"github.com/lestrrat-go/jwx/v2/jwt"
)

func keys(ctx context.Context) (jwk.Set, error) {
	cache := jwk.NewCache(ctx)
	if err := cache.Register("https://login.example/certs"); err != nil {
		return nil, err
	}
	return cache.Get(ctx, "https://login.example/certs")
}

func badRequest(keys jwk.Set, next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if _, err := jwt.ParseRequest(r, jwt.WithKeySet(keys)); err != nil { // want `CL902: tokens of an issuer`
			http.Error(w, "log in first", http.StatusUnauthorized)
			return
		}
		next.ServeHTTP(w, r)
	})
}
