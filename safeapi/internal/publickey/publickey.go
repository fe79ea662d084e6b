// Package publickey has what the packages with RSA keys have in common: which
// keys they take, and how public keys are written, read and named. Errors are
// without prefix: the packages wrap them in their own.
package publickey

import (
	"bytes"
	"crypto"
	"crypto/rsa"
	"crypto/sha256"
	"crypto/x509"
	"encoding/hex"
	"encoding/pem"
	"errors"
	"fmt"

	"github.com/cryptolint/cryptolint/safeapi/secret"
)

const (
	// GeneratedRSABits is the size of generated RSA keys: 128 bits of security,
	// by NIST SP 800-57 part 1, table 2.
	GeneratedRSABits = 3072
	// minRSABits is the least size that NIST SP 800-131A allows.
	minRSABits = 2048
	// maxRSABits bounds the time of one operation with a key of a stranger;
	// crypto/tls has the same bound.
	maxRSABits = 8192
	// minExponent is the least public exponent that FIPS 186-5 allows, 2¹⁶+1.
	minExponent = 1<<16 + 1

	pemLabel = "PUBLIC KEY"
)

// CheckRSA returns an error for nil, for moduli below 2048 and above 8192 bits,
// for public exponents below 65537, and for what cannot be an RSA key.
func CheckRSA(key *rsa.PublicKey) error {
	if key == nil || key.N == nil {
		return errors.New("the RSA key is nil")
	}
	if bits := key.N.BitLen(); key.N.Sign() < 0 || bits < minRSABits || bits > maxRSABits {
		return fmt.Errorf("RSA of %d bits; %d to %d are used", bits, minRSABits, maxRSABits)
	}
	if key.E < minExponent || key.E%2 == 0 || key.N.Bit(0) == 0 {
		return fmt.Errorf("RSA with public exponent %d or an even modulus", key.E)
	}
	return nil
}

// CopyRSA returns a copy of the key that shares no memory with it. It returns an
// error for what [CheckRSA] and Validate of the key refuse.
func CopyRSA(key *rsa.PrivateKey) (*rsa.PrivateKey, error) {
	if key == nil {
		return nil, errors.New("the RSA key is nil")
	}
	if err := CheckRSA(&key.PublicKey); err != nil {
		return nil, err
	}
	if err := key.Validate(); err != nil {
		return nil, err
	}
	der := x509.MarshalPKCS1PrivateKey(key)
	defer secret.Wipe(der)
	return x509.ParsePKCS1PrivateKey(der)
}

// SPKI is a public key as X.509 SubjectPublicKeyInfo (RFC 5280, section
// 4.1.2.7) in DER.
type SPKI []byte

// Marshal returns the SPKI of a key of the standard library.
func Marshal(key crypto.PublicKey) (SPKI, error) { return x509.MarshalPKIXPublicKey(key) }

// PEM returns the key in PEM (RFC 7468, section 13).
func (s SPKI) PEM() []byte {
	return pem.EncodeToMemory(&pem.Block{Type: pemLabel, Bytes: s})
}

// Fingerprint returns the SHA-256 digest as 64 hexadecimal digits.
func (s SPKI) Fingerprint() string {
	sum := sha256.Sum256(s)
	return hex.EncodeToString(sum[:])
}

// ParsePEM reads what [SPKI.PEM] returned, one key with nothing but white space
// after it, into the types of the standard library.
func ParsePEM(text []byte) (crypto.PublicKey, error) {
	block, rest := pem.Decode(text)
	if block == nil {
		return nil, errors.New("there is no PEM block")
	}
	if block.Type != pemLabel {
		return nil, fmt.Errorf("the PEM block is a %q, not a %q", block.Type, pemLabel)
	}
	if len(bytes.TrimSpace(rest)) != 0 {
		return nil, errors.New("there is more after the first PEM block")
	}
	return x509.ParsePKIXPublicKey(block.Bytes)
}
