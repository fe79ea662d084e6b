package timing

import "net/http"

// A message has a token of its own, by which an answer is paired with it.
type datagram struct{ token []byte }

func (d *datagram) Token() []byte { return d.token }

func receive() *datagram { return new(datagram) }

type transfer struct {
	completionToken string
	secretToken     string
}

func (t *transfer) begin(first *datagram) {
	t.completionToken = string(first.Token())
}

func (t *transfer) goodSameTransfer(next *datagram) bool {
	return t.completionToken == string(next.Token())
}

type inbox struct {
	sessionToken string
	last         *datagram
}

func (b *inbox) goodRepeated(next *datagram) bool {
	defer func() { b.sessionToken = string(next.Token()) }()
	return string(next.Token()) != b.sessionToken
}

// What is kept comes from elsewhere.
func newTransfer(secret string) *transfer { return &transfer{secretToken: secret} }

func (t *transfer) badToken(w http.ResponseWriter, r *http.Request) bool {
	return t.secretToken == r.Header.Get("X-Token") // want "CL501: .* is compared with =="
}
