package rsaoaep_test

import (
	"bytes"
	"crypto/rand"
	"crypto/rsa"
	"encoding/json"
	"errors"
	"fmt"
	"math/big"
	"reflect"
	"strings"
	"sync"
	"testing"

	"github.com/cryptolint/cryptolint/safeapi/rsaoaep"
	"github.com/cryptolint/cryptolint/safeapi/secret/fipstest"
	"github.com/cryptolint/cryptolint/safeapi/secret/leaktest"
	"github.com/cryptolint/cryptolint/safeapi/sign"
)

// generated is made once; it takes time.
var generated = sync.OnceValues(rsaoaep.GenerateKey)

func key(t testing.TB) rsaoaep.PrivateKey {
	t.Helper()
	k, err := generated()
	if err != nil {
		t.Fatal(err)
	}
	return k
}

// small returns a new key of 2048 bits, which is faster to make.
func small(t testing.TB) rsaoaep.PrivateKey {
	t.Helper()
	std, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		t.Fatal(err)
	}
	k, err := rsaoaep.NewPrivateKey(std)
	if err != nil {
		t.Fatal(err)
	}
	return k
}

func TestNoLeak(t *testing.T) {
	k := key(t)
	prime := k.Reveal().Primes[0].Bytes()
	leaktest.Check(t, k, prime)
	leaktest.Check(t, rsaoaep.New(k), prime)
	leaktest.Check(t, *rsaoaep.New(k), prime)
}

func TestUnderFIPS(t *testing.T) { fipstest.Rerun(t) }

func TestRoundTrip(t *testing.T) {
	k := key(t)
	public := k.Public()
	if public.MaxLen() != 318 {
		t.Errorf("MaxLen with 3072 bits: %d, want 318", public.MaxLen())
	}
	for _, n := range []int{0, 1, 32, public.MaxLen()} {
		msg := bytes.Repeat([]byte{'m'}, n)
		ciphertext, err := public.Encrypt(msg, "label")
		if err != nil {
			t.Fatalf("%d bytes: %v", n, err)
		}
		if got, err := k.Decrypt(ciphertext, "label"); err != nil || !bytes.Equal(got, msg) {
			t.Errorf("%d bytes: got %d, %v", n, len(got), err)
		}
		again, err := public.Encrypt(msg, "label")
		if err != nil || bytes.Equal(again, ciphertext) {
			t.Errorf("%d bytes: two encryptions are the same (%v)", n, err)
		}
	}
	if _, err := public.Encrypt(make([]byte, 319), ""); !errors.Is(err, rsaoaep.ErrTooLong) {
		t.Errorf("319 bytes: %v; want ErrTooLong", err)
	}
}

func TestDecryptFails(t *testing.T) {
	k := small(t)
	good, err := k.Public().Encrypt([]byte("message"), "label")
	if err != nil {
		t.Fatal(err)
	}
	altered := bytes.Clone(good)
	altered[100] ^= 1
	// The block of PKCS #1 v1.5 (RFC 8017, section 7.2.1), encrypted by hand.
	block := append([]byte{0, 2}, bytes.Repeat([]byte{0x55}, 256-3-len("message"))...)
	block = append(append(block, 0), "message"...)
	std := k.Reveal().PublicKey
	v15 := new(big.Int).Exp(new(big.Int).SetBytes(block), big.NewInt(int64(std.E)), std.N).FillBytes(make([]byte, 256))
	for name, c := range map[string]struct {
		ciphertext []byte
		label      string
	}{
		"another label": {good, "Label"},
		"no label":      {good, ""},
		"altered":       {altered, "label"},
		"cut":           {good[:255], "label"},
		"longer":        {append(bytes.Clone(good), 0), "label"},
		"empty":         {nil, "label"},
		"all ones":      {bytes.Repeat([]byte{0xff}, 256), "label"},
		"PKCS #1 v1.5":  {v15, ""},
	} {
		if msg, err := k.Decrypt(c.ciphertext, c.label); err != rsaoaep.ErrDecrypt || msg != nil {
			t.Errorf("%s: %q, %v; want exactly ErrDecrypt", name, msg, err)
		}
	}
	if _, err := small(t).Decrypt(good, "label"); err != rsaoaep.ErrDecrypt {
		t.Errorf("another key: %v; want exactly ErrDecrypt", err)
	}
}

