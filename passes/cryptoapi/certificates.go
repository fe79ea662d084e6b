package cryptoapi

// TLSServers returns what gets the configuration of a TLS server: functions, and a field.
func TLSServers() []string {
	return []string{"crypto/tls.Listen", "crypto/tls.NewListener", "crypto/tls.Server", "net/http.Server.TLSConfig"}
}

// CertificateNames returns the fields with what a certificate says of its owner.
func CertificateNames() []string {
	return []string{
		"crypto/x509.Certificate.Subject", "crypto/x509.Certificate.DNSNames", "crypto/x509.Certificate.URIs",
		"crypto/x509.Certificate.EmailAddresses", "crypto/x509.Certificate.IPAddresses", "crypto/x509.Certificate.RawSubject",
		"crypto/x509.Certificate.SerialNumber",
	}
}

// CertificateComparisons returns the functions by which programs compare certificates and
// their keys.
func CertificateComparisons() []string {
	return []string{
		"bytes.Equal", "crypto/subtle.ConstantTimeCompare", "crypto/hmac.Equal", "crypto/x509.Certificate.Equal",
		"crypto/rsa.PublicKey.Equal", "crypto/ecdsa.PublicKey.Equal", "crypto/ed25519.PublicKey.Equal",
	}
}

// CertificateChecks returns what a program uses that looks itself whether it knows a
// certificate: by its authority, by its digest, by its key.
func CertificateChecks() []string {
	return []string{
		"crypto/x509.Certificate.Verify", "crypto/x509.Certificate.Equal", "crypto/x509.Certificate.CheckSignatureFrom",
		"crypto/x509.Certificate.Raw", "crypto/x509.Certificate.PublicKey", "crypto/x509.Certificate.RawSubjectPublicKeyInfo",
		"crypto/x509.Certificate.Signature", "crypto/x509.MarshalPKIXPublicKey",
	}
}
