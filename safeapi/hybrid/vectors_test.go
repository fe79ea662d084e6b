package hybrid

import (
	"bytes"
	"crypto/hpke"
	"testing"

	"github.com/cryptolint/cryptolint/safeapi/secret"
	"github.com/cryptolint/cryptolint/safeapi/secret/fipstest"
	"github.com/cryptolint/cryptolint/safeapi/secret/vectortest"
)

func TestVectorsKeys(t *testing.T) {
	for _, v := range vectortest.Read(t, "testdata/hpke-pq.txt") {
		key, err := newPrivateKey(secret.New(v.Hex(t, "private")))
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(key.Public().raw, v.Hex(t, "public")) {
			t.Errorf("line %d: another public key", v.Line)
		}
	}
}

func TestVectorsHPKE(t *testing.T) {
	fipstest.Skip(t, "the vector has ChaCha20-Poly1305")
	for _, v := range vectortest.Read(t, "testdata/hpke-pq.txt") {
		key, err := newPrivateKey(secret.New(v.Hex(t, "private")))
		if err != nil {
			t.Fatal(err)
		}
		r, err := hpke.NewRecipient(v.Hex(t, "enc"), key.key(), hpke.HKDFSHA256(), hpke.ChaCha20Poly1305(), v.Hex(t, "info"))
		if err != nil {
			t.Fatal(err)
		}
		msg, err := r.Open(v.Hex(t, "aad"), v.Hex(t, "ct"))
		if want := v.Hex(t, "pt"); err != nil || !bytes.Equal(msg, want) {
			t.Errorf("line %d: %x, %v; want %x", v.Line, msg, err, want)
		}
	}
}

// What stands in the package comment about the size of a stream's beginning.
func TestWrappedSize(t *testing.T) {
	if wrappedSize != 1199 || Overhead != 1141 {
		t.Errorf("a stream begins with %d bytes, a message is %d longer; want 1199 and 1141", wrappedSize, Overhead)
	}
}
