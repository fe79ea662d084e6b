package devcert_test

import (
	"bytes"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/tls"
	"crypto/x509"
	"encoding/pem"
	"errors"
	"net"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/cryptolint/cryptolint/safeapi/devcert"
	"github.com/cryptolint/cryptolint/safeapi/pemkey"
	"github.com/cryptolint/cryptolint/safeapi/secret/fipstest"
	"github.com/cryptolint/cryptolint/safeapi/secret/interoptest"
	"github.com/cryptolint/cryptolint/safeapi/secret/leaktest"
)

func TestUnderFIPS(t *testing.T) { fipstest.Rerun(t) }

func newCA(t *testing.T) *devcert.CA {
	t.Helper()
	ca, err := devcert.NewCA()
	if err != nil {
		t.Fatal(err)
	}
	return ca
}

// verify asks crypto/x509 what a client would ask.
func verify(c *devcert.Cert, roots *x509.CertPool, host string, use x509.ExtKeyUsage) error {
	_, err := c.TLS().Leaf.Verify(x509.VerifyOptions{Roots: roots, DNSName: host, KeyUsages: []x509.ExtKeyUsage{use}})
	return err
}

func TestServer(t *testing.T) {
	ca := newCA(t)
	signed, err := ca.Server("Shop.test", "*.shop.test", "10.0.0.7", "fd00::7")
	if err != nil {
		t.Fatal(err)
	}
	self, err := devcert.SelfSigned("Shop.test", "*.shop.test", "10.0.0.7", "fd00::7")
	if err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		cert  *devcert.Cert
		roots *x509.CertPool
	}{"by a CA": {signed, ca.Pool()}, "by itself": {self, self.Pool()}} {
		for _, host := range []string{"shop.test", "api.shop.test", "10.0.0.7", "fd00::7"} {
			if err := verify(c.cert, c.roots, host, x509.ExtKeyUsageServerAuth); err != nil {
				t.Errorf("%s, %s: %v", name, host, err)
			}
		}
		for _, host := range []string{"localhost", "a.b.shop.test", "10.0.0.8"} {
			if err := verify(c.cert, c.roots, host, x509.ExtKeyUsageServerAuth); err == nil {
				t.Errorf("%s: is good for %s", name, host)
			}
		}
		if err := verify(c.cert, c.roots, "", x509.ExtKeyUsageClientAuth); err == nil {
			t.Errorf("%s: a server certificate is good for a client", name)
		}
		if err := verify(c.cert, newCA(t).Pool(), "shop.test", x509.ExtKeyUsageServerAuth); err == nil {
			t.Errorf("%s: is good with another CA", name)
		}
	}
}

func TestLocalhostByDefault(t *testing.T) {
	c, err := devcert.SelfSigned()
	if err != nil {
		t.Fatal(err)
	}
	for _, host := range []string{"localhost", "127.0.0.1", "::1"} {
		if err := verify(c, c.Pool(), host, x509.ExtKeyUsageServerAuth); err != nil {
			t.Errorf("%s: %v", host, err)
		}
	}
}

func TestClient(t *testing.T) {
	ca := newCA(t)
	for _, name := range []string{"billing", "Billing.shop.test", "alice@shop.test", "spiffe://shop.test/billing"} {
		c, err := ca.Client(name)
		if err != nil {
			t.Fatal(err)
		}
		if err := verify(c, ca.Pool(), "", x509.ExtKeyUsageClientAuth); err != nil {
			t.Error(err)
		}
		if err := verify(c, ca.Pool(), "", x509.ExtKeyUsageServerAuth); err == nil {
			t.Error("a client certificate is good for a server")
		}
		leaf := c.TLS().Leaf
		got := append(append([]string{}, leaf.DNSNames...), leaf.EmailAddresses...)
		for _, u := range leaf.URIs {
			got = append(got, u.String())
		}
		if !slices.Equal(got, []string{name}) || leaf.Subject.CommonName != name {
			t.Errorf("the names are %q and %q, want %q", got, leaf.Subject.CommonName, name)
		}
	}
}

// An authority that a browser trusts must not be able to speak for a bank.
func TestLimitedCA(t *testing.T) {
	ca, err := devcert.NewCA("shop.test", "localhost")
	if err != nil {
		t.Fatal(err)
	}
	good, err := ca.Server("shop.test", "www.shop.test", "*.shop.test", "localhost", "127.0.0.1", "::1", "192.168.1.7")
	if err != nil {
		t.Fatal(err)
	}
	if err := verify(good, ca.Pool(), "www.shop.test", x509.ExtKeyUsageServerAuth); err != nil {
		t.Error(err)
	}
	for _, host := range []string{"bank.example", "shop.test.example", "myshop.test", "8.8.8.8", "test"} {
		if _, err := ca.Server(host); !errors.Is(err, devcert.ErrName) {
			t.Errorf("Server(%q): %v, want ErrName", host, err)
		}
	}
	if _, err := ca.Client("billing.shop.test"); err != nil {
		t.Error(err)
	}
	if _, err := ca.Client("billing"); !errors.Is(err, devcert.ErrName) {
		t.Errorf("a client that is not below the domains: %v, want ErrName", err)
	}
	block, _ := pem.Decode(ca.CertPEM())
	root, err := x509.ParseCertificate(block.Bytes)
	if err != nil {
		t.Fatal(err)
	}
	if !root.PermittedDNSDomainsCritical || !slices.Equal(root.PermittedDNSDomains, []string{"shop.test", "localhost"}) {
		t.Errorf("the constraints are %q, critical %t", root.PermittedDNSDomains, root.PermittedDNSDomainsCritical)
	}
	for _, domain := range []string{"", "*.shop.test", "10.0.0.7", "https://shop.test", "*"} {
		if _, err := devcert.NewCA(domain); !errors.Is(err, devcert.ErrName) {
			t.Errorf("NewCA(%q): %v, want ErrName", domain, err)
		}
	}
}

