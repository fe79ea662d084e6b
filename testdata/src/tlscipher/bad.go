// Package tlscipher chooses the cipher suites of TLS as programs do.
package tlscipher

import (
	"crypto/tls"
	"net"
	"net/http"

	"example.test/tlscipher/policy"
)

func badLiteral(address string) (*tls.Conn, error) {
	return tls.Dial("tcp", address, &tls.Config{
		CipherSuites: []uint16{tls.TLS_RSA_WITH_RC4_128_SHA}, // want "CL703: CipherSuites contains only TLS_RSA_WITH_RC4_128_SHA; why: the keystream of RC4 is biased: .*; fix: leave CipherSuites out"
	})
}

func badServer(certificate tls.Certificate) *http.Server {
	return &http.Server{TLSConfig: &tls.Config{
		Certificates: []tls.Certificate{certificate},
		CipherSuites: []uint16{ // want "CL703: CipherSuites accepts TLS_ECDHE_RSA_WITH_3DES_EDE_CBC_SHA; why: .*; fix: .*tlsconf.Server "
			tls.TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256,
			tls.TLS_ECDHE_RSA_WITH_3DES_EDE_CBC_SHA,
		},
	}}
}

// badNumbers has suites without names: RSA key exchange.
func badNumbers(listener net.Listener, certificate tls.Certificate) net.Listener {
	return tls.NewListener(listener, &tls.Config{
		Certificates: []tls.Certificate{certificate},
		CipherSuites: []uint16{0x009c, 0x009d}, // want "CL703: CipherSuites contains only TLS_RSA_WITH_AES_128_GCM_SHA256 and TLS_RSA_WITH_AES_256_GCM_SHA384; why: an attacker who obtains the private key"
	})
}

func badAppended(config *tls.Config, address string) (*tls.Conn, error) {
	config = config.Clone()
	config.CipherSuites = append(config.CipherSuites, tls.TLS_RSA_WITH_AES_256_CBC_SHA) // want "CL703: CipherSuites accepts TLS_RSA_WITH_AES_256_CBC_SHA"
	return tls.Dial("tcp", address, config)
}

func badCBC(address string) (*tls.Conn, error) {
	return tls.Dial("tcp", address, &tls.Config{
		CipherSuites: []uint16{tls.TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA256}, // want "CL703: CipherSuites contains only TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA256; why: an attacker who measures"
	})
}

var ours = []uint16{tls.TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256, tls.TLS_RSA_WITH_3DES_EDE_CBC_SHA}

func badVariable(address string) (*tls.Conn, error) {
	return tls.Dial("tcp", address, &tls.Config{CipherSuites: ours}) // want "CL703: CipherSuites accepts TLS_RSA_WITH_3DES_EDE_CBC_SHA"
}

func oldSuites() []uint16 {
	return []uint16{tls.TLS_ECDHE_RSA_WITH_RC4_128_SHA, tls.TLS_ECDHE_ECDSA_WITH_RC4_128_SHA}
}

func badHelper(address string) (*tls.Conn, error) {
	return tls.Dial("tcp", address, &tls.Config{CipherSuites: oldSuites()}) // want "CL703: CipherSuites contains only TLS_ECDHE_ECDSA_WITH_RC4_128_SHA and TLS_ECDHE_RSA_WITH_RC4_128_SHA"
}

type dialer struct {
	suites []uint16
	config *tls.Config
}

func newDialer() *dialer {
	return &dialer{suites: []uint16{tls.TLS_RSA_WITH_AES_128_CBC_SHA}, config: &tls.Config{}}
}

func (d *dialer) badField(address string) (*tls.Conn, error) {
	return tls.Dial("tcp", address, &tls.Config{CipherSuites: d.suites}) // want "CL703: CipherSuites contains only TLS_RSA_WITH_AES_128_CBC_SHA"
}

func restrict(config *tls.Config, suites ...uint16) {
	config.CipherSuites = suites // want "CL703: CipherSuites contains only TLS_RSA_WITH_AES_128_CBC_SHA256 and TLS_RSA_WITH_RC4_128_SHA"
}

func badThroughAHelper(certificate tls.Certificate) *tls.Config {
	config := &tls.Config{Certificates: []tls.Certificate{certificate}}
	restrict(config, tls.TLS_RSA_WITH_RC4_128_SHA, tls.TLS_RSA_WITH_AES_128_CBC_SHA256)
	return config
}

func badVariableOfAnotherPackage(address string) (*tls.Conn, error) {
	return tls.Dial("tcp", address, &tls.Config{CipherSuites: policy.Old}) // want "CL703: CipherSuites contains only TLS_RSA_WITH_3DES_EDE_CBC_SHA and TLS_RSA_WITH_RC4_128_SHA"
}

func badFunctionOfAnotherPackage(address string) (*tls.Conn, error) {
	return tls.Dial("tcp", address, &tls.Config{CipherSuites: policy.Allowed()}) // want "CL703: CipherSuites accepts TLS_RSA_WITH_AES_128_CBC_SHA"
}

