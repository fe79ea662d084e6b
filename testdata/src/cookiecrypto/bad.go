// Package cookiecrypto sets cookies as programs do.
package cookiecrypto

import (
	"net/http"

	"github.com/gorilla/csrf"
	"github.com/gorilla/securecookie"
	"github.com/gorilla/sessions"

	"example.test/cookiecrypto/settings"
)

func badNoAge(hash, block []byte) *securecookie.SecureCookie {
	return securecookie.New(hash, block).MaxAge(0) // want "CL907: securecookie.SecureCookie.MaxAge with 0 accepts cookies of any age; why: an attacker who gets a cookie once can use it .*; fix: pass the number of seconds .*, or use cookie.New"
}

func badStore(key []byte) *sessions.CookieStore {
	store := sessions.NewCookieStore(key)
	store.MaxAge(settings.MaxAge) // want "CL907: sessions.CookieStore.MaxAge with 0 accepts cookies of any age"
	return store
}

type site struct {
	store *sessions.CookieStore
	age   int
}

func newSite(key []byte) *site {
	return &site{store: sessions.NewCookieStore(key), age: 0}
}

func (s *site) badField() {
	s.store.MaxAge(s.age) // want "CL907: .* with 0 accepts cookies of any age"
}

func limit(codec *securecookie.SecureCookie, seconds int) { codec.MaxAge(seconds) }

func badThroughAHelper(codec *securecookie.SecureCookie) {
	limit(codec, 0) // want "CL907: .* with 0 accepts cookies of any age"
}

func badCSRF(key []byte, handler http.Handler) http.Handler {
	return csrf.Protect(key, csrf.Secure(false))(handler) // want "CL907: csrf.Secure\\(false\\) also sends the cookie with the CSRF token over plain HTTP; why: an attacker on the network .*; fix: leave csrf.Secure out"
}

func badCSRFOfAnotherPackage(key []byte) func(http.Handler) http.Handler {
	return csrf.Protect(key, csrf.Secure(settings.OverTLS), csrf.Path("/")) // want "CL907: csrf.Secure"
}

func protect(key []byte, secure bool) func(http.Handler) http.Handler {
	return csrf.Protect(key, csrf.Secure(secure))
}

func badCSRFThroughAHelper(key []byte) func(http.Handler) http.Handler {
	return protect(key, false) // want "CL907: csrf.Secure"
}
