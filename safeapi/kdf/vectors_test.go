package kdf

import (
	"bytes"
	"strconv"
	"testing"

	"github.com/cryptolint/cryptolint/safeapi/secret/fipstest"
	"github.com/cryptolint/cryptolint/safeapi/secret/vectortest"
)

func TestVectorsHKDF(t *testing.T) {
	for _, v := range vectortest.Read(t, "testdata/rfc5869-hkdf-sha256.txt") {
		want := v.Hex(t, "OKM")
		if got := expand(v.Hex(t, "IKM"), string(v.Hex(t, "info")), len(want)); !bytes.Equal(got, want) {
			t.Errorf("line %d: %x, want %x", v.Line, got, want)
		}
	}
}

func TestVectorsPBKDF2(t *testing.T) {
	fipstest.Skip(t, "the salts of the RFC are shorter than 16 bytes")
	for _, v := range vectortest.Read(t, "testdata/rfc7914-pbkdf2-sha256.txt") {
		checkVector(t, v, pbkdf2Cost{number(t, v, "ITERATIONS")})
	}
}

func TestVectorsScrypt(t *testing.T) {
	fipstest.Skip(t, "scrypt is not approved")
	logN := map[int]int{16: 4, 1024: 10, 16384: 14}
	for _, v := range vectortest.Read(t, "testdata/rfc7914-scrypt.txt") {
		checkVector(t, v, scryptCost{logN[number(t, v, "N")], number(t, v, "r"), number(t, v, "p")})
	}
}

func TestVectorsArgon2id(t *testing.T) {
	fipstest.Skip(t, "Argon2id is not approved")
	for _, v := range vectortest.Read(t, "testdata/argon2id.txt") {
		checkVector(t, v, argon2id{uint32(number(t, v, "MEMORY")), uint32(number(t, v, "PASSES")), uint8(number(t, v, "LANES"))})
	}
}

func checkVector(t *testing.T, v vectortest.Vector, a algorithm) {
	t.Helper()
	want := v.Hex(t, "DERIVED_KEY")
	got, err := a.derive([]byte(v.Text(t, "PASSWORD")), []byte(v.Text(t, "SALT")), len(want))
	if err != nil || !bytes.Equal(got, want) {
		t.Errorf("line %d: %x, %v; want %x", v.Line, got, err, want)
	}
}

func number(t *testing.T, v vectortest.Vector, name string) int {
	t.Helper()
	n, err := strconv.Atoi(v.Text(t, name))
	if err != nil {
		t.Fatalf("line %d: %s: %v", v.Line, name, err)
	}
	return n
}
