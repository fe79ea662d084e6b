package sign_test

import (
	"bytes"
	"crypto"
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/rsa"
	"errors"
	"fmt"
	"io"
	"math/big"
	"reflect"
	"strings"
	"sync"
	"testing"

	"github.com/cryptolint/cryptolint/safeapi/secret/fipstest"
	"github.com/cryptolint/cryptolint/safeapi/secret/leaktest"
	"github.com/cryptolint/cryptolint/safeapi/sign"
)

// rsaKey is generated once; it takes time.
var rsaKey = sync.OnceValues(sign.GenerateRSAPSS)

// keys returns a key of each algorithm.
func keys(t *testing.T) map[string]sign.PrivateKey {
	t.Helper()
	pss, err := rsaKey()
	if err != nil {
		t.Fatal(err)
	}
	return map[string]sign.PrivateKey{"Ed25519": sign.GenerateEd25519(), "RSA-PSS": pss, "ECDSA": p256(t)}
}

// p256 returns an ECDSA key, as another program or a service has made it.
func p256(t testing.TB) sign.PrivateKey {
	t.Helper()
	std, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	key, err := sign.NewPrivateKey(std)
	if err != nil {
		t.Fatal(err)
	}
	return key
}

func TestNoLeak(t *testing.T) {
	key := sign.GenerateEd25519()
	leaktest.Check(t, key, key.Signer().(ed25519.PrivateKey).Seed())
}

func TestNoLeakRSA(t *testing.T) {
	key := keys(t)["RSA-PSS"]
	std := key.Signer().(*rsa.PrivateKey)
	leaktest.Check(t, key, std.Primes[0].Bytes())
	decimal := std.Primes[0].String()
	for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%d"} {
		out := fmt.Sprintf(verb, struct{ key *sign.PrivateKey }{&key}) + fmt.Sprintf(verb, struct{ key sign.PrivateKey }{key})
		if strings.Contains(out, decimal[:20]) {
			t.Errorf("%s prints a prime", verb)
		}
	}
}

func TestUnderFIPS(t *testing.T) { fipstest.Rerun(t) }

func TestVerify(t *testing.T) {
	msg := []byte("release v1.2.3")
	for name, key := range keys(t) {
		sig, err := key.Sign(msg)
		if err != nil {
			t.Fatal(err)
		}
		public := key.Public()
		if err := public.Verify(msg, sig); err != nil {
			t.Errorf("%s: a good signature: %v", name, err)
		}
		bad := map[string][]byte{
			"empty": nil, "cut": sig[:len(sig)-1], "longer": append(bytes.Clone(sig), 0), "zero": make([]byte, len(sig)),
		}
		for i := range sig {
			altered := bytes.Clone(sig)
			altered[i] ^= 1
			bad[fmt.Sprintf("altered at %d", i)] = altered
		}
		for what, sig := range bad {
			if err := public.Verify(msg, sig); !errors.Is(err, sign.ErrVerify) {
				t.Errorf("%s: a signature that is %s: %v; want ErrVerify", name, what, err)
			}
		}
		if err := public.Verify([]byte("release v1.2.4"), sig); !errors.Is(err, sign.ErrVerify) {
			t.Errorf("%s: another message: %v; want ErrVerify", name, err)
		}
		if err := sign.GenerateEd25519().Public().Verify(msg, sig); !errors.Is(err, sign.ErrVerify) {
			t.Errorf("%s: another key: %v; want ErrVerify", name, err)
		}
	}
}

// A PKCS #1 v1.5 signature of the same key and message is not a PSS one.
func TestOtherSchemeOfTheSameKey(t *testing.T) {
	key := keys(t)["RSA-PSS"]
	msg := []byte("message")
	digest := crypto.SHA256.New()
	digest.Write(msg)
	sig, err := rsa.SignPKCS1v15(nil, key.Signer().(*rsa.PrivateKey), crypto.SHA256, digest.Sum(nil))
	if err != nil {
		t.Fatal(err)
	}
	if err := key.Public().Verify(msg, sig); !errors.Is(err, sign.ErrVerify) {
		t.Errorf("PKCS #1 v1.5: %v; want ErrVerify", err)
	}
}

