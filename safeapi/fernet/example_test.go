package fernet_test

import (
	"errors"
	"fmt"
	"time"

	"github.com/cryptolint/cryptolint/safeapi/fernet"
)

// A token for a link that works for an hour. A Python service with the same
// key reads it: Fernet(key).decrypt(token, ttl=3600).
func Example() {
	key := fernet.GenerateKey() // made once; key.Reveal() goes to where keys are kept
	f := fernet.New(key)

	token := f.Encrypt([]byte("user 42"))
	msg, err := f.Decrypt(token, time.Hour)
	fmt.Printf("%s %v\n", msg, err)

	_, err = f.Decrypt(token+"x", time.Hour)
	fmt.Println(errors.Is(err, fernet.ErrInvalidToken))
	// Output:
	// user 42 <nil>
	// true
}

// A token that Python wrote.
func ExampleParseKey() {
	key, err := fernet.ParseKey("cw_0x689RpI-jtRR7oE8h_eQsKImvJapLeSbXpwF4e4=")
	if err != nil {
		fmt.Println(err)
		return
	}
	const token = "gAAAAAAdwJ6wAAECAwQFBgcICQoLDA0ODy021cpGVWKZ_eEwCGM4BLLF_5CV9dOPmrhuVUPgJobwOz7JcbmrR64jVmpU4IwqDA=="
	msg, err := fernet.New(key).DecryptAnyAge(token)
	fmt.Printf("%s %v\n", msg, err)
	// Output: hello <nil>
}

// Stored tokens move to a new key and keep their time, as with MultiFernet.
func ExampleFernet_Rotate() {
	oldKey, newKey := fernet.GenerateKey(), fernet.GenerateKey()
	stored := fernet.New(oldKey).Encrypt([]byte("user 42"))

	both := fernet.New(newKey, oldKey)
	stored, err := both.Rotate(stored)
	if err != nil {
		fmt.Println(err)
		return
	}
	msg, err := fernet.New(newKey).DecryptAnyAge(stored) // the old key can go
	fmt.Printf("%s %v\n", msg, err)
	// Output: user 42 <nil>
}

// How old a token is, from its authenticated time.
func ExampleFernet_IssuedAt() {
	f := fernet.New(fernet.GenerateKey())
	at, err := f.IssuedAt(f.Encrypt([]byte("user 42")))
	fmt.Println(time.Since(at) < time.Minute, err)
	// Output: true <nil>
}
