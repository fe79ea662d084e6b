package tlsconf_test

import (
	"bytes"
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"net"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/cryptolint/cryptolint/safeapi/devcert"
	"github.com/cryptolint/cryptolint/safeapi/pemkey"
	"github.com/cryptolint/cryptolint/safeapi/secret/fipstest"
	"github.com/cryptolint/cryptolint/safeapi/secret/interoptest"
	"github.com/cryptolint/cryptolint/safeapi/tlsconf"
)

func TestUnderFIPS(t *testing.T) { fipstest.Rerun(t) }

var passphrase = []byte("correct horse battery staple")

// world is a CA with the certificates that the tests need.
type world struct {
	ca             *devcert.CA
	server, client *devcert.Cert
}

func newWorld(t testing.TB) world {
	t.Helper()
	ca, err := devcert.NewCA()
	if err != nil {
		t.Fatal(err)
	}
	server, err := ca.Server("shop.test")
	if err != nil {
		t.Fatal(err)
	}
	client, err := ca.Client("billing")
	if err != nil {
		t.Fatal(err)
	}
	return world{ca, server, client}
}

// handshake connects client and server, and returns what the server has learnt
// and the first error of either side.
func handshake(t *testing.T, server, client *tls.Config, host string) (tls.ConnectionState, error) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
	defer cancel()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer listener.Close()
	b, err := net.Dial("tcp", listener.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	defer b.Close()
	a, err := listener.Accept()
	if err != nil {
		t.Fatal(err)
	}
	defer a.Close()
	client = client.Clone()
	client.ServerName = host

	result := make(chan error, 1)
	s := tls.Server(a, server)
	go func() {
		err := s.HandshakeContext(ctx)
		if err == nil {
			_, err = s.Write([]byte("x"))
		}
		a.Close()
		result <- err
	}()
	c := tls.Client(b, client)
	err = c.HandshakeContext(ctx)
	if err == nil { // with TLS 1.3, a server refuses a client after the client's handshake
		_, err = c.Read(make([]byte, 1))
	}
	b.Close()
	if serverErr := <-result; err == nil {
		err = serverErr
	}
	return s.ConnectionState(), err
}

func TestServerAndClient(t *testing.T) {
	w := newWorld(t)
	server := tlsconf.Server(w.server.TLS())
	state, err := handshake(t, server, tlsconf.ClientWithRoots(w.ca.Pool()), "shop.test")
	if err != nil {
		t.Fatal(err)
	}
	if state.Version != tls.VersionTLS13 {
		t.Errorf("version %s", tls.VersionName(state.Version))
	}
	if name, ok := tlsconf.ClientName(&state); ok {
		t.Errorf("a client without certificate is called %q", name)
	}
	for name, c := range map[string]struct {
		client *tls.Config
		host   string
	}{
		"another name":  {tlsconf.ClientWithRoots(w.ca.Pool()), "bank.test"},
		"another CA":    {tlsconf.ClientWithRoots(newWorld(t).ca.Pool()), "shop.test"},
		"empty pool":    {tlsconf.ClientWithRoots(x509.NewCertPool()), "shop.test"},
		"system's pool": {tlsconf.Client(), "shop.test"},
		"TLS 1.2":       {&tls.Config{RootCAs: w.ca.Pool(), MaxVersion: tls.VersionTLS12}, "shop.test"},
	} {
		if _, err := handshake(t, server, c.client, c.host); err == nil {
			t.Errorf("%s: connected", name)
		}
	}
	old := &tls.Config{Certificates: []tls.Certificate{w.server.TLS()}, MaxVersion: tls.VersionTLS12}
	if _, err := handshake(t, old, tlsconf.ClientWithRoots(w.ca.Pool()), "shop.test"); err == nil {
		t.Error("the client speaks TLS 1.2")
	}
}

func TestServerWithSeveralNames(t *testing.T) {
	w := newWorld(t)
	bank, err := w.ca.Server("bank.test")
	if err != nil {
		t.Fatal(err)
	}
	server := tlsconf.Server(w.server.TLS(), bank.TLS())
	for _, host := range []string{"shop.test", "bank.test"} {
		if _, err := handshake(t, server, tlsconf.ClientWithRoots(w.ca.Pool()), host); err != nil {
			t.Errorf("%s: %v", host, err)
		}
	}
}

func TestMutual(t *testing.T) {
	w := newWorld(t)
	server, err := tlsconf.MutualServer(w.ca.Pool(), w.server.TLS())
	if err != nil {
		t.Fatal(err)
	}
	state, err := handshake(t, server, tlsconf.MutualClient(w.ca.Pool(), w.client.TLS()), "shop.test")
	if err != nil {
		t.Fatal(err)
	}
	if name, ok := tlsconf.ClientName(&state); name != "billing" || !ok {
		t.Errorf("ClientName = %q, %t", name, ok)
	}
	stranger := newWorld(t).client
	for name, client := range map[string]*tls.Config{
		"no certificate":       tlsconf.ClientWithRoots(w.ca.Pool()),
		"of another CA":        tlsconf.MutualClient(w.ca.Pool(), stranger.TLS()),
		"a server certificate": tlsconf.MutualClient(w.ca.Pool(), w.server.TLS()),
	} {
		if _, err := handshake(t, server, client, "shop.test"); err == nil {
			t.Errorf("%s: connected", name)
		}
	}
}

