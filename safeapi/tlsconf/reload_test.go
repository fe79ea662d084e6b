package tlsconf

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/cryptolint/cryptolint/safeapi/devcert"
	"github.com/cryptolint/cryptolint/safeapi/keyfile"
)

// A handshake sees that the files have changed, without Reload.
func TestHandshakesLookAtTheFiles(t *testing.T) {
	dir := t.TempDir()
	certPath, keyPath := filepath.Join(dir, "tls.crt"), filepath.Join(dir, "tls.key")
	install := func() *devcert.Cert {
		cert, err := devcert.SelfSigned("shop.test")
		if err != nil {
			t.Fatal(err)
		}
		if err := keyfile.Replace(keyPath, cert.UnencryptedKeyPEM()); err != nil {
			t.Fatal(err)
		}
		if err := os.Rename(writeTemp(t, dir, cert.CertPEM()), certPath); err != nil {
			t.Fatal(err)
		}
		return cert
	}
	first := install()
	c, err := Files(certPath, keyPath)
	if err != nil {
		t.Fatal(err)
	}
	config := c.Server()
	serves := func(want *devcert.Cert) {
		t.Helper()
		got, err := config.GetCertificate(nil)
		if err != nil || !got.Leaf.Equal(want.TLS().Leaf) {
			t.Errorf("it serves another certificate (%v)", err)
		}
	}
	serves(first)
	second := install()
	c.hold().checked = time.Now().Add(time.Hour) // a moment ago, however slow the test
	serves(first)
	c.hold().checked = time.Now().Add(-checkInterval)
	serves(second)
	if err := c.Err(); err != nil {
		t.Error(err)
	}
	other, err := devcert.SelfSigned("shop.test")
	if err != nil {
		t.Fatal(err)
	}
	if err := keyfile.Replace(keyPath, other.UnencryptedKeyPEM()); err != nil {
		t.Fatal(err)
	}
	c.hold().checked = time.Now().Add(-checkInterval)
	serves(second)
	if !errors.Is(c.Err(), ErrCertificate) {
		t.Errorf("Err = %v, and the key is that of another certificate", c.Err())
	}
	if err := os.Remove(keyPath); err != nil {
		t.Fatal(err)
	}
	c.hold().checked = time.Now().Add(-checkInterval)
	serves(second)
	if !errors.Is(c.Err(), fs.ErrNotExist) {
		t.Errorf("Err = %v, and the key is gone", c.Err())
	}
}

func writeTemp(t *testing.T, dir string, data []byte) string {
	t.Helper()
	path := filepath.Join(dir, "new")
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}