func badConstantOfAnotherPackage(transport *http.Transport) {
	transport.TLSClientConfig = &tls.Config{CipherSuites: []uint16{policy.TripleDES}} // want "CL703: CipherSuites contains only TLS_ECDHE_RSA_WITH_3DES_EDE_CBC_SHA"
}

func badAllInsecure(address string) (*tls.Conn, error) {
	var suites []uint16
	for _, suite := range tls.InsecureCipherSuites() {
		suites = append(suites, suite.ID)
	}
	return tls.Dial("tcp", address, &tls.Config{CipherSuites: suites}) // want "CL703: CipherSuites accepts the suites of tls.InsecureCipherSuites"
}

func badAll(address string) (*tls.Conn, error) {
	config := &tls.Config{MinVersion: tls.VersionTLS12}
	for _, suite := range tls.CipherSuites() {
		config.CipherSuites = append(config.CipherSuites, suite.ID)
	}
	for _, suite := range tls.InsecureCipherSuites() {
		config.CipherSuites = append(config.CipherSuites, suite.ID) // want "CL703: CipherSuites accepts the suites of tls.InsecureCipherSuites"
	}
	return tls.Dial("tcp", address, config)
}

func badOnOneWay(address string, printer bool) (*tls.Conn, error) {
	config := &tls.Config{}
	if printer {
		config.CipherSuites = []uint16{tls.TLS_RSA_WITH_3DES_EDE_CBC_SHA} // want "CL703: CipherSuites contains only TLS_RSA_WITH_3DES_EDE_CBC_SHA"
	}
	return tls.Dial("tcp", address, config)
}

type settings struct{ AllowInsecureCiphers bool }

func badSetting(address string, s settings) (*tls.Conn, error) {
	config := &tls.Config{}
	if s.AllowInsecureCiphers {
		config.CipherSuites = []uint16{tls.TLS_RSA_WITH_AES_128_CBC_SHA, tls.TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256} // want "CL703: a setting makes CipherSuites accept TLS_RSA_WITH_AES_128_CBC_SHA"
	}
	return tls.Dial("tcp", address, config)
}

func badRenegotiation(address string) (*tls.Conn, error) {
	return tls.Dial("tcp", address, &tls.Config{
		Renegotiation: tls.RenegotiateFreelyAsClient, // want "CL703: RenegotiateFreelyAsClient lets the server start a new handshake at any time; why: .*; fix: leave Renegotiation out"
	})
}

func renegotiate(config *tls.Config) { config.Renegotiation = tls.RenegotiateFreelyAsClient } // want "CL703: RenegotiateFreelyAsClient lets the server"

func badRenegotiationOfAHelper() *http.Transport {
	config := &tls.Config{}
	renegotiate(config)
	return &http.Transport{TLSClientConfig: config}
}

func badRenegotiationNumber(transport *http.Transport, config *tls.Config) {
	config = config.Clone()
	config.Renegotiation = 2 // want "CL703: RenegotiateFreelyAsClient lets the server"
	transport.TLSClientConfig = config
}

func badRenegotiationOfAnotherPackage(address string) (*tls.Conn, error) {
	return tls.Dial("tcp", address, &tls.Config{Renegotiation: policy.Renegotiation}) // want "CL703: RenegotiateFreelyAsClient lets the server"
}

type reader struct{ ignoreTLSErrors bool }

// badForBrokenServers accepts all that there is where the operator asks for it.
func (r reader) badForBrokenServers() *tls.Config {
	config := &tls.Config{}
	if r.ignoreTLSErrors {
		config.CipherSuites = []uint16{tls.TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256, tls.TLS_RSA_WITH_RC4_128_SHA} // want "CL703: a setting makes CipherSuites accept TLS_RSA_WITH_RC4_128_SHA"
	}
	return config
}

func badParameterOfAnotherPackage(address string) (*tls.Conn, error) {
	return tls.Dial("tcp", address, &tls.Config{CipherSuites: policy.Compatible(true)}) // want "CL703: CipherSuites accepts TLS_ECDHE_RSA_WITH_3DES_EDE_CBC_SHA"
}

type endpoint struct{ config tls.Config }

func (e *endpoint) badStored() {
	e.config.CipherSuites = []uint16{tls.TLS_RSA_WITH_RC4_128_SHA} // want "CL703: CipherSuites contains only TLS_RSA_WITH_RC4_128_SHA"
}

func (e *endpoint) listen(listener net.Listener) net.Listener {
	return tls.NewListener(listener, &e.config)
}

var fixed = &tls.Config{
	MinVersion:   tls.VersionTLS12,
	CipherSuites: []uint16{tls.TLS_RSA_WITH_AES_256_GCM_SHA384}, // want "CL703: CipherSuites contains only TLS_RSA_WITH_AES_256_GCM_SHA384"
}

// The command shows both places as one finding.
func serve() *http.Server {
	return &http.Server{TLSConfig: fixed} // want "CL703: CipherSuites contains only TLS_RSA_WITH_AES_256_GCM_SHA384"
}
