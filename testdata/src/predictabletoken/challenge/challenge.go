// Package challenge names the parameters of PKCE itself.
package challenge

import "golang.org/x/oauth2"

func goodChallenge(config *oauth2.Config, challenge string) string {
	return config.AuthCodeURL("xyz", oauth2.SetAuthURLParam("code_challenge", challenge), oauth2.SetAuthURLParam("code_challenge_method", "S256"))
}
