// Package tlsverify opens TLS connections as programs do.
package tlsverify

import (
	"crypto/sha256"
	"crypto/subtle"
	"crypto/tls"
	"crypto/x509"
	"encoding/json"
	"errors"
	"flag"
	"log"
	"net"
	"net/http"
	"os"

	"example.test/tlsverify/clients"
)

func badLiteral(address string) (*tls.Conn, error) {
	return tls.Dial("tcp", address, &tls.Config{InsecureSkipVerify: true}) // want "CL701: InsecureSkipVerify turns off the verification of the certificate; why: an attacker on the network .*RootCAs, or use tlsconf.ClientWithRoots from github.com/cryptolint/cryptolint/safeapi/tlsconf"
}

func badTransport() *http.Client {
	return &http.Client{Transport: &http.Transport{
		TLSClientConfig: &tls.Config{
			MinVersion:         tls.VersionTLS13,
			InsecureSkipVerify: true, // want "CL701: .*turns off"
		},
	}}
}

func badAssignment(transport *http.Transport) {
	if transport.TLSClientConfig == nil {
		transport.TLSClientConfig = &tls.Config{}
	}
	config := &tls.Config{ServerName: "db.internal"}
	config.InsecureSkipVerify = true // want "CL701: .*turns off"
	transport.TLSClientConfig = config
}

func badClone(base *tls.Config, address string) (*tls.Conn, error) {
	config := base.Clone()
	config.InsecureSkipVerify = true // want "CL701: .*turns off"
	config.VerifyConnection = nil
	config.VerifyPeerCertificate = nil
	return tls.Dial("tcp", address, config)
}

func trusting() *tls.Config {
	return &tls.Config{InsecureSkipVerify: true} // want "CL701: .*turns off"
}

func badHelper(address string) (*tls.Conn, error) {
	return tls.Dial("tcp", address, trusting())
}

func badHelperAgain(conn net.Conn) *tls.Conn {
	return tls.Client(conn, trusting())
}

func relaxed(config *tls.Config) {
	config.InsecureSkipVerify = true // want "CL701: .*turns off"
}

func badFilledByAHelper(address string) (*tls.Conn, error) {
	config := &tls.Config{}
	relaxed(config)
	return tls.Dial("tcp", address, config)
}

type upstream struct{ config *tls.Config }

func badField(name string) *upstream {
	u := &upstream{config: &tls.Config{ServerName: name}}
	u.config.InsecureSkipVerify = true // want "CL701: .*turns off"
	return u
}

var badVariable = &tls.Config{InsecureSkipVerify: true} // want "CL701: .*turns off"

func badCallbackThatAcceptsAll(address string) (*tls.Conn, error) {
	return tls.Dial("tcp", address, &tls.Config{
		InsecureSkipVerify: true, // want "CL701: .*turns off the verification of the certificate, and the function literal accepts every certificate"
		VerifyPeerCertificate: func(certificates [][]byte, _ [][]*x509.Certificate) error {
			log.Printf("%d certificates", len(certificates))
			return nil
		},
	})
}

func expiryOnly(state tls.ConnectionState) error {
	if len(state.PeerCertificates) == 0 {
		return errors.New("no certificate")
	}
	return nil
}

func badCallbackThatChecksLess(address string) (*tls.Conn, error) {
	return tls.Dial("tcp", address, &tls.Config{
		InsecureSkipVerify: true, // want "CL701: .*, and tlsverify.expiryOnly does not call Certificate.Verify instead"
		VerifyConnection:   expiryOnly,
	})
}

func badOnOneWay(address string, internal bool) (*tls.Conn, error) {
	config := &tls.Config{}
	if internal {
		config.InsecureSkipVerify = true // want "CL701: .*turns off"
	}
	return tls.Dial("tcp", address, config)
}

func badDefaultOfAFlag(address string) (*tls.Conn, error) {
	trust := flag.Bool("trust-everyone", true, "do not verify certificates")
	flag.Parse()
	return tls.Dial("tcp", address, &tls.Config{InsecureSkipVerify: *trust}) // want "CL701: .*turns off"
}

var insecure = flag.Bool("insecure", false, "do not verify certificates")

