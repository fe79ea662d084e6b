// Package credentials has functions that are called before each redirect. Each comment says
// what credentials the function adds, at the place where it does. The others add none.
package credentials

import "net/http"

const header = "authorization"

type client struct{ user, password, token string }

func (c *client) named() *http.Client {
	return &http.Client{CheckRedirect: func(req *http.Request, _ []*http.Request) error {
		req.Header.Set(header, c.token) // want "^the header Authorization$"
		return nil
	}}
}

func (c *client) otherName() *http.Client {
	return &http.Client{CheckRedirect: func(req *http.Request, _ []*http.Request) error {
		req.Header.Set("User-Agent", c.user)
		return nil
	}}
}

func (c *client) dropped() *http.Client {
	return &http.Client{CheckRedirect: func(req *http.Request, _ []*http.Request) error {
		req.Header.Del(header)
		return nil
	}}
}

func (c *client) basic() *http.Client {
	return &http.Client{CheckRedirect: func(req *http.Request, _ []*http.Request) error {
		c.authorize(req)
		return nil
	}}
}

func (c *client) authorize(req *http.Request) {
	req.SetBasicAuth(c.user, c.password) // want "^the header Authorization$"
}

func cookies(session *http.Cookie) *http.Client {
	return &http.Client{CheckRedirect: func(req *http.Request, _ []*http.Request) error {
		req.AddCookie(session) // want "^cookies$"
		return nil
	}}
}

func all() *http.Client {
	return &http.Client{CheckRedirect: func(req *http.Request, via []*http.Request) error {
		req.Header = via[0].Header // want "^all headers$"
		return nil
	}}
}

func allButCredentials() *http.Client {
	return &http.Client{CheckRedirect: func(req *http.Request, via []*http.Request) error {
		for name, values := range via[0].Header {
			if name != "Authorization" && name != "Cookie" {
				req.Header[name] = values
			}
		}
		return nil
	}}
}

func cookieAgain() *http.Client {
	return &http.Client{CheckRedirect: func(req *http.Request, via []*http.Request) error {
		for _, cookie := range via[0].Cookies() {
			req.AddCookie(cookie) // want "^cookies$"
		}
		return nil
	}}
}

func (c *client) sessionCookie() *http.Client {
	return &http.Client{CheckRedirect: func(req *http.Request, _ []*http.Request) error {
		req.AddCookie(&http.Cookie{Name: "sessionid", Value: c.token}) // want "^cookies$"
		return nil
	}}
}

func (c *client) ofHelper() *http.Client {
	return &http.Client{CheckRedirect: func(req *http.Request, _ []*http.Request) error {
		req.AddCookie(c.cookie("sid")) // want "^cookies$"
		return nil
	}}
}

func (c *client) cookie(name string) *http.Cookie { return &http.Cookie{Name: name, Value: c.token} }

func consent() *http.Client {
	return &http.Client{CheckRedirect: func(req *http.Request, _ []*http.Request) error {
		req.AddCookie(&http.Cookie{Name: "session_consent", Value: "yes"})
		return nil
	}}
}

func (c *client) language() *http.Client {
	return &http.Client{CheckRedirect: func(req *http.Request, _ []*http.Request) error {
		req.AddCookie(&http.Cookie{Name: "lang", Value: c.user})
		return nil
	}}
}