func TestMutualServerNeedsAuthorities(t *testing.T) {
	w := newWorld(t)
	for name, pool := range map[string]*x509.CertPool{"nil": nil, "empty": x509.NewCertPool()} {
		if config, err := tlsconf.MutualServer(pool, w.server.TLS()); !errors.Is(err, tlsconf.ErrNoRoots) || config != nil {
			t.Errorf("%s pool: %v", name, err)
		}
	}
}

// A certificate that was presented and not verified has no name.
func TestClientNameNeedsVerification(t *testing.T) {
	w := newWorld(t)
	unverified := &tls.ConnectionState{PeerCertificates: []*x509.Certificate{w.client.TLS().Leaf}}
	for _, state := range []*tls.ConnectionState{nil, {}, unverified, {VerifiedChains: [][]*x509.Certificate{{}}}} {
		if name, ok := tlsconf.ClientName(state); name != "" || ok {
			t.Errorf("ClientName = %q, %t", name, ok)
		}
	}
	leaf := *w.client.TLS().Leaf
	leaf.DNSNames = nil
	onlyCommonName := &tls.ConnectionState{VerifiedChains: [][]*x509.Certificate{{&leaf}}}
	if name, ok := tlsconf.ClientName(onlyCommonName); ok {
		t.Errorf("ClientName = %q of a certificate with the common name %q alone", name, leaf.Subject.CommonName)
	}
}

// Each kind of name, and several in one certificate.
func TestClientNames(t *testing.T) {
	w := newWorld(t)
	for _, name := range []string{"billing", "alice@shop.test", "spiffe://shop.test/billing"} {
		c, err := w.ca.Client(name)
		if err != nil {
			t.Fatal(err)
		}
		state := &tls.ConnectionState{VerifiedChains: [][]*x509.Certificate{{c.TLS().Leaf}}}
		if got, ok := tlsconf.ClientName(state); got != name || !ok {
			t.Errorf("ClientName = %q, %t, want %q", got, ok, name)
		}
	}
	two, err := w.ca.Server("shop.test", "www.shop.test")
	if err != nil {
		t.Fatal(err)
	}
	state := &tls.ConnectionState{VerifiedChains: [][]*x509.Certificate{{two.TLS().Leaf}}}
	if name, ok := tlsconf.ClientName(state); ok {
		t.Errorf("ClientName = %q of a certificate with two names", name)
	}
	if names := tlsconf.ClientNames(state); !slices.Equal(names, []string{"shop.test", "www.shop.test"}) {
		t.Errorf("ClientNames = %q", names)
	}
}

// The error of Roots was ignored: what is left must not trust every public
// authority.
func TestNilRootsPanic(t *testing.T) {
	w := newWorld(t)
	roots, _ := tlsconf.Roots([]byte("the wrong file"))
	for name, use := range map[string]func(){
		"ClientWithRoots":     func() { tlsconf.ClientWithRoots(roots) },
		"MutualClient":        func() { tlsconf.MutualClient(roots, w.client.TLS()) },
		"ClientAllowingTLS12": func() { tlsconf.ClientAllowingTLS12(roots) },
	} {
		func() {
			defer func() {
				if s, _ := recover().(string); !strings.Contains(s, "was the error of Roots ignored?") {
					t.Errorf("%s: panic %q", name, s)
				}
			}()
			use()
		}()
	}
	if pool, err := tlsconf.SystemRoots(); err == nil {
		tlsconf.MutualClient(pool, w.client.TLS()) // meant
	}
}

func TestCertificate(t *testing.T) {
	w := newWorld(t)
	key, err := w.server.KeyPEM(passphrase)
	if err != nil {
		t.Fatal(err)
	}
	cert, err := tlsconf.Certificate(w.server.CertPEM(), key, passphrase)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := handshake(t, tlsconf.Server(cert), tlsconf.ClientWithRoots(w.ca.Pool()), "shop.test"); err != nil {
		t.Error(err)
	}
	if _, err := tlsconf.Certificate(w.server.CertPEM(), key, []byte("wrong")); !errors.Is(err, pemkey.ErrDecrypt) {
		t.Errorf("wrong passphrase: %v", err)
	}
	if _, err := tlsconf.Certificate(key, w.server.CertPEM(), passphrase); !errors.Is(err, pemkey.ErrFormat) {
		t.Errorf("arguments swapped: %v", err)
	}
	if _, err := tlsconf.Certificate(w.client.CertPEM(), key, passphrase); !errors.Is(err, tlsconf.ErrCertificate) {
		t.Errorf("the certificate of another key: %v", err)
	}
}