func badOperatorsChoice(address string) (*tls.Conn, error) {
	return tls.Dial("tcp", address, &tls.Config{InsecureSkipVerify: *insecure}) // want "CL701: a setting can turn off the verification"
}

var verify = flag.Bool("verify", true, "verify certificates")

func badNegated(address string) (*tls.Conn, error) {
	return tls.Dial("tcp", address, &tls.Config{InsecureSkipVerify: !*verify}) // want "CL701: a setting can turn off the verification"
}

func badNegatedByAHelper(address string) (*tls.Conn, error) {
	return tls.Dial("tcp", address, &tls.Config{InsecureSkipVerify: not(*verify)}) // want "CL701: a setting can turn off the verification"
}

func not(b bool) bool { return !b }

func badCompared(address string) (*tls.Conn, error) {
	return tls.Dial("tcp", address, &tls.Config{InsecureSkipVerify: os.Getenv("VERIFY_TLS") == "no"}) // want "CL701: a setting can turn off the verification"
}

// A field of a configuration file.
func badInAFile(name string) (*tls.Conn, error) {
	var settings struct {
		Address  string
		Insecure bool
	}
	text, err := os.ReadFile(name)
	if err != nil {
		return nil, err
	}
	if err := json.Unmarshal(text, &settings); err != nil {
		return nil, err
	}
	return tls.Dial("tcp", settings.Address, &tls.Config{InsecureSkipVerify: settings.Insecure}) // want "CL701: a setting can turn off the verification"
}

func badNegatedConstant(address string) (*tls.Conn, error) {
	verified := false
	return tls.Dial("tcp", address, &tls.Config{InsecureSkipVerify: !verified}) // want "CL701: .*turns off"
}

func badOfAnotherPackage(address string) (*tls.Conn, error) {
	return tls.Dial("tcp", address, clients.Trusting())
}

// badPinned is for one certificate that both ends know: it misses what else a
// verification is good for.
func badPinned(address string, pin [32]byte) (*tls.Conn, error) {
	return tls.Dial("tcp", address, &tls.Config{
		InsecureSkipVerify: true, // want "CL701: .*, and the function literal compares it with a known one"
		VerifyPeerCertificate: func(certificates [][]byte, _ [][]*x509.Certificate) error {
			sum := sha256.Sum256(certificates[0])
			if subtle.ConstantTimeCompare(sum[:], pin[:]) != 1 {
				return errors.New("another certificate")
			}
			return nil
		},
	})
}

func open(address string, config *tls.Config) (*tls.Conn, error) {
	return tls.Dial("tcp", address, config)
}

func badHandedToAHelper(address string) (*tls.Conn, error) {
	return open(address, &tls.Config{InsecureSkipVerify: true}) // want "CL701: .*turns off"
}

func goodHandedToAHelper(address string) (*tls.Conn, error) {
	return open(address, &tls.Config{ServerName: "db.internal"})
}

// The address of a database says in words what is verified.
func badNamedInASetting(mode string) (*tls.Config, error) {
	switch mode {
	case "verify":
		return &tls.Config{}, nil
	case "skip-verify":
		return &tls.Config{InsecureSkipVerify: true}, nil // want "CL701: a setting can turn off the verification"
	}
	return nil, errors.New("unknown mode " + mode)
}

// A key of a configuration file, and the configuration is completed there.
func badNamedInAKey(settings map[string]string, address string) (*tls.Conn, error) {
	config := &tls.Config{}
	if settings["tls"] == "insecure" {
		config.InsecureSkipVerify = true // want "CL701: a setting can turn off the verification"
	}
	return tls.Dial("tcp", address, config)
}

// Nothing is set, and so nothing is verified: nobody chose that.
func badWithoutASetting(authority string) *tls.Config {
	if authority == "" {
		return &tls.Config{InsecureSkipVerify: true} // want "CL701: InsecureSkipVerify turns off"
	}
	return &tls.Config{}
}

// Every mode but one.
func badOtherModes(mode string) *tls.Config {
	if mode != "strict" {
		return &tls.Config{InsecureSkipVerify: true} // want "CL701: InsecureSkipVerify turns off"
	}
	return &tls.Config{}
}

type clientConfig struct {
	Address     string
	TLS         bool
	NoVerifySSL bool
	SSLVerify   bool
	Debug       bool
}

