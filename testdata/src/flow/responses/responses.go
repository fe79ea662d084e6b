// Package responses has HTTP clients, some of which find out who answered.
package responses

import (
	"bytes"
	"crypto/sha256"
	"crypto/tls"
	"crypto/x509"
	"encoding/hex"
	"errors"
	"io"
	"net/http"
	"time"
)

var errOther = errors.New("somebody else")

func same(resp *http.Response, known *x509.Certificate) error {
	if resp.TLS == nil || !resp.TLS.PeerCertificates[0].Equal(known) {
		return errOther
	}
	return nil
}

func local(url string, known *x509.Certificate) ([]byte, error) {
	transport := &http.Transport{TLSClientConfig: &tls.Config{ServerName: "a"}} // want "^identified$"
	resp, err := (&http.Client{Transport: transport}).Get(url)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	if err := same(resp, known); err != nil {
		return nil, err
	}
	return io.ReadAll(resp.Body)
}

// nobody checks what another client gets.
func unchecked(url string) ([]byte, error) {
	transport := &http.Transport{TLSClientConfig: &tls.Config{ServerName: "b"}} // want "^anyone$"
	resp, err := (&http.Client{Transport: transport}).Get(url)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	return io.ReadAll(resp.Body)
}

// peer has a client in a field, by value, and another one.
type peer struct {
	pinned http.Client
	plain  *http.Client
	digest string
}

func newPeer(digest string) *peer {
	p := &peer{plain: &http.Client{}, digest: digest}
	p.pinned.Transport = &http.Transport{TLSClientConfig: &tls.Config{ServerName: "c"}} // want "^identified$"
	p.plain.Transport = &http.Transport{TLSClientConfig: &tls.Config{ServerName: "d"}}  // want "^anyone$"
	return p
}

func (p *peer) get(url string) (*http.Response, error) {
	resp, err := p.pinned.Get(url)
	if err != nil {
		return nil, err
	}
	return resp, p.check(resp.TLS)
}

func (p *peer) check(state *tls.ConnectionState) error {
	digest := sha256.Sum256(state.PeerCertificates[0].Raw)
	if hex.EncodeToString(digest[:]) != p.digest {
		return errOther
	}
	return nil
}

func (p *peer) ping(url string) error {
	resp, err := p.plain.Get(url)
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

// round is a transport around another.
type round struct {
	base http.RoundTripper
	key  []byte
}

func (r *round) RoundTrip(req *http.Request) (*http.Response, error) {
	resp, err := r.base.RoundTrip(req)
	if err != nil {
		return nil, err
	}
	if !bytes.Equal(resp.TLS.PeerCertificates[0].RawSubjectPublicKeyInfo, r.key) {
		return nil, errOther
	}
	return resp, nil
}

func around(key []byte) *http.Client {
	base := http.DefaultTransport.(*http.Transport).Clone()
	base.TLSClientConfig = &tls.Config{ServerName: "e"} // want "^identified$"
	return &http.Client{Transport: &round{base, key}}
}

// logging hands everything on, and the client around it checks.
type logging struct{ base http.RoundTripper }

func (l logging) RoundTrip(req *http.Request) (*http.Response, error) { return l.base.RoundTrip(req) }

func logged(req *http.Request, known *x509.Certificate) error {
	var trip http.RoundTripper = &http.Transport{TLSClientConfig: &tls.Config{ServerName: "f"}} // want "^identified$"
	resp, err := (&http.Client{Transport: logging{trip}}).Do(req)
	if err != nil {
		return err
	}
	return same(resp, known)
}

// expiring only looks at when the certificate ends, and counts those that it gets.
func expiring(url string) error {
	transport := &http.Transport{TLSClientConfig: &tls.Config{ServerName: "g"}} // want "^anyone$"
	resp, err := (&http.Client{Transport: transport}).Get(url)
	if err != nil {
		return err
	}
	if resp.TLS.PeerCertificates == nil || len(resp.TLS.PeerCertificates) == 0 || time.Now().After(resp.TLS.PeerCertificates[0].NotAfter) {
		return errors.New("expired")
	}
	return nil
}

// told says who answered, and goes on.
func told(url string, known *x509.Certificate) string {
	transport := &http.Transport{TLSClientConfig: &tls.Config{ServerName: "h"}} // want "^anyone$"
	resp, err := (&http.Client{Transport: transport}).Get(url)
	if err == nil && resp.TLS.PeerCertificates[0].Equal(known) {
		return "known"
	}
	return "unknown"
}

// Through makes a client in one closure and checks in another.
func through(known *x509.Certificate) func(url string) error {
	var client *http.Client
	open := func() {
		client = &http.Client{Transport: &http.Transport{TLSClientConfig: &tls.Config{ServerName: "i"}}} // want "^identified$"
	}
	open()
	return func(url string) error {
		resp, err := client.Get(url)
		if err != nil {
			return err
		}
		return same(resp, known)
	}
}

// first takes the certificate out.
func first(resp *http.Response) *x509.Certificate { return resp.TLS.PeerCertificates[0] }

func taken(url string, known *x509.Certificate) error {
	transport := &http.Transport{TLSClientConfig: &tls.Config{ServerName: "j"}} // want "^identified$"
	resp, err := (&http.Client{Transport: transport}).Get(url)
	if err != nil {
		return err
	}
	if !known.Equal(first(resp)) {
		return errOther
	}
	return nil
}