// A wildcard of a top-level domain is for everybody below it.
func TestWildcards(t *testing.T) {
	for _, host := range []string{"*.com", "*.COM", "*.dev", "*.xn--p1ai"} {
		if _, err := devcert.SelfSigned(host); !errors.Is(err, devcert.ErrName) {
			t.Errorf("%s: %v, want ErrName", host, err)
		}
	}
	for _, host := range []string{"*.shop.com", "*.test", "*.localhost", "*.Internal", "com"} {
		if _, err := devcert.SelfSigned(host); err != nil {
			t.Errorf("%s: %v", host, err)
		}
	}
}

// A certificate of the CA must not certify others.
func TestLeavesAreNotAuthorities(t *testing.T) {
	ca := newCA(t)
	c, err := ca.Server("localhost")
	if err != nil {
		t.Fatal(err)
	}
	if leaf := c.TLS().Leaf; leaf.IsCA || leaf.KeyUsage&x509.KeyUsageCertSign != 0 {
		t.Error("a server certificate is an authority")
	}
	block, _ := pem.Decode(ca.CertPEM())
	root, err := x509.ParseCertificate(block.Bytes)
	if err != nil {
		t.Fatal(err)
	}
	if !root.IsCA || root.MaxPathLen != 0 || !root.MaxPathLenZero {
		t.Errorf("the CA may certify authorities: IsCA %t, MaxPathLen %d", root.IsCA, root.MaxPathLen)
	}
}

func TestProperties(t *testing.T) {
	fipstest.Skip(t, "its random source needs the real clock, which synctest replaces")
	synctest.Test(t, func(t *testing.T) {
		ca := newCA(t)
		time.Sleep(24 * time.Hour) // the certificate must not outlive its CA
		c, err := ca.Server()
		if err != nil {
			t.Fatal(err)
		}
		leaf := c.TLS().Leaf
		if key, ok := leaf.PublicKey.(*ecdsa.PublicKey); !ok || key.Curve != elliptic.P256() {
			t.Errorf("the key is %T", leaf.PublicKey)
		}
		if want := time.Now().Add(-time.Hour); !leaf.NotBefore.Equal(want) {
			t.Errorf("valid from %v, want %v", leaf.NotBefore, want)
		}
		if want := time.Now().Add(89*24*time.Hour - time.Hour); !leaf.NotAfter.Equal(want) {
			t.Errorf("valid until %v, want %v: the end of the CA", leaf.NotAfter, want)
		}
		if leaf.SerialNumber.BitLen() < 64 {
			t.Errorf("serial number %v is short", leaf.SerialNumber)
		}
		if !strings.Contains(leaf.Subject.String(), "development only") {
			t.Errorf("the subject is %v", leaf.Subject)
		}
	})
}

func TestKeyPEM(t *testing.T) {
	c, err := devcert.SelfSigned()
	if err != nil {
		t.Fatal(err)
	}
	passphrase := []byte("correct horse battery staple")
	file, err := c.KeyPEM(passphrase)
	if err != nil {
		t.Fatal(err)
	}
	key, err := pemkey.Decode(file, passphrase)
	if err != nil || !c.TLS().PrivateKey.(*ecdsa.PrivateKey).Equal(key) {
		t.Errorf("KeyPEM is %T, %v", key, err)
	}
	if _, err := c.KeyPEM(nil); !errors.Is(err, pemkey.ErrPassphrase) {
		t.Errorf("without passphrase: %v", err)
	}
	if _, err := tls.X509KeyPair(c.CertPEM(), c.UnencryptedKeyPEM().Reveal()); err != nil {
		t.Errorf("UnencryptedKeyPEM: %v", err)
	}
}

