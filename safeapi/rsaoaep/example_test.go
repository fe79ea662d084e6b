package rsaoaep_test

import (
	"fmt"

	"github.com/cryptolint/cryptolint/safeapi/aead"
	"github.com/cryptolint/cryptolint/safeapi/rsaoaep"
)

// A message of any size goes to a partner that has RSA only: a new key
// encrypts the message, and RSA-OAEP encrypts the key.
func Example() {
	partner, err := rsaoaep.GenerateKey()
	if err != nil {
		fmt.Println(err)
		return
	}

	// The sender has partner.Public(), and sends both results.
	key := aead.GenerateKey()
	wrapped, err := partner.Public().Encrypt([]byte(key.Reveal()), "report key")
	if err != nil {
		fmt.Println(err)
		return
	}
	report := aead.New(key).Encrypt([]byte("a long report"), "report 2026-11")

	// The partner.
	text, err := partner.Decrypt(wrapped, "report key")
	if err != nil {
		fmt.Println(err)
		return
	}
	received, err := aead.ParseKey(string(text))
	if err != nil {
		fmt.Println(err)
		return
	}
	plaintext, err := aead.New(received).Decrypt(report, "report 2026-11")
	fmt.Println(string(plaintext), err)
	// Output: a long report <nil>
}
