// Package cookie keeps a small value in a cookie that the browser cannot change
// and that expires: a session id, a user id, the state of a login.
//
//	sessions, err := cookie.New("session", mac.New(key), 12*time.Hour)
//	…
//	err = sessions.Set(w, []byte(token.New()))
//	value, err := sessions.Get(r)
//
// With [New], the value is signed and not encrypted: the user can read it. Keep
// what they must not see on the server, under a session id, or in a cookie of
// [NewEncrypted]. A stolen cookie works until it expires: the server cannot
// revoke it, unless it keeps a list. For sessions that must end at log-out, put
// a session id into the cookie, and delete it on the server.
//
// # Attributes
//
// Every cookie is Secure, HttpOnly, SameSite=Lax and Path=/, and its name begins
// with "__Host-", so that browsers accept it over HTTPS only, from this host
// only, and no subdomain can set it (RFC 6265bis, 4.1.3.2). Browsers treat
// http://localhost as secure, except Safari; package devcert makes a
// certificate for it. SameSite=Lax keeps the cookie from the POST requests of
// other sites, and not from their links: a GET must change nothing.
// [Codec.SameSiteStrict] and [Codec.SameSiteNone] are for other needs.
//
// # Format
//
// A signed value is unpadded URL-safe base64 (RFC 4648, section 5) of
//
//	byte  0      2, the version
//	bytes 1…8    time of Set: seconds since 1970, big-endian
//	bytes 9…n-33 the value
//	last 32      HMAC-SHA-256 of "safeapi/cookie" 0 name 0, and all bytes before
//
// where 0 is a zero byte, which a name cannot have. The name is the full one,
// with "__Host-". So a cookie is good under one name only. The key of the HMAC is
// the one that mac.Keyring.Derive derives for the purpose "safeapi/cookie": a tag
// that the Keyring made for something else makes no cookie.
//
// Version 1 is the same with the key itself; [Codec.AcceptingVersion1] reads it.
//
// An encrypted value is unpadded URL-safe base64 of the byte 3, and of what
// package aead encrypts with the context "safeapi/cookie" 0 name: bytes 1…8 as
// above, and the value.
//
// The age is checked against the maxAge of the Codec that reads: making it
// shorter ends old cookies as well.
//
// A Codec is safe for concurrent use. The package runs under
// GODEBUG=fips140=only.
package cookie

import (
	"encoding/base64"
	"encoding/binary"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"time"

	"github.com/cryptolint/cryptolint/safeapi/aead"
	"github.com/cryptolint/cryptolint/safeapi/mac"
	"github.com/cryptolint/cryptolint/safeapi/secret"
)

// The errors of this package.
var (
	// ErrInvalid means that there is no cookie to believe: none at all, more
	// than one of the name, changed, of another key or name, or expired. It
	// does not say which.
	ErrInvalid = errors.New("cookie: no valid cookie")

	// ErrTooLong means that a value does not fit into a cookie: browsers need
	// not store more than 4096 bytes with name and attributes (RFC 6265, 6.1).
	ErrTooLong = errors.New("cookie: value too long")

	// ErrConfig means that a name or age cannot be used. The text says why.
	ErrConfig = errors.New("cookie: unusable configuration")
)

const (
	prefix = "__Host-"
	head   = 1 + timeSize // of a signed cookie

	timeSize = 8

	maxCookie = 4096                 // bytes of the Set-Cookie header; RFC 6265, 6.1
	maxMaxAge = 400 * 24 * time.Hour // browsers shorten what is longer; RFC 6265bis, 5.5
	maxSkew   = time.Minute          // between the clocks of several servers
)

// The first byte of a cookie.
const (
	version1         = 1
	version          = 2
	encryptedVersion = 3
)

// A Codec sets and reads the cookies of one name. Make one with [New] or
// [NewEncrypted].
type Codec struct {
	secret.Opaque
	name      string
	maxAge    time.Duration
	sameSite  http.SameSite
	keys      *mac.Keyring  // of signed cookies
	oldKeys   *mac.Keyring  // of version 1, or nil
	encrypted *aead.Keyring // of encrypted cookies, or nil
}

