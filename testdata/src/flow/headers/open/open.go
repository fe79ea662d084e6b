// Package open sets a header that everybody may read, and passes another on by its name.
package open

import "net/http"

func ask(r *http.Request, name, value string) {
	r.Header.Set("Accept", "text/plain")
	r.Header.Add(name, value)
}
