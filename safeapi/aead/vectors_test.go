package aead

import (
	"bytes"
	"slices"
	"testing"

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
