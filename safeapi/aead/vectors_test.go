package aead

import (
	"bytes"
	"crypto/fips140"
	"slices"
	"testing"

	"github.com/cryptolint/cryptolint/safeapi/secret"
	"github.com/cryptolint/cryptolint/safeapi/secret/vectortest"
)

func TestVectorsGCM(t *testing.T) {
	for _, v := range vectortest.Read(t, "testdata/nist-gcm-256.txt") {
		gcm := newGCM(v.Hex(t, "Key"))
		sealed := slices.Concat(v.Hex(t, "IV"), v.Hex(t, "CT"), v.Hex(t, "Tag"))
		plaintext, err := gcm.Open(nil, nil, sealed, v.Hex(t, "AAD"))
		if v.Has("Result") {
			if err == nil {
				t.Errorf("line %d: decrypted what must fail", v.Line)
			}
			continue
		}
		if want := v.Hex(t, "PT"); err != nil || !bytes.Equal(plaintext, want) {
			t.Errorf("line %d: %x, %v; want %x", v.Line, plaintext, err, want)
		}
	}
}

func TestVectorsHKDFExpand(t *testing.T) {
	for _, v := range vectortest.Read(t, "testdata/rfc5869-hkdf-expand.txt") {
		want := v.Hex(t, "OKM")
		if got := expand(v.Hex(t, "PRK"), string(v.Hex(t, "info")), len(want)); !bytes.Equal(got, want) {
			t.Errorf("line %d: %x, want %x", v.Line, got, want)
		}
	}
}

// The two ways to the keys of a message are one.
func TestDeriveKeysIsHKDFExpand(t *testing.T) {
	for range 20 {
		key, salt := secret.Random(keySize).Reveal(), secret.Random(saltSize).Reveal()
		for _, f := range []form{messageForm, streamForm} {
			got := deriveKeys(key, f.label, salt)
			if want := expand(key, f.label+string(salt), len(got)); !bytes.Equal(got[:], want) {
				t.Errorf("key %x, %q, salt %x: %x, want %x", key, f.label, salt, got, want)
			}
		}
	}
}

func TestVectorsHMAC(t *testing.T) {
	tested := 0
	for _, v := range vectortest.Read(t, "../mac/testdata/rfc4231-hmac-sha256.txt") {
		key, msg := v.Hex(t, "Key"), v.Hex(t, "Msg")
		if len(key) > 64 || len(msg) > 96 {
			continue // longer than what derives keys here
		}
		tested++
		if got, want := hmacSHA256(key, msg), v.Hex(t, "MD"); !bytes.HasPrefix(got[:], want) {
			t.Errorf("line %d: %x, want %x", v.Line, got, want)
		}
	}
	if tested < 3 {
		t.Errorf("only %d vectors were used", tested)
	}
}

// A message takes an allocation for what is returned, the associated data, the
// copy of the key, AES and GCM.
func TestAllocations(t *testing.T) {
	if fips140.Enabled() {
		t.Skip("crypto/hkdf derives the keys in FIPS 140-3 mode")
	}
	if raceDetector {
		t.Skip("the race detector allocates too")
	}
	keys := New(GenerateKey())
	batch := keys.Batch()
	plaintext, context := make([]byte, 64), "user 4711, address"
	ciphertext := keys.Encrypt(plaintext, context)
	ofBatch := batch.Encrypt(plaintext, context)
	for name, c := range map[string]struct {
		most float64
		f    func()
	}{
		"Encrypt":       {5, func() { keys.Encrypt(plaintext, context) }},
		"Decrypt":       {5, func() { keys.Decrypt(ciphertext, context) }},
		"Batch.Encrypt": {2, func() { batch.Encrypt(plaintext, context) }},
		"Batch.Decrypt": {2, func() { batch.Decrypt(ofBatch, context) }},
	} {
		if n := testing.AllocsPerRun(100, c.f); n > c.most {
			t.Errorf("%s allocates %v times; want at most %v", name, n, c.most)
		}
	}
}
