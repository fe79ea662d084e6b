package rsaoaep_test

import (
	"crypto/rsa"
	"crypto/x509"
	"encoding/hex"
	"encoding/pem"
	"os"
	"path/filepath"
	"testing"

	"github.com/cryptolint/cryptolint/safeapi/rsaoaep"
	"github.com/cryptolint/cryptolint/safeapi/secret/interoptest"
)

const (
	message = "from here to there"
	label   = "greeting"
)

// TestGolden decrypts what OpenSSL and Python encrypted when the files were
// made (testdata/golden/make.sh), for machines that have neither.
func TestGolden(t *testing.T) {
	read := func(name string) []byte {
		b, err := os.ReadFile(filepath.Join("testdata", "golden", name))
		if err != nil {
			t.Fatal(err)
		}
		return b
	}
	block, _ := pem.Decode(read("key.pem"))
	parsed, err := x509.ParsePKCS8PrivateKey(block.Bytes)
	if err != nil {
		t.Fatal(err)
	}
	k, err := rsaoaep.NewPrivateKey(parsed.(*rsa.PrivateKey))
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"openssl.ct", "python.ct"} {
		if got, err := k.Decrypt(read(name), label); err != nil || string(got) != message {
			t.Errorf("%s: %q, %v", name, got, err)
		}
	}
}

// files writes the keys and our ciphertext into a new directory.
func files(t *testing.T, k rsaoaep.PrivateKey) string {
	t.Helper()
	ciphertext, err := k.Public().Encrypt([]byte(message), label)
	if err != nil {
		t.Fatal(err)
	}
	der, err := x509.MarshalPKCS8PrivateKey(k.Reveal())
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	for name, content := range map[string][]byte{
		"ours.ct": ciphertext, "pub.pem": k.Public().MarshalPEM(),
		"key.pem": pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: der}),
	} {
		if err := os.WriteFile(filepath.Join(dir, name), content, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func TestInteropOpenSSL(t *testing.T) {
	k := key(t)
	dir := files(t, k)
	oaep := []string{
		"-pkeyopt", "rsa_padding_mode:oaep", "-pkeyopt", "rsa_oaep_md:sha256",
		"-pkeyopt", "rsa_oaep_label:" + hex.EncodeToString([]byte(label)),
	}
	decrypt := []string{"pkeyutl", "-decrypt", "-inkey", filepath.Join(dir, "key.pem"), "-in", filepath.Join(dir, "ours.ct")}
	if out := interoptest.OpenSSL(t, nil, append(decrypt, oaep...)...); string(out) != message {
		t.Errorf("OpenSSL reads %q", out)
	}
	encrypt := []string{"pkeyutl", "-encrypt", "-pubin", "-inkey", filepath.Join(dir, "pub.pem")}
	theirs := interoptest.OpenSSL(t, []byte(message), append(encrypt, oaep...)...)
	if got, err := k.Decrypt(theirs, label); err != nil || string(got) != message {
		t.Errorf("what OpenSSL wrote: %q, %v", got, err)
	}
}

// python decrypts our ciphertext, and encrypts the message anew.
const python = `
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding
import os, sys
os.chdir(sys.argv[1])
read = lambda name: open(name, "rb").read()
oaep = padding.OAEP(mgf=padding.MGF1(hashes.SHA256()), algorithm=hashes.SHA256(), label=sys.argv[2].encode())
msg = serialization.load_pem_private_key(read("key.pem"), None).decrypt(read("ours.ct"), oaep)
assert msg == sys.stdin.buffer.read(), msg
sys.stdout.buffer.write(serialization.load_pem_public_key(read("pub.pem")).encrypt(msg, oaep))
`

func TestInteropPython(t *testing.T) {
	k := key(t)
	theirs := interoptest.Python(t, "cryptography", python, []byte(message), files(t, k), label)
	if got, err := k.Decrypt(theirs, label); err != nil || string(got) != message {
		t.Errorf("what Python wrote: %q, %v", got, err)
	}
}