// New returns a Codec for the signed cookie "__Host-" + name. The name is 1 to 64
// letters, digits, '-' and '_'. maxAge is how long a cookie is good for, from
// one second to 400 days. New panics if keys is nil or the zero Keyring.
func New(name string, keys *mac.Keyring, maxAge time.Duration) (*Codec, error) {
	if keys == nil {
		panic("cookie: New with a nil Keyring; make one with mac.New")
	}
	c, err := newCodec(name, maxAge)
	if err != nil {
		return nil, err
	}
	c.keys = keys.Derive("safeapi/cookie")
	return c, nil
}

// NewEncrypted is like [New], for a cookie whose value the user cannot read. It
// hides neither the length of the value nor that it is the same cookie as before.
// About 2850 bytes fit.
func NewEncrypted(name string, keys *aead.Keyring, maxAge time.Duration) (*Codec, error) {
	if keys == nil {
		panic("cookie: NewEncrypted with a nil Keyring; make one with aead.New")
	}
	keys.NeedsRotation(nil) // panics for the zero Keyring, and says what to do
	c, err := newCodec(name, maxAge)
	if err != nil {
		return nil, err
	}
	c.encrypted = keys
	return c, nil
}

func newCodec(name string, maxAge time.Duration) (*Codec, error) {
	if !validName(name) {
		return nil, fmt.Errorf("%w: the name %.80q, want 1 to 64 letters, digits, '-' and '_'", ErrConfig, name)
	}
	if maxAge < time.Second || maxAge > maxMaxAge {
		return nil, fmt.Errorf("%w: an age of %v, want 1s to %v", ErrConfig, maxAge, maxMaxAge)
	}
	return &Codec{name: prefix + name, maxAge: maxAge, sameSite: http.SameSiteLaxMode}, nil
}

// SameSiteStrict returns a Codec for the same cookie that browsers do not send
// with links of other sites either: a user who follows one looks logged out at
// first. It is for a second cookie that guards transactions, next to the one of
// the login.
func (c *Codec) SameSiteStrict() *Codec { return c.with(http.SameSiteStrictMode) }

// SameSiteNone returns a Codec for the same cookie that browsers send with all
// requests of other sites: for pages in a frame, and for logins that come back
// with a POST. It does not protect against cross-site request forgery at all:
// use http.CrossOriginProtection. Browsers that block cookies of third parties
// do not send it in frames.
func (c *Codec) SameSiteNone() *Codec { return c.with(http.SameSiteNoneMode) }

func (c *Codec) with(sameSite http.SameSite) *Codec {
	c.mustBeMade()
	other := *c
	other.sameSite = sameSite
	return &other
}

// AcceptingVersion1 returns a Codec that also reads signed cookies of version 1,
// which were signed with the keys themselves; pass the same keys as to New. Use
// it for maxAge after the change to version 2, so that nobody is logged out, and
// only if the keys sign nothing else: an attacker who gets a tag of a message of
// their choice could make such a cookie.
func (c *Codec) AcceptingVersion1(keys *mac.Keyring) *Codec {
	c.mustBeMade()
	if keys == nil || c.keys == nil {
		panic("cookie: AcceptingVersion1 without keys, or of encrypted cookies, which have no version 1")
	}
	other := *c
	other.oldKeys = keys
	return &other
}

// Set sends the value to the browser. It must be called before the body is
// written. It returns ErrTooLong, and sets nothing, if the value does not fit:
// about 2900 bytes do.
func (c *Codec) Set(w http.ResponseWriter, value []byte) error {
	cookie := c.cookie(c.Encode(value), int(c.maxAge/time.Second))
	if n := len(cookie.String()); n > maxCookie {
		return fmt.Errorf("%w: %d bytes of value make a cookie of %d, want at most %d", ErrTooLong, len(value), n, maxCookie)
	}
	http.SetCookie(w, cookie)
	return nil
}

// Get returns the value of the request's cookie, or ErrInvalid.
func (c *Codec) Get(r *http.Request) ([]byte, error) {
	c.mustBeMade()
	found := r.CookiesNamed(c.name)
	if len(found) != 1 {
		return nil, ErrInvalid
	}
	return c.Decode(found[0].Value)
}

