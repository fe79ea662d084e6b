package keyfile

import (
	"bytes"
	"crypto"
	"crypto/ecdh"
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"encoding/pem"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/cryptolint/cryptolint/safeapi/secret"
	"github.com/cryptolint/cryptolint/safeapi/secret/fipstest"
	"github.com/cryptolint/cryptolint/safeapi/secret/interoptest"
)

func block(label string, der []byte) []byte {
	return pem.EncodeToMemory(&pem.Block{Type: label, Bytes: der})
}

func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

// clearKeys returns each kind of key in each of its forms.
func clearKeys(t testing.TB) (keys map[string]crypto.Signer, texts map[string][]byte) {
	t.Helper()
	rsaKey := must(rsa.GenerateKey(rand.Reader, 2048))
	ecKey := must(ecdsa.GenerateKey(elliptic.P256(), rand.Reader))
	_, edKey, _ := ed25519.GenerateKey(nil)
	pkcs8 := func(key any) []byte { return block("PRIVATE KEY", must(x509.MarshalPKCS8PrivateKey(key))) }
	sec1 := block("EC PRIVATE KEY", must(x509.MarshalECPrivateKey(ecKey)))
	parameters := block("EC PARAMETERS", []byte("\x06\x08\x2a\x86\x48\xce\x3d\x03\x01\x07"))
	return map[string]crypto.Signer{
			"RSA in PKCS #8": rsaKey, "RSA in PKCS #1": rsaKey, "EC in PKCS #8": ecKey,
			"EC in SEC 1": ecKey, "EC after its parameters": ecKey, "Ed25519": edKey,
		}, map[string][]byte{
			"RSA in PKCS #8": pkcs8(rsaKey), "RSA in PKCS #1": block("RSA PRIVATE KEY", x509.MarshalPKCS1PrivateKey(rsaKey)),
			"EC in PKCS #8": pkcs8(ecKey), "EC in SEC 1": sec1,
			"EC after its parameters": slices.Concat(parameters, sec1), "Ed25519": pkcs8(edKey),
		}
}

func TestReadPrivateKey(t *testing.T) {
	keys, texts := clearKeys(t)
	path := filepath.Join(t.TempDir(), "server-key.pem")
	for name, text := range texts {
		if err := Replace(path, secret.New(text)); err != nil {
			t.Fatal(err)
		}
		key, err := ReadPrivateKey(path)
		if err != nil || !key.(interface{ Equal(crypto.PrivateKey) bool }).Equal(keys[name]) {
			t.Errorf("%s: %T, %v", name, key, err)
		}
	}
	if !checksMode {
		return
	}
	if err := os.Chmod(path, 0o644); err != nil {
		t.Fatal(err)
	}
	if key, err := ReadPrivateKey(path); !errors.Is(err, ErrPermissions) || key != nil {
		t.Errorf("mode 0644: %T, %v", key, err)
	}
}

func TestReadsKeysOfOpenSSL(t *testing.T) {
	for name, args := range map[string][]string{
		"ecparam": {"ecparam", "-name", "prime256v1", "-genkey"}, // with EC PARAMETERS
		"genrsa":  {"genrsa", "-traditional", "2048"},
		"ed25519": {"genpkey", "-algorithm", "ed25519"},
	} {
		text := interoptest.OpenSSL(t, nil, args...)
		if key, err := ParsePrivateKey(secret.New(text)); err != nil {
			t.Errorf("%s: %T, %v", name, key, err)
		}
	}
}

func TestParsePrivateKeyRefuses(t *testing.T) {
	_, texts := clearKeys(t)
	good := texts["Ed25519"]
	encrypted := pem.EncodeToMemory(&pem.Block{Type: "RSA PRIVATE KEY", Headers: map[string]string{"DEK-Info": "AES-256-CBC,00"}})
	for name, c := range map[string]struct {
		text []byte
		says string
	}{
		"nothing":               {nil, "no PEM block"},
		"no PEM":                {[]byte("secret"), "no PEM block"},
		"only parameters":       {block("EC PARAMETERS", nil), "no PEM block"},
		"two keys":              {append(bytes.Clone(good), good...), "follows"},
		"a certificate":         {block("CERTIFICATE", nil), `"CERTIFICATE"`},
		"a public key":          {block("PUBLIC KEY", nil), `"PUBLIC KEY"`},
		"under a passphrase":    {block("ENCRYPTED PRIVATE KEY", nil), "pemkey"},
		"under one, older form": {encrypted, "pemkey"},
		"damaged":               {block("PRIVATE KEY", []byte("secret")), "asn1"},
	} {
		key, err := ParsePrivateKey(secret.New(c.text))
		if !errors.Is(err, ErrPrivateKey) || !strings.Contains(err.Error(), c.says) || key != nil {
			t.Errorf("%s: %T, %v, want ErrPrivateKey with %q", name, key, err, c.says)
		}
	}
}

func TestKeysForKeyExchangeAreRefused(t *testing.T) {
	fipstest.Skip(t, "X25519 is not approved")
	der := must(x509.MarshalPKCS8PrivateKey(must(ecdh.X25519().GenerateKey(rand.Reader))))
	if key, err := ParsePrivateKey(secret.New(block("PRIVATE KEY", der))); !errors.Is(err, ErrPrivateKey) || key != nil {
		t.Errorf("X25519: %T, %v", key, err)
	}
}

func TestSmallRSAIsRefused(t *testing.T) {
	fipstest.Skip(t, "such keys cannot be made there")
	t.Setenv("GODEBUG", "rsa1024min=0")
	text := block("RSA PRIVATE KEY", x509.MarshalPKCS1PrivateKey(must(rsa.GenerateKey(rand.Reader, 1024))))
	if key, err := ParsePrivateKey(secret.New(text)); !errors.Is(err, ErrPrivateKey) || !strings.Contains(err.Error(), "1024") {
		t.Errorf("%T, %v", key, err)
	}
}

func FuzzParsePrivateKey(f *testing.F) {
	_, texts := clearKeys(f)
	for _, text := range texts {
		f.Add(text)
	}
	f.Add([]byte("-----BEGIN EC PARAMETERS-----\n-----END EC PARAMETERS-----\n"))
	f.Fuzz(func(t *testing.T, text []byte) {
		key, err := ParsePrivateKey(secret.New(text))
		if err != nil {
			if key != nil || !errors.Is(err, ErrPrivateKey) {
				t.Errorf("%q: %T, %v", text, key, err)
			}
			return
		}
		again, err := x509.MarshalPKCS8PrivateKey(key)
		if err != nil {
			t.Fatalf("%q: a key that cannot be written: %v", text, err)
		}
		if same, err := ParsePrivateKey(secret.New(block("PRIVATE KEY", again))); err != nil || !same.(interface{ Equal(crypto.PrivateKey) bool }).Equal(key) {
			t.Errorf("%q: read again: %v", text, err)
		}
	})
}
