package sign_test

import (
	"crypto/fips140"
	"fmt"
	"strings"

	"github.com/cryptolint/cryptolint/safeapi/sign"
)

func fipsEnforced() bool { return fips140.Enforced() }

// A publisher signs; a user with the publisher's public key verifies.
func Example() {
	key := sign.GenerateEd25519()
	published := key.Public().MarshalPEM()

	release := []byte("program v1.2.3 linux/amd64 sha256:9f86d08…")
	signature, err := key.Sign(release)
	if err != nil {
		fmt.Println(err)
		return
	}

	publisher, err := sign.ParsePublicKey(published)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(publisher.Verify(release, signature))
	fmt.Println(publisher.Verify([]byte("program v6.6.6"), signature))
	// Output:
	// <nil>
	// sign: the signature does not verify
}

// The publisher has changed keys. What the old one signed still verifies.
func ExampleNewVerifier() {
	old, current := sign.GenerateEd25519(), sign.GenerateEd25519()
	signature, err := old.Sign([]byte("program v1.2.3"))
	if err != nil {
		fmt.Println(err)
		return
	}
	publisher := sign.NewVerifier(current.Public(), old.Public())
	fmt.Println(publisher.Verify([]byte("program v1.2.3"), signature))
	// Output: <nil>
}

// A file of any size, in constant memory.
func ExamplePrivateKey_SignReader() {
	key := sign.GenerateEd25519()
	signature, err := key.SignReader(strings.NewReader("a large file"))
	if err != nil {
		fmt.Println(err)
		return
	}
	err = key.Public().VerifyReader(strings.NewReader("a large file"), signature)
	fmt.Println(err)
	// Output: <nil>
}