func TestRefusesNames(t *testing.T) {
	ca := newCA(t)
	for _, host := range []string{
		"", ".", "a..b", ".test", "test.", "https://localhost", "localhost:8080", "[::1]", "::1%eth0", "10.0.0.0/8",
		"10.0.0.256", "münchen.test", "a b", "a\x00b", "a.*.test", "*", strings.Repeat("a", 64) + ".test",
		strings.Repeat("a.", 127) + "test",
	} {
		if _, err := ca.Server("localhost", host); !errors.Is(err, devcert.ErrName) {
			t.Errorf("Server(%q): %v", host, err)
		}
		if _, err := devcert.SelfSigned(host); !errors.Is(err, devcert.ErrName) {
			t.Errorf("SelfSigned(%q): %v", host, err)
		}
	}
	for _, name := range []string{
		"", "a\nb", "é", "billing service", "*.shop.test", strings.Repeat("a", 65), "@shop.test", "a b@shop.test", "alice@",
		"://shop.test", "spiffe://", "spiffe://shop.test/a b", "10.0.0.7",
	} {
		if _, err := ca.Client(name); !errors.Is(err, devcert.ErrName) {
			t.Errorf("Client(%q): %v", name, err)
		}
	}
}

func FuzzHost(f *testing.F) {
	ca, err := devcert.NewCA()
	if err != nil {
		f.Fatal(err)
	}
	for _, host := range []string{"localhost", "*.shop.test", "::1", "10.0.0.256", "münchen.test", "a\x00b"} {
		f.Add(host)
	}
	f.Add("spiffe://shop.test/billing")
	f.Add("alice@shop.test")
	f.Fuzz(func(t *testing.T, host string) {
		if _, err := ca.Client(host); err != nil && !errors.Is(err, devcert.ErrName) {
			t.Errorf("client %q: %v", host, err)
		}
		c, err := ca.Server(host)
		if err != nil {
			if !errors.Is(err, devcert.ErrName) {
				t.Errorf("%q: %v", host, err)
			}
			return
		}
		leaf := c.TLS().Leaf
		if len(leaf.DNSNames)+len(leaf.IPAddresses) != 1 {
			t.Errorf("%q: %q %v", host, leaf.DNSNames, leaf.IPAddresses)
		}
		if ip := net.ParseIP(host); ip == nil && !strings.EqualFold(leaf.DNSNames[0], host) {
			t.Errorf("%q became %q", host, leaf.DNSNames[0])
		}
	})
}

func TestNoLeak(t *testing.T) {
	ca := newCA(t)
	cert, err := ca.Server()
	if err != nil {
		t.Fatal(err)
	}
	raw, err := cert.TLS().PrivateKey.(*ecdsa.PrivateKey).Bytes()
	if err != nil {
		t.Fatal(err)
	}
	leaktest.Check(t, *cert, raw)
	leaktest.Check(t, *ca, raw)
	leaktest.Check(t, cert.UnencryptedKeyPEM(), cert.UnencryptedKeyPEM().Reveal())
}

func TestZeroValuesPanic(t *testing.T) {
	for name, use := range map[string]func(){
		"Cert": func() { new(devcert.Cert).TLS() },
		"CA":   func() { new(devcert.CA).Pool() },
		"nil":  func() { (*devcert.CA)(nil).Pool() },
	} {
		func() {
			defer func() {
				if s, _ := recover().(string); !strings.Contains(s, "not made by") {
					t.Errorf("%s: panic %q", name, s)
				}
			}()
			use()
		}()
	}
}

func TestConcurrentUse(t *testing.T) {
	ca := newCA(t)
	var group sync.WaitGroup
	for range 8 {
		group.Go(func() {
			c, err := ca.Server()
			if err != nil {
				t.Error(err)
				return
			}
			if err := verify(c, ca.Pool(), "localhost", x509.ExtKeyUsageServerAuth); err != nil {
				t.Error(err)
			}
		})
	}
	group.Wait()
}

func TestInteropOpenSSL(t *testing.T) {
	ca := newCA(t)
	server, err := ca.Server("localhost")
	if err != nil {
		t.Fatal(err)
	}
	client, err := ca.Client("billing")
	if err != nil {
		t.Fatal(err)
	}
	self, err := devcert.SelfSigned("localhost")
	if err != nil {
		t.Fatal(err)
	}
	check := func(root []byte, leaf *devcert.Cert, args ...string) {
		t.Helper()
		file := filepath.Join(t.TempDir(), "root.pem")
		if err := os.WriteFile(file, root, 0o600); err != nil {
			t.Fatal(err)
		}
		args = append([]string{"verify", "-x509_strict", "-no-CApath", "-no-CAstore", "-CAfile", file}, args...)
		if out := interoptest.OpenSSL(t, leaf.CertPEM(), args...); !bytes.Contains(out, []byte("OK")) {
			t.Errorf("openssl %v: %s", args, out)
		}
	}
	check(ca.CertPEM(), server, "-purpose", "sslserver", "-verify_hostname", "localhost")
	check(ca.CertPEM(), client, "-purpose", "sslclient")
	check(self.CertPEM(), self, "-purpose", "sslserver", "-verify_hostname", "localhost")
	pass := []byte("correct horse battery staple")
	key, err := server.KeyPEM(pass)
	if err != nil {
		t.Fatal(err)
	}
	interoptest.OpenSSL(t, key, "pkey", "-passin", "pass:"+string(pass), "-check", "-noout")
	interoptest.OpenSSL(t, server.UnencryptedKeyPEM().Reveal(), "pkey", "-check", "-noout")
}