func TestRoots(t *testing.T) {
	a, b := newWorld(t), newWorld(t)
	pool, err := tlsconf.Roots(append(a.ca.CertPEM(), b.ca.CertPEM()...))
	if err != nil {
		t.Fatal(err)
	}
	for _, w := range []world{a, b} {
		if _, err := handshake(t, tlsconf.Server(w.server.TLS()), tlsconf.ClientWithRoots(pool), "shop.test"); err != nil {
			t.Error(err)
		}
	}
	good := a.ca.CertPEM()
	damaged := bytes.Replace(b.ca.CertPEM(), []byte("M"), []byte("*"), 1)
	for name, file := range map[string][]byte{
		"empty":          nil,
		"text":           []byte("no certificates here"),
		"a key":          append(bytes.Clone(good), a.server.UnencryptedKeyPEM().Reveal()...),
		"damaged last":   append(bytes.Clone(good), damaged...),
		"damaged first":  append(bytes.Clone(damaged), good...),
		"cut":            append(bytes.Clone(good), good[:100]...),
		"not a DER cert": []byte("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"),
	} {
		if pool, err := tlsconf.Roots(file); !errors.Is(err, tlsconf.ErrNoRoots) || pool != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func FuzzRoots(f *testing.F) {
	f.Add(newWorld(f).ca.CertPEM())
	f.Add([]byte("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"))
	f.Fuzz(func(t *testing.T, file []byte) {
		pool, err := tlsconf.Roots(file)
		if err != nil && !errors.Is(err, tlsconf.ErrNoRoots) {
			t.Error(err)
		}
		if err == nil && pool.Equal(x509.NewCertPool()) {
			t.Errorf("an empty pool of %q", file)
		}
	})
}

func TestUnusableCertificatePanics(t *testing.T) {
	w := newWorld(t)
	for name, use := range map[string]func(){
		"Server":       func() { tlsconf.Server(tls.Certificate{}) },
		"Server, more": func() { tlsconf.Server(w.server.TLS(), tls.Certificate{}) },
		"MutualServer": func() { tlsconf.MutualServer(w.ca.Pool(), tls.Certificate{}) },
		"MutualClient": func() { tlsconf.MutualClient(w.ca.Pool(), tls.Certificate{Certificate: [][]byte{{1}}}) },
	} {
		func() {
			defer func() {
				if s, _ := recover().(string); !strings.Contains(s, "was the error of loading it ignored?") {
					t.Errorf("%s: panic %q", name, s)
				}
			}()
			use()
		}()
	}
}

// OpenSSL's client connects to our server, and a certificate and key that
// OpenSSL made serve for ours.
func TestInteropOpenSSL(t *testing.T) {
	w := newWorld(t)
	dir := t.TempDir()
	write := func(name string, data []byte) string {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, data, 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	roots := write("roots.pem", w.ca.CertPEM())
	listener, err := tls.Listen("tcp", "127.0.0.1:0", tlsconf.Server(w.server.TLS()))
	if err != nil {
		t.Fatal(err)
	}
	defer listener.Close()
	go func() {
		if conn, err := listener.Accept(); err == nil {
			conn.Write([]byte("hello from Go\n"))
			conn.Close()
		}
	}()
	out := interoptest.OpenSSL(t, nil, "s_client", "-connect", listener.Addr().String(), "-servername", "shop.test",
		"-CAfile", roots, "-verify_return_error", "-verify_hostname", "shop.test", "-quiet")
	if !bytes.Contains(out, []byte("hello from Go")) {
		t.Errorf("openssl s_client printed %q", out)
	}

	keyFile, certFile := filepath.Join(dir, "key.pem"), filepath.Join(dir, "cert.pem")
	interoptest.OpenSSL(t, nil, "genpkey", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256", "-out", keyFile)
	interoptest.OpenSSL(t, nil, "req", "-x509", "-key", keyFile, "-subj", "/CN=x", "-addext", "subjectAltName=DNS:openssl.test",
		"-days", "1", "-out", certFile)
	key := interoptest.OpenSSL(t, nil, "pkcs8", "-topk8", "-in", keyFile, "-passout", "pass:"+string(passphrase))
	fipstest.Skip(t, "OpenSSL's salt of 8 bytes is too short")
	certPEM, err := os.ReadFile(certFile)
	if err != nil {
		t.Fatal(err)
	}
	cert, err := tlsconf.Certificate(certPEM, key, passphrase)
	if err != nil {
		t.Fatal(err)
	}
	pool, err := tlsconf.Roots(certPEM)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := handshake(t, tlsconf.Server(cert), tlsconf.ClientWithRoots(pool), "openssl.test"); err != nil {
		t.Error(err)
	}
}
