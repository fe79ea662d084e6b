package sign_test

import (
	"bytes"
	"crypto"
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/rsa"
	"encoding/json"
	"errors"
	"fmt"
	"testing"

	"github.com/cryptolint/cryptolint/safeapi/secret"
	"github.com/cryptolint/cryptolint/safeapi/sign"
)

// Signing with the public half of another key gives, after two signatures, the
// private scalar away.
func TestHalvesOfTwoKeysAreRefused(t *testing.T) {
	_, a, _ := ed25519.GenerateKey(nil)
	publicB, _, _ := ed25519.GenerateKey(nil)
	mixed := ed25519.PrivateKey(append(bytes.Clone(a.Seed()), publicB...))
	p, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	q, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	mixedEC := *p
	mixedEC.PublicKey = q.PublicKey
	for name, signer := range map[string]crypto.Signer{"Ed25519": mixed, "ECDSA": &mixedEC} {
		if _, err := sign.NewPrivateKey(signer); !errors.Is(err, sign.ErrKey) {
			t.Errorf("%s: %v; want ErrKey", name, err)
		}
	}
}

// Callers wipe their keys after use. What is signed later must verify.
func TestPrivateKeyIsACopy(t *testing.T) {
	_, ed, _ := ed25519.GenerateKey(nil)
	pss, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		t.Fatal(err)
	}
	ec, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	wipe := func(signer crypto.Signer) {
		switch k := signer.(type) {
		case ed25519.PrivateKey:
			secret.Wipe(k)
		case *rsa.PrivateKey:
			clear(k.D.Bits())
			clear(k.Primes[0].Bits())
			clear(k.N.Bits())
		case *ecdsa.PrivateKey:
			*k = ecdsa.PrivateKey{}
		}
	}
	for name, signer := range map[string]crypto.Signer{"Ed25519": ed, "RSA-PSS": pss, "ECDSA": ec} {
		key, err := sign.NewPrivateKey(signer)
		if err != nil {
			t.Fatal(err)
		}
		for _, theirs := range []crypto.Signer{signer, key.Signer()} {
			wipe(theirs)
			sig, err := key.Sign([]byte("message"))
			if err != nil || key.Public().Verify([]byte("message"), sig) != nil {
				t.Errorf("%s: after the caller wiped a key, a signature does not verify (%v)", name, err)
			}
		}
	}
}

// A public key in a configuration or an answer of a server.
func TestPublicKeyInJSON(t *testing.T) {
	type config struct{ Key sign.PublicKey }
	for name, key := range keys(t) {
		text, err := json.Marshal(config{key.Public()})
		if err != nil {
			t.Fatal(err)
		}
		var back config
		if err := json.Unmarshal(text, &back); err != nil || !back.Key.Equal(key.Public()) {
			t.Errorf("%s: %s is read as %v, %v", name, text, back.Key, err)
		}
	}
	if text, err := json.Marshal(config{}); !errors.Is(err, sign.ErrKey) {
		t.Errorf("the zero key: %s, %v; want ErrKey", text, err)
	}
	var back config
	if err := json.Unmarshal([]byte(`{"Key":""}`), &back); !errors.Is(err, sign.ErrKey) {
		t.Errorf("an empty key: %v; want ErrKey", err)
	}
}

// For each kind of key, what a stream was signed with.
func TestStreams(t *testing.T) {
	msg := bytes.Repeat([]byte("0123456789"), 1<<17)
	for name, key := range keys(t) {
		sig, err := key.SignReader(bytes.NewReader(msg))
		if err != nil {
			t.Fatal(err)
		}
		public := key.Public()
		if err := public.VerifyReader(bytes.NewReader(msg), sig); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		other := sign.NewVerifier(sign.GenerateEd25519().Public(), public)
		if err := other.VerifyReader(bytes.NewReader(msg), sig); err != nil {
			t.Errorf("%s, previous key of a Verifier: %v", name, err)
		}
		for what, bad := range map[string][]byte{"cut": msg[:len(msg)-1], "longer": append(bytes.Clone(msg), 0), "empty": nil} {
			if err := public.VerifyReader(bytes.NewReader(bad), sig); err != sign.ErrVerify {
				t.Errorf("%s, a stream that is %s: %v; want ErrVerify", name, what, err)
			}
		}
		// The same signature as that of the message, but for Ed25519.
		if err := public.Verify(msg, sig); (err == nil) != (name != "Ed25519") {
			t.Errorf("%s: Verify of the whole message: %v", name, err)
		}
	}
}

func TestStreamsThatFail(t *testing.T) {
	broken := errors.New("disk on fire")
	key := sign.GenerateEd25519()
	if sig, err := key.SignReader(failing{broken}); !errors.Is(err, broken) || sig != nil {
		t.Errorf("SignReader: %x, %v", sig, err)
	}
	if err := key.Public().VerifyReader(failing{broken}, make([]byte, 64)); !errors.Is(err, broken) {
		t.Errorf("VerifyReader: %v", err)
	}
}

type failing struct{ err error }

func (f failing) Read([]byte) (int, error) { return 0, f.err }

func TestWebCryptoForm(t *testing.T) {
	key := p256(t)
	for i := range 50 { // some have short halves
		msg := fmt.Appendf(nil, "message %d", i)
		sig, err := key.Sign(msg)
		if err != nil {
			t.Fatal(err)
		}
		raw, err := sign.ToWebCrypto(sig)
		if err != nil || len(raw) != 64 {
			t.Fatalf("%x: %d bytes, %v", sig, len(raw), err)
		}
		back, err := sign.FromWebCrypto(raw)
		if err != nil || !bytes.Equal(back, sig) || key.Public().Verify(msg, back) != nil {
			t.Errorf("%x became %x, %v", sig, back, err)
		}
		if err := key.Public().Verify(msg, raw); err != sign.ErrVerify {
			t.Errorf("Verify of the other form: %v", err)
		}
	}
	for _, bad := range [][]byte{nil, make([]byte, 63), make([]byte, 65)} {
		if sig, err := sign.FromWebCrypto(bad); err != sign.ErrVerify || sig != nil {
			t.Errorf("FromWebCrypto of %d bytes: %x, %v", len(bad), sig, err)
		}
	}
}

func FuzzToWebCrypto(f *testing.F) {
	f.Add([]byte{0x30, 6, 2, 1, 1, 2, 1, 1})
	f.Add([]byte{0x30, 6, 2, 1, 0xff, 2, 1, 1})
	f.Add([]byte{0x30, 7, 2, 2, 0, 1, 2, 1, 1})
	f.Fuzz(func(t *testing.T, sig []byte) {
		raw, err := sign.ToWebCrypto(sig)
		if err != nil {
			if err != sign.ErrVerify {
				t.Errorf("%x: %v", sig, err)
			}
			return
		}
		if back, err := sign.FromWebCrypto(raw); err != nil || !bytes.Equal(back, sig) {
			t.Errorf("%x became %x, %v", sig, back, err)
		}
	})
}
