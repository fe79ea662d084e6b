// Package address lets people in by tokens, some of which are in the URL of a request.
package address

import (
	"net/http"
	"strings"

	"github.com/gin-gonic/gin"
	"github.com/go-chi/chi/v5"
	"github.com/go-chi/jwtauth/v5"
	"github.com/golang-jwt/jwt/v5"
	jwx "github.com/lestrrat-go/jwx/v3/jwt"
)

type verifier struct{ key []byte }

func (v *verifier) claims(text string) (*jwt.RegisteredClaims, error) {
	var claims jwt.RegisteredClaims
	_, err := jwt.ParseWithClaims(text, &claims, func(*jwt.Token) (any, error) { return v.key, nil }, jwt.WithValidMethods([]string{"HS256"}))
	return &claims, err
}

func (v *verifier) badQuery(r *http.Request) (*jwt.RegisteredClaims, error) {
	return v.claims(r.URL.Query().Get("access_token")) // want `CL902: the token "access_token" is accepted in the URL of a request; why: URLs are kept in logs and browser histories, and sent to other sites in the Referer header: an attacker who reads one can use the token; fix: accept it in the Authorization header or in a cookie only`
}

func (v *verifier) badFallback(r *http.Request) (*jwt.RegisteredClaims, error) {
	text := strings.TrimPrefix(r.Header.Get("Authorization"), "Bearer ")
	if text == "" {
		values := r.URL.Query()
		text = values.Get("jwt") // want `CL902: the token "jwt" is accepted in the URL`
	}
	return v.claims(text)
}

func (v *verifier) badGin(c *gin.Context) {
	if _, err := v.claims(c.Query("jwt")); err != nil { // want `CL902: the token "jwt" is accepted in the URL`
		c.AbortWithStatus(http.StatusUnauthorized)
	}
}

func session(r *http.Request) string {
	return r.PathValue("session_token") // want `CL902: the token "session_token" is accepted in the URL`
}

func (v *verifier) badPath(r *http.Request) (*jwt.RegisteredClaims, error) {
	return v.claims(session(r))
}

type call struct{ bearer string }

func newCall(r *http.Request) *call {
	return &call{chi.URLParam(r, "authToken")} // want `CL902: the token "authToken" is accepted in the URL`
}

func (c *call) badField(key jwx.ParseOption) (jwx.Token, error) {
	return jwx.ParseString(c.bearer, key)
}

func badMiddleware(auth *jwtauth.JWTAuth) func(http.Handler) http.Handler {
	return jwtauth.Verify(auth, jwtauth.TokenFromHeader, jwtauth.TokenFromQuery) // want `CL902: the token "jwt" is accepted in the URL`
}
