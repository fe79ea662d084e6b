// Package delegate accepts tokens that have expired: the time that it looks at belongs to
// a certificate.
package delegate

import (
	"crypto/x509"
	"errors"
	"time"

	"github.com/golang-jwt/jwt/v5"
)

func badOtherTime(text string, issuer *x509.Certificate) (*jwt.Token, error) {
	if time.Now().After(issuer.NotAfter) {
		return nil, errors.New("the certificate has expired")
	}
	keys := func(*jwt.Token) (any, error) { return issuer.PublicKey, nil }
	return jwt.Parse(text, keys, jwt.WithValidMethods([]string{"ES256"}), jwt.WithoutClaimsValidation()) // want "CL902: WithoutClaimsValidation accepts tokens that have expired"
}
