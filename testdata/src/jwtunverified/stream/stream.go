// Package stream sends events to browsers, which cannot set headers where they ask for them.
package stream

import (
	"net/http"

	"github.com/golang-jwt/jwt/v5"
)

func goodEvents(w http.ResponseWriter, r *http.Request, keys jwt.Keyfunc) error {
	token, err := jwt.Parse(r.URL.Query().Get("access_token"), keys, jwt.WithValidMethods([]string{"EdDSA"}), jwt.WithExpirationRequired())
	if err != nil {
		return err
	}
	w.Header().Set("Content-Type", "text/event-stream")
	subject, err := token.Claims.GetSubject()
	if err != nil {
		return err
	}
	_, err = w.Write([]byte("event: hello\ndata: " + subject + "\n\n"))
	return err
}
