package lexicon

import "testing"

func TestAmbiguousNames(t *testing.T) {
	for name, want := range map[string]bool{
		"token": true, "tokens": true, "nextTok": true, "pin": true, "pass": true,
		"accessToken": false, "resetToken": false, "AdminPin": false, "csrfToken": false, "password": false, "apiKey": false, "ClientSecret": false,
	} {
		if got := Ambiguous(name); got != want {
			t.Errorf("Ambiguous(%q) = %v", name, got)
		}
	}
}

// The last word says what a compound is.
func TestHeadsOfCompounds(t *testing.T) {
	for name, want := range map[string]Class{
		"clientSecret": Token, "secretClient": Nothing,
		"storeToken": Token, "tokenStore": Nothing,
		"serviceToken": Token, "tokenService": Nothing,
		"vaultToken": Token, "secretVault": Nothing,
		"adminPasswords": Password, "address": Nothing,
	} {
		if got := Classify(name); got != want {
			t.Errorf("Classify(%q) = %v, want %v", name, got, want)
		}
	}
}
