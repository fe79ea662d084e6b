package named // want "^credentials$"

import "net/http"

func ask(token string) *http.Request {
	r := &http.Request{Header: make(http.Header)}
	r.Header.Set("authorization", token)
	r.Header.Del("Accept")
	return r
}
