package tlsconf_test

import (
	"bytes"
	"crypto"
	"crypto/rand"
	"crypto/rsa"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"errors"
	"math/big"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/cryptolint/cryptolint/safeapi/secret/fipstest"
	"github.com/cryptolint/cryptolint/safeapi/tlsconf"
)

// An old database that speaks TLS 1.2, with suites that are still good and with
// some that are not.
func TestClientAllowingTLS12(t *testing.T) {
	w := newWorld(t)
	client := tlsconf.ClientAllowingTLS12(w.ca.Pool())
	old := func(suites ...uint16) *tls.Config {
		return &tls.Config{Certificates: []tls.Certificate{w.server.TLS()}, MaxVersion: tls.VersionTLS12, CipherSuites: suites}
	}
	state, err := handshake(t, old(), client, "shop.test")
	if err != nil || state.Version != tls.VersionTLS12 {
		t.Errorf("version %s, %v", tls.VersionName(state.Version), err)
	}
	state, err = handshake(t, tlsconf.Server(w.server.TLS()), client, "shop.test")
	if err != nil || state.Version != tls.VersionTLS13 {
		t.Errorf("with a modern server, version %s, %v", tls.VersionName(state.Version), err)
	}
	if _, err := handshake(t, old(), client, "bank.test"); err == nil {
		t.Error("another name: connected")
	}
	fipstest.Skip(t, "a server cannot offer CBC there")
	for _, suite := range []uint16{tls.TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA, tls.TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA} {
		if _, err := handshake(t, old(suite), client, "shop.test"); err == nil {
			t.Errorf("%s: connected", tls.CipherSuiteName(suite))
		}
	}
	tls11 := &tls.Config{Certificates: []tls.Certificate{w.server.TLS()}, MinVersion: tls.VersionTLS10, MaxVersion: tls.VersionTLS11}
	if _, err := handshake(t, tls11, client, "shop.test"); err == nil {
		t.Error("TLS 1.1: connected")
	}
}

// weakCertificate returns a certificate of RSA with 1024 bits, which signs itself.
func weakCertificate(t *testing.T) (tls.Certificate, *x509.CertPool, []byte) {
	t.Helper()
	fipstest.Skip(t, "such keys cannot be made there")
	t.Setenv("GODEBUG", "rsa1024min=0")
	key, err := rsa.GenerateKey(rand.Reader, 1024)
	if err != nil {
		t.Fatal(err)
	}
	template := &x509.Certificate{
		SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "old"}, DNSNames: []string{"shop.test"},
		NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(time.Hour), IsCA: true, BasicConstraintsValid: true,
		ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth, x509.ExtKeyUsageClientAuth},
		KeyUsage:    x509.KeyUsageDigitalSignature | x509.KeyUsageCertSign,
	}
	der, err := x509.CreateCertificate(rand.Reader, template, template, key.Public(), crypto.Signer(key))
	if err != nil {
		t.Fatal(err)
	}
	leaf, err := x509.ParseCertificate(der)
	if err != nil {
		t.Fatal(err)
	}
	pool := x509.NewCertPool()
	pool.AddCert(leaf)
	text := pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: der})
	return tls.Certificate{Certificate: [][]byte{der}, PrivateKey: key}, pool, text
}