// Clear makes the browser forget the cookie. A copy of it stays good until it
// expires.
func (c *Codec) Clear(w http.ResponseWriter) {
	c.mustBeMade()
	http.SetCookie(w, c.cookie("", -1))
}

// Encode returns the value as a signed or encrypted string, with the current
// time. Most programs want [Codec.Set].
func (c *Codec) Encode(value []byte) string {
	c.mustBeMade()
	now := uint64(time.Now().Unix())
	if c.encrypted != nil {
		plain := append(binary.BigEndian.AppendUint64(nil, now), value...)
		defer secret.Wipe(plain)
		raw := append([]byte{encryptedVersion}, c.encrypted.Encrypt(plain, c.context())...)
		return base64.RawURLEncoding.EncodeToString(raw)
	}
	raw := make([]byte, 0, head+len(value)+mac.Size)
	raw = append(raw, version)
	raw = binary.BigEndian.AppendUint64(raw, now)
	raw = append(raw, value...)
	raw = append(raw, c.keys.Sign(c.signed(raw)).Bytes()...)
	return base64.RawURLEncoding.EncodeToString(raw)
}

// Decode returns the value of a string that Encode returned under the same name
// and keys, at most maxAge ago, or ErrInvalid.
func (c *Codec) Decode(s string) ([]byte, error) {
	c.mustBeMade()
	raw, err := base64.RawURLEncoding.Strict().DecodeString(s)
	if err != nil || strings.ContainsAny(s, "\r\n") || len(raw) == 0 {
		return nil, ErrInvalid
	}
	var timed []byte
	switch {
	case c.encrypted != nil && raw[0] == encryptedVersion:
		timed, err = c.encrypted.Decrypt(raw[1:], c.context())
	case c.encrypted == nil && raw[0] == version:
		timed, err = c.verified(c.keys, raw)
	case c.oldKeys != nil && raw[0] == version1:
		timed, err = c.verified(c.oldKeys, raw)
	default:
		return nil, ErrInvalid
	}
	if err != nil || len(timed) < timeSize || !c.fresh(binary.BigEndian.Uint64(timed)) {
		return nil, ErrInvalid
	}
	return timed[timeSize:len(timed):len(timed)], nil
}

// verified returns the time and the value of a signed cookie.
func (c *Codec) verified(keys *mac.Keyring, raw []byte) ([]byte, error) {
	if len(raw) < head+mac.Size {
		return nil, ErrInvalid
	}
	body := raw[:len(raw)-mac.Size]
	tag, err := mac.TagFromBytes(raw[len(body):])
	if err != nil {
		return nil, err
	}
	return body[1:], keys.Verify(c.signed(body), tag)
}

// fresh reports whether a cookie of that time, in seconds since 1970, is good.
func (c *Codec) fresh(set uint64) bool {
	if set > 1<<40 {
		return false
	}
	age := time.Since(time.Unix(int64(set), 0))
	return age <= c.maxAge && age >= -maxSkew
}

// context is that of the encryption.
func (c *Codec) context() string { return "safeapi/cookie\x00" + c.name }

func (c *Codec) signed(body []byte) []byte {
	msg := make([]byte, 0, len("safeapi/cookie")+1+len(c.name)+1+len(body))
	msg = append(msg, "safeapi/cookie\x00"...)
	msg = append(msg, c.name...)
	msg = append(msg, 0)
	return append(msg, body...)
}

func (c *Codec) cookie(value string, maxAge int) *http.Cookie {
	return &http.Cookie{
		Name: c.name, Value: value, MaxAge: maxAge,
		Path: "/", Secure: true, HttpOnly: true, SameSite: c.sameSite,
	}
}

func (c *Codec) mustBeMade() {
	if c == nil || c.name == "" {
		panic("cookie: use of a Codec that was not made by New or NewEncrypted")
	}
}

func validName(name string) bool {
	for i := range len(name) {
		c := name[i]
		if !('a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' || c == '-' || c == '_') {
			return false
		}
	}
	return 1 <= len(name) && len(name) <= 64 && !strings.HasPrefix(strings.ToLower(name), "__")
}
