package sign

import (
	"bytes"
	"crypto/ed25519"
	"crypto/fips140"
	"crypto/rsa"
	"math/big"
	"strings"
	"testing"

	"github.com/cryptolint/cryptolint/safeapi/secret/vectortest"
)

func TestVectorsEd25519(t *testing.T) {
	for _, v := range vectortest.Read(t, "testdata/ed25519.txt") {
		key, err := NewPrivateKey(ed25519.NewKeyFromSeed(v.Hex(t, "SEED")))
		if err != nil {
			t.Fatal(err)
		}
		msg, want := v.Hex(t, "MSG"), v.Hex(t, "SIG")
		if sig, err := key.Sign(msg); err != nil || !bytes.Equal(sig, want) {
			t.Errorf("line %d: %x, %v; want %x", v.Line, sig, err, want)
		}
		public, err := NewPublicKey(ed25519.PublicKey(v.Hex(t, "PUBLIC")))
		if err != nil {
			t.Fatal(err)
		}
		if !public.Equal(key.Public()) || public.Verify(msg, want) != nil {
			t.Errorf("line %d: the signature of the vector does not verify", v.Line)
		}
	}
}

func TestVectorsRSAPSS(t *testing.T) {
	for _, v := range vectortest.Read(t, "testdata/rsapss.txt") {
		e := int(new(big.Int).SetBytes(v.Hex(t, "e")).Int64())
		if e <= 1<<16 && fips140.Enforced() {
			continue // the standard library refuses it there
		}
		// Not NewPublicKey: most of these keys have an exponent below its bound.
		key := rsaKey{&rsa.PublicKey{N: new(big.Int).SetBytes(v.Hex(t, "n")), E: e}}
		want := strings.HasPrefix(v.Text(t, "Result"), "P")
		if got := key.verify(v.Hex(t, "Msg"), v.Hex(t, "S")); got != want {
			t.Errorf("line %d: verified %t; the vector says %s", v.Line, got, v.Text(t, "Result"))
		}
	}
}
