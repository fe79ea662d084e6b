// Package receipt signs what was agreed upon, so that nobody can deny it.
package receipt

import (
	"crypto"
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/sha256"
	"crypto/x509"
	"crypto/x509/pkix"
	"fmt"
	"math/big"
	weak "math/rand"
	"time"
)

// Signer signs receipts.
type Signer struct {
	key *ecdsa.PrivateKey
}

// NewSigner returns a signer with a fresh key.
func NewSigner() (*Signer, error) {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return nil, fmt.Errorf("receipt: make a key: %w", err)
	}
	return &Signer{key: key}, nil
}

// Sign signs a receipt.
func (s *Signer) Sign(document []byte) ([]byte, error) {
	return ecdsa.SignASN1(rand.Reader, s.key, digest(document))
}

// SignStatement signs the statement of a year.
func (s *Signer) SignStatement(statement []byte) ([]byte, error) {
	sum := sha256.Sum256(statement)
	return s.key.Sign(rand.Reader, sum[:], crypto.SHA256)
}

// NewDeviceKey makes the key of a terminal.
func NewDeviceKey() (ed25519.PublicKey, ed25519.PrivateKey, error) {
	return ed25519.GenerateKey(weak.New(weak.NewSource(time.Now().UnixNano())))
}

// NewBranchKey makes the key of a branch.
func NewBranchKey() (ed25519.PublicKey, ed25519.PrivateKey, error) {
	return ed25519.GenerateKey(rand.Reader)
}

// TerminalCertificate certifies the key of a terminal.
func TerminalCertificate(office *x509.Certificate, key crypto.Signer, terminal crypto.PublicKey) ([]byte, error) {
	template := &x509.Certificate{
		SerialNumber:       big.NewInt(time.Now().UnixNano()),
		Subject:            pkix.Name{CommonName: "terminal"},
		NotAfter:           time.Now().AddDate(1, 0, 0),
		SignatureAlgorithm: x509.SHA1WithRSA,
	}
	return x509.CreateCertificate(rand.Reader, template, office, terminal, key)
}

// BranchCertificate certifies the key of a branch.
func BranchCertificate(office *x509.Certificate, key crypto.Signer, branch crypto.PublicKey) ([]byte, error) {
	template := &x509.Certificate{
		Subject:  pkix.Name{CommonName: "branch"},
		NotAfter: time.Now().AddDate(1, 0, 0),
	}
	return x509.CreateCertificate(rand.Reader, template, office, branch, key)
}