func TestRotation(t *testing.T) {
	old, current := small(t), key(t)
	before, err := old.Public().Encrypt([]byte("from before"), "label")
	if err != nil {
		t.Fatal(err)
	}
	keys := rsaoaep.New(current, old)
	if !keys.Public().Equal(current.Public()) {
		t.Error("the ring does not offer the primary key to senders")
	}
	after, err := keys.Public().Encrypt([]byte("from now"), "label")
	if err != nil {
		t.Fatal(err)
	}
	for ciphertext, want := range map[*[]byte]string{&before: "from before", &after: "from now"} {
		if got, err := keys.Decrypt(*ciphertext, "label"); err != nil || string(got) != want {
			t.Errorf("%q: got %q, %v", want, got, err)
		}
	}
	if _, err := rsaoaep.New(current).Decrypt(before, "label"); err != rsaoaep.ErrDecrypt {
		t.Errorf("a dropped key still decrypts: %v", err)
	}
}

func TestPublicKeyPEM(t *testing.T) {
	public := key(t).Public()
	text := public.MarshalPEM()
	back, err := rsaoaep.ParsePublicKey(append(text, '\n'))
	if err != nil || !back.Equal(public) || back.Fingerprint() != public.Fingerprint() {
		t.Errorf("PEM and back: %v", err)
	}
	if other := small(t).Public(); other.Equal(public) || other.String() == public.String() {
		t.Error("two keys look alike")
	}
	one := string(text)
	for name, s := range map[string]string{
		"nothing":       "",
		"two keys":      one + one,
		"text after it": one + "x",
		"another label": strings.ReplaceAll(one, "PUBLIC KEY", "RSA PUBLIC KEY"),
		"a short body":  "-----BEGIN PUBLIC KEY-----\nMCowBQYDK2VwAyEA\n-----END PUBLIC KEY-----\n",
		"Ed25519":       string(sign.GenerateEd25519().Public().MarshalPEM()),
	} {
		if _, err := rsaoaep.ParsePublicKey([]byte(s)); !errors.Is(err, rsaoaep.ErrKey) {
			t.Errorf("%s: %v; want ErrKey", name, err)
		}
	}
}

func TestKeysRefused(t *testing.T) {
	n := new(big.Int).Lsh(big.NewInt(1), 2047)
	n.SetBit(n, 0, 1)
	huge := new(big.Int).Lsh(n, 8192-2047)
	huge.SetBit(huge, 0, 1)
	for name, k := range map[string]*rsa.PublicKey{
		"nil":            nil,
		"no modulus":     {E: 65537},
		"2047 bits":      {N: new(big.Int).SetBit(new(big.Int).Rsh(n, 1), 0, 1), E: 65537},
		"8193 bits":      {N: huge, E: 65537},
		"negative":       {N: new(big.Int).Neg(n), E: 65537},
		"even":           {N: new(big.Int).Lsh(big.NewInt(1), 2047), E: 65537},
		"exponent 3":     {N: n, E: 3},
		"exponent 65538": {N: n, E: 65538},
	} {
		if _, err := rsaoaep.NewPublicKey(k); !errors.Is(err, rsaoaep.ErrKey) {
			t.Errorf("%s: %v; want ErrKey", name, err)
		}
	}
	std := *small(t).Reveal()
	std.D = new(big.Int).Add(std.D, big.NewInt(2))
	for name, k := range map[string]*rsa.PrivateKey{"nil": nil, "zero": {}, "inconsistent": {PublicKey: std.PublicKey, D: std.D, Primes: std.Primes}} {
		if _, err := rsaoaep.NewPrivateKey(k); !errors.Is(err, rsaoaep.ErrKey) {
			t.Errorf("private, %s: %v; want ErrKey", name, err)
		}
	}
}

