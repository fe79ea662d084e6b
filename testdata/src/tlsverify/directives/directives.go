// Package directives reads the settings of a proxy from a file of directives and from flags,
// and uses them elsewhere.
package directives

import (
	"context"
	"crypto/tls"
	"errors"
	"flag"
	"net"
	"net/http"
)

// Upstream are settings, which a document may have, too.
type Upstream struct {
	ServerName         string `json:"server_name,omitempty"`
	InsecureSkipVerify bool   `json:"insecure_skip_verify,omitempty"`
}

// Transport is what the proxy uses.
type Transport struct {
	TLS *Upstream `json:"tls,omitempty"`
}

// Read reads directives.
func (t *Transport) Read(words []string) error {
	for _, word := range words {
		switch word {
		case "tls":
			t.TLS = new(Upstream)
		case "tls_insecure_skip_verify":
			if t.TLS == nil {
				t.TLS = new(Upstream)
			}
			t.TLS.InsecureSkipVerify = true
		default:
			return errors.New("unknown directive: " + word)
		}
	}
	return nil
}

// Flags reads the settings of a command.
func Flags(set *flag.FlagSet, args []string) (*Transport, error) {
	insecure := set.Bool("insecure", false, "do not verify certificates")
	if err := set.Parse(args); err != nil {
		return nil, err
	}
	t := &Transport{TLS: new(Upstream)}
	if *insecure {
		t.TLS.InsecureSkipVerify = true
	}
	return t, nil
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
	config.InsecureSkipVerify = u.InsecureSkipVerify // want "CL701: a setting can turn off the verification of TLS certificates"
	return config, nil
}