// A key of 1024 bits can be factored: neither side takes one.
func TestWeakRSAIsRefused(t *testing.T) {
	weak, pool, text := weakCertificate(t)
	if pool, err := tlsconf.Roots(text); !errors.Is(err, tlsconf.ErrNoRoots) || pool != nil {
		t.Errorf("Roots: %v", err)
	}
	if _, err := tlsconf.VerifyChain(text, pool, "shop.test", x509.ExtKeyUsageServerAuth); !errors.Is(err, tlsconf.ErrCertificate) {
		t.Errorf("VerifyChain: %v", err)
	}
	func() {
		defer func() {
			if s, _ := recover().(string); !strings.Contains(s, "1024") {
				t.Errorf("Server: panic %q", s)
			}
		}()
		tlsconf.Server(weak)
	}()
	_, err := handshake(t, &tls.Config{Certificates: []tls.Certificate{weak}}, tlsconf.ClientWithRoots(pool), "shop.test")
	if err == nil || !strings.Contains(err.Error(), "1024") {
		t.Errorf("a client of a server with a weak key: %v", err)
	}
	w := newWorld(t)
	server, err := tlsconf.MutualServer(pool, w.server.TLS())
	if err != nil {
		t.Fatal(err)
	}
	client := &tls.Config{RootCAs: w.ca.Pool(), Certificates: []tls.Certificate{weak}}
	if _, err := handshake(t, server, client, "shop.test"); err == nil {
		t.Error("a client with a weak key: connected")
	}
}

func TestVerifyChain(t *testing.T) {
	w := newWorld(t)
	server, client, roots := w.server.CertPEM(), w.client.CertPEM(), w.ca.Pool()
	leaf, err := tlsconf.VerifyChain(slices.Concat(server, w.ca.CertPEM()), roots, "shop.test", x509.ExtKeyUsageServerAuth)
	if err != nil || !slices.Equal(leaf.DNSNames, []string{"shop.test"}) {
		t.Errorf("a server: %v", err)
	}
	if leaf, err := tlsconf.VerifyChain(client, roots, "", x509.ExtKeyUsageClientAuth); err != nil || leaf.DNSNames[0] != "billing" {
		t.Errorf("a client: %v", err)
	}
	for name, c := range map[string]struct {
		chain []byte
		roots *x509.CertPool
		host  string
		usage x509.ExtKeyUsage
		want  error
	}{
		"another host":    {server, roots, "bank.test", x509.ExtKeyUsageServerAuth, tlsconf.ErrCertificate},
		"no host":         {server, roots, "", x509.ExtKeyUsageServerAuth, tlsconf.ErrCertificate},
		"another usage":   {client, roots, "billing", x509.ExtKeyUsageServerAuth, tlsconf.ErrCertificate},
		"any usage":       {client, roots, "billing", x509.ExtKeyUsageAny, tlsconf.ErrCertificate},
		"another CA":      {server, newWorld(t).ca.Pool(), "shop.test", x509.ExtKeyUsageServerAuth, tlsconf.ErrCertificate},
		"no roots":        {server, nil, "shop.test", x509.ExtKeyUsageServerAuth, tlsconf.ErrNoRoots},
		"the root first":  {slices.Concat(w.ca.CertPEM(), server), roots, "shop.test", x509.ExtKeyUsageServerAuth, tlsconf.ErrCertificate},
		"nothing":         {nil, roots, "shop.test", x509.ExtKeyUsageServerAuth, tlsconf.ErrCertificate},
		"something after": {append(bytes.Clone(server), "-----BEGIN"...), roots, "shop.test", x509.ExtKeyUsageServerAuth, tlsconf.ErrCertificate},
	} {
		if leaf, err := tlsconf.VerifyChain(c.chain, c.roots, c.host, c.usage); !errors.Is(err, c.want) || leaf != nil {
			t.Errorf("%s: %v, want %v", name, err, c.want)
		}
	}
}

func FuzzVerifyChain(f *testing.F) {
	w := newWorld(f)
	f.Add(w.server.CertPEM(), "shop.test")
	f.Add(slices.Concat(w.client.CertPEM(), w.ca.CertPEM()), "")
	roots := w.ca.Pool()
	f.Fuzz(func(t *testing.T, chain []byte, host string) {
		leaf, err := tlsconf.VerifyChain(chain, roots, host, x509.ExtKeyUsageServerAuth)
		if err != nil && (!errors.Is(err, tlsconf.ErrCertificate) || leaf != nil) {
			t.Error(err)
		}
		if err == nil && leaf.VerifyHostname(host) != nil {
			t.Errorf("accepted for %q", host)
		}
	})
}
