package cookiecrypto

import (
	"flag"
	"net/http"
	"os"

	"github.com/gorilla/csrf"
	"github.com/gorilla/securecookie"
	"github.com/gorilla/sessions"

	"example.test/cookiecrypto/settings"
)

func goodAge(hash, block []byte) *securecookie.SecureCookie {
	return securecookie.New(hash, block).MaxAge(3600)
}

// goodSigned is not encrypted, as the value is no secret.
func goodSigned(hash []byte) *securecookie.SecureCookie { return securecookie.New(hash, nil) }

func goodDefault(key []byte) *sessions.CookieStore { return sessions.NewCookieStore(key) }

func goodStore(key []byte) *sessions.CookieStore {
	store := sessions.NewCookieStore(key)
	store.MaxAge(settings.Week)
	return store
}

// goodBrowserSession ends with the browser, and the signature of its cookie after a month.
func goodBrowserSession(key []byte) *sessions.CookieStore {
	store := sessions.NewCookieStore(key)
	store.Options.MaxAge = 0
	return store
}

func goodConfigured(key []byte, age int) *sessions.CookieStore {
	store := sessions.NewCookieStore(key)
	store.MaxAge(age)
	return store
}

// goodFiles keeps the sessions, and when they end, on the server.
func goodFiles(key []byte) *sessions.FilesystemStore {
	store := sessions.NewFilesystemStore("", key)
	store.MaxAge(0)
	return store
}

func goodLogout(w http.ResponseWriter, r *http.Request, store *sessions.CookieStore) {
	session, _ := store.Get(r, "session")
	session.Options.MaxAge = -1
	session.Save(r, w)
}

func goodCSRF(key []byte, handler http.Handler) http.Handler { return csrf.Protect(key)(handler) }

func goodSecure(key []byte) func(http.Handler) http.Handler {
	return csrf.Protect(key, csrf.Secure(true))
}

var production = flag.Bool("production", true, "run behind TLS")

func goodFlag(key []byte) func(http.Handler) http.Handler {
	return csrf.Protect(key, csrf.Secure(*production))
}

func goodEnvironment(key []byte) func(http.Handler) http.Handler {
	return csrf.Protect(key, csrf.Secure(os.Getenv("ENV") != "dev"))
}

type options struct{ Development bool }

func goodDevelopment(key []byte, o options) func(http.Handler) http.Handler {
	var more []csrf.Option
	if o.Development {
		more = append(more, csrf.Secure(false))
	}
	return csrf.Protect(key, more...)
}

// goodAPI has clients that are no browsers.
func goodAPI(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		next.ServeHTTP(w, csrf.UnsafeSkipCheck(r))
	})
}

// goodCookie says nothing of the attributes of its cookies, which the profile strict wants.
func goodCookie(w http.ResponseWriter, id string) {
	http.SetCookie(w, &http.Cookie{Name: "session", Value: id})
}
