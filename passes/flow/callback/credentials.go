package callback

import (
	"go/token"
	"net/textproto"
	"slices"

	"github.com/cryptolint/cryptolint/passes/cryptoapi"
	"github.com/cryptolint/cryptolint/passes/flow"
)

// Credentials is what a function adds to a request by which a server knows who sends it.
type Credentials struct {
	What string // "the header Authorization", "cookies", "all headers"

	pos, end token.Pos
}

// Pos is where the function adds them.
func (c *Credentials) Pos() token.Pos { return c.pos }

// End is where the code that adds them ends, or token.NoPos.
func (c *Credentials) End() token.Pos { return c.end }

// additions are the methods that add something to a request, each with the argument that names
// it.
var additions = map[string]int{
	"net/http.Header.Set": 0, "net/http.Header.Add": 0, "net/http.Request.SetBasicAuth": 1, "net/http.Request.AddCookie": 0,
}

// AddsCredentials returns the first credentials that the function, or one that it calls in this
// package, adds to a request. It is nil if there are none. A function that copies all headers
// adds them, unless it compares the names with those of credentials.
func (c *Callback) AddsCredentials() *Credentials {
	for _, passed := range c.Passes(additions) {
		if what := added(passed); what != "" {
			return &Credentials{what, passed.Pos, passed.End}
		}
	}
	if at := c.Sets("net/http.Request.Header"); at.IsValid() && c.Compares(namesCredentials) == nil {
		return &Credentials{"all headers", at, token.NoPos}
	}
	return nil
}

// added says what credentials a call adds, or "".
func added(passed Passed) string {
	switch passed.Symbol {
	case "net/http.Request.SetBasicAuth":
		return "the header Authorization"
	case "net/http.Request.AddCookie":
		if isPlain(passed) {
			return ""
		}
		return "cookies"
	}
	for _, o := range passed.Value.Origins() {
		if namesCredentials(o) {
			return "the header " + headerName(o)
		}
	}
	return ""
}

// isPlain reports whether a cookie is for no session: its value is written in the program, or its
// name says something else.
func isPlain(cookie Passed) bool {
	names, values := cookie.Field("Name"), cookie.Field("Value")
	written := func(v flow.Value) bool {
		return len(v) > 0 && !v.Any(func(a flow.Alternative) bool { return !a.Only(cryptoapi.Constant) })
	}
	return written(values) || written(names) && !slices.ContainsFunc(names.Origins(), func(o *flow.Origin) bool {
		name, _ := flow.Text(o)
		return flow.SuggestsCookie(name)
	})
}

// namesCredentials reports whether an origin is the name of a header with credentials for the
// server that answers.
func namesCredentials(o *flow.Origin) bool {
	name := headerName(o)
	return name == "Authorization" || name == "Cookie"
}

// headerName returns the name of the header that an origin is, in the form in which net/http
// keeps it, or "".
func headerName(o *flow.Origin) string {
	name, _ := flow.Text(o)
	return textproto.CanonicalMIMEHeaderKey(name)
}
