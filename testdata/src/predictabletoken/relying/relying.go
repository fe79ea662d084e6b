// Package relying logs people in with a library of the program.
package relying

import (
	"net/http"

	"example.test/predictabletoken/request"
)

func goodGenerated(p *request.Provider, w http.ResponseWriter, r *http.Request, options []request.Option) {
	login, err := request.New(options...)
	if err != nil {
		http.Error(w, "no login", http.StatusInternalServerError)
		return
	}
	http.Redirect(w, r, p.URL(login), http.StatusFound)
}

// The library may as well generate one, as far as can be seen here.
func goodOption(p *request.Provider, state string) (string, error) {
	login, err := request.New(request.WithState(state), request.WithLength(32))
	if err != nil {
		return "", err
	}
	return p.URL(login), nil
}

func badFixed(p *request.Provider) string {
	return p.URL(request.Fixed()) // want "CL402: the state of oauth2.Config.AuthCodeURL is a constant"
}

type own struct{ state string }

func (o own) State() string { return o.state }

func badOwn(p *request.Provider) string {
	return p.URL(own{"login"}) // want "CL402: the state of oauth2.Config.AuthCodeURL is a constant"
}
