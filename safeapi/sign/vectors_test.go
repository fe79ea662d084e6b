package sign

import (
	"bytes"
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/elliptic"
	"crypto/fips140"
	"crypto/rsa"
	"encoding/hex"
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

// RFC 8032, section 7.3: Ed25519ph, which signs streams.
func TestVectorEd25519ph(t *testing.T) {
	seed, _ := hex.DecodeString("833fe62409237b9d62ec77587520911e9a759cec1d19755b7da901b96dca3d42")
	key, err := NewPrivateKey(ed25519.NewKeyFromSeed(seed))
	if err != nil {
		t.Fatal(err)
	}
	const want = "98a70222f0b8121aa9d30f813d683f809e462b469c7ff87639499bb94e6dae41" +
		"31f85042463c2a355a2003d062adf5aaa10b8c61e636062aaad11c2a26083406"
	if sig, err := key.SignReader(strings.NewReader("abc")); err != nil || hex.EncodeToString(sig) != want {
		t.Errorf("%x, %v; want %s", sig, err, want)
	}
}

// RFC 6979, section A.2.5: P-256 with SHA-256.
func TestVectorsECDSA(t *testing.T) {
	point, _ := hex.DecodeString("04" +
		"60fed4ba255a9d31c961eb74c6356d68c049b8923b61fa6ce669622e60f29fb6" +
		"7903fe1008b8bc99a41ae9e95628bc64f2f1b20c2d7e9f5177a3c294d4462299")
	std, err := ecdsa.ParseUncompressedPublicKey(elliptic.P256(), point)
	if err != nil {
		t.Fatal(err)
	}
	key, err := NewPublicKey(std)
	if err != nil {
		t.Fatal(err)
	}
	for msg, rs := range map[string]string{
		"sample": "efd48b2aacb6a8fd1140dd9cd45e81d69d2c877b56aaf991c34d0ea84eaf3716" +
			"f7cb1c942d657c41d436c7a1b6e29f65f3e900dbb9aff4064dc4ab2f843acda8",
		"test": "f1abb023518351cd71d881567b1ea663ed3efcf6c5132b354f28d3b0b7d38367" +
			"019f4113742a2b14bd25926b49c649155f267e60d3814b4c0cc84250e46f0083",
	} {
		raw, _ := hex.DecodeString(rs)
		sig, err := FromWebCrypto(raw)
		if err != nil || key.Verify([]byte(msg), sig) != nil {
			t.Errorf("%s: the signature of the vector does not verify (%v)", msg, err)
		}
	}
}
