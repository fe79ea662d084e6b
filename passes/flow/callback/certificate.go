package callback

import "github.com/cryptolint/cryptolint/passes/cryptoapi"

// PinsCertificate reports whether the function, or one that it calls in this package, compares
// certificates, or their keys or digests, with what the program knows.
func (c *Callback) PinsCertificate() bool {
	return c.Does(cryptoapi.Hash) || c.Calls(cryptoapi.CertificateComparisons()...)
}
