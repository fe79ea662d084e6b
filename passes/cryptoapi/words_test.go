package cryptoapi

import (
	"crypto"
	"crypto/x509"
	"math"
	"testing"
)

func TestEveryRoleAndKindHasItsOwnWords(t *testing.T) {
	for r := range numRoles {
		if r.String() == "" {
			t.Errorf("role %d has no words", r)
		}
	}
	seen := map[string]Kind{}
	for k := range numKinds {
		if k.String() == "" {
			t.Errorf("kind %d has no words", k)
		}
		if other, taken := seen[k.String()]; taken {
			t.Errorf("kinds %d and %d are both %q", other, k, k)
		}
		seen[k.String()] = k
	}
}

func TestHashNameKnowsEveryHashOfTheStandardLibrary(t *testing.T) {
	for id := crypto.MD4; id <= crypto.BLAKE2b_512; id++ {
		if HashName(int64(id)) == "" {
			t.Errorf("%v has no name", id)
		}
	}
	for id, want := range map[int64]string{
		int64(crypto.MD5):       "MD5",
		int64(crypto.SHA1):      "SHA-1",
		int64(crypto.SHA256):    "SHA-256",
		int64(crypto.RIPEMD160): "RIPEMD-160",
		0:                       "",
		-1:                      "",
		math.MaxInt64:           "",
	} {
		if got := HashName(id); got != want {
			t.Errorf("HashName(%d) = %q, want %q", id, got, want)
		}
	}
}

func TestSignatureAlgorithmHash(t *testing.T) {
	for algorithm, want := range map[x509.SignatureAlgorithm]string{
		x509.UnknownSignatureAlgorithm: "",
		x509.MD5WithRSA:                "MD5",
		x509.SHA1WithRSA:               "SHA-1",
		x509.DSAWithSHA1:               "SHA-1",
		x509.ECDSAWithSHA1:             "SHA-1",
		x509.ECDSAWithSHA384:           "SHA-384",
		x509.SHA512WithRSAPSS:          "SHA-512",
		x509.PureEd25519:               "",
	} {
		if got := SignatureAlgorithmHash(int64(algorithm)); got != want {
			t.Errorf("SignatureAlgorithmHash(%v) = %q, want %q", algorithm, got, want)
		}
	}
	if got := SignatureAlgorithmHash(math.MinInt64); got != "" {
		t.Errorf("SignatureAlgorithmHash of no algorithm = %q", got)
	}
}

// What the hashes of the table sum up to decides whether a comparison of it
// leaks a secret, so each of them is one or the other by name.
func TestChecksumsAreToldFromHashes(t *testing.T) {
	for _, row := range allFuncRows(t) {
		for _, s := range []Source{row.Result, row.Fills[0]} {
			switch s.Kind {
			case Checksum:
				if !IsChecksum(s.Detail) {
					t.Errorf("%s.%s: %q is no checksum", row.Package, row.Name, s.Detail)
				}
			case Digest, MACTag:
				if IsChecksum(s.Detail) {
					t.Errorf("%s.%s: %q is a checksum", row.Package, row.Name, s.Detail)
				}
			}
		}
	}
}
