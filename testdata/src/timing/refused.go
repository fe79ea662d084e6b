package timing

import (
	"errors"
	"net/http"
	"path"
	"strings"
)

// Where both are equal the program refuses: whoever guesses right gains nothing.

func goodNewPassword(user *account, r *http.Request) error {
	if r.FormValue("password") == user.Password {
		return errors.New("the new password has to differ from the old one")
	}
	return nil
}

// The other way round it is a login.
func badOldPassword(user *account, r *http.Request) error {
	if r.FormValue("password") != user.Password { // want "CL501: user.Password is compared"
		return errors.New("wrong password")
	}
	return nil
}

type vaultEntry interface{ Password() string }

func GoodAudit(name string, entry vaultEntry) error {
	if name == entry.Password() || path.Base(name) == entry.Password() {
		return errors.New("the password is the name of the entry")
	}
	return nil
}

// An entry of the claims is called by its key, and not by what holds the claims.
func goodAudience(session *oidcSession, r *http.Request) bool {
	claims := session.IDTokenClaims()
	audience, _ := claims["aud"].([]string)
	for _, a := range audience {
		if a == r.URL.Query().Get("client_id") {
			return true
		}
	}
	return false
}

func badClaimedToken(session *oidcSession, r *http.Request) bool {
	return session.IDTokenClaims()["refresh_token"] == r.URL.Query().Get("t") // want "CL501: "
}

type oidcSession struct{ accessToken string }

func (s *oidcSession) IDTokenClaims() map[string]any {
	return map[string]any{"aud": strings.Fields(s.accessToken), "sub": s.accessToken}
}

// What an accessor calls an id is one, whatever the field was made of.

type registered struct{ id string }

func newRegistered(r *http.Request) *registered {
	return &registered{id: r.FormValue("registration_access_token")}
}

func (c *registered) GetID() string { return c.id }

func goodAudienceOfClient(claims map[string]any, c *registered) bool {
	audience, _ := claims["aud"].([]string)
	for _, a := range audience {
		if a == c.GetID() {
			return true
		}
	}
	return false
}
