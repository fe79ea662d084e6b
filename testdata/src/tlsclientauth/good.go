package tlsclientauth

import (
	"crypto/tls"
	"crypto/x509"
	"errors"
	"net"
	"net/http"

	"example.test/tlsclientauth/policy"
)

func goodNobodyIsAsked(certificate tls.Certificate) *http.Server {
	return &http.Server{TLSConfig: &tls.Config{Certificates: []tls.Certificate{certificate}}}
}

func goodVerified(certificate tls.Certificate, pool *x509.CertPool) *http.Server {
	return &http.Server{TLSConfig: &tls.Config{
		Certificates: []tls.Certificate{certificate},
		ClientAuth:   tls.RequireAndVerifyClientCert,
		ClientCAs:    pool,
	}}
}

func goodPoolComesLater(certificate tls.Certificate, pool *x509.CertPool) *http.Server {
	server := &http.Server{TLSConfig: &tls.Config{ClientAuth: tls.RequireAndVerifyClientCert}}
	server.TLSConfig.Certificates = []tls.Certificate{certificate}
	server.TLSConfig.ClientCAs = pool
	return server
}

func goodRaisedLater(inner net.Listener, pool *x509.CertPool) net.Listener {
	config := &tls.Config{ClientAuth: tls.RequireAnyClientCert, ClientCAs: pool}
	config.ClientAuth = tls.RequireAndVerifyClientCert
	return tls.NewListener(inner, config)
}

func goodClone(inner net.Listener, pool *x509.CertPool) net.Listener {
	config := &tls.Config{ClientAuth: tls.RequireAnyClientCert}
	config = config.Clone()
	config.ClientAuth, config.ClientCAs = tls.RequireAndVerifyClientCert, pool
	return tls.NewListener(inner, config)
}

// goodOptional asks for certificates, for the log.
func goodOptional(certificate tls.Certificate) *http.Server {
	return &http.Server{TLSConfig: &tls.Config{Certificates: []tls.Certificate{certificate}, ClientAuth: tls.RequestClientCert}}
}

func goodVerifiedIfGiven(certificate tls.Certificate, pool *x509.CertPool) *http.Server {
	return &http.Server{TLSConfig: &tls.Config{
		Certificates: []tls.Certificate{certificate},
		ClientAuth:   tls.VerifyClientCertIfGiven,
		ClientCAs:    pool,
	}}
}

// goodCallback decides in VerifyConnection.
func goodCallback(certificate tls.Certificate, allowed func(tls.ConnectionState) bool) *http.Server {
	return &http.Server{TLSConfig: &tls.Config{
		Certificates: []tls.Certificate{certificate},
		ClientAuth:   tls.RequireAnyClientCert,
		VerifyConnection: func(state tls.ConnectionState) error {
			if !allowed(state) {
				return errors.New("unknown client")
			}
			return nil
		},
	}}
}

// goodCallbackOfCallers is given the check.
func goodCallbackOfCallers(inner net.Listener, check func([][]byte, [][]*x509.Certificate) error) net.Listener {
	return tls.NewListener(inner, &tls.Config{ClientAuth: tls.RequireAnyClientCert, VerifyPeerCertificate: check})
}

// goodConfigForEachClient is replaced in the handshake.
func goodConfigForEachClient(inner net.Listener, pick func(*tls.ClientHelloInfo) (*tls.Config, error)) net.Listener {
	return tls.NewListener(inner, &tls.Config{ClientAuth: tls.RequireAndVerifyClientCert, GetConfigForClient: pick})
}

func goodSetting(inner net.Listener, settings policy.Settings) net.Listener {
	return tls.NewListener(inner, &tls.Config{ClientAuth: tls.ClientAuthType(settings.Mode)})
}

var modes = map[string]tls.ClientAuthType{"request": tls.RequestClientCert, "any": tls.RequireAnyClientCert, "verify": tls.RequireAndVerifyClientCert}

func goodTable(inner net.Listener, name string, pool *x509.CertPool) net.Listener {
	return tls.NewListener(inner, &tls.Config{ClientAuth: modes[name], ClientCAs: pool})
}

func goodSwitch(inner net.Listener, name string, pool *x509.CertPool) net.Listener {
	config := &tls.Config{ClientCAs: pool}
	switch name {
	case "any":
		config.ClientAuth = tls.RequireAnyClientCert
	case "verify":
		config.ClientAuth = tls.RequireAndVerifyClientCert
	}
	return tls.NewListener(inner, config)
}

// goodPoolOfASetting may be empty: the operator decides.
func goodPoolOfASetting(inner net.Listener, authority []byte) net.Listener {
	config := &tls.Config{ClientAuth: tls.RequireAndVerifyClientCert}
	if len(authority) > 0 {
		config.ClientCAs = x509.NewCertPool()
		config.ClientCAs.AppendCertsFromPEM(authority)
	}
	return tls.NewListener(inner, config)
}

// goodUnknownMode is the caller's.
func goodUnknownMode(inner net.Listener, mode tls.ClientAuthType) net.Listener {
	return tls.NewListener(inner, &tls.Config{ClientAuth: mode})
}

// goodForLog names the mode, and uses it for nothing.
func goodForLog(config *tls.Config) string {
	if config.ClientAuth == tls.RequireAnyClientCert {
		return "any"
	}
	return config.ClientAuth.String()
}

// GoodClient is that of a client, for which the mode means nothing.
func GoodClient(certificate tls.Certificate, roots *x509.CertPool, host string) *tls.Config {
	return &tls.Config{
		Certificates: []tls.Certificate{certificate},
		RootCAs:      roots,
		ServerName:   host,
		ClientAuth:   tls.RequireAndVerifyClientCert,
	}
}

func goodDialled(address string, certificate tls.Certificate) (*tls.Conn, error) {
	return tls.Dial("tcp", address, &tls.Config{Certificates: []tls.Certificate{certificate}, ClientAuth: tls.RequireAnyClientCert})
}

func goodTransport(certificate tls.Certificate) *http.Transport {
	return &http.Transport{TLSClientConfig: &tls.Config{
		Certificates: []tls.Certificate{certificate},
		ClientAuth:   tls.RequireAndVerifyClientCert,
	}}
}
