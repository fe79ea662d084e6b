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
