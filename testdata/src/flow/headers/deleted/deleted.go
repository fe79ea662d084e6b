// Package deleted takes the credentials out before anybody sees the request.
package deleted

import "net/http"

func ask(r *http.Request, token string) { r.Header.Set("Authorization", token) }

func trim(r *http.Request, names ...string) {
	for _, name := range names {
		r.Header.Del(name)
	}
}
