// Package fix holds comparisons that are mended by machine: what is compared,
// and what is stored or sent, stays the same.
package fix

import (
	"bytes"
	"crypto/hmac"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/hex"
	"net/http"
)

// server has a token that its clients must know.
type server struct {
	token string
}

func tag(key, message []byte) []byte {
	mac := hmac.New(sha256.New, key)
	mac.Write(message)
	return mac.Sum(nil)
}

func badBytesEqual(key, message, sent []byte) bool {
	return bytes.Equal(tag(key, message), sent) // want `CL501: .*HMAC`
}

func badNotBytesEqual(key, message, sent []byte) bool {
	if !bytes.Equal(sent, tag(key, message)) { // want `CL501: .*HMAC`
		return false
	}
	return true
}

func badHex(key, message []byte, sent string) bool {
	return hex.EncodeToString(tag(key, message)) == sent // want `CL501: .*HMAC`
}

func badNotHex(key, message []byte, sent string) bool {
	if sent != hex.EncodeToString(tag(key, message)) { // want `CL501: .*HMAC`
		return false
	}
	return true
}

func (s *server) badToken(r *http.Request) bool {
	return r.Header.Get("X-Token") == s.token // want `CL501: .*token`
}

func (s *server) badNotToken(w http.ResponseWriter, r *http.Request) {
	if r.Header.Get("X-Token") != s.token { // want `CL501: .*token`
		w.WriteHeader(http.StatusForbidden)
	}
}

func goodToken(a, b []byte) bool {
	return subtle.ConstantTimeCompare(a, b) == 1
}

func goodTrimmed(body []byte) []byte {
	return bytes.TrimSpace(body)
}
