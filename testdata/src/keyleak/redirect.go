package keyleak

import (
	"errors"
	"net/http"
	"time"

	"example.test/keyleak/follow"
)

func badAuthorizationAgain(token string) *http.Client {
	return &http.Client{
		CheckRedirect: func(req *http.Request, via []*http.Request) error {
			req.Header.Set("Authorization", "Bearer "+token) // want `CL607: the function literal, which CheckRedirect calls, sets the header Authorization for every host; why: an attacker who can redirect the request to another server gets the credentials; fix: let net/http do it, which sends them only to the same host, or compare req.URL.Host with via\[0\].URL.Host first`
			return nil
		},
	}
}

func badCopiedHeader() *http.Client {
	client := &http.Client{Timeout: time.Minute}
	client.CheckRedirect = keep
	return client
}

func keep(req *http.Request, via []*http.Request) error {
	if len(via) >= 10 {
		return errors.New("too many redirects")
	}
	req.Header.Set("Cookie", via[0].Header.Get("Cookie")) // want `CL607: keyleak.keep, which CheckRedirect calls, sets the header Cookie`
	return nil
}

type session struct {
	user, password string
}

func (s *session) badClient() *http.Client {
	return &http.Client{CheckRedirect: s.redirected}
}

func (s *session) redirected(req *http.Request, via []*http.Request) error {
	s.authorize(req)
	return nil
}

func (s *session) authorize(req *http.Request) {
	req.SetBasicAuth(s.user, s.password) // want `CL607: .*redirected, which CheckRedirect calls, sets the header Authorization`
}

func badAllHeaders() *http.Client {
	return &http.Client{CheckRedirect: func(req *http.Request, via []*http.Request) error {
		req.Header = via[0].Header // want `CL607: the function literal, which CheckRedirect calls, sets all headers`
		return nil
	}}
}

func badEveryHeader() *http.Client {
	return &http.Client{CheckRedirect: func(req *http.Request, via []*http.Request) error {
		for name, values := range via[0].Header {
			req.Header[name] = values // want `CL607: the function literal, which CheckRedirect calls, sets all headers`
		}
		return nil
	}}
}

func badByOtherPackage() *http.Client { return follow.Client() }

func goodSameHost(token string) *http.Client {
	return &http.Client{
		CheckRedirect: func(req *http.Request, via []*http.Request) error {
			if req.URL.Host == via[0].URL.Host {
				req.Header.Set("Authorization", "Bearer "+token)
			}
			return nil
		},
	}
}

func goodSameHostname(token string) *http.Client {
	return &http.Client{
		CheckRedirect: func(req *http.Request, via []*http.Request) error {
			if req.URL.Hostname() != via[0].URL.Hostname() {
				return nil
			}
			req.Header.Set("Authorization", "Bearer "+token)
			return nil
		},
	}
}

func goodOtherHeader() *http.Client {
	return &http.Client{
		CheckRedirect: func(req *http.Request, via []*http.Request) error {
			req.Header.Set("User-Agent", via[0].Header.Get("User-Agent"))
			return nil
		},
	}
}

func goodNoRedirect() *http.Client {
	return &http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
}

func goodDropped() *http.Client {
	return &http.Client{
		CheckRedirect: func(req *http.Request, via []*http.Request) error {
			req.Header.Del("Authorization")
			return nil
		},
	}
}

// What goes before the first request is set elsewhere.
func goodFirstRequest(token string) (*http.Response, error) {
	req, err := http.NewRequest(http.MethodGet, "https://example.test", nil)
	if err != nil {
		return nil, err
	}
	req.Header.Set("Authorization", "Bearer "+token)
	return http.DefaultClient.Do(req)
}

func goodEveryHeaderOfOneHost() *http.Client {
	return &http.Client{CheckRedirect: func(req *http.Request, via []*http.Request) error {
		if req.URL.Host != via[len(via)-1].URL.Host {
			return nil
		}
		for name, values := range via[0].Header {
			req.Header[name] = values
		}
		return nil
	}}
}

func goodSomeHeaders() *http.Client {
	return &http.Client{CheckRedirect: func(req *http.Request, via []*http.Request) error {
		for name, values := range via[0].Header {
			if name != "Authorization" && name != "Cookie" {
				req.Header[name] = values
			}
		}
		return nil
	}}
}

type service struct{ token string }

func (s *service) client() *http.Client {
	c := &http.Client{}
	c.CheckRedirect = func(req *http.Request, via []*http.Request) error {
		req.Header.Set("Authorization", "token "+s.token) // want `CL607: the function literal, which CheckRedirect calls, sets the header Authorization`
		return nil
	}
	return c
}

func (s *service) badGet() (*http.Response, error) { return s.client().Get("https://example.test") }

func badSessionCookie(session string) *http.Client {
	return &http.Client{CheckRedirect: func(req *http.Request, via []*http.Request) error {
		req.AddCookie(&http.Cookie{Name: "session", Value: session}) // want `CL607: the function literal, which CheckRedirect calls, sets cookies for every host`
		return nil
	}}
}

func badCookiesAgain() *http.Client { return &http.Client{CheckRedirect: carry} }

func carry(req *http.Request, via []*http.Request) error {
	if len(via) > 5 {
		return http.ErrUseLastResponse
	}
	for _, cookie := range via[len(via)-1].Cookies() {
		addCookie(req, cookie)
	}
	return nil
}

func addCookie(req *http.Request, cookie *http.Cookie) {
	req.AddCookie(cookie) // want `CL607: keyleak.carry, which CheckRedirect calls, sets cookies for every host`
}

func goodCookieOfOneHost(session string) *http.Client {
	return &http.Client{CheckRedirect: func(req *http.Request, via []*http.Request) error {
		if req.URL.Host == via[0].URL.Host {
			req.AddCookie(&http.Cookie{Name: "session", Value: session})
		}
		return nil
	}}
}

func goodLanguage(language string) *http.Client {
	return &http.Client{CheckRedirect: func(req *http.Request, via []*http.Request) error {
		req.AddCookie(&http.Cookie{Name: "lang", Value: language})
		return nil
	}}
}
