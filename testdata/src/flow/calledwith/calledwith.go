// Package calledwith asks for headers by names that are written in the program, and by others.
package calledwith

import (
	"net/http"
	"strconv"
)

const name = "X-Client-Name"

func client(request *http.Request) (certificate, who string) {
	return request.Header.Get("X-Client-Cert"), request.Header.Get(name)
}

func id(request *http.Request, status int) string {
	header := "X-Request-Id"
	return request.Header.Get(header) + strconv.Itoa(200)
}

func answer(w http.ResponseWriter, name string) {
	w.Header().Set(name, "X-Value")
}
