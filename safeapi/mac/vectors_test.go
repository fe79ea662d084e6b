package mac

import (
	"bytes"
	"crypto/fips140"
	"testing"

	"github.com/cryptolint/cryptolint/safeapi/secret"
	"github.com/cryptolint/cryptolint/safeapi/secret/vectortest"
)

func TestVectors(t *testing.T) {
	for _, v := range vectortest.Read(t, "testdata/rfc4231-hmac-sha256.txt") {
		raw := v.Hex(t, "Key")
		if len(raw) < 14 && fips140.Enforced() {
			continue // test case 2 has a key of 4 bytes
		}
		// Not ImportKey, which refuses that key everywhere.
		keys := New(Key{key: secret.New(raw)})
		msg, want := v.Hex(t, "Msg"), v.Hex(t, "MD")
		if got := keys.Sign(msg).Bytes(); !bytes.Equal(got, want) {
			t.Errorf("line %d: %x, want %x", v.Line, got, want)
		}
		tag, err := TagFromBytes(want)
		if err != nil || keys.Verify(msg, tag) != nil {
			t.Errorf("line %d: the tag of the RFC does not verify", v.Line)
		}
	}
}
