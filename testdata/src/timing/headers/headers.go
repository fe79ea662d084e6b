// Package headers reads tokens: their headers say how, and are no secret.
package headers

import (
	"bytes"
	"encoding/base64"
	"errors"
	"net/http"
	"strings"
)

var errToken = errors.New("the token is malformed")

// known are the headers of the usual algorithms.
var known = map[string][]byte{"HS256": []byte(`{"alg":"HS256","typ":"JWT"}`)}

// CheckHeader checks the header of a token.
var CheckHeader func(alg string, headerDecoded []byte) error = goodHeader

// Alg is an algorithm of signatures.
type Alg interface{ Name() string }

// Verify checks a token.
func Verify(alg Alg, token []byte) ([]byte, error) { return decode(alg, token, nil) }

func decode(alg Alg, token []byte, check func(alg string, headerDecoded []byte) error) ([]byte, error) {
	parts := bytes.Split(token, []byte("."))
	if len(parts) != 3 {
		return nil, errToken
	}
	header, err := base64.RawURLEncoding.DecodeString(string(parts[0]))
	if err != nil {
		return nil, err
	}
	if check == nil {
		check = CheckHeader
	}
	name := ""
	if alg != nil {
		name = alg.Name()
	}
	if err := check(name, header); err != nil {
		return nil, err
	}
	return parts[1], nil
}

func goodHeader(alg string, headerDecoded []byte) error {
	expected := expectedHeader(alg)
	if !bytes.Equal(expected, headerDecoded) {
		return errToken
	}
	return nil
}

func expectedHeader(alg string) []byte {
	if header := known[alg]; header != nil {
		return header
	}
	return []byte(`{"alg":"` + alg + `","typ":"JWT"}`)
}

// The parts of a ticket: the header is public, and what follows is not.
type tickets struct{ header, token string }

func (t *tickets) goodCut(r *http.Request) bool {
	protectedHeader, _, _ := strings.Cut(r.FormValue("ticket_token"), ".")
	return protectedHeader == t.header
}

func (t *tickets) badRest(r *http.Request) bool {
	_, token, _ := strings.Cut(r.FormValue("ticket_token"), ".")
	return token == t.token // want "CL501: t.token"
}

// A header of HTTP that has a token.
type gate struct{ token string }

func (g *gate) badAPIKeyHeader(r *http.Request) bool {
	header := r.Header.Get("X-Api-Token")
	return header == g.token // want "CL501: g.token"
}

func (g *gate) badAuthHeader(r *http.Request, want string) bool {
	authHeader := r.Header.Get("Authorization")
	return authHeader == "Bearer "+g.token // want "CL501: "
}

// Codec makes frames.
type Codec interface{ Sum(text []byte) []byte }

// Parse checks how a session is framed.
func Parse(codec Codec, session []byte) bool {
	parts := bytes.Split(session, []byte("."))
	return len(parts) == 2 && goodHeaderOf(codec, parts[0])
}

func goodHeaderOf(codec Codec, frameHeader []byte) bool {
	return bytes.Equal(frameHeader, codec.Sum(nil))
}
