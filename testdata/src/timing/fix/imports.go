package fix

import (
	"bytes"
	"net/http"
)

// The fix imports what it needs, and leaves no import behind that nobody uses.

func badWithoutImport(key, message, sent []byte) bool {
	return bytes.Equal(tag(key, message), sent) // want `CL501: .*HMAC`
}

func (s *server) badTokenWithoutImport(r *http.Request) bool {
	return len(s.token) > 0 && r.FormValue("token") == s.token // want `CL501: .*token`
}

// badShadowed has no fix: hmac is something else here.
func badShadowed(key, message []byte, sent string) bool {
	hmac := string(tag(key, message))
	return hmac == sent // want `CL501: .*HMAC`
}