func TestPublicKeyPEM(t *testing.T) {
	for name, key := range keys(t) {
		text := key.Public().MarshalPEM()
		for _, text := range [][]byte{text, append(text, "\n\n"...)} {
			back, err := sign.ParsePublicKey(text)
			if err != nil || !back.Equal(key.Public()) || back.Fingerprint() != key.Public().Fingerprint() {
				t.Errorf("%s: %v", name, err)
			}
		}
	}
	a, b := sign.GenerateEd25519().Public(), sign.GenerateEd25519().Public()
	if a.Equal(b) || a.Fingerprint() == b.Fingerprint() || a.String() == b.String() {
		t.Error("two keys look alike")
	}
}

func TestParsePublicKeyRefuses(t *testing.T) {
	one := string(sign.GenerateEd25519().Public().MarshalPEM())
	for name, text := range map[string]string{
		"nothing":        "",
		"no PEM":         "MCowBQYDK2VwAyEA",
		"two keys":       one + one,
		"text after it":  one + "-- \nalice",
		"another label":  strings.ReplaceAll(one, "PUBLIC KEY", "CERTIFICATE"),
		"a short body":   "-----BEGIN PUBLIC KEY-----\nMCowBQYDK2VwAyEA\n-----END PUBLIC KEY-----\n",
		"P-384":          p384PEM,
		"RSA, 1024 bits": rsa1024PEM,
	} {
		if _, err := sign.ParsePublicKey([]byte(text)); !errors.Is(err, sign.ErrKey) {
			t.Errorf("%s: %v; want ErrKey", name, err)
		}
	}
}

// Made with OpenSSL 3.0.
const (
	p384PEM = `-----BEGIN PUBLIC KEY-----
MHYwEAYHKoZIzj0CAQYFK4EEACIDYgAEOkSh/dk5l7j6ISD2wONd41sWafzBPS0o
3WiB1pIaUchXf4nVA/zyj/JXhQa6XbtFkJGjhWVCltH5zqfh7bK+i1H52cbTzgXJ
vbMI+0Xu8YwLN65+Uy91CegZkQgPkTex
-----END PUBLIC KEY-----
`
	rsa1024PEM = `-----BEGIN PUBLIC KEY-----
MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQDWKjb7OzZOPJajUTi8YMnOEC3m
gexKaq0ZzbJq2srpcA/YDRcjuqPnm5eReNtV9hyMJ2IFCKF7iXgIC8Z//1rIDNGW
7XDQV3/IzWh4FiHJeAfVZG1CHenAQdwCz8WaqYC3GkbkaEuKauOnEugRVDPT42/p
GgO5N776FXoN2Kyv1QIDAQAB
-----END PUBLIC KEY-----
`
)

func FuzzParsePublicKey(f *testing.F) {
	f.Add(sign.GenerateEd25519().Public().MarshalPEM(), []byte("msg"), make([]byte, 64))
	f.Add([]byte(rsa1024PEM), []byte(""), make([]byte, 128))
	f.Add(p256(f).Public().MarshalPEM(), []byte(""), []byte{0x30, 6, 2, 1, 1, 2, 1, 1})
	f.Add([]byte(p384PEM), []byte(""), []byte{})
	f.Fuzz(func(t *testing.T, text, msg, sig []byte) {
		key, err := sign.ParsePublicKey(text)
		if err != nil {
			if !errors.Is(err, sign.ErrKey) {
				t.Errorf("%v is no ErrKey", err)
			}
			return
		}
		back, err := sign.ParsePublicKey(key.MarshalPEM())
		if err != nil || !back.Equal(key) {
			t.Errorf("written and read again: %v", err)
		}
		key.Verify(msg, sig)
	})
}

