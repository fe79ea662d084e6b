package password_test

import (
	"errors"
	"fmt"
	"strings"

	"github.com/cryptolint/cryptolint/safeapi/password"
)

// A table of users, as a program keeps it in its database.
var hashes = map[string]string{}

// Signing up stores the hash. Logging in verifies it, and renews a hash that
// is not what Hash makes today.
func Example() {
	hash, err := password.Hash([]byte("correct horse battery staple"))
	if err != nil {
		fmt.Println(err)
		return
	}
	hashes["alice"] = hash

	login := func(user string, pw []byte) {
		needsRehash, err := password.Verify(pw, hashes[user]) // "" for an unknown user
		switch {
		case errors.Is(err, password.ErrMismatch):
			fmt.Println("wrong user name or password")
		case err != nil:
			fmt.Println("login is out of order:", err)
		default:
			fmt.Println("welcome,", user)
			if needsRehash {
				if hash, err := password.Hash(pw); err == nil {
					hashes[user] = hash
				}
			}
		}
	}
	login("alice", []byte("correct horse battery staple"))
	login("alice", []byte("12345678"))
	login("mallory", []byte("12345678"))
	// Output:
	// welcome, alice
	// wrong user name or password
	// wrong user name or password
}

// An old table of bcrypt hashes moves over as its users log in.
func ExampleVerify_migration() {
	const fromOldTable = "$2a$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW"
	needsRehash, err := password.Verify([]byte("U*U"), fromOldTable)
	fmt.Println(needsRehash, err)
	// Output: true <nil>
}

// A program that shares its hashes with one that knows bcrypt alone.
func ExampleNewBcrypt() {
	hasher, err := password.NewBcrypt(10)
	if err != nil {
		fmt.Println(err)
		return
	}
	hash, err := hasher.Hash([]byte("correct horse battery staple"))
	fmt.Println(hash[:7], err)
	// Output: $2a$10$ <nil>
}

// A small server can choose less memory, down to what OWASP accepts.
func ExampleNewArgon2id() {
	hasher, err := password.NewArgon2id(password.Argon2id{MemoryKiB: 19 * 1024, Passes: 2, Threads: 1})
	if err != nil {
		fmt.Println(err)
		return
	}
	hash, err := hasher.Hash([]byte("correct horse battery staple"))
	fmt.Println(hash[:30], err)
	// Output: $argon2id$v=19$m=19456,t=2,p=1 <nil>
}

// A password for a machine or a person, for sites without odd rules.
func ExamplePolicy_Generate() {
	pw, err := password.Default().Generate()
	fmt.Println(len(pw), err)
	// Output: 20 <nil>
}

// A site that wants two digits and knows only two symbols.
func ExamplePolicy() {
	site := password.Policy{Length: 16, MinUpper: 1, MinDigit: 2, MinSymbol: 1, Symbols: "!?"}
	pw, err := site.Generate()
	fmt.Println(len(pw), strings.ContainsAny(pw, "!?"), err)
	// Output: 16 true <nil>
}

// The list is one of yours, such as a Diceware list that the program embeds,
// one word a line.
func ExamplePassphrase() {
	words := strings.Fields(wordList)
	phrase, err := password.Passphrase(words, 8, "-")
	fmt.Println(len(strings.Split(phrase, "-")), err)
	// Output: 8 <nil>
}
