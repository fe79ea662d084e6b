package address

import (
	"net/http"
	"strings"

	"github.com/go-chi/jwtauth/v5"
	"github.com/golang-jwt/jwt/v5"
)

// goodHeader is where tokens belong.
func (v *verifier) goodHeader(r *http.Request) (*jwt.RegisteredClaims, error) {
	return v.claims(strings.TrimPrefix(r.Header.Get("Authorization"), "Bearer "))
}

// goodCookie does not show up in logs either.
func (v *verifier) goodCookie(r *http.Request) (*jwt.RegisteredClaims, error) {
	cookie, err := r.Cookie("access_token")
	if err != nil {
		return nil, err
	}
	return v.claims(cookie.Value)
}

// goodLink is for one thing, and works once: it has to be in the URL.
func (v *verifier) goodLink(r *http.Request) (*jwt.RegisteredClaims, error) {
	return v.claims(r.URL.Query().Get("token"))
}

// goodBody may be a form in the body as well: the sender decides.
func (v *verifier) goodBody(r *http.Request) (*jwt.RegisteredClaims, error) {
	return v.claims(r.PostFormValue("access_token"))
}

// goodRedirect is the token of somebody else, which this program passes on.
func goodRedirect(w http.ResponseWriter, r *http.Request) {
	http.Redirect(w, r, "/next?jwt="+r.URL.Query().Get("jwt"), http.StatusFound)
}

// goodHint says whose session ends, and lets nobody in.
func (v *verifier) goodHint(r *http.Request) (*jwt.RegisteredClaims, error) {
	return v.claims(r.URL.Query().Get("id_token_hint"))
}

func goodMiddleware(auth *jwtauth.JWTAuth) func(http.Handler) http.Handler {
	return jwtauth.Verify(auth, jwtauth.TokenFromHeader, jwtauth.TokenFromCookie)
}
