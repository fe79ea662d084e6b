// Package plain imports no cryptography, and no operand of a comparison bears the name of
// a secret.
package plain

import (
	"net/http"
	"os"
	"strings"
)

// Settings are those of a small service.
type Settings struct{ Token, Region string }

func badPrefixed(s *Settings, r *http.Request) bool {
	want := strings.Join([]string{"Token", s.Token}, " ")
	return r.Header.Get("Authorization") == want // want "CL501: want"
}

func badVariable(r *http.Request) bool {
	return os.Getenv("UPLOAD_SECRET") == r.FormValue("u") // want "CL501: "
}

func goodRegion(s *Settings, r *http.Request) bool {
	want := "in " + s.Region
	return r.Header.Get("X-Region") == want
}

func goodVariable(r *http.Request) bool { return os.Getenv("UPLOAD_REGION") == r.FormValue("u") }
