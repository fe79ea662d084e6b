// Package macs computes MACs and other digests for the programs of the parent
// package.
package macs

import (
	"crypto/hmac"
	"crypto/md5"
	"crypto/sha256"
	"encoding/hex"
	"io"
	"strconv"
)

// Sign returns the HMAC-SHA-256 of body in hex.
func Sign(key, body []byte) string {
	mac := hmac.New(sha256.New, key)
	mac.Write(body)
	return hex.EncodeToString(mac.Sum(nil))
}

// Tag returns the HMAC-SHA-256 of body.
func Tag(key, body []byte) []byte {
	mac := hmac.New(sha256.New, key)
	mac.Write(body)
	return mac.Sum(nil)
}

// Proof shows that its maker knew token at that time, in seconds.
func Proof(token string, at int64) string {
	h := md5.New()
	io.WriteString(h, token)
	io.WriteString(h, strconv.FormatInt(at, 10))
	return hex.EncodeToString(h.Sum(nil))
}

// Checksum returns the SHA-256 of a file in hex.
func Checksum(content []byte) string {
	sum := sha256.Sum256(content)
	return hex.EncodeToString(sum[:])
}

// Equal compares in constant time.
func Equal(a, b string) bool {
	return hmac.Equal([]byte(a), []byte(b))
}