// The operator sets a field that says what it does.
func badChosenByAField(config *clientConfig) *http.Transport {
	transport := &http.Transport{}
	if config.NoVerifySSL {
		transport.TLSClientConfig = &tls.Config{
			InsecureSkipVerify: true, // want "CL701: a setting can turn off the verification"
		}
	}
	return transport
}

func badChosenByANegatedField(config clientConfig) (*tls.Conn, error) {
	trust := &tls.Config{ServerName: config.Address}
	if !config.SSLVerify {
		trust.InsecureSkipVerify = true // want "CL701: a setting can turn off the verification"
	}
	return tls.Dial("tcp", config.Address, trust)
}

func badChosenByAnOption(options interface{ GetBool(name string) bool }, address string) (*tls.Conn, error) {
	if options.GetBool("tls.insecure") && address != "" {
		return tls.Dial("tcp", address, &tls.Config{InsecureSkipVerify: true}) // want "CL701: a setting can turn off the verification"
	}
	return tls.Dial("tcp", address, nil)
}

// What is chosen is TLS, and not that nobody verifies it.
func badChosenTLS(config *clientConfig) (*tls.Conn, error) {
	if config.TLS {
		return tls.Dial("tcp", config.Address, &tls.Config{InsecureSkipVerify: true}) // want "CL701: InsecureSkipVerify turns off"
	}
	return nil, errors.New("not supported")
}

func badChosenScheme(scheme, address string) (*tls.Conn, error) {
	if scheme == "https" {
		return tls.Dial("tcp", address, &tls.Config{InsecureSkipVerify: true}) // want "CL701: InsecureSkipVerify turns off"
	}
	return nil, errors.New("not supported")
}

// Whoever sets nothing has a field that says yes.
func badDefaultOfAField(address string) (*tls.Conn, error) {
	config := clientConfig{NoVerifySSL: true}
	if config.NoVerifySSL {
		return tls.Dial("tcp", address, &tls.Config{InsecureSkipVerify: true}) // want "CL701: InsecureSkipVerify turns off"
	}
	return tls.Dial("tcp", address, nil)
}

// A field that nobody sets is false, and so the other way is taken.
func badNegatedDefault(address string) (*tls.Conn, error) {
	var config clientConfig
	if !config.SSLVerify {
		return tls.Dial("tcp", address, &tls.Config{InsecureSkipVerify: true}) // want "CL701: InsecureSkipVerify turns off"
	}
	return tls.Dial("tcp", address, nil)
}

// A tool shows the certificate of a server, and says nothing to it.
func badShowsCertificate(address string) (*x509.Certificate, error) {
	conn, err := tls.Dial("tcp", address, &tls.Config{InsecureSkipVerify: true}) // want "CL701: InsecureSkipVerify turns off .* of a connection whose state is inspected"
	if err != nil {
		return nil, err
	}
	defer conn.Close()
	return conn.ConnectionState().PeerCertificates[0], nil
}

// This one speaks with it.
func badLooksAndSends(address, secret string) error {
	conn, err := tls.Dial("tcp", address, &tls.Config{InsecureSkipVerify: true}) // want "CL701: InsecureSkipVerify turns off the verification of the certificate;"
	if err != nil {
		return err
	}
	defer conn.Close()
	if len(conn.ConnectionState().PeerCertificates) == 0 {
		return errors.New("no certificate")
	}
	_, err = conn.Write([]byte(secret))
	return err
}

// The transport comes from elsewhere, and its configuration is completed there.
func badCompletedInAClone() *http.Client {
	transport := http.DefaultTransport.(*http.Transport).Clone()
	transport.TLSClientConfig = &tls.Config{ServerName: "db.internal"}
	transport.TLSClientConfig.InsecureSkipVerify = true // want "CL701: InsecureSkipVerify turns off"
	return &http.Client{Transport: transport}
}

func goodCompletedInAClone(roots *x509.CertPool) *http.Client {
	transport := http.DefaultTransport.(*http.Transport).Clone()
	transport.TLSClientConfig = &tls.Config{InsecureSkipVerify: true}
	transport.TLSClientConfig.InsecureSkipVerify = false
	transport.TLSClientConfig.RootCAs = roots
	return &http.Client{Transport: transport}
}
