package secretprefix

import (
	"crypto/hmac"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/hex"
	"strconv"
)

func (s *server) goodProof(h *hello) bool {
	mac := hmac.New(sha256.New, []byte(s.token))
	mac.Write([]byte(strconv.FormatInt(h.At, 10)))
	return subtle.ConstantTimeCompare([]byte(hex.EncodeToString(mac.Sum(nil))), []byte(h.Proof)) == 1
}

// parsed is a piece of a text, with a checksum over it.
type parsed struct {
	token, rest string
	sum         string
}

// goodChecksum covers nothing but what the object holds.
func (p *parsed) goodChecksum() bool {
	sum := sha256.Sum256([]byte(p.token + p.rest))
	return hex.EncodeToString(sum[:]) == p.sum
}

// goodStoredDigest looks for the token itself, and the record keeps its digest.
func (s *server) goodStoredDigest(r *record) bool {
	sum := sha256.Sum256([]byte(s.token))
	return subtle.ConstantTimeCompare([]byte(hex.EncodeToString(sum[:])), []byte(r.digest)) == 1
}

type record struct{ digest, version string }

// goodChecksumWithVersion has no secret in it.
func (f *format) goodChecksumWithVersion(r *record) bool {
	sum := sha256.Sum256([]byte(f.version + r.version))
	return hex.EncodeToString(sum[:]) == r.digest
}

type format struct{ version string }
