// Package testutil holds servers that stand in for real ones in tests.
package testutil

import "net/http"

// FakeRegistry lets in who knows its password, which is in the test beside it.
type FakeRegistry struct{ Password string }

func (f *FakeRegistry) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if _, password, _ := r.BasicAuth(); password != f.Password {
		w.WriteHeader(http.StatusUnauthorized)
	}
}
