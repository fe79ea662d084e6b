package timing

import (
	"crypto/hmac"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/base64"
	"encoding/json"
	"net/http"
)

// Some compare digests in constant time first, and then make sure.

type keptAccount struct{ password string }

func goodDigestsFirst(a, b string) bool {
	x, y := sha256.Sum256([]byte(a)), sha256.Sum256([]byte(b))
	if subtle.ConstantTimeCompare(x[:], y[:]) == 1 {
		return a == b
	}
	return false
}

func (a *keptAccount) goodLogin(r *http.Request) bool {
	return goodDigestsFirst(r.FormValue("password"), a.password)
}

func (a *keptAccount) goodRefusesFirst(r *http.Request) bool {
	password := r.FormValue("password")
	if !hmac.Equal([]byte(password), []byte(a.password)) {
		return false
	}
	return password == a.password
}

func (a *keptAccount) badOtherBranch(r *http.Request) bool {
	password := r.FormValue("password")
	if subtle.ConstantTimeCompare([]byte(password), []byte(a.password)) == 0 {
		return password == a.password // want `CL501: `
	}
	return true
}

// The ID of a key stands in the header of a token, and is public.

type jwk struct{ Kid *string }

func goodKeyOfToken(r *http.Request, accessToken string) *jwk {
	header, err := base64.RawURLEncoding.DecodeString(accessToken)
	if err != nil {
		return nil
	}
	var decoded struct{ Kid string }
	if err := json.Unmarshal(header, &decoded); err != nil {
		return nil
	}
	var keys []jwk
	if err := json.NewDecoder(r.Body).Decode(&keys); err != nil {
		return nil
	}
	return goodFindKey(decoded.Kid, keys)
}

func goodFindKey(usedKeyID string, keys []jwk) *jwk {
	for _, key := range keys {
		if *key.Kid == usedKeyID {
			return &key
		}
	}
	return nil
}
