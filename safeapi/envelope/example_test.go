package envelope_test

import (
	"context"
	"fmt"

	"github.com/cryptolint/cryptolint/safeapi/aead"
	"github.com/cryptolint/cryptolint/safeapi/envelope"
)

// In production, service is one of integration/keyservices; here it is a key in
// memory.
func Example() {
	ctx := context.Background()
	service := envelope.FromKeyring(aead.New(aead.GenerateKey()))

	addresses := envelope.New(service, "customer addresses", envelope.Limits{})
	stored, err := addresses.Encrypt(ctx, []byte("1 Main Street"), "user 4711")
	if err != nil {
		fmt.Println(err)
		return
	}

	address, err := addresses.Decrypt(ctx, stored, "user 4711")
	fmt.Println(string(address), err)
	// Output: 1 Main Street <nil>
}
