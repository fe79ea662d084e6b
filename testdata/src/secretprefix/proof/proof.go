// Package proof computes what a client proves with that it knows the token.
package proof

import (
	"crypto/sha256"
	"encoding/hex"
	"strconv"
)

// Of returns the proof for a time.
func Of(token string, at int64) string {
	h := sha256.New()
	h.Write([]byte(token))
	h.Write([]byte(strconv.FormatInt(at, 10)))
	return hex.EncodeToString(h.Sum(nil))
}
