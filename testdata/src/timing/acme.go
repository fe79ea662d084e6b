package timing

import (
	"fmt"
	"net/http"
	"path"
	"strings"
)

// challengePath is where the certificate authority asks for what proves that a host is ours.
const challengePath = "/.well-known/acme-challenge"

// solver answers for one host. The token stands in the address that the authority asks for, and
// the answer is for everybody.
type solver struct {
	Token, Key, AdminToken string
}

func (s *solver) goodChallenge(w http.ResponseWriter, r *http.Request) {
	token := path.Base(r.URL.EscapedPath())
	if path.Dir(r.URL.EscapedPath()) != challengePath || s.Token != token {
		http.NotFound(w, r)
		return
	}
	fmt.Fprint(w, s.Key)
}

func (s *solver) goodChallengeTrimmed(w http.ResponseWriter, r *http.Request) {
	if token := strings.TrimPrefix(r.URL.Path, challengePath+"/"); token == s.Token {
		fmt.Fprint(w, s.Key)
	}
}

// What stands in a header, or is called the token of somebody, is a secret in such a package, too.
func (s *solver) badAdministrator(w http.ResponseWriter, r *http.Request) {
	if r.Header.Get("X-Token") != s.Token { // want "CL501: .* is compared with !="
		http.Error(w, "unauthorized", http.StatusUnauthorized)
	}
}

func (s *solver) badAdministratorByPath(w http.ResponseWriter, r *http.Request) {
	if path.Base(r.URL.Path) != s.AdminToken { // want "CL501: .* is compared with !="
		http.Error(w, "unauthorized", http.StatusUnauthorized)
	}
}
