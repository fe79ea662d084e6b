// Package any gets certificates for whatever name somebody asks for.
package any

import (
	"context"
	"crypto/tls"
	"net"
	"net/http"

	"golang.org/x/crypto/acme/autocert"
)

func badNoPolicy(handler http.Handler) error {
	manager := &autocert.Manager{Prompt: autocert.AcceptTOS, Cache: autocert.DirCache("certs")}
	server := &http.Server{Addr: ":443", Handler: handler, TLSConfig: manager.TLSConfig()} // want "CL708: autocert.Manager without HostPolicy gets certificates for any name; why: an attacker who points other names at the server can make it request certificates until the authority issues no more; fix: set HostPolicy to autocert.HostWhitelist with the names of the server"
	return server.ListenAndServeTLS("", "")
}

func badNoPolicyOfAMethod() *tls.Config {
	manager := autocert.Manager{Prompt: autocert.AcceptTOS}
	return &tls.Config{GetCertificate: manager.GetCertificate} // want "CL708: autocert.Manager without HostPolicy gets certificates for any name"
}

func newManager(cache string) *autocert.Manager {
	return &autocert.Manager{Prompt: autocert.AcceptTOS, Cache: autocert.DirCache(cache)}
}

func badNoPolicyInAHelper() net.Listener {
	return newManager("certs").Listener() // want "CL708: autocert.Manager without HostPolicy gets certificates for any name"
}

func badPolicyAcceptsAll() *tls.Config {
	manager := &autocert.Manager{
		Prompt:     autocert.AcceptTOS,
		HostPolicy: func(context.Context, string) error { return nil }, // want "CL708: the function literal, which decides for which names certificates are requested, accepts any; why: .*; fix: set HostPolicy to autocert.HostWhitelist with the names of the server"
	}
	return manager.TLSConfig()
}

func badListener(handler http.Handler) error {
	return http.Serve(autocert.NewListener(), handler) // want "CL708: autocert.NewListener without names gets certificates for any name; why: .*; fix: call autocert.NewListener with the names of the server"
}
