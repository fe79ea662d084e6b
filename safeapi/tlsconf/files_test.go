package tlsconf_test

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/cryptolint/cryptolint/safeapi/devcert"
	"github.com/cryptolint/cryptolint/safeapi/keyfile"
	"github.com/cryptolint/cryptolint/safeapi/pemkey"
	"github.com/cryptolint/cryptolint/safeapi/secret"
	"github.com/cryptolint/cryptolint/safeapi/secret/leaktest"
	"github.com/cryptolint/cryptolint/safeapi/tlsconf"
)

// install writes a certificate and its key as a tool that renews them does.
func install(t *testing.T, cert *devcert.Cert, certPath, keyPath string) {
	t.Helper()
	if err := keyfile.Replace(keyPath, cert.UnencryptedKeyPEM()); err != nil {
		t.Fatal(err)
	}
	writeFile(t, certPath, cert.CertPEM())
}

func writeFile(t *testing.T, path string, data []byte) {
	t.Helper()
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
}

func certFiles(t *testing.T) (certPath, keyPath string) {
	dir := t.TempDir()
	return filepath.Join(dir, "tls.crt"), filepath.Join(dir, "tls.key")
}

func TestFiles(t *testing.T) {
	w := newWorld(t)
	certPath, keyPath := certFiles(t)
	install(t, w.server, certPath, keyPath)
	files, err := tlsconf.Files(certPath, keyPath)
	if err != nil {
		t.Fatal(err)
	}
	server, client := files.Server(), tlsconf.ClientWithRoots(w.ca.Pool())
	if _, err := handshake(t, server, client, "shop.test"); err != nil {
		t.Error(err)
	}

	// Renewed by another authority: the same configuration serves the new one.
	renewed := newWorld(t)
	install(t, renewed.server, certPath, keyPath)
	if err := files.Reload(); err != nil {
		t.Fatal(err)
	}
	if _, err := handshake(t, server, client, "shop.test"); err == nil {
		t.Error("the old certificate is still in use")
	}
	if _, err := handshake(t, server, tlsconf.ClientWithRoots(renewed.ca.Pool()), "shop.test"); err != nil {
		t.Error(err)
	}
	if got := files.Leaf(); !got.Equal(renewed.server.TLS().Leaf) {
		t.Errorf("Leaf is that of %v", got.DNSNames)
	}
}

// Mutual TLS with both sides from files.
func TestFilesMutual(t *testing.T) {
	w := newWorld(t)
	serverCert, serverKey := certFiles(t)
	clientCert, clientKey := certFiles(t)
	install(t, w.server, serverCert, serverKey)
	install(t, w.client, clientCert, clientKey)
	serverFiles, err := tlsconf.Files(serverCert, serverKey)
	if err != nil {
		t.Fatal(err)
	}
	clientFiles, err := tlsconf.Files(clientCert, clientKey)
	if err != nil {
		t.Fatal(err)
	}
	server, err := serverFiles.MutualServer(w.ca.Pool())
	if err != nil {
		t.Fatal(err)
	}
	state, err := handshake(t, server, clientFiles.MutualClient(w.ca.Pool()), "shop.test")
	if name, ok := tlsconf.ClientName(&state); err != nil || name != "billing" || !ok {
		t.Errorf("ClientName = %q, %t, %v", name, ok, err)
	}
	if _, err := handshake(t, server, tlsconf.ClientWithRoots(w.ca.Pool()), "shop.test"); err == nil {
		t.Error("a client without certificate: connected")
	}
	if _, err := serverFiles.MutualServer(nil); !errors.Is(err, tlsconf.ErrNoRoots) {
		t.Errorf("MutualServer without authorities: %v", err)
	}
}

