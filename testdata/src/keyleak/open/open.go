// Package open serves what everybody may see: its requests have no credentials.
package open

import (
	"log"
	"net/http"
)

func goodWithoutCredentials(w http.ResponseWriter, r *http.Request) {
	log.Println(r.Header)
	log.Printf("%+v", r)
	w.Header().Set("Cache-Control", "public")
}
