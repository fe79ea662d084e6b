package tlsconf

import (
	"crypto"
	"crypto/sha256"
	"crypto/tls"
	"crypto/x509"
	"fmt"
	"io/fs"
	"os"
	"sync"
	"time"

	"github.com/cryptolint/cryptolint/safeapi/keyfile"
	"github.com/cryptolint/cryptolint/safeapi/pemkey"
	"github.com/cryptolint/cryptolint/safeapi/secret"
)

// checkInterval is how long a certificate is used before its files are looked at
// again.
const checkInterval = time.Second

// FileCertificate is a certificate in files, which is read again when they
// change: tools such as certbot, cert-manager and Vault Agent renew it in time.
// Make one with [Files]. It is safe for concurrent use, and prints redacted.
//
// Nothing runs in the background: a handshake looks at the files, at most once a
// second. If what is new cannot be used, because one of the two files is written
// and the other is not yet, the certificate from before is used, and
// [FileCertificate.Err] says why.
type FileCertificate struct {
	secret.Opaque
	certPath, keyPath string
	passphrase        secret.Bytes      // of the key, or the zero Bytes
	hold              func() *reloading // out of sight of fmt
}

// reloading is what changes of a FileCertificate.
type reloading struct {
	mu      sync.Mutex
	current tls.Certificate
	files   [2]fs.FileInfo // of current
	checked time.Time
	err     error // of the last check

	// decrypted is what a key file under a passphrase has given: to decrypt it
	// takes some tenths of a second, for which handshakes wait.
	decrypted struct {
		file [sha256.Size]byte // digest
		key  crypto.Signer
		err  error
	}
}

// Files reads a certificate in PEM, the leaf first and then the intermediate
// ones, and its private key in the clear, as [keyfile.ReadPrivateKey] reads it:
// with a check of who else may read the file. It returns ErrCertificate, or an
// error of package keyfile.
//
// For a key under a passphrase, use [FilesWithPassphrase].
func Files(certPath, keyPath string) (*FileCertificate, error) {
	return newFileCertificate(certPath, keyPath, secret.Bytes{})
}

// FilesWithPassphrase is like [Files], for a key that package pemkey or openssl
// pkcs8 has encrypted with the passphrase. A key that is renewed must be
// encrypted with the same one. The permissions are checked as well, because an
// attacker who can read the file can try passphrases. It returns ErrCertificate,
// or an error of package keyfile or of [pemkey.Decode].
//
// It copies the passphrase and keeps it in memory. It panics where
// [secret.Bytes.Reveal] does.
func FilesWithPassphrase(certPath, keyPath string, passphrase secret.Bytes) (*FileCertificate, error) {
	raw := passphrase.Reveal()
	defer secret.Wipe(raw)
	return newFileCertificate(certPath, keyPath, secret.New(raw))
}

func newFileCertificate(certPath, keyPath string, passphrase secret.Bytes) (*FileCertificate, error) {
	r := &reloading{}
	c := &FileCertificate{certPath: certPath, keyPath: keyPath, passphrase: passphrase, hold: func() *reloading { return r }}
	if err := c.Reload(); err != nil {
		return nil, err
	}
	return c, nil
}

// Server is like the function [Server].
func (c *FileCertificate) Server() *tls.Config {
	c.mustBeMade()
	config := base()
	config.GetCertificate = func(*tls.ClientHelloInfo) (*tls.Certificate, error) { return c.latest(), nil }
	return config
}

// MutualServer is like the function [MutualServer].
func (c *FileCertificate) MutualServer(clientCAs *x509.CertPool) (*tls.Config, error) {
	return mutual(c.Server(), clientCAs)
}

// MutualClient is like the function [MutualClient].
func (c *FileCertificate) MutualClient(roots *x509.CertPool) *tls.Config {
	c.mustBeMade()
	config := ClientWithRoots(roots)
	config.GetClientCertificate = func(*tls.CertificateRequestInfo) (*tls.Certificate, error) { return c.latest(), nil }
	return config
}

// Reload reads the files now. After an error, the certificate from before stays
// in use.
func (c *FileCertificate) Reload() error {
	r := c.mustBeMade()
	r.mu.Lock()
	defer r.mu.Unlock()
	r.err = c.load(r)
	r.checked = time.Now()
	return r.err
}

// Err returns why the files could not be used when they were last looked at, or
// nil: for a health check or a metric.
func (c *FileCertificate) Err() error {
	r := c.mustBeMade()
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.err
}

// Leaf returns the certificate in use, to see when it ends.
func (c *FileCertificate) Leaf() *x509.Certificate { return c.latest().Leaf }

// latest returns the certificate, after a look at the files if it is time.
func (c *FileCertificate) latest() *tls.Certificate {
	r := c.mustBeMade()
	r.mu.Lock()
	defer r.mu.Unlock()
	if time.Since(r.checked) >= checkInterval {
		r.checked = time.Now()
		r.err = c.loadChanged(r)
	}
	certificate := r.current
	return &certificate
}

// loadChanged reads the files if they are not those of r. r.mu is held.
func (c *FileCertificate) loadChanged(r *reloading) error {
	now, err := c.stat()
	if err != nil {
		return err
	}
	if same(now[0], r.files[0]) && same(now[1], r.files[1]) {
		return nil
	}
	return c.load(r)
}

// load reads the files. r.mu is held.
func (c *FileCertificate) load(r *reloading) error {
	files, err := c.stat() // before they are read: what changes meanwhile is seen next time
	if err != nil {
		return err
	}
	certPEM, err := os.ReadFile(c.certPath)
	if err != nil {
		return fmt.Errorf("tlsconf: read the certificate: %w", err)
	}
	key, err := c.readKey(r)
	if err != nil {
		return fmt.Errorf("tlsconf: read the key: %w", err)
	}
	certificate, err := pair(certPEM, key)
	if err != nil {
		return fmt.Errorf("tlsconf: %s and %s: %w", c.certPath, c.keyPath, err)
	}
	r.current, r.files = certificate, files
	return nil
}

// readKey reads the file of the key. r.mu is held.
func (c *FileCertificate) readKey(r *reloading) (crypto.Signer, error) {
	if c.passphrase.IsZero() {
		return keyfile.ReadPrivateKey(c.keyPath)
	}
	text, err := keyfile.Read(c.keyPath)
	if err != nil {
		return nil, err
	}
	file := text.Reveal() // encrypted
	if sum := sha256.Sum256(file); sum != r.decrypted.file {
		passphrase := c.passphrase.Reveal()
		defer secret.Wipe(passphrase)
		r.decrypted.file = sum
		r.decrypted.key, r.decrypted.err = pemkey.Decode(file, passphrase)
	}
	if err := r.decrypted.err; err != nil {
		return nil, fmt.Errorf("%s: %w", c.keyPath, err)
	}
	return r.decrypted.key, nil
}

func (c *FileCertificate) stat() (files [2]fs.FileInfo, err error) {
	for i, path := range []string{c.certPath, c.keyPath} {
		if files[i], err = os.Stat(path); err != nil {
			return files, fmt.Errorf("tlsconf: look at the certificate: %w", err)
		}
	}
	return files, nil
}

func same(a, b fs.FileInfo) bool {
	return os.SameFile(a, b) && a.ModTime().Equal(b.ModTime()) && a.Size() == b.Size()
}

func (c *FileCertificate) mustBeMade() *reloading {
	if c == nil || c.hold == nil {
		panic("tlsconf: use of a FileCertificate that was not made by Files")
	}
	return c.hold()
}