// A renewal that is half done, or wrong, loses nothing.
func TestFilesThatCannotBeUsed(t *testing.T) {
	w, other := newWorld(t), newWorld(t)
	certPath, keyPath := certFiles(t)
	install(t, w.server, certPath, keyPath)
	files, err := tlsconf.Files(certPath, keyPath)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		what  string
		spoil func()
		want  error
	}{
		{"the certificate is new and the key is not", func() { writeFile(t, certPath, other.server.CertPEM()) }, tlsconf.ErrCertificate},
		{"the certificate is empty", func() { writeFile(t, certPath, nil) }, tlsconf.ErrCertificate},
		{"the certificate is gone", func() { os.Remove(certPath) }, fs.ErrNotExist},
		{"the key is gone", func() { install(t, w.server, certPath, keyPath); os.Remove(keyPath) }, fs.ErrNotExist},
		{"the key is text", func() { writeFile(t, keyPath, []byte("secret")) }, keyfile.ErrPrivateKey},
	} {
		c.spoil()
		if err := files.Reload(); !errors.Is(err, c.want) || !errors.Is(files.Err(), c.want) {
			t.Errorf("%s: Reload: %v, Err: %v, want %v", c.what, err, files.Err(), c.want)
		}
		if _, err := tlsconf.Files(certPath, keyPath); !errors.Is(err, c.want) {
			t.Errorf("%s: Files: %v, want %v", c.what, err, c.want)
		}
		if _, err := handshake(t, files.Server(), tlsconf.ClientWithRoots(w.ca.Pool()), "shop.test"); err != nil {
			t.Errorf("%s: the certificate from before is not in use: %v", c.what, err)
		}
	}
	install(t, w.server, certPath, keyPath)
	if err := files.Reload(); err != nil || files.Err() != nil {
		t.Errorf("after all is well: %v", err)
	}
}

func TestFilesChecksPermissions(t *testing.T) {
	w := newWorld(t)
	certPath, keyPath := certFiles(t)
	install(t, w.server, certPath, keyPath)
	if err := os.Chmod(keyPath, 0o644); err != nil {
		t.Fatal(err)
	}
	_, err := tlsconf.Files(certPath, keyPath)
	if err == nil {
		t.Skip("this system has no mode bits")
	}
	if !errors.Is(err, keyfile.ErrPermissions) {
		t.Errorf("a key that others can read: %v", err)
	}
}

// The key is under a passphrase, before and after it is renewed.
func TestFilesWithPassphrase(t *testing.T) {
	w, renewed := newWorld(t), newWorld(t)
	certPath, keyPath := certFiles(t)
	passphrase := secret.New("correct horse battery staple")
	installEncrypted := func(cert *devcert.Cert, passphrase string) {
		file, err := cert.KeyPEM([]byte(passphrase))
		if err != nil {
			t.Fatal(err)
		}
		writeFile(t, keyPath, file)
		writeFile(t, certPath, cert.CertPEM())
	}
	installEncrypted(w.server, "correct horse battery staple")
	files, err := tlsconf.FilesWithPassphrase(certPath, keyPath, passphrase)
	if err != nil {
		t.Fatal(err)
	}
	passphrase.Wipe()
	if _, err := handshake(t, files.Server(), tlsconf.ClientWithRoots(w.ca.Pool()), "shop.test"); err != nil {
		t.Error(err)
	}

	installEncrypted(renewed.server, "another passphrase")
	for range 2 {
		if err := files.Reload(); !errors.Is(err, pemkey.ErrDecrypt) || !strings.Contains(err.Error(), keyPath) {
			t.Errorf("renewed under another passphrase: %v; want ErrDecrypt that names the file", err)
		}
	}
	installEncrypted(renewed.server, "correct horse battery staple")
	if err := files.Reload(); err != nil {
		t.Error(err)
	}
	if _, err := handshake(t, files.Server(), tlsconf.ClientWithRoots(renewed.ca.Pool()), "shop.test"); err != nil {
		t.Errorf("renewed: %v", err)
	}

	install(t, w.server, certPath, keyPath)
	if err := files.Reload(); !errors.Is(err, pemkey.ErrFormat) {
		t.Errorf("a key in the clear: %v; want ErrFormat", err)
	}
	leaktest.Check(t, *files, []byte("correct horse battery staple"))
}

func TestFilesDoNotLeak(t *testing.T) {
	w := newWorld(t)
	certPath, keyPath := certFiles(t)
	install(t, w.server, certPath, keyPath)
	files, err := tlsconf.Files(certPath, keyPath)
	if err != nil {
		t.Fatal(err)
	}
	leaktest.Check(t, *files, w.server.UnencryptedKeyPEM().Reveal())
	defer func() {
		if s, _ := recover().(string); !strings.Contains(s, "made by Files") {
			t.Errorf("zero FileCertificate: panic %q", s)
		}
	}()
	new(tlsconf.FileCertificate).Server()
}
