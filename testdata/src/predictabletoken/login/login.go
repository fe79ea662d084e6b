// Package login sends people to a provider, with a state that never changes.
package login

import (
	"net/http"

	"example.test/predictabletoken/clock"
	"golang.org/x/oauth2"
)

type handler struct {
	config *oauth2.Config
	state  string
}

func badLiteral(config *oauth2.Config) string {
	return config.AuthCodeURL("state", oauth2.AccessTypeOffline) // want `CL402: the state of oauth2.Config.AuthCodeURL is a constant; why: an attacker can log a victim in to the attacker's account`
}

func badEmpty(config *oauth2.Config, w http.ResponseWriter, r *http.Request) {
	http.Redirect(w, r, config.AuthCodeURL(""), http.StatusFound) // want `CL402: the state of .* is a constant`
}

func badOfOtherPackage(config *oauth2.Config) string {
	return config.AuthCodeURL(clock.State) // want `CL402: the state of .* is a constant`
}

func newHandler(config *oauth2.Config) *handler { return &handler{config: config, state: "random"} }

func (h *handler) badField(w http.ResponseWriter, r *http.Request) {
	http.Redirect(w, r, h.config.AuthCodeURL(h.state), http.StatusFound) // want `CL402: the state of .* is a constant`
}

func redirect(w http.ResponseWriter, r *http.Request, config *oauth2.Config, state string) {
	http.Redirect(w, r, config.AuthCodeURL(state), http.StatusFound)
}

func badByAHelper(w http.ResponseWriter, r *http.Request, config *oauth2.Config) {
	redirect(w, r, config, "login") // want `CL402: the state of .* is a constant`
}

// What the browser was given is compared in the callback.
func goodStateOfTheSession(w http.ResponseWriter, r *http.Request, config *oauth2.Config) {
	cookie, err := r.Cookie("state")
	if err != nil {
		http.Error(w, "no state", http.StatusBadRequest)
		return
	}
	redirect(w, r, config, cookie.Value)
}

func badWithOtherParameter(config *oauth2.Config) string {
	return config.AuthCodeURL("xyz", oauth2.SetAuthURLParam("prompt", "login")) // want `CL402: the state of .* is a constant`
}
