// Package attest sounds like tests and is none.
package attest

import "net/http"

// Registry lets in who knows its password.
type Registry struct{ Password string }

func (f *Registry) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if _, password, _ := r.BasicAuth(); password != f.Password { // want "CL501: "
		w.WriteHeader(http.StatusUnauthorized)
	}
}
