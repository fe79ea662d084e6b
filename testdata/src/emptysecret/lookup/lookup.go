// Package lookup asks whether a variable is set.
package lookup

import (
	"crypto/subtle"
	"net/http"
	"os"
)

func goodLookupEnv(r *http.Request) bool {
	want, ok := os.LookupEnv("GOOD_LOOKUP")
	return ok && subtle.ConstantTimeCompare([]byte(r.FormValue("token")), []byte(want)) == 1
}
