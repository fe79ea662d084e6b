// Package pkce binds the callback to the login by PKCE, as the documentation of oauth2 does.
package pkce

import "golang.org/x/oauth2"

func goodState(config *oauth2.Config) (url, verifier string) {
	verifier = oauth2.GenerateVerifier()
	return config.AuthCodeURL("state", oauth2.AccessTypeOffline, oauth2.S256ChallengeOption(verifier)), verifier
}

const fixed = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"

func badVerifier(config *oauth2.Config, state string) string {
	return config.AuthCodeURL(state, oauth2.S256ChallengeOption(fixed)) // want `CL402: the PKCE verifier of oauth2.S256ChallengeOption is a constant; why: an attacker who steals an authorization code can redeem it`
}

// saved is what a program keeps of a login until the callback.
type saved struct{ verifier string }

func save() *saved { return &saved{verifier: oauth2.GenerateVerifier()} }

// Verifier may be called for a login that was not found.
func (s *saved) Verifier() string {
	if s == nil {
		return ""
	}
	return s.verifier
}

func goodSaved(s *saved) []oauth2.AuthCodeOption {
	if s.Verifier() == "" {
		return nil
	}
	return []oauth2.AuthCodeOption{oauth2.S256ChallengeOption(s.Verifier())}
}

func goodSavedInMap(config *oauth2.Config, state string, logins map[string]string) string {
	return config.AuthCodeURL(state, oauth2.S256ChallengeOption(logins[state]))
}

// always is a login whose verifier is written in the program.
type always struct{ verifier string }

func (a *always) Verifier() string { return a.verifier }

func badSaved(config *oauth2.Config, state string) string {
	a := &always{verifier: fixed}
	return config.AuthCodeURL(state, oauth2.S256ChallengeOption(a.Verifier())) // want `CL402: the PKCE verifier of oauth2.S256ChallengeOption is a constant`
}

func badEmpty(config *oauth2.Config, state string) string {
	verifier := ""
	return config.AuthCodeURL(state, oauth2.S256ChallengeOption(verifier)) // want `CL402: the PKCE verifier of oauth2.S256ChallengeOption is a constant`
}
