package fipstest_test

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/fips140"
	"testing"

	"github.com/cryptolint/cryptolint/safeapi/secret/fipstest"
)

func TestRerun(t *testing.T) { fipstest.Rerun(t) }

// TestEnforcement shows that the second run is what it says: the standard
// library refuses there what it allows elsewhere.
func TestEnforcement(t *testing.T) {
	block, err := aes.NewCipher(make([]byte, 32))
	if err != nil {
		t.Fatal(err)
	}
	_, err = cipher.NewGCM(block)
	if refused := err != nil; refused != fips140.Enforced() {
		t.Errorf("GCM with a nonce of the caller: %v, and enforced is %t", err, fips140.Enforced())
	}
}

func TestSkip(t *testing.T) {
	fipstest.Skip(t, "this test fails there on purpose")
	if fips140.Enforced() {
		t.Error("Skip let a test run under fips140=only")
	}
}
