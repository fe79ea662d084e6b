// Package listed gets certificates for the names that it knows.
package listed

import (
	"context"
	"crypto/tls"
	"errors"
	"net/http"

	"golang.org/x/crypto/acme/autocert"
)

func goodWhitelist(handler http.Handler) error {
	manager := &autocert.Manager{Prompt: autocert.AcceptTOS, HostPolicy: autocert.HostWhitelist("example.org")}
	server := &http.Server{Addr: ":443", Handler: handler, TLSConfig: manager.TLSConfig()}
	return server.ListenAndServeTLS("", "")
}

func goodSetLater(names ...string) *tls.Config {
	manager := &autocert.Manager{Prompt: autocert.AcceptTOS}
	config := manager.TLSConfig()
	manager.HostPolicy = autocert.HostWhitelist(names...)
	return config
}

// goodSetting accepts all names where the operator lists none.
func goodSetting(names []string) *tls.Config {
	manager := &autocert.Manager{Prompt: autocert.AcceptTOS}
	if len(names) > 0 {
		manager.HostPolicy = autocert.HostWhitelist(names...)
	}
	return manager.TLSConfig()
}

type tenants struct{ known map[string]bool }

func (t *tenants) allow(_ context.Context, host string) error {
	if !t.known[host] {
		return errors.New("unknown host " + host)
	}
	return nil
}

func (t *tenants) goodPolicy() *tls.Config {
	manager := &autocert.Manager{Prompt: autocert.AcceptTOS, HostPolicy: t.allow}
	return &tls.Config{GetCertificate: manager.GetCertificate}
}

func goodListener(handler http.Handler, names []string) error {
	if len(names) == 0 {
		return errors.New("no names")
	}
	return http.Serve(autocert.NewListener(names...), handler)
}

// goodOfTheCaller is configured by others.
func goodOfTheCaller(manager *autocert.Manager) *tls.Config { return manager.TLSConfig() }
