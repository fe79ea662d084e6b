// Package follow makes clients, and imports no cryptography.
package follow

import "net/http"

// Client returns a client that stays logged in.
func Client() *http.Client { return &http.Client{CheckRedirect: again} }

func again(req *http.Request, via []*http.Request) error {
	req.Header.Add("Authorization", via[0].Header.Get("Authorization")) // want `CL607: follow.again, which CheckRedirect calls, sets the header Authorization`
	return nil
}
