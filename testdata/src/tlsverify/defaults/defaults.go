// Package defaults has settings, and one of the places that fill them asks nobody.
package defaults

import (
	"context"
	"crypto/tls"
	"errors"
	"net"
	"net/http"
)

// Upstream are settings.
type Upstream struct {
	ServerName         string `json:"server_name,omitempty"`
	InsecureSkipVerify bool   `json:"insecure_skip_verify,omitempty"`
}

// Transport is what the proxy uses.
type Transport struct {
	TLS *Upstream `json:"tls,omitempty"`
}

// Read reads directives.
func (t *Transport) Read(words []string) {
	for _, word := range words {
		if word == "tls_insecure_skip_verify" {
			t.TLS.InsecureSkipVerify = true
		}
	}
}

// Legacy sets up a transport for old servers.
func (t *Transport) Legacy(name string) {
	t.TLS = &Upstream{ServerName: name}
	t.TLS.InsecureSkipVerify = true
}

// Provision makes what the settings ask for.
func (t *Transport) Provision() (*http.Transport, error) {
	transport := &http.Transport{}
	if t.TLS != nil {
		var err error
		transport.TLSClientConfig, err = t.TLS.Config()
		if err != nil {
			return nil, err
		}
		transport.DialTLSContext = func(_ context.Context, network, address string) (net.Conn, error) {
			conn, err := net.Dial(network, address)
			if err != nil {
				return nil, err
			}
			return tls.Client(conn, transport.TLSClientConfig.Clone()), nil
		}
	}
	return transport, nil
}

// Config makes a configuration.
func (u *Upstream) Config() (*tls.Config, error) {
	if u.ServerName == "-" {
		return nil, errors.New("no name")
	}
	config := new(tls.Config)
	config.ServerName = u.ServerName
	config.InsecureSkipVerify = u.InsecureSkipVerify // want "CL701: InsecureSkipVerify turns off"
	return config, nil
}
