// Package web authenticates with what frameworks and routers take out of a request, and
// looks at what servers answer.
package web

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"

	"github.com/go-chi/chi/v5"
	"google.golang.org/grpc/metadata"

	"example.test/timing/web/frame"
)

type settings struct {
	hookToken string
	admin     struct{ name, pass string }
}

type login struct{ Name, Pass string }

func (s *settings) badBind(c *frame.Context) bool {
	var in login
	if c.Bind(&in) != nil {
		return false
	}
	return in.Name == s.admin.name && in.Pass == s.admin.pass // want `CL501: s.admin.pass`
}

func (s *settings) badDecode(r *http.Request) bool {
	in := new(login)
	return frame.Decode(in, r) == nil && s.admin.pass == in.Pass // want `CL501: s.admin.pass`
}

// goodLoad has both from files.
func (s *settings) goodLoad(path string) bool {
	var in login
	return frame.Load(&in, path) == nil && in.Pass == s.admin.pass
}

func (s *settings) badPath(r *http.Request) bool {
	return chi.URLParam(r, "token") != s.hookToken // want `CL501: s.hookToken`
}

func (s *settings) goodPath(r *http.Request) bool { return chi.URLParam(r, "admin") == s.admin.name }

func (s *settings) badMetadata(ctx context.Context) error {
	md, ok := metadata.FromIncomingContext(ctx)
	if !ok {
		return errors.New("no metadata")
	}
	if sent := md.Get("x-token"); len(sent) != 1 || sent[0] != s.hookToken { // want `CL501: s.hookToken`
		return errors.New("wrong token")
	}
	if sent := md["authorization"]; sent[0] != "Bearer "+s.hookToken { // want `CL501: "Bearer " \+ s.hookToken`
		return errors.New("wrong token")
	}
	return nil
}

func (s *settings) goodMetadata(ctx context.Context) bool {
	md, _ := metadata.FromIncomingContext(ctx)
	return md.Get("x-user")[0] == s.admin.name
}

// A packet of a protocol, as a broker hands it to its hooks.

type Packet struct {
	Connect struct{ User, Password []byte }
}

type Hook struct{ password string }

func (h *Hook) BadOnConnect(p Packet) bool {
	return string(p.Connect.Password) == h.password // want `CL501: h.password`
}

func (h *Hook) GoodOnConnect(p Packet, user string) bool { return string(p.Connect.User) == user }

// What a server answers guesses nothing: it has the secret, or made it.

type grant struct{ RefreshToken, Session string }

func goodRotated(c *http.Client, url, refreshToken string) (bool, error) {
	answer, err := c.Get(url)
	if err != nil {
		return false, err
	}
	defer answer.Body.Close()
	var got grant
	if err := json.NewDecoder(answer.Body).Decode(&got); err != nil {
		return false, err
	}
	return got.RefreshToken != refreshToken, nil
}

func (s *settings) goodEcho(answer *http.Response) bool {
	return answer.Header.Get("X-Token") == s.hookToken
}

// badIntrospected compares what a visitor sent with what a server knows.
func badIntrospected(c *http.Client, r *http.Request) bool {
	answer, err := c.Get("https://accounts.example/grant")
	if err != nil {
		return false
	}
	var known grant
	if json.NewDecoder(answer.Body).Decode(&known) != nil {
		return false
	}
	return r.Header.Get("X-Refresh-Token") == known.RefreshToken // want `CL501: known.RefreshToken`
}

// BadExpected is given the secret by whoever mounts it.
func BadExpected(expected string, r *http.Request) bool {
	return r.Header.Get("X-Access-Token") == expected // want `CL501: expected`
}

func GoodExpected(expected string, r *http.Request) bool { return r.Header.Get("X-Region") == expected }
