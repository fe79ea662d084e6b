// Package files writes files, for everything that a program keeps.
package files

import (
	"crypto"
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"encoding/pem"
	"os"
)

// Save writes a file that everybody may read.
func Save(name string, data []byte) error { return os.WriteFile(name, data, 0o644) }

// SaveAs writes a file with a mode.
func SaveAs(name string, data []byte, mode os.FileMode) error { return os.WriteFile(name, data, mode) }

// PEM writes a key as a text.
func PEM(key crypto.PrivateKey) ([]byte, error) {
	der, err := x509.MarshalPKCS8PrivateKey(key)
	if err != nil {
		return nil, err
	}
	return pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: der}), nil
}

// Session holds the key that is kept until the next start.
type Session struct{ key *rsa.PrivateKey }

// Open makes a session.
func Open() (*Session, error) {
	key, err := rsa.GenerateKey(rand.Reader, 3072)
	return &Session{key: key}, err
}

// Save writes the session. The finding is here, and not at each caller.
func (s *Session) Save(name string) error {
	return os.WriteFile(name, x509.MarshalPKCS1PrivateKey(s.key), os.ModePerm) // want `CL606: a private key is written to a file with the mode 0777`
}

// SaveWith writes the session with a mode.
func (s *Session) SaveWith(name string, mode os.FileMode) error {
	return os.WriteFile(name, x509.MarshalPKCS1PrivateKey(s.key), mode)
}
