package attest

import (
	"net/http"
	"testing"
)

// NewRegistry is for the tests of packages that need a registry.
func NewRegistry(t testing.TB, password string) http.Handler {
	t.Helper()
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if _, given, _ := r.BasicAuth(); given != password {
			w.WriteHeader(http.StatusUnauthorized)
		}
	})
}
