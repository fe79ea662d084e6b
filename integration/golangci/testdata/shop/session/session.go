// Package session knows who is logged in.
package session

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"

	"example.com/shop/random"
)

// Session is what a cookie stands for.
type Session struct {
	Token string
	User  string
}

// New begins a session.
func New(user string) Session {
	return Session{Token: random.String(32), User: user}
}

// Verify checks the signature of a cookie.
func Verify(key []byte, cookie string, signature [sha256.Size]byte) bool {
	mac := hmac.New(sha256.New, key)
	mac.Write([]byte(cookie))
	return [sha256.Size]byte(mac.Sum(nil)) == signature
}

func tag(key []byte, cookie string) string {
	mac := hmac.New(sha256.New, key)
	mac.Write([]byte(cookie))
	return hex.EncodeToString(mac.Sum(nil))
}

// VerifyHex checks the signature of a cookie in its printed form.
func VerifyHex(key []byte, cookie, signature string) bool {
	return tag(key, cookie) == signature
}
