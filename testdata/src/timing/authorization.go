package timing

import (
	"net/http"
	"strings"
)

// What the header Authorization holds is there to be let in: a parameter called token is
// one that lets in.

func badMiddleware(token string) func(http.Handler) http.Handler {
	return func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if strings.TrimPrefix(r.Header.Get("Authorization"), "Bearer ") != token { // want "CL501: token is compared"
				http.Error(w, "who are you?", http.StatusUnauthorized)
				return
			}
			next.ServeHTTP(w, r)
		})
	}
}

func badHeaderMadeBefore(token string) http.HandlerFunc {
	want := "Bearer " + token
	return func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("Authorization") != want { // want "CL501: want is compared"
			w.WriteHeader(http.StatusUnauthorized)
		}
	}
}

// A part of the header says how it is written, and another header lets nobody in.

func goodScheme(tokenType string, r *http.Request) bool {
	scheme, _, _ := strings.Cut(r.Header.Get("Authorization"), " ")
	return scheme == tokenType
}

func goodTokenOfPage(token string, r *http.Request) bool { return r.Header.Get("X-Page") == token }
