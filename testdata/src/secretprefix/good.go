package secretprefix

import (
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"crypto/sha3"
	"crypto/sha512"
	"crypto/subtle"
	"encoding/hex"
	"io"
	"net/http"

	"golang.org/x/crypto/blake2b"

	"example.test/secretprefix/sign"
)

func (h *hooks) goodHMAC(r *http.Request) bool {
	mac := hmac.New(sha256.New, h.apiKey)
	io.Copy(mac, r.Body)
	got, err := hex.DecodeString(r.Header.Get("X-Signature"))
	return err == nil && hmac.Equal(mac.Sum(nil), got)
}

// Of SHA-3, of BLAKE2 and of a truncated SHA-512, a digest is not all of the state.

func (h *hooks) goodSHA3(r *http.Request, body []byte) bool {
	sum := sha3.Sum256(append(h.apiKey, body...))
	return hmac.Equal(sum[:], []byte(r.Header.Get("X-Signature")))
}

func (h *hooks) goodBLAKE2(r *http.Request, body []byte) bool {
	sum := blake2b.Sum256(append(h.apiKey, body...))
	return hmac.Equal(sum[:], []byte(r.Header.Get("X-Signature")))
}

func (h *hooks) goodTruncated(r *http.Request, body []byte) bool {
	sum := sha512.Sum512_256(append(h.apiKey, body...))
	return hmac.Equal(sum[:], []byte(r.Header.Get("X-Signature")))
}

// An API key is kept as its digest, with a salt or without.

type apiUser struct{ Salt, KeyHash []byte }

func (u *apiUser) goodDigestOfAPIKey(apiKey string) bool {
	sum := sha256.Sum256(append([]byte(apiKey), u.Salt...))
	return subtle.ConstantTimeCompare(sum[:], u.KeyHash) == 1
}

func (u *apiUser) goodDigestOfSentKey(r *http.Request, pepper []byte) bool {
	sum := sha256.Sum256(append([]byte(r.Header.Get("X-API-Key")), pepper...))
	return subtle.ConstantTimeCompare(sum[:], u.KeyHash) == 1
}

// Two values are hashed to have one length.
func goodEqualLength(secret, given string) bool {
	a, b := sha256.Sum256([]byte("v1"+secret)), sha256.Sum256([]byte("v1"+given))
	return subtle.ConstantTimeCompare(a[:], b[:]) == 1
}

// A checksum, in another package.
func goodChecksum(r *http.Request, body []byte) bool {
	return sign.Checksum([]byte("v2"), body) == r.Header.Get("X-Checksum")
}

// A commitment: the random value is opened later.
func goodCommitment(choice []byte) (commitment [32]byte, opening []byte) {
	opening = make([]byte, 32)
	rand.Read(opening)
	return sha256.Sum256(append(opening, choice...)), opening
}

// A key is derived, and nothing is compared.
func goodDerived(key []byte, purpose string) []byte {
	sum := sha256.Sum256(append(key, purpose...))
	return sum[:]
}