func TestProgrammerErrors(t *testing.T) {
	for name, f := range map[string]func(){
		"Decrypt with a zero key":  func() { rsaoaep.PrivateKey{}.Decrypt(nil, "") },
		"Public of a zero key":     func() { rsaoaep.PrivateKey{}.Public() },
		"Encrypt with a zero key":  func() { rsaoaep.PublicKey{}.Encrypt(nil, "") },
		"a Keyring of a zero key":  func() { rsaoaep.New(rsaoaep.PrivateKey{}) },
		"a Keyring with one of it": func() { rsaoaep.New(key(t), rsaoaep.PrivateKey{}) },
		"a zero Keyring":           func() { new(rsaoaep.Keyring).Decrypt(nil, "") },
		"a nil Keyring":            func() { (*rsaoaep.Keyring)(nil).Public() },
	} {
		func() {
			defer func() {
				if text := fmt.Sprint(recover()); !strings.HasPrefix(text, "rsaoaep: use of a ") {
					t.Errorf("%s: panic %q", name, text)
				}
			}()
			f()
		}()
	}
	if reflect.TypeFor[rsaoaep.PublicKey]().Comparable() {
		t.Error("public keys can be compared with ==, which would compare pointers")
	}
}

func TestConcurrentUse(t *testing.T) {
	keys := rsaoaep.New(key(t))
	var group sync.WaitGroup
	for i := range 4 {
		group.Go(func() {
			msg := fmt.Appendf(nil, "message %d", i)
			ciphertext, err := keys.Public().Encrypt(msg, "label")
			if err != nil {
				t.Error(err)
				return
			}
			if got, err := keys.Decrypt(ciphertext, "label"); err != nil || !bytes.Equal(got, msg) {
				t.Errorf("concurrent message %d: %q, %v", i, got, err)
			}
		})
	}
	group.Wait()
}

func FuzzDecrypt(f *testing.F) {
	k := small(f)
	good, err := k.Public().Encrypt([]byte("message"), "label")
	if err != nil {
		f.Fatal(err)
	}
	f.Add(good, "label")
	f.Add(good[1:], "")
	f.Fuzz(func(t *testing.T, ciphertext []byte, label string) {
		msg, err := k.Decrypt(ciphertext, label)
		if err == nil && string(msg) != "message" {
			t.Errorf("a forged ciphertext gave %q", msg)
		}
		if err != nil && err != rsaoaep.ErrDecrypt {
			t.Errorf("%v is not ErrDecrypt", err)
		}
	})
}

func FuzzParsePublicKey(f *testing.F) {
	f.Add(small(f).Public().MarshalPEM())
	f.Add([]byte("-----BEGIN PUBLIC KEY-----\nMCowBQYDK2VwAyEA\n-----END PUBLIC KEY-----\n"))
	f.Fuzz(func(t *testing.T, text []byte) {
		public, err := rsaoaep.ParsePublicKey(text)
		if err != nil {
			if !errors.Is(err, rsaoaep.ErrKey) {
				t.Errorf("%v is no ErrKey", err)
			}
			return
		}
		if back, err := rsaoaep.ParsePublicKey(public.MarshalPEM()); err != nil || !back.Equal(public) {
			t.Errorf("written and read again: %v", err)
		}
		public.Encrypt([]byte("message"), "label")
	})
}

// A public key in a configuration or an answer of a server.
func TestPublicKeyInJSON(t *testing.T) {
	type config struct{ Key rsaoaep.PublicKey }
	text, err := json.Marshal(config{key(t).Public()})
	if err != nil {
		t.Fatal(err)
	}
	var back config
	if err := json.Unmarshal(text, &back); err != nil || !back.Key.Equal(key(t).Public()) {
		t.Errorf("%s is read as %v, %v", text, back.Key, err)
	}
	if text, err := json.Marshal(config{}); !errors.Is(err, rsaoaep.ErrKey) {
		t.Errorf("the zero key: %s, %v; want ErrKey", text, err)
	}
	if err := json.Unmarshal([]byte(`{"Key":""}`), &back); !errors.Is(err, rsaoaep.ErrKey) {
		t.Errorf("an empty key: %v; want ErrKey", err)
	}
}

// Callers wipe their keys after use.
func TestPrivateKeyIsACopy(t *testing.T) {
	theirs := key(t).Reveal()
	own, err := rsaoaep.NewPrivateKey(theirs)
	if err != nil {
		t.Fatal(err)
	}
	ciphertext, err := own.Public().Encrypt([]byte("message"), "")
	if err != nil {
		t.Fatal(err)
	}
	for _, k := range []*rsa.PrivateKey{theirs, own.Reveal()} {
		clear(k.D.Bits())
		clear(k.Primes[0].Bits())
		clear(k.N.Bits())
		if msg, err := own.Decrypt(ciphertext, ""); err != nil || string(msg) != "message" {
			t.Errorf("after the caller wiped a key: %q, %v", msg, err)
		}
	}
}
