// Package pseudonyms replaces people by numbers.
package pseudonyms

import (
	"crypto/hmac"
	"crypto/sha1"
	"crypto/sha256"
	"fmt"
	"net/http"
	"strings"
)

func badAddress(email string) [32]byte {
	return sha256.Sum256([]byte(strings.ToLower(email))) // want "CL601: email is hashed without a key; why: if it is to hide who that is: an attacker can hash all values .*; fix: use HMAC with a secret key"
}

type customer struct {
	Name        string
	PhoneNumber string
	SSN         string
}

func badField(c customer) string {
	return fmt.Sprintf("%x", sha1.Sum([]byte(c.PhoneNumber))) // want "CL601: PhoneNumber is hashed without a key" "CL102: .*"
}

func digest(text string) string {
	return fmt.Sprintf("%x", sha256.Sum256([]byte(text))) // want "CL601: SSN is hashed without a key"
}

func badHelper(c customer) string { return digest(c.SSN) }

// goodKeyed cannot be tried without the key.
func goodKeyed(key []byte, email string) []byte {
	mac := hmac.New(sha256.New, key)
	mac.Write([]byte(email))
	return mac.Sum(nil)
}

// goodAvatar is what the service prescribes.
func goodAvatarURL(email string) string {
	return fmt.Sprintf("https://avatars.example.com/%x", sha256.Sum256([]byte(email)))
}

// goodMessage is a document, which only holds an address.
func goodMessage(body string) [32]byte { return sha256.Sum256([]byte(body)) }

// goodCacheKey hides nothing.
func goodCacheKey(r *http.Request) [32]byte {
	ip := r.Header.Get("X-Real-Ip")
	return sha256.Sum256([]byte(ip))
}

// goodWithPepper has a secret part.
func goodWithPepper(pepper, email string) [32]byte {
	return sha256.Sum256([]byte(pepper + "|" + email))
}
