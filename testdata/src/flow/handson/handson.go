// Package handson reads a document, and hands some of what it makes on.
package handson

import (
	"encoding/json"
	"io"
	"net/http"
	"net/url"
)

type claims struct {
	Expires int64  `json:"exp,omitempty"`
	Issuer  string `json:"iss"`
	nonce   string
}

func read(r io.Reader) (claims, error) {
	var c claims
	err := json.NewDecoder(r).Decode(&c)
	return c, err
}

func subject(all map[string]any) any { return all["sub"] }

func request(address string) *http.Request {
	r := &http.Request{Header: http.Header{}}
	r.URL, _ = url.Parse(address)
	return r
}

func send(client *http.Client, cookie *http.Cookie) string {
	client.Do(request(""))
	return cookie.Value
}
