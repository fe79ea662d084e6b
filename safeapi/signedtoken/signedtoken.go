// Package signedtoken makes values that expire and that nobody can change: a
// link to a download, a link that resets a password or confirms an address, a
// bearer token that one service both issues and checks. It replaces the JWT of
// such a service, without an algorithm to choose or claims to forget.
//
//	downloads := signedtoken.New("download link", key)
//	link := "/download?token=" + downloads.Sign([]byte("report.pdf"), 24*time.Hour)
//	…
//	file, err := downloads.Verify(r.FormValue("token"))
//
// The purpose is part of the signature: a token for one purpose is invalid for
// every other, under the same key too. Use one purpose for each thing that a
// token allows.
//
// The value is signed and not encrypted: anybody who sees the token can read
// it. Keep what others must not read on the server, or encrypt it first with
// package aead.
//
// # What a token does not do
//
// A token works any number of times until it expires. The only way to revoke it
// is to drop its key, which ends all tokens of that key. If a token must work
// only once, or must end early, put something into the value that changes when
// it is used, and compare: for a password reset, the fingerprint of the
// password hash that it replaces. Or store a random value of package token, and
// delete it.
//
// Anybody who can verify can also sign. For tokens that others verify, use
// package sign. In cookies, use package cookie.
//
// # Formats
//
// A token is unpadded URL-safe base64 (RFC 4648, section 5), with one spelling,
// of
//
//	byte  0       1, the version
//	bytes 1…8     when it expires: milliseconds since 1970, big-endian
//	bytes 9…n-33  the value
//	last 32 bytes HMAC-SHA-256 of all bytes before it
//
// With K the key of 32 bytes and | for concatenation, the key of HMAC is
//
//	HKDF-Expand-SHA-256(K, "safeapi/signedtoken v1 " | purpose, 32)
//
// so that what other packages do with a key of the same bytes makes no tokens
// by accident.
//
// A key as text ([Key.Reveal]) is "safeapi-signedtoken-1." followed by its 32
// bytes in unpadded URL-safe base64.
//
// # FIPS 140-3
//
// The package runs under GODEBUG=fips140=only.
package signedtoken

import (
	"crypto/hkdf"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"
	"time"

	"github.com/cryptolint/cryptolint/safeapi/secret"
)

var (
	// ErrInvalid is the error for every token that is not valid: altered, made
	// up, of another key or purpose, or expired. It does not say which, except
	// that an expired one is also an [ErrExpired].
	ErrInvalid = errors.New("signedtoken: invalid token")

	// ErrExpired is the error for a token that was valid and has expired, so
	// that a page can offer a new one. It is an [ErrInvalid].
	ErrExpired = fmt.Errorf("%w: it has expired", ErrInvalid)
)

const (
	version  = 1
	headSize = 1 + 8
	minSize  = headSize + sha256.Size
)

// Signer makes and verifies the tokens of one purpose. Make one with [New]. It
// is safe for concurrent use.
type Signer struct {
	secret.Opaque
	purpose string
	keys    []Key // the primary key first
}

// New returns a Signer for purpose that signs with primary, and verifies with
// primary and all of previous. To rotate, put the new key first, and drop the
// old one when what it signed has expired.
//
// The purpose is not a secret and must not come from outside. It says what a token
// allows: "password reset", "download link". New panics if it is empty, or if
// one of the keys is the zero Key.
func New(purpose string, primary Key, previous ...Key) *Signer {
	if purpose == "" {
		panic("signedtoken: New without a purpose: a token for one thing would be valid for another")
	}
	keys := append([]Key{primary}, previous...)
	if slices.ContainsFunc(keys, func(k Key) bool { return k.key.IsZero() }) {
		panic("signedtoken: New with a zero Key; make one with GenerateKey, DeriveKey or ParseKey")
	}
	return &Signer{purpose: purpose, keys: keys}
}

// Sign returns a token that holds value and expires after ttl. If ttl is zero
// or negative, the token has expired already: there is no ttl that means
// "never". The token has 4/3 of the length of value and 55 characters more;
// links should stay below 2000.
func (s *Signer) Sign(value []byte, ttl time.Duration) string {
	return s.signUntil(value, time.Now().Add(ttl))
}

func (s *Signer) signUntil(value []byte, expires time.Time) string {
	key := s.primary()
	raw := make([]byte, 0, minSize+len(value))
	raw = append(raw, version)
	raw = binary.BigEndian.AppendUint64(raw, uint64(max(0, expires.UnixMilli())))
	raw = append(raw, value...)
	raw = append(raw, key.sum(s.purpose, raw)...)
	return base64.RawURLEncoding.EncodeToString(raw)
}

// Verify returns the value of a token that Sign returned for the same purpose
// with one of the keys, and that has not expired. Every error is an
// [ErrInvalid]; [ErrExpired] too is one.
//
// The clock of the server that verifies counts. A token has one spelling, so a
// list of tokens that were used can be kept by their text.
func (s *Signer) Verify(token string) ([]byte, error) {
	s.primary()
	raw, err := base64.RawURLEncoding.Strict().DecodeString(token)
	// encoding/base64 skips line breaks.
	if err != nil || strings.ContainsAny(token, "\r\n") || len(raw) < minSize || raw[0] != version {
		return nil, ErrInvalid
	}
	body, tag := raw[:len(raw)-sha256.Size], raw[len(raw)-sha256.Size:]
	if !slices.ContainsFunc(s.keys, func(k Key) bool { return hmac.Equal(k.sum(s.purpose, body), tag) }) {
		return nil, ErrInvalid
	}
	expires := binary.BigEndian.Uint64(body[1:headSize])
	if expires > math.MaxInt64 {
		return nil, ErrInvalid
	}
	if time.Now().UnixMilli() >= int64(expires) {
		return nil, ErrExpired
	}
	return body[headSize:len(body):len(body)], nil
}

func (s *Signer) primary() Key {
	if s == nil || len(s.keys) == 0 {
		panic("signedtoken: use of a Signer that was not made by New")
	}
	return s.keys[0]
}

// sum returns HMAC-SHA-256 of body under the key for purpose.
func (k Key) sum(purpose string, body []byte) []byte {
	raw := k.key.Reveal()
	defer secret.Wipe(raw)
	own := expand(raw, "safeapi/signedtoken v1 "+purpose, sha256.Size)
	defer secret.Wipe(own)
	h := hmac.New(sha256.New, own)
	h.Write(body) // never fails (hash.Hash)
	return h.Sum(nil)
}

// expand is HKDF-Expand (RFC 5869, section 2.3) with SHA-256. The key is
// random, so the step before it, HKDF-Extract, has nothing to do (section 3.3).
func expand(key []byte, info string, n int) []byte {
	derived, err := hkdf.Expand(sha256.New, key, info, n)
	if err != nil {
		panic("signedtoken: HKDF-Expand refused lengths that are fixed: " + err.Error())
	}
	return derived
}