func FuzzVerify(f *testing.F) {
	ed, err := sign.NewPrivateKey(ed25519.NewKeyFromSeed(make([]byte, 32)))
	if err != nil {
		f.Fatal(err)
	}
	pss, err := rsaKey()
	if err != nil {
		f.Fatal(err)
	}
	all := []sign.PrivateKey{ed, pss, p256(f)}
	for _, key := range all {
		sig, err := key.Sign([]byte("signed"))
		if err != nil {
			f.Fatal(err)
		}
		f.Add([]byte("signed"), sig)
		f.Add([]byte("another"), sig)
	}
	f.Fuzz(func(t *testing.T, msg, sig []byte) {
		for _, key := range all {
			if key.Public().Verify(msg, sig) == nil && string(msg) != "signed" {
				t.Errorf("a forged signature of %q verifies", msg)
			}
		}
	})
}

func TestKeysRefused(t *testing.T) {
	p384, err := ecdsa.GenerateKey(elliptic.P384(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	n := new(big.Int).Lsh(big.NewInt(1), 2047)
	n.SetBit(n, 0, 1)
	huge := new(big.Int).Lsh(n, 8192-2047)
	huge.SetBit(huge, 0, 1)
	even := new(big.Int).Lsh(big.NewInt(1), 2047)
	short := new(big.Int).Rsh(n, 1)
	short.SetBit(short, 0, 1)
	for name, key := range map[string]crypto.PublicKey{
		"nil":                     nil,
		"ECDSA with P-384":        &p384.PublicKey,
		"a nil ECDSA key":         (*ecdsa.PublicKey)(nil),
		"an empty ECDSA key":      &ecdsa.PublicKey{},
		"P-256 without a point":   &ecdsa.PublicKey{Curve: elliptic.P256()},
		"a nil RSA key":           (*rsa.PublicKey)(nil),
		"RSA without a modulus":   &rsa.PublicKey{E: 65537},
		"RSA with 2047 bits":      &rsa.PublicKey{N: short, E: 65537},
		"RSA with 8193 bits":      &rsa.PublicKey{N: huge, E: 65537},
		"RSA negative":            &rsa.PublicKey{N: new(big.Int).Neg(n), E: 65537},
		"RSA even":                &rsa.PublicKey{N: even, E: 65537},
		"RSA with exponent 3":     &rsa.PublicKey{N: n, E: 3},
		"RSA with exponent 65538": &rsa.PublicKey{N: n, E: 65538},
		"Ed25519 of 31 bytes":     ed25519.PublicKey(make([]byte, 31)),
	} {
		if _, err := sign.NewPublicKey(key); !errors.Is(err, sign.ErrKey) {
			t.Errorf("%s: %v; want ErrKey", name, err)
		}
	}
	for name, signer := range map[string]crypto.Signer{
		"nil":              nil,
		"a nil RSA key":    (*rsa.PrivateKey)(nil),
		"a zero RSA key":   &rsa.PrivateKey{},
		"ECDSA with P-384": p384,
		"a nil ECDSA key":  (*ecdsa.PrivateKey)(nil),
		"an empty ECDSA":   &ecdsa.PrivateKey{PublicKey: ecdsa.PublicKey{Curve: elliptic.P256()}},
		"Ed25519, no key":  ed25519.PrivateKey(nil),
		"a broken service": remote{public: nil},
	} {
		if _, err := sign.NewPrivateKey(signer); !errors.Is(err, sign.ErrKey) {
			t.Errorf("private, %s: %v; want ErrKey", name, err)
		}
	}
}

// remote is a key elsewhere, as a client of a key management service has it.
type remote struct {
	public crypto.PublicKey
	answer func(digest []byte, opts crypto.SignerOpts) ([]byte, error)
}

func (r remote) Public() crypto.PublicKey { return r.public }

func (r remote) Sign(_ io.Reader, digest []byte, opts crypto.SignerOpts) ([]byte, error) {
	return r.answer(digest, opts)
}

func TestRemoteKey(t *testing.T) {
	std := keys(t)["RSA-PSS"].Signer().(*rsa.PrivateKey)
	down := errors.New("service unavailable")
	for name, c := range map[string]struct {
		answer func(digest []byte, opts crypto.SignerOpts) ([]byte, error)
		want   error
	}{
		"works": {func(d []byte, o crypto.SignerOpts) ([]byte, error) { return std.Sign(rand.Reader, d, o) }, nil},
		"fails": {func([]byte, crypto.SignerOpts) ([]byte, error) { return nil, down }, down},
		"is set up for PKCS #1 v1.5": {func(d []byte, _ crypto.SignerOpts) ([]byte, error) {
			return std.Sign(rand.Reader, d, crypto.SHA256)
		}, sign.ErrVerify},
	} {
		key, err := sign.NewPrivateKey(remote{std.Public(), c.answer})
		if err != nil {
			t.Fatal(err)
		}
		sig, err := key.Sign([]byte("message"))
		if !errors.Is(err, c.want) {
			t.Errorf("a service that %s: %v; want %v", name, err, c.want)
		}
		if err == nil && key.Public().Verify([]byte("message"), sig) != nil {
			t.Errorf("a service that %s: the signature does not verify", name)
		}
	}
}

func TestVerifier(t *testing.T) {
	old, current, other := sign.GenerateEd25519(), sign.GenerateEd25519(), sign.GenerateEd25519()
	verifier := sign.NewVerifier(current.Public(), old.Public())
	for name, c := range map[string]struct {
		key  sign.PrivateKey
		want error
	}{"current": {current, nil}, "previous": {old, nil}, "unknown": {other, sign.ErrVerify}} {
		sig, err := c.key.Sign([]byte("message"))
		if err != nil {
			t.Fatal(err)
		}
		if err := verifier.Verify([]byte("message"), sig); !errors.Is(err, c.want) {
			t.Errorf("%s key: %v; want %v", name, err, c.want)
		}
	}
}

func TestPublicKeyIsNotComparable(t *testing.T) {
	if reflect.TypeFor[sign.PublicKey]().Comparable() {
		t.Error("public keys can be compared with ==, which would compare pointers")
	}
}

// The key is copied: a caller that changes its own later does no harm.
func TestPublicKeyIsACopy(t *testing.T) {
	key := sign.GenerateEd25519()
	sig, err := key.Sign([]byte("message"))
	if err != nil {
		t.Fatal(err)
	}
	std := bytes.Clone(key.Signer().Public().(ed25519.PublicKey))
	public, err := sign.NewPublicKey(ed25519.PublicKey(std))
	if err != nil {
		t.Fatal(err)
	}
	clear(std)
	if err := public.Verify([]byte("message"), sig); err != nil {
		t.Errorf("after the caller cleared its copy: %v", err)
	}
}

func TestProgrammerErrors(t *testing.T) {
	public := sign.GenerateEd25519().Public()
	for name, f := range map[string]func(){
		"Sign with a zero key":     func() { sign.PrivateKey{}.Sign(nil) },
		"Public of a zero key":     func() { sign.PrivateKey{}.Public() },
		"Verify with a zero key":   func() { sign.PublicKey{}.Verify(nil, nil) },
		"PEM of a zero key":        func() { sign.PublicKey{}.MarshalPEM() },
		"a zero Verifier":          func() { new(sign.Verifier).Verify(nil, nil) },
		"a nil Verifier, reading":  func() { (*sign.Verifier)(nil).VerifyReader(strings.NewReader(""), nil) },
		"a Verifier of a zero key": func() { sign.NewVerifier(public, sign.PublicKey{}) },
	} {
		func() {
			defer func() {
				if text := fmt.Sprint(recover()); !strings.HasPrefix(text, "sign: use of a zero") {
					t.Errorf("%s: panic %q", name, text)
				}
			}()
			f()
		}()
	}
	if got := fmt.Sprint(sign.PublicKey{}); got != "sign.PublicKey (zero)" {
		t.Errorf("a zero PublicKey prints as %q", got)
	}
}

func TestConcurrentUse(t *testing.T) {
	for name, key := range keys(t) {
		var group sync.WaitGroup
		for i := range 4 {
			group.Go(func() {
				msg := fmt.Appendf(nil, "message %d", i)
				sig, err := key.Sign(msg)
				if err != nil || key.Public().Verify(msg, sig) != nil {
					t.Errorf("%s: concurrent signature %d: %v", name, i, err)
				}
			})
		}
		group.Wait()
	}
}
