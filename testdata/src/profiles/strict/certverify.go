package strict

import (
	"crypto/tls"
	"crypto/x509"
	"net/http"
	"slices"
)

func badAnyMember(address string, members *x509.CertPool) (*tls.Conn, error) {
	return tls.Dial("tcp", address, &tls.Config{
		InsecureSkipVerify: true,
		VerifyConnection: func(state tls.ConnectionState) error {
			_, err := state.PeerCertificates[0].Verify(x509.VerifyOptions{Roots: members}) // want "CL707: the function literal accepts every certificate of the authorities in Roots, for any name; why: an attacker with the key of one member can pose as any other; fix: set DNSName to the host, or compare the names in the certificate"
			return err
		},
	})
}

func badCommonName(r *http.Request) bool {
	return r.TLS.VerifiedChains[0][0].Subject.CommonName == "backup-agent" // want "CL707: the common name of a certificate determines who the peer is; why: an attacker may get a certificate with any common name from an authority that only checks the other names; fix: compare DNSNames or URIs"
}

type agents struct{ name string }

func (a *agents) badCommonNameInAHelper(r *http.Request) bool {
	return a.is(r.TLS.PeerCertificates[0].Subject.CommonName) // want "CL707: the common name of a certificate determines who the peer is"
}

func (a *agents) is(name string) bool { return name == a.name }

func badWholeName(certificate *x509.Certificate) bool {
	return certificate.Subject.String() == "CN=backup-agent,O=Example" // want "CL707: the common name of a certificate determines who the peer is"
}

// goodFallback only asks whether there is a common name.
func goodFallback(certificate *x509.Certificate) string {
	if certificate.Subject.CommonName == "" {
		return certificate.DNSNames[0]
	}
	return certificate.Subject.CommonName
}

// goodListed lists each name once.
func goodListed(certificate *x509.Certificate) []string {
	names := []string{certificate.Subject.CommonName}
	for _, name := range certificate.DNSNames {
		if name != certificate.Subject.CommonName {
			names = append(names, name)
		}
	}
	return names
}

func goodOtherNames(r *http.Request) bool {
	return slices.Contains(r.TLS.VerifiedChains[0][0].DNSNames, "backup-agent.internal")
}

func goodSpiffe(r *http.Request) bool {
	return r.TLS.VerifiedChains[0][0].URIs[0].String() == "spiffe://example.org/backup-agent"
}

func goodWithName(address string, members *x509.CertPool) (*tls.Conn, error) {
	return tls.Dial("tcp", address, &tls.Config{
		InsecureSkipVerify: true,
		VerifyConnection: func(state tls.ConnectionState) error {
			_, err := state.PeerCertificates[0].Verify(x509.VerifyOptions{Roots: members, DNSName: state.ServerName})
			return err
		},
	})
}
