package timing

import "net/http"

// A gateway that asks another server on behalf of who asked it: what it passes on was sent
// by a peer.
type gateway struct {
	client http.Client
	token  string
}

func (g *gateway) badPassedOn(w http.ResponseWriter, r *http.Request) {
	if r.Header.Get("X-Gateway-Token") != g.token { // want "CL501: .*token"
		w.WriteHeader(http.StatusForbidden)
		return
	}
	answer, err := g.client.Do(r)
	if err != nil {
		w.WriteHeader(http.StatusBadGateway)
		return
	}
	defer answer.Body.Close()
	w.WriteHeader(answer.StatusCode)
}
