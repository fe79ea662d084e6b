package tlsverify

import (
	"crypto/tls"
	"crypto/x509"
	"net/http"

	"example.test/tlsverify/clients"
)

func goodDefault(address string) (*tls.Conn, error) {
	return tls.Dial("tcp", address, &tls.Config{})
}

func goodRoots(address string, roots *x509.CertPool) (*tls.Conn, error) {
	return tls.Dial("tcp", address, &tls.Config{RootCAs: roots, InsecureSkipVerify: false})
}

func goodTurnedOnAgain(address string) (*tls.Conn, error) {
	config := &tls.Config{InsecureSkipVerify: true}
	config.InsecureSkipVerify = false
	return tls.Dial("tcp", address, config)
}

func goodOfAnotherPackage(address string) (*tls.Conn, error) {
	return tls.Dial("tcp", address, clients.Verifying("example.org"))
}

// goodVerifiesInTheCallback verifies without a name on the wire, as peers do that know
// each other's authority.
func goodVerifiesInTheCallback(address string, roots *x509.CertPool) (*tls.Conn, error) {
	return tls.Dial("tcp", address, &tls.Config{
		InsecureSkipVerify: true,
		VerifyConnection: func(state tls.ConnectionState) error {
			options := x509.VerifyOptions{Roots: roots, DNSName: "db.internal", Intermediates: x509.NewCertPool()}
			for _, certificate := range state.PeerCertificates[1:] {
				options.Intermediates.AddCert(certificate)
			}
			_, err := state.PeerCertificates[0].Verify(options)
			return err
		},
	})
}

type mesh struct{ roots *x509.CertPool }

func (m *mesh) verify(certificates [][]byte, _ [][]*x509.Certificate) error {
	leaf, err := x509.ParseCertificate(certificates[0])
	if err != nil {
		return err
	}
	return m.chain(leaf)
}

func (m *mesh) chain(leaf *x509.Certificate) error {
	_, err := leaf.Verify(x509.VerifyOptions{Roots: m.roots, KeyUsages: []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth}})
	return err
}

func (m *mesh) goodVerifiesInAMethod() *http.Transport {
	return &http.Transport{TLSClientConfig: &tls.Config{InsecureSkipVerify: true, VerifyPeerCertificate: m.verify}}
}

// goodVerifiesAfterwards looks at the chain itself, once it is there.
func goodVerifiesAfterwards(address string, roots *x509.CertPool) (*tls.Conn, error) {
	conn, err := tls.Dial("tcp", address, &tls.Config{InsecureSkipVerify: true})
	if err != nil {
		return nil, err
	}
	if _, err := conn.ConnectionState().PeerCertificates[0].Verify(x509.VerifyOptions{Roots: roots}); err != nil {
		conn.Close()
		return nil, err
	}
	return conn, nil
}

// goodCallbackOfCallers is given the check.
func goodCallbackOfCallers(address string, check func(tls.ConnectionState) error) (*tls.Conn, error) {
	return tls.Dial("tcp", address, &tls.Config{InsecureSkipVerify: true, VerifyConnection: check})
}

// goodServer: a server has nobody to verify by this field.
func goodServer(certificate tls.Certificate) *http.Server {
	return &http.Server{TLSConfig: &tls.Config{Certificates: []tls.Certificate{certificate}, InsecureSkipVerify: true}}
}

type options struct{ skip bool }

// goodUnknown does not know what the caller wants.
func goodUnknown(address string, o options) (*tls.Conn, error) {
	return tls.Dial("tcp", address, &tls.Config{InsecureSkipVerify: o.skip})
}

// goodHarmlessCallback runs after the verification, which is on.
func goodHarmlessCallback(address string) (*tls.Conn, error) {
	return tls.Dial("tcp", address, &tls.Config{VerifyConnection: func(tls.ConnectionState) error { return nil }})
}

// Nothing is skipped: verify is true, whatever else the program does.
func goodNegated(address string) (*tls.Conn, error) {
	verified := true
	return tls.Dial("tcp", address, &tls.Config{InsecureSkipVerify: not(verified)})
}

func goodComparedWithAnother(address, mode, other string) (*tls.Conn, error) {
	return tls.Dial("tcp", address, &tls.Config{InsecureSkipVerify: mode == other})
}

// What code out of sight sets is unknown, also where it is negated.
func goodNegatedField(address string, o *options) (*tls.Conn, error) {
	return tls.Dial("tcp", address, &tls.Config{InsecureSkipVerify: !o.skip})
}
