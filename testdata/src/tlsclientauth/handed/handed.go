// Package handed hands certificates to code that is not in sight.
package handed

import (
	"crypto/tls"
	"crypto/x509"
	"net"
)

func goodHandedOn(inner net.Listener) net.Listener {
	return tls.NewListener(inner, &tls.Config{ClientAuth: tls.RequireAnyClientCert})
}

func goodCertificates(conn *tls.Conn) []*x509.Certificate {
	return conn.ConnectionState().PeerCertificates
}
