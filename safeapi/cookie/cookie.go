// Package cookie keeps a small value in a cookie that the browser cannot change
// and that expires: a session id, a user id, the state of a login.
//
//	sessions, err := cookie.New("session", mac.New(key), 12*time.Hour)
//	…
//	err = sessions.Set(w, []byte(token.New()))
//	value, err := sessions.Get(r)
//
// The value is signed and not encrypted: the user can read it. What they must
// not see stays on the server, under a session id, or is encrypted first with
// package aead. A cookie that was copied works until it expires: the server
// cannot take it back, unless it keeps a list. For sessions that must end at
// log-out, store a session id and forget it.
//
// # Attributes
//
// Every cookie is Secure, HttpOnly, SameSite=Lax and Path=/, and its name begins
// with "__Host-", so that browsers accept it over HTTPS only, from this host
// only, and no subdomain can set it (RFC 6265bis, 4.1.3.2). Browsers treat
// http://localhost as secure, except Safari; package devcert makes a
// certificate for it. SameSite=Lax keeps the cookie from the POST requests of
// other sites, and not from their links: a GET must change nothing.
//
// # Format
//
// A value is unpadded URL-safe base64 (RFC 4648, section 5) of
//
//	byte  0      1, the version
//	bytes 1…8    time of Set: seconds since 1970, big-endian
//	bytes 9…n-33 the value
//	last 32      HMAC-SHA-256 of "safeapi/cookie" 0 name 0, and all bytes before
//
// where 0 is a zero byte, which a name cannot have. The name is the full one,
// with "__Host-". So a cookie is good under one name only, and a key that also
// signs other things makes no cookies by accident.
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
	prefix  = "__Host-"
	version = 1
	head    = 1 + 8

	maxCookie = 4096                 // bytes of the Set-Cookie header; RFC 6265, 6.1
	maxMaxAge = 400 * 24 * time.Hour // browsers shorten what is longer; RFC 6265bis, 5.5
	maxSkew   = time.Minute          // between the clocks of several servers
)

// A Codec sets and reads the cookies of one name. Make one with [New].
type Codec struct {
	secret.Opaque
	name   string
	keys   *mac.Keyring
	maxAge time.Duration
}

// New returns a Codec for the cookie "__Host-" + name. The name is 1 to 64
// letters, digits, '-' and '_'. maxAge is how long a cookie is good for, from
// one second to 400 days. New panics if keys is nil.
func New(name string, keys *mac.Keyring, maxAge time.Duration) (*Codec, error) {
	if keys == nil {
		panic("cookie: New with a nil Keyring; make one with mac.New")
	}
	if !validName(name) {
		return nil, fmt.Errorf("%w: the name %.80q, want 1 to 64 letters, digits, '-' and '_'", ErrConfig, name)
	}
	if maxAge < time.Second || maxAge > maxMaxAge {
		return nil, fmt.Errorf("%w: an age of %v, want 1s to %v", ErrConfig, maxAge, maxMaxAge)
	}
	return &Codec{name: prefix + name, keys: keys, maxAge: maxAge}, nil
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

// Encode returns the value as a signed string, with the current time. Most
// programs want [Codec.Set].
func (c *Codec) Encode(value []byte) string {
	c.mustBeMade()
	raw := make([]byte, 0, head+len(value)+mac.Size)
	raw = append(raw, version)
	raw = binary.BigEndian.AppendUint64(raw, uint64(time.Now().Unix()))
	raw = append(raw, value...)
	raw = append(raw, c.keys.Sign(c.signed(raw)).Bytes()...)
	return base64.RawURLEncoding.EncodeToString(raw)
}

// Decode returns the value of a string that Encode returned under the same name
// and keys, at most maxAge ago, or ErrInvalid.
func (c *Codec) Decode(s string) ([]byte, error) {
	c.mustBeMade()
	raw, err := base64.RawURLEncoding.Strict().DecodeString(s)
	if err != nil || strings.ContainsAny(s, "\r\n") || len(raw) < head+mac.Size || raw[0] != version {
		return nil, ErrInvalid
	}
	body := raw[:len(raw)-mac.Size]
	tag, err := mac.TagFromBytes(raw[len(body):])
	if err != nil || c.keys.Verify(c.signed(body), tag) != nil {
		return nil, ErrInvalid
	}
	set := binary.BigEndian.Uint64(body[1:head])
	age := time.Since(time.Unix(int64(set), 0))
	if set > 1<<40 || age > c.maxAge || age < -maxSkew {
		return nil, ErrInvalid
	}
	return body[head:len(body):len(body)], nil
}

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
		Path: "/", Secure: true, HttpOnly: true, SameSite: http.SameSiteLaxMode,
	}
}

func (c *Codec) mustBeMade() {
	if c == nil || c.keys == nil {
		panic("cookie: use of a Codec that was not made by New")
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
