package pemkey

import (
	"bytes"
	"crypto"
	"crypto/fips140"
	"crypto/x509"
	"encoding/pem"
	"path/filepath"
	"testing"

	"github.com/cryptolint/cryptolint/safeapi/secret/interoptest"
)

func publicPEM(t *testing.T, key crypto.Signer) []byte {
	t.Helper()
	der, err := x509.MarshalPKIXPublicKey(key.Public())
	if err != nil {
		t.Fatal(err)
	}
	return pem.EncodeToMemory(&pem.Block{Type: "PUBLIC KEY", Bytes: der})
}

func TestInteropOpenSSL(t *testing.T) {
	pass := "pass:" + string(passphrase)
	for _, name := range keyNames {
		key, ours := clearKey(t, name), encoded(t, name)
		if got := interoptest.OpenSSL(t, ours, "pkey", "-passin", pass, "-pubout"); !bytes.Equal(got, publicPEM(t, key)) {
			t.Errorf("%s: openssl reads our file as\n%s", name, got)
		}
		theirs := interoptest.OpenSSL(t, readFile(t, name), "pkcs8", "-topk8", "-v2", "aes256", "-passout", pass)
		if fips140.Enforced() {
			continue // OpenSSL's salt of 8 bytes is too short there
		}
		if got, err := Decode(theirs, passphrase); err != nil || !sameKey(got, key) {
			t.Errorf("%s: Decode = %T, %v", name, got, err)
		}
	}
}

// One process reads our file and writes the key as its own file.
const pythonProgram = `import sys
from cryptography.hazmat.primitives import serialization as s
passphrase = sys.argv[1].encode()
key = s.load_pem_private_key(sys.stdin.buffer.read(), passphrase)
sys.stdout.buffer.write(key.private_bytes(s.Encoding.PEM, s.PrivateFormat.PKCS8, s.BestAvailableEncryption(passphrase)))`

func TestInteropPython(t *testing.T) {
	for _, name := range keyNames {
		key, ours := clearKey(t, name), encoded(t, name)
		theirs := interoptest.Python(t, "cryptography", pythonProgram, ours, string(passphrase))
		if fips140.Enforced() {
			continue // the salt of cryptography 38 has 8 bytes, too short there
		}
		if got, err := Decode(theirs, passphrase); err != nil || !sameKey(got, key) {
			t.Errorf("%s: Decode = %T, %v", name, got, err)
		}
	}
}

// The golden files must have been written by the script that says so.
func TestGoldenFilesAreKnown(t *testing.T) {
	script := readFile(t, "generate.sh")
	files, err := filepath.Glob("testdata/*-openssl-*.pem")
	if err != nil || len(files) == 0 {
		t.Fatal(files, err)
	}
	for _, f := range files {
		if !bytes.Contains(script, []byte(filepath.Base(f))) {
			t.Errorf("%s is not written by generate.sh", f)
		}
	}
}
