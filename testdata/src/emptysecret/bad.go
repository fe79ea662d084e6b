// Package emptysecret compares what people send with secrets that may not be there.
package emptysecret

import (
	"crypto/hmac"
	"crypto/sha256"
	"crypto/subtle"
	"net/http"
	"os"
	"strings"

	"example.test/emptysecret/names"
)

func badDirect(r *http.Request) bool {
	return subtle.ConstantTimeCompare([]byte(r.Header.Get("X-Token")), []byte(os.Getenv("ADMIN_TOKEN"))) == 1 // want `CL502: subtle.ConstantTimeCompare compares with the environment variable "ADMIN_TOKEN", which may be empty; why: an attacker who sends an empty value is accepted if the variable is not set; fix: refuse to start if it is empty, or use secret.FromEnv from`
}

func badBearer(w http.ResponseWriter, r *http.Request) {
	token := strings.TrimPrefix(r.Header.Get("Authorization"), "Bearer ")
	if !hmac.Equal([]byte(os.Getenv("BEARER")), []byte(token)) { // want `CL502: hmac.Equal compares with the environment variable "BEARER"`
		http.Error(w, "no", http.StatusUnauthorized)
	}
}

type server struct {
	token string
	users map[string]string
}

func newServer() *server { return &server{token: os.Getenv("SERVER_TOKEN")} }

func (s *server) badField(r *http.Request) bool {
	return subtle.ConstantTimeCompare([]byte(r.FormValue("token")), []byte(s.token)) == 1 // want `CL502: .* "SERVER_TOKEN", which may be empty`
}

var packageToken = os.Getenv("PACKAGE_TOKEN")

func badVariable(r *http.Request) bool {
	return subtle.ConstantTimeCompare([]byte(packageToken), []byte(r.URL.Query().Get("token"))) == 1 // want `CL502: .* "PACKAGE_TOKEN", which may be empty`
}

func equal(a, b string) bool {
	return subtle.ConstantTimeCompare([]byte(a), []byte(b)) == 1 // want `CL502: .* "HELPER_TOKEN", which may be empty`
}

func badByAHelper(r *http.Request) bool {
	return equal(r.Header.Get("X-Api-Key"), os.Getenv("HELPER_TOKEN"))
}

func badNameOfOtherPackage(r *http.Request) bool {
	return subtle.ConstantTimeCompare([]byte(r.Header.Get("X-Token")), []byte(os.Getenv(names.Token))) == 1 // want `CL502: .* "API_TOKEN", which may be empty`
}

// The hashes of two empty texts are equal.
func badHashed(r *http.Request) bool {
	got, want := sha256.Sum256([]byte(r.Header.Get("X-Token"))), sha256.Sum256([]byte(os.Getenv("HASHED_TOKEN")))
	return subtle.ConstantTimeCompare(got[:], want[:]) == 1 // want `CL502: .* "HASHED_TOKEN", which may be empty`
}

func badBasicAuth(w http.ResponseWriter, r *http.Request) {
	_, password, ok := r.BasicAuth()
	if !ok || subtle.ConstantTimeCompare([]byte(password), []byte(os.Getenv("BASIC_PASSWORD"))) != 1 { // want `CL502: .* "BASIC_PASSWORD", which may be empty`
		http.Error(w, "no", http.StatusUnauthorized)
	}
}

// Of a user who is not there, the password is empty.
func (s *server) badUnknownUser(r *http.Request) bool {
	user, password, ok := r.BasicAuth()
	return ok && subtle.ConstantTimeCompare([]byte(s.users[user]), []byte(password)) == 1 // want `CL502: subtle.ConstantTimeCompare compares with an entry of a map, which may be empty; why: an attacker who sends a name that is not in the map, and an empty secret, is accepted`
}

func badUnknownKey(keys map[string][]byte, r *http.Request) bool {
	want := keys[r.FormValue("id")]
	return hmac.Equal([]byte(r.FormValue("key")), want) // want `CL502: hmac.Equal compares with an entry of a map`
}

func badSelect(a, b int) int {
	return subtle.ConstantTimeSelect(2, a, b) // want `CL502: subtle.ConstantTimeSelect gets 2, for which its result is undefined`
}

func badCopy(to, from []byte) {
	subtle.ConstantTimeCopy(names.Inverted, to, from) // want `CL502: subtle.ConstantTimeCopy gets -1, for which`
}

func pick(choice, a, b int) int { return subtle.ConstantTimeSelect(choice, a, b) }

func badSelectByAHelper(a, b int) int {
	return pick(0xff, a, b) // want `CL502: subtle.ConstantTimeSelect gets 255`
}

func badLess(n int) int {
	return subtle.ConstantTimeLessOrEq(-1, n) // want `CL502: subtle.ConstantTimeLessOrEq gets -1, .*fix: pass numbers from 0 to 2\^31 - 1`
}
