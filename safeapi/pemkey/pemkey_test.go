package pemkey

import (
	"bytes"
	"crypto"
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/fips140"
	"crypto/rsa"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/asn1"
	"encoding/hex"
	"encoding/pem"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/cryptolint/cryptolint/safeapi/secret/fipstest"
)

func TestUnderFIPS(t *testing.T) { fipstest.Rerun(t) }

// passphrase is that of all files in testdata but the RFC's.
var passphrase = []byte("correct horse battery staple")

func readFile(t testing.TB, name string) []byte {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// clearKey reads the key of testdata that the encrypted files hold.
func clearKey(t testing.TB, name string) crypto.Signer {
	t.Helper()
	block, _ := pem.Decode(readFile(t, name))
	key, err := x509.ParsePKCS8PrivateKey(block.Bytes)
	if err != nil {
		t.Fatal(err)
	}
	return key.(crypto.Signer)
}

func sameKey(a, b crypto.Signer) bool {
	return a.(interface{ Equal(crypto.PrivateKey) bool }).Equal(b)
}

var keyNames = []string{"rsa.pem", "ecdsa.pem", "ed25519.pem"}

// encoded returns the key of testdata as Encode writes it. It does so once for
// each key, because deriving a key is slow.
func encoded(t testing.TB, name string) []byte {
	t.Helper()
	if file, ok := encodedOnce.Load(name); ok {
		return file.([]byte)
	}
	file, err := Encode(clearKey(t, name), passphrase)
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	encodedOnce.Store(name, file)
	return file
}

var encodedOnce sync.Map

func TestRoundTrip(t *testing.T) {
	for _, name := range keyNames {
		key, file := clearKey(t, name), encoded(t, name)
		if !bytes.HasPrefix(file, []byte("-----BEGIN ENCRYPTED PRIVATE KEY-----\n")) {
			t.Errorf("%s: %.60s", name, file)
		}
		got, err := Decode(file, passphrase)
		if err != nil || !sameKey(got, key) {
			t.Errorf("%s: Decode = %T, %v", name, got, err)
		}
		if outdated, err := Outdated(file); err != nil || outdated {
			t.Errorf("%s: Outdated = %t, %v", name, outdated, err)
		}
	}
}

// The format that the package comment documents, on the bytes themselves.
func TestFormat(t *testing.T) {
	block, _ := pem.Decode(encoded(t, "ed25519.pem"))
	got := hex.EncodeToString(block.Bytes)
	blank := func(after string, n int) { // random bytes
		i := strings.Index(got, after) + len(after)
		got = got[:i] + strings.Repeat("-", 2*n) + got[i+2*n:]
	}
	blank("0410", 16)
	blank("60864801650304012a0410", 16)
	const header = "3081a7" + "3063" + "06092a864886f70d01050d" + "3056" +
		"3035" + "06092a864886f70d01050c" + "3028" +
		"0410--------------------------------" + "0203" + "0927c0" + "020120" + "300c06082a864886f70d02090500" +
		"301d" + "060960864801650304012a" + "0410--------------------------------" +
		"0440"
	if !strings.HasPrefix(got, header) || len(got) != len(header)+2*64 {
		t.Errorf("the file is\n%s, want\n%s and 64 bytes", got, header)
	}
}

func TestEncodeDoesNotRepeatItself(t *testing.T) {
	key := clearKey(t, "ed25519.pem")
	again, err := Encode(key, passphrase)
	if err != nil || bytes.Equal(again, encoded(t, "ed25519.pem")) {
		t.Errorf("two equal files (%v)", err)
	}
}

func TestReadsFilesOfOthers(t *testing.T) {
	for _, c := range []struct {
		file, key string
		outdated  bool
	}{
		{"rsa-openssl-default.pem", "rsa.pem", true},    // 2048 iterations
		{"ecdsa-openssl-600000.pem", "ecdsa.pem", true}, // a salt of 8 bytes
		{"ecdsa-openssl-sha1.pem", "ecdsa.pem", true},
		{"ecdsa-openssl-sha512.pem", "ecdsa.pem", true},
		{"ed25519-openssl-scrypt.pem", "ed25519.pem", true},
		{"rsa-pyca.pem", "rsa.pem", true},
		{"ecdsa-pyca.pem", "ecdsa.pem", true},
		{"ed25519-pyca.pem", "ed25519.pem", true},
	} {
		file := readFile(t, c.file)
		got, err := Decode(file, passphrase)
		if fips140.Enforced() && errors.Is(err, ErrFormat) {
			continue // old files are not approved: refused, without a panic
		}
		if err != nil || !sameKey(got, clearKey(t, c.key)) {
			t.Errorf("%s: Decode = %T, %v", c.file, got, err)
		}
		if outdated, err := Outdated(file); err != nil || outdated != c.outdated {
			t.Errorf("%s: Outdated = %t, %v, want %t", c.file, outdated, err, c.outdated)
		}
		if _, err := Decode(file, []byte("wrong")); err != ErrDecrypt {
			t.Errorf("%s with a wrong passphrase: %v", c.file, err)
		}
	}
}

func TestRefusesFiles(t *testing.T) {
	good := readFile(t, "ecdsa-pyca.pem")
	for name, c := range map[string]struct {
		file []byte
		says string
	}{
		"3DES":            {readFile(t, "refused-3des.pem"), "not AES-CBC"},
		"PKCS #12":        {readFile(t, "refused-pkcs12.pem"), "not PBES2"},
		"traditional":     {readFile(t, "refused-traditional.pem"), "openssl pkcs8 -topk8"},
		"in the clear":    {readFile(t, "refused-clear.pem"), `"PRIVATE KEY"`},
		"1 GiB of scrypt": {readFile(t, "rfc7914-scrypt.pem"), "64 MiB of memory"},
		"empty":           {nil, "no PEM block"},
		"not PEM":         {[]byte("secret"), "no PEM block"},
		"two keys":        {append(bytes.Clone(good), good...), "follows"},
		"huge":            {bytes.Repeat([]byte("x"), maxFile+1), "more than"},
	} {
		key, err := Decode(c.file, passphrase)
		if !errors.Is(err, ErrFormat) || !strings.Contains(err.Error(), c.says) || key != nil {
			t.Errorf("%s: %v, %v, want ErrFormat with %q", name, key, err, c.says)
		}
		if _, err := Outdated(c.file); !errors.Is(err, ErrFormat) {
			t.Errorf("%s: Outdated: %v", name, err)
		}
	}
}

// The RFC's file needs more memory than Decode gives, so its vectors for
// scrypt itself are run.
func TestScryptVector(t *testing.T) {
	fipstest.Skip(t, "scrypt is not approved")
	// RFC 7914, section 12, second vector.
	want := "fdbabe1c9d3472007856e7190d01e9fe7c6ad7cbc8237830e77376634b373162"
	der, err := asn1.Marshal(scryptParams{Salt: []byte("NaCl"), N: 1024, R: 8, P: 16})
	if err != nil {
		t.Fatal(err)
	}
	e := &encrypted{keySize: 32}
	if err := e.useScrypt(der); err != nil {
		t.Fatal(err)
	}
	if key, err := e.derive([]byte("password")); err != nil || hex.EncodeToString(key) != want {
		t.Errorf("derived %x, %v, want %s", key, err, want)
	}
}

func hmacOf(oid asn1.ObjectIdentifier) pkix.AlgorithmIdentifier {
	return pkix.AlgorithmIdentifier{Algorithm: oid, Parameters: asn1Null}
}

// RFC 7914, section 11: the first 32 bytes of PBKDF2-HMAC-SHA-256.
func TestPBKDF2Vector(t *testing.T) {
	fipstest.Skip(t, "the salts of the vectors are too short")
	for _, c := range []struct {
		passphrase, salt string
		iterations       int
		want             string
	}{
		{"passwd", "salt", 1, "55ac046e56e3089fec1691c22544b605f94185216dde0465e68b9d57c20dacbc"},
		{"Password", "NaCl", 80000, "4ddcd8f60b98be21830cee5ef22701f9641a4418d04c0414aeff08876b34ab56"},
	} {
		der, err := asn1.Marshal(pbkdf2Params{Salt: []byte(c.salt), Iterations: c.iterations, PRF: hmacOf(oidSHA256)})
		if err != nil {
			t.Fatal(err)
		}
		e := &encrypted{keySize: 32}
		if err := e.usePBKDF2(der); err != nil {
			t.Fatal(err)
		}
		if key, err := e.derive([]byte(c.passphrase)); err != nil || hex.EncodeToString(key) != c.want {
			t.Errorf("%s: derived %x, %v, want %s", c.passphrase, key, err, c.want)
		}
	}
}

func TestBoundsOfWork(t *testing.T) {
	for name, p := range map[string]pbkdf2Params{
		"no iterations":       {Salt: []byte("salt")},
		"negative":            {Salt: []byte("salt"), Iterations: -1},
		"too many iterations": {Salt: []byte("salt"), Iterations: maxIterations + 1},
		"other key length":    {Salt: []byte("salt"), Iterations: 1000, KeyLength: 16},
		"long salt":           {Salt: make([]byte, maxSalt+1), Iterations: 1000},
		"unknown function":    {Salt: []byte("salt"), Iterations: 1000, PRF: hmacOf(oidAES256)},
	} {
		der, err := asn1.Marshal(p)
		if err != nil {
			t.Fatal(err)
		}
		if err := (&encrypted{keySize: 32}).usePBKDF2(der); !errors.Is(err, ErrFormat) {
			t.Errorf("PBKDF2, %s: %v", name, err)
		}
	}
	for name, p := range map[string]scryptParams{
		"zero":             {},
		"not a power of 2": {N: 1000, R: 8, P: 1},
		"too much memory":  {N: 1 << 17, R: 8, P: 1},
		"memory overflow":  {N: 1 << 30, R: 1 << 30, P: 1 << 30},
		"too much work":    {N: 1 << 14, R: 8, P: 33},
		"negative":         {N: 1 << 14, R: -8, P: -1},
	} {
		der, err := asn1.Marshal(p)
		if err != nil {
			t.Fatal(err)
		}
		if err := (&encrypted{keySize: 32}).useScrypt(der); !errors.Is(err, ErrFormat) {
			t.Errorf("scrypt, %s: %v", name, err)
		}
	}
}

func TestDamagedFiles(t *testing.T) {
	block, _ := pem.Decode(readFile(t, "ecdsa-openssl-sha1.pem")) // the quickest to derive
	for i := range block.Bytes {
		damaged := bytes.Clone(block.Bytes)
		damaged[i] ^= 0x80
		tryDER(t, damaged)
		tryDER(t, block.Bytes[:i])
	}
}

func tryDER(t *testing.T, der []byte) {
	t.Helper()
	file := pem.EncodeToMemory(&pem.Block{Type: blockType, Bytes: der})
	key, err := Decode(file, passphrase)
	if err == nil {
		// CBC without a tag: a changed bit may pass, as the package comment says.
		if _, ok := key.(*ecdsa.PrivateKey); !ok {
			t.Errorf("%x became %T", der, key)
		}
	} else if !errors.Is(err, ErrDecrypt) && !errors.Is(err, ErrFormat) {
		t.Errorf("%x: %v", der, err)
	}
}

func TestEncodeRefuses(t *testing.T) {
	key := clearKey(t, "ed25519.pem")
	if file, err := Encode(key, nil); err != ErrPassphrase || file != nil {
		t.Errorf("no passphrase: %q, %v", file, err)
	}
	if _, err := Decode(readFile(t, "ecdsa-pyca.pem"), nil); err != ErrPassphrase {
		t.Errorf("Decode without passphrase: %v", err)
	}
	for name, bad := range map[string]crypto.Signer{
		"nil":           nil,
		"nil RSA":       (*rsa.PrivateKey)(nil),
		"empty RSA":     &rsa.PrivateKey{},
		"empty ECDSA":   &ecdsa.PrivateKey{},
		"short Ed25519": ed25519.PrivateKey("short"),
		"of a token":    tokenSigner{key},
	} {
		if file, err := Encode(bad, passphrase); !errors.Is(err, ErrKey) || file != nil {
			t.Errorf("%s: %q, %v", name, file, err)
		}
	}
}

// tokenSigner is a key that never leaves its hardware.
type tokenSigner struct{ crypto.Signer }

func TestConcurrentUse(t *testing.T) {
	file := readFile(t, "ecdsa-pyca.pem")
	var group sync.WaitGroup
	for range 8 {
		group.Go(func() {
			if _, err := Decode(file, passphrase); err != nil {
				t.Error(err)
			}
		})
	}
	group.Wait()
}

func FuzzDecode(f *testing.F) {
	for _, name := range []string{"ecdsa-openssl-sha1.pem", "ed25519-openssl-scrypt.pem", "refused-3des.pem", "rfc7914-scrypt.pem"} {
		block, _ := pem.Decode(readFile(f, name))
		f.Add(block.Bytes)
	}
	f.Fuzz(func(t *testing.T, der []byte) {
		e, err := parseDER(der)
		if err != nil {
			if !errors.Is(err, ErrFormat) {
				t.Errorf("%x: %v", der, err)
			}
			return
		}
		if len(e.data)%16 != 0 || len(e.data) == 0 || len(e.iv) != 16 {
			t.Errorf("%x: passed with %d bytes of data and %d of IV", der, len(e.data), len(e.iv))
		}
		// Deriving is replaced: a fuzzer soon finds millions of iterations.
		key := make([]byte, e.keySize)
		e.derive = func([]byte) ([]byte, error) { return key, nil }
		if _, err := e.open(passphrase); err != nil && err != ErrDecrypt {
			t.Errorf("%x: %v", der, err)
		}
	})
}

func FuzzPEM(f *testing.F) {
	f.Add(readFile(f, "refused-traditional.pem"))
	f.Add(readFile(f, "refused-clear.pem"))
	f.Add([]byte("-----BEGIN ENCRYPTED PRIVATE KEY-----\nAA==\n-----END ENCRYPTED PRIVATE KEY-----\n"))
	f.Fuzz(func(t *testing.T, file []byte) {
		if _, err := Outdated(file); err != nil && !errors.Is(err, ErrFormat) {
			t.Error(err)
		}
	})
}
