package secretprefix

import (
	"crypto/hmac"
	"crypto/md5"
	"crypto/sha256"
	"crypto/sha512"
	"crypto/subtle"
	"encoding/hex"
	"fmt"
	"io"
	"net/http"
	"os"

	"example.test/secretprefix/sign"
)

type hooks struct {
	secret string
	apiKey []byte
}

// The key stands before the body of a request.
func (h *hooks) badAppended(r *http.Request) bool {
	body, err := io.ReadAll(r.Body)
	if err != nil {
		return false
	}
	sum := sha256.Sum256(append(h.apiKey, body...))
	got, err := hex.DecodeString(r.Header.Get("X-Signature"))
	return err == nil && subtle.ConstantTimeCompare(sum[:], got) == 1 // want `CL105: the SHA-256 digest of "apiKey" and a message is compared as if it were a MAC; why: .*; fix: compute it with hmac.New, and compare with hmac.Equal, or use mac.Keyring.Verify from github.com/cryptolint/cryptolint/safeapi/mac$`
}

func (h *hooks) badWritten(r *http.Request) bool {
	hash := sha512.New()
	hash.Write([]byte(h.secret))
	io.Copy(hash, r.Body)
	return hmac.Equal([]byte(hex.EncodeToString(hash.Sum(nil))), []byte(r.Header.Get("X-Digest"))) // want `CL105: the SHA-512 digest of "secret" and a message`
}

func (h *hooks) badFormatted(r *http.Request, user string) bool {
	want := fmt.Sprintf("%x", sha256.Sum256([]byte(h.secret+":"+user)))
	return subtle.ConstantTimeCompare([]byte(want), []byte(r.FormValue("sig"))) == 1 // want `CL105: `
}

// The helper is told what to compare.
func badDigestInHelper(key, message, signature []byte) bool {
	sum := sha256.Sum256(append(key, message...))
	return hmac.Equal(sum[:], signature) // want `CL105: the SHA-256 digest of "apiKey" and a message`
}

func (h *hooks) throughHelper(r *http.Request, body []byte) bool {
	return badDigestInHelper(h.apiKey, body, []byte(r.Header.Get("X-Signature")))
}

func badAnotherPackage(r *http.Request, order []byte) bool {
	want := sign.Digest([]byte(os.Getenv("ORDERS_SECRET")), order)
	return hmac.Equal([]byte(want), []byte(r.Header.Get("X-Signature"))) // want `CL105: `
}

type ticket struct{ User, Signature string }

// Here it is made.
func (h *hooks) badTicket(user string) ticket {
	return ticket{User: user, Signature: h.over(user)} // want `CL105: .*ticket.Signature is the SHA-256 digest of "secret" and a message`
}

func (h *hooks) over(text string) string {
	sum := sha256.Sum256([]byte(h.secret + text))
	return hex.EncodeToString(sum[:])
}

// The other end asks for it, as many providers of payments do.
func (h *hooks) badCallbackOfProvider(r *http.Request) bool {
	sum := md5.Sum([]byte(h.secret + r.FormValue("order") + r.FormValue("amount")))
	return hmac.Equal([]byte(hex.EncodeToString(sum[:])), []byte(r.FormValue("sign"))) // want `CL105: the MD5 digest of .*; fix: move both ends to hmac.New`
}
