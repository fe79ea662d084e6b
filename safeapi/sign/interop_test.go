package sign_test

import (
	"crypto/x509"
	"encoding/pem"
	"os"
	"path/filepath"
	"testing"

	"github.com/cryptolint/cryptolint/safeapi/secret/interoptest"
	"github.com/cryptolint/cryptolint/safeapi/sign"
)

var message = []byte("signed here and there\n")

// TestGolden verifies what OpenSSL and Python signed when the files were made
// (testdata/golden/make.sh), for machines that have neither.
func TestGolden(t *testing.T) {
	for _, name := range []string{
		"openssl-ed25519", "openssl-rsapss", "openssl-rsapss-maxsalt", "python-ed25519", "python-rsapss",
	} {
		if name == "openssl-rsapss-maxsalt" && fipsEnforced() {
			continue // a salt longer than the hash is not approved
		}
		key, err := sign.ParsePublicKey(read(t, name+".pub.pem"))
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if err := key.Verify(message, read(t, name+".sig")); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func read(t *testing.T, name string) []byte {
	t.Helper()
	b, err := os.ReadFile(filepath.Join("testdata", "golden", name))
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// files writes the message, the keys and our signature of it into a new
// directory, which it returns.
func files(t *testing.T, key sign.PrivateKey) string {
	t.Helper()
	sig, err := key.Sign(message)
	if err != nil {
		t.Fatal(err)
	}
	der, err := x509.MarshalPKCS8PrivateKey(key.Signer())
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	for name, content := range map[string][]byte{
		"msg": message, "ours.sig": sig, "pub.pem": key.Public().MarshalPEM(),
		"key.pem": pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: der}),
	} {
		if err := os.WriteFile(filepath.Join(dir, name), content, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func TestInteropOpenSSL(t *testing.T) {
	pss := []string{"-digest", "sha256", "-pkeyopt", "rsa_padding_mode:pss"}
	for _, c := range []struct {
		name, key     string
		sign, options []string
	}{
		{"Ed25519", "Ed25519", nil, nil},
		{"RSA-PSS", "RSA-PSS", []string{"-pkeyopt", "rsa_pss_saltlen:digest"}, pss},
		{"ECDSA", "ECDSA", nil, []string{"-digest", "sha256"}},
		{"RSA-PSS, longest salt", "RSA-PSS", []string{"-pkeyopt", "rsa_pss_saltlen:max"}, pss},
	} {
		if c.name == "RSA-PSS, longest salt" && fipsEnforced() {
			continue
		}
		key := keys(t)[c.key]
		dir := files(t, key)
		in := func(name string) string { return filepath.Join(dir, name) }

		verify := []string{"pkeyutl", "-verify", "-pubin", "-inkey", in("pub.pem"), "-rawin", "-in", in("msg"), "-sigfile", in("ours.sig")}
		interoptest.OpenSSL(t, nil, append(verify, c.options...)...)

		make := []string{"pkeyutl", "-sign", "-inkey", in("key.pem"), "-rawin", "-in", in("msg")}
		sig := interoptest.OpenSSL(t, nil, append(append(make, c.options...), c.sign...)...)
		if err := key.Public().Verify(message, sig); err != nil {
			t.Errorf("%s: what OpenSSL signed: %v", c.name, err)
		}
	}
}

// python verifies our signature and writes its own.
const python = `
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, padding
import os, sys
os.chdir(sys.argv[1])
read = lambda name: open(name, "rb").read()
public = serialization.load_pem_public_key(read("pub.pem"))
private = serialization.load_pem_private_key(read("key.pem"), None)
if isinstance(public, ed25519.Ed25519PublicKey):
    public.verify(read("ours.sig"), read("msg"))
    sig = private.sign(read("msg"))
elif isinstance(public, ec.EllipticCurvePublicKey):
    public.verify(read("ours.sig"), read("msg"), ec.ECDSA(hashes.SHA256()))
    sig = private.sign(read("msg"), ec.ECDSA(hashes.SHA256()))
else:
    pss = padding.PSS(mgf=padding.MGF1(hashes.SHA256()), salt_length=32)
    public.verify(read("ours.sig"), read("msg"), pss, hashes.SHA256())
    sig = private.sign(read("msg"), pss, hashes.SHA256())
sys.stdout.buffer.write(sig)
`

func TestInteropPython(t *testing.T) {
	for name, key := range keys(t) {
		sig := interoptest.Python(t, "cryptography", python, nil, files(t, key))
		if err := key.Public().Verify(message, sig); err != nil {
			t.Errorf("%s: what Python signed: %v", name, err)
		}
	}
}
