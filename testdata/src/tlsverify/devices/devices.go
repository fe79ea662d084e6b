// Package devices asks a server that is known by the digest of its certificate.
package devices

import (
	"crypto/sha256"
	"crypto/tls"
	"errors"
	"net/http"
)

// ID is the digest of a certificate.
type ID [sha256.Size]byte

// client is an HTTP client that checks who answered.
type client struct {
	*http.Client
	id ID
}

func (c *client) check(resp *http.Response) error {
	if resp.TLS == nil || len(resp.TLS.PeerCertificates) == 0 {
		return errors.New("no certificate")
	}
	if sha256.Sum256(resp.TLS.PeerCertificates[0].Raw) != c.id {
		return errors.New("another device")
	}
	return nil
}

// Get returns the response of the device.
func (c *client) Get(url string) (*http.Response, error) {
	resp, err := c.Client.Get(url)
	if err != nil {
		return nil, err
	}
	if err := c.check(resp); err != nil {
		resp.Body.Close()
		return nil, err
	}
	return resp, nil
}

func goodChecked(id ID) *client {
	return &client{&http.Client{Transport: &http.Transport{TLSClientConfig: &tls.Config{InsecureSkipVerify: true}}}, id}
}

// A connection of another kind is not checked.
func badDialed(address string) (*tls.Conn, error) {
	return tls.Dial("tcp", address, &tls.Config{InsecureSkipVerify: true}) // want "CL701: InsecureSkipVerify turns off the verification of the certificate"
}

// Nobody checks what another client of the same package gets.
func badDiscovery(url string) (*http.Response, error) {
	plain := &http.Client{Transport: &http.Transport{TLSClientConfig: &tls.Config{InsecureSkipVerify: true}}} // want "CL701: InsecureSkipVerify turns off the verification of the certificate"
	return plain.Get(url)
}

// relay has two clients, of which one is checked.
type relay struct {
	device  *client
	tracker http.Client
}

func badTracker(id ID) *relay {
	r := &relay{device: goodChecked(id)}
	r.tracker.Transport = &http.Transport{TLSClientConfig: &tls.Config{InsecureSkipVerify: true}} // want "CL701: InsecureSkipVerify turns off the verification of the certificate"
	return r
}

func (r *relay) announce(url string) error {
	resp, err := r.tracker.Get(url)
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

func (r *relay) ask(url string) (*http.Response, error) { return r.device.Get(url) }
