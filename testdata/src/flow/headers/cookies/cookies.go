package cookies // want "^credentials$"

import "net/http"

func session(r *http.Request) (*http.Cookie, error) { return r.Cookie("session") }
