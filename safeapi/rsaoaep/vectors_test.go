package rsaoaep

import (
	"bytes"
	"crypto/rsa"
	"math/big"
	"testing"

	"github.com/cryptolint/cryptolint/safeapi/secret/vectortest"
)

func TestVectors(t *testing.T) {
	for _, v := range vectortest.Read(t, "testdata/oaep-sha256.txt") {
		number := func(name string) *big.Int { return new(big.Int).SetBytes(v.Hex(t, name)) }
		std := &rsa.PrivateKey{
			PublicKey: rsa.PublicKey{N: number("n"), E: int(number("e").Int64())},
			D:         number("d"), Primes: []*big.Int{number("p"), number("q")},
		}
		std.Precompute()
		key, err := NewPrivateKey(std)
		if err != nil {
			t.Fatalf("line %d: %v", v.Line, err)
		}
		msg, err := key.Decrypt(v.Hex(t, "ct"), "")
		if want := v.Hex(t, "msg"); err != nil || !bytes.Equal(msg, want) {
			t.Errorf("line %d: %x, %v; want %x", v.Line, msg, err, want)
		}
	}
}
