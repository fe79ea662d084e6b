// Package requests logs what it sends and receives.
package requests

import (
	"fmt"
	"log"
	"log/slog"
	"net/http"
)

// Client sends orders to a shop.
type Client struct {
	http.Client
	token string
}

// Order sends an order.
func (c *Client) Order(address string) (*http.Response, error) {
	req, err := http.NewRequest(http.MethodPost, address, nil)
	if err != nil {
		return nil, fmt.Errorf("cannot order: %w", err)
	}
	req.Header.Set("Authorization", "Bearer "+c.token)
	return c.Do(req)
}

func badRequestInError(resp *http.Response) error {
	if resp.StatusCode != http.StatusOK {
		return fmt.Errorf("%+v was refused: %s", resp.Request, resp.Status) // want "CL607: fmt.Errorf puts a request with its headers into an error"
	}
	return nil
}

func badHeadersInLog(w http.ResponseWriter, r *http.Request) {
	log.Printf("%s %s %v", r.Method, r.URL.Path, r.Header) // want "CL607: log.Printf logs a request with its headers"
	w.WriteHeader(http.StatusNoContent)
}

func badRequestOfHelper(r *http.Request) { note("refused", *r) }

func note(what string, r http.Request) { log.Println(what, r) } // want "CL607: log.Println logs a request with its headers"

func badStructured(r *http.Request) {
	headers := r.Header
	slog.Info("request", "headers", headers) // want "CL607: slog.Info logs a request with its headers"
}

func goodMethodAndPath(r *http.Request) { log.Println(r.Method, r.URL.Path, r.RemoteAddr) }

func goodOneHeader(r *http.Request) { log.Println(r.Header.Get("User-Agent"), r.Header["Accept"]) }

func goodHeadersOfAnswer(resp *http.Response) { log.Println(resp.Status, resp.Header) }

func goodType(value any, r *http.Request) { log.Printf("%T for a %T", value, r) }

func goodLength(r *http.Request) { log.Println(len(r.Header)) }

func goodCopy(r *http.Request) {
	shown := http.Header{}
	for name, values := range r.Header {
		if name == "Accept" || name == "User-Agent" {
			shown[name] = values
		}
	}
	log.Println(shown)
}
