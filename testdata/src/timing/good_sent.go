package timing

import (
	"net/http"
	"strings"
)

// sentSession is what a client keeps of its server.
type sentSession struct {
	client    http.Client
	transport http.RoundTripper
	token     string
}

// The client asks whether the token that it sent is still the one that it has: both are
// its own.
func (s *sentSession) goodSentAgain(request *http.Request) (*http.Response, error) {
	answer, err := s.client.Do(request)
	if err != nil || answer.StatusCode != http.StatusUnauthorized {
		return answer, err
	}
	rejected := strings.TrimPrefix(request.Header.Get("Authorization"), "Bearer ")
	if rejected == s.token {
		s.token = ""
	}
	return answer, nil
}

// A transport looks at what it is about to send, and a helper sends it.
func (s *sentSession) goodRoundTrip(request *http.Request) (*http.Response, error) {
	if request.Header.Get("X-Session-Token") == s.token {
		request.Header.Set("X-Session", "same")
	}
	return s.send(request)
}

func (s *sentSession) send(request *http.Request) (*http.Response, error) {
	return s.transport.RoundTrip(request)
}
