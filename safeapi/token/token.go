// Package token makes values that nobody can guess: session ids, API keys,
// reset links, one-time codes; and draws without bias. Everything comes from
// the operating system's secure random source (crypto/rand), which never
// fails: the program ends instead.
//
//	id := token.New()                    // "8Zr4…", 256 bits, safe in URLs and cookies
//	store(user, token.Fingerprint(id))   // what to keep of it
//
// A token is sent to somebody and so is a plain string. A secret that stays in
// the program belongs in safeapi/secret.
//
// All functions are safe for concurrent use.
package token

import (
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"encoding/hex"
	"fmt"
)

// Size is the number of random bytes in a token that [New] makes: 256 bits.
const Size = 32

// MinSize is the least number of random bytes that [URLSafe], [Hex] and
// [Bytes] make: 128 bits. OWASP asks for at least 64 bits of entropy in a
// session id (Session Management Cheat Sheet); 128 bits leave room for many
// tokens and many guesses.
const MinSize = 16

// New returns a token of 256 random bits as 43 characters of A–Z a–z 0–9 - _.
func New() string { return URLSafe(Size) }

// URLSafe returns n random bytes in unpadded URL-safe base64 (RFC 4648,
// section 5). It panics if n is less than [MinSize].
func URLSafe(n int) string { return base64.RawURLEncoding.EncodeToString(Bytes(n)) }

// Hex returns n random bytes as 2n lower-case hexadecimal digits. It panics if
// n is less than [MinSize].
func Hex(n int) string { return hex.EncodeToString(Bytes(n)) }

// Bytes returns n random bytes. It panics if n is less than [MinSize]. For a
// key, use the GenerateKey of the package that the key is for.
func Bytes(n int) []byte {
	if n < MinSize {
		panic(fmt.Sprintf("token: %d random bytes can be guessed; at least %d are needed", n, MinSize))
	}
	b := make([]byte, n)
	rand.Read(b)
	return b
}

// Fingerprint returns the SHA-256 digest of a token as 64 hexadecimal digits:
// what to store, index and log of it. Who reads the store cannot use the
// tokens. It is for tokens of this package and other values that cannot be
// guessed. Passwords and short codes can be guessed, and found from their
// digest; see safeapi/password.
func Fingerprint(tok string) string {
	sum := sha256.Sum256([]byte(tok))
	return hex.EncodeToString(sum[:])
}

// Text returns n characters, each drawn from alphabet with the same
// probability: one-time codes, voucher numbers, names without vowels. It holds
// n·log₂(number of characters) bits; six digits are 20 bits and need a limit
// on attempts. It panics if n is less than 1, if alphabet has fewer than two
// characters, or if a character is there twice.
func Text(alphabet string, n int) string {
	chars := []rune(alphabet)
	if n < 1 || len(chars) < 2 {
		panic(fmt.Sprintf("token: Text of %d characters out of %d; at least 1 out of 2 is needed", n, len(chars)))
	}
	seen := make(map[rune]bool, len(chars))
	for _, c := range chars {
		if seen[c] {
			panic(fmt.Sprintf("token: the alphabet holds %q twice", c))
		}
		seen[c] = true
	}
	text := make([]rune, n)
	for i := range text {
		text[i] = chars[Below(len(chars))]
	}
	return string(text)
}

// Below returns a number from 0 to n-1, each with the same probability. It
// panics if n is less than 1.
func Below(n int) int {
	if n < 1 {
		panic(fmt.Sprintf("token: Below(%d): there is no such number", n))
	}
	return int(below(uint64(n), random64))
}

// below draws until the number falls below the largest multiple of n, so that
// the remainder has no bias. It draws twice or more with a probability of at
// most n/2⁶⁴.
func below(n uint64, draw func() uint64) uint64 {
	excess := -n % n // 2⁶⁴ mod n
	for {
		if x := draw(); x <= ^excess {
			return x % n
		}
	}
}

func random64() uint64 {
	var b [8]byte
	rand.Read(b[:])
	return binary.LittleEndian.Uint64(b[:])
}

// Choice returns one of items, each with the same probability. It panics if
// there are none.
func Choice[T any](items []T) T {
	if len(items) == 0 {
		panic("token: Choice of no items")
	}
	return items[Below(len(items))]
}

// Shuffle puts items in a random order, each order with the same probability
// (Fisher–Yates).
func Shuffle[T any](items []T) {
	for i := len(items) - 1; i > 0; i-- {
		j := Below(i + 1)
		items[i], items[j] = items[j], items[i]
	}
}
