package timing

import (
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"net/http"
)

// A challenge is sent in the clear to whoever has to answer it, and the answer to this one is
// published, in a file or in the DNS.
type acmeChallenge struct {
	Token, Domain string
}

func (c *acmeChallenge) path() string { return "/.well-known/acme-challenge/" + c.Token }

func goodPathOfChallenge(w http.ResponseWriter, r *http.Request, challenge *acmeChallenge) bool {
	challengePath := challenge.path()
	return r.URL.Path == challengePath && r.Method == http.MethodGet
}

func goodHandlerOfChallenge(challenge *acmeChallenge) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == challenge.path() {
			fmt.Fprintln(w, challenge.Domain)
		}
	}
}

func goodRecordOfChallenge(records []string, challenge *acmeChallenge, thumbprint string) bool {
	sum := sha256.Sum256([]byte(challenge.Token + "." + thumbprint))
	expected := base64.RawURLEncoding.EncodeToString(sum[:])
	for _, record := range records {
		if record == expected {
			return true
		}
	}
	return false
}

// The path of a hook is known to nobody but the sender.
type hook struct {
	Token, Name string
}

func badPathOfHook(r *http.Request, h *hook) bool {
	return r.URL.Path == "/hooks/"+h.Token // want "CL501: .* is compared with =="
}

// A link in a mail proves who reads the mail: what answers the challenge is the secret.
type loginChallenge struct {
	OneTimeCode string
}

func badAnswerToChallenge(r *http.Request, login *loginChallenge) bool {
	challengeOneTimeCode := login.OneTimeCode
	return r.FormValue("code") == challengeOneTimeCode // want "CL501: .* is compared with =="
}
