// Package trimmed takes the credentials out of requests before it logs them.
package trimmed

import (
	"log"
	"net/http"
)

func token(r *http.Request) string { return r.Header.Get("Authorization") }

func goodDeleted(r *http.Request) {
	r.Header.Del("Authorization")
	log.Println(r.Header)
}
