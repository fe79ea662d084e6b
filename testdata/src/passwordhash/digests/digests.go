// Package digests hashes what it is given.
package digests

import (
	"crypto/md5"
	"crypto/sha256"
	"encoding/hex"
)

// MD5 returns the digest in hexadecimal digits.
func MD5(text string) string {
	sum := md5.Sum([]byte(text))
	return hex.EncodeToString(sum[:])
}

// SHA256 returns the digest in hexadecimal digits.
func SHA256(data []byte) string {
	h := sha256.New()
	h.Write(data)
	return hex.EncodeToString(h.Sum(nil))
}
