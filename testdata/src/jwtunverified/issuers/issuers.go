// Package issuers finds the keys of a tenant in its token, and then verifies it.
package issuers

import (
	"net/http"

	"github.com/lestrrat-go/jwx/v3/jwk"
	"github.com/lestrrat-go/jwx/v3/jwt"
)

func goodTenant(request *http.Request, tenants map[string]jwk.Set) (jwt.Token, error) {
	text := []byte(request.Header.Get("X-Token"))
	unverified, err := jwt.ParseInsecure(text)
	if err != nil {
		return nil, err
	}
	tenant, _ := unverified.Issuer()
	return jwt.Parse(text, jwt.WithKeySet(tenants[tenant]))
}
