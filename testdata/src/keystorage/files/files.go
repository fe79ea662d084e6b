// Package files writes files, for everything that a program keeps.
package files

import (
	"crypto"
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
