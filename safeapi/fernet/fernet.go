// Package fernet encrypts messages into tokens that Python's
// cryptography.fernet reads, and reads the tokens that it writes: Fernet and
// MultiFernet, wire-compatible.
//
// It is for talking with such programs. Among Go programs, package aead is the
// better choice: it authenticates a context along with the message, names its
// keys, and its output is a quarter shorter.
//
// # Format
//
// A token is the padded URL-safe base64 (RFC 4648, section 5) of
//
//	byte  0       0x80, the version
//	bytes 1…8     time of encryption: seconds since 1970, big-endian
//	bytes 9…24    IV, random
//	bytes 25…n-33 the message, PKCS #7 padded, under AES-128-CBC
//	last 32 bytes HMAC-SHA-256 of all bytes before it
//
// (https://github.com/fernet/spec/blob/master/Spec.md). A key is the padded
// URL-safe base64 of 16 bytes for HMAC and 16 bytes for AES. The time is not
// encrypted: anybody who sees a token sees when it was made.
//
// # Differences from Python
//
// Tokens and keys have one spelling. Python's base64 decoder skips line ends
// and other characters that do not belong there, so that the same token exists
// in many spellings, and a list of revoked tokens can be evaded. Here such a
// token is invalid, as the specification's own vectors demand. So is a time
// after the year 9999.
//
// Decrypt asks for a time to live. What Python calls decrypt without a ttl is
// DecryptAnyAge here. Ages are compared exactly and not in whole seconds, so a
// token may end here up to one second before it does in Python.
//
// The package runs under GODEBUG=fips140=only.
package fernet

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"errors"
	"slices"
	"strings"
	"time"

	"github.com/cryptolint/cryptolint/safeapi/kdf"
	"github.com/cryptolint/cryptolint/safeapi/secret"
)

// ErrInvalidToken is the error for every token that does not decrypt: damaged,
// forged, of another key, expired, or from the future. It does not say which,
// because an attacker who sent the token must not learn it.
var ErrInvalidToken = errors.New("fernet: invalid token")

// ErrKey is the error for text that is not a Fernet key.
var ErrKey = errors.New("fernet: not a key; want 32 bytes in padded URL-safe base64 (44 characters)")

const (
	version   = 0x80
	keySize   = 32 // 16 for HMAC, 16 for AES
	headSize  = 1 + 8 + aes.BlockSize
	minSize   = headSize + aes.BlockSize + sha256.Size
	maxSkew   = 60 * time.Second // as the specification's vectors and PyCA have it
	lastValid = 253402300799     // seconds: the end of the year 9999, RFC 3339's last
)

// Key is a Fernet key. It prints redacted, does not marshal and cannot be
// compared; it leaves the program by Reveal. The zero Key panics when used. It
// is safe for concurrent use.
type Key struct {
	secret.Opaque
	key secret.Bytes
}

// GenerateKey returns a new random key.
func GenerateKey() Key { return Key{key: secret.Random(keySize)} }

// DeriveKey returns the key for purpose from a master key: the same key for
// the same master key and purpose. It is [kdf.Master.Derive] for the purpose
// "safeapi/fernet " + purpose. It panics if purpose is empty.
//
// With the 32 bytes of the master key, Python derives the same key:
//
//	derived = HKDF(algorithm=hashes.SHA256(), length=32, salt=None, info=b"safeapi/fernet " + purpose).derive(master)
//	f = Fernet(base64.urlsafe_b64encode(derived))
func DeriveKey(m kdf.Master, purpose string) Key {
	if purpose == "" {
		panic("fernet: DeriveKey without a purpose: two uses of one key would share it")
	}
	return Key{key: m.Derive("safeapi/fernet "+purpose, keySize)}
}

// ParseKey reads a key from its text, as Python's Fernet.generate_key and
// [Key.Reveal] return it. White space around it is ignored. The error is
// [ErrKey] and holds nothing of s.
func ParseKey(s string) (Key, error) {
	raw, ok := decode(strings.TrimSpace(s))
	defer secret.Wipe(raw)
	if !ok || len(raw) != keySize {
		return Key{}, ErrKey
	}
	return Key{key: secret.New(raw)}, nil
}

// Reveal returns the key as text, to be stored where keys are kept.
func (k Key) Reveal() string {
	raw := k.key.Reveal()
	defer secret.Wipe(raw)
	return base64.URLEncoding.EncodeToString(raw)
}

// Wipe overwrites the key, in k, its copies and every Fernet made with it,
// which then panic when used. See package secret for what wiping can do.
func (k Key) Wipe() { k.key.Wipe() }

// Fernet encrypts with one key and decrypts with it and those before it, as
// Python's MultiFernet does. Make one with [New]. It is safe for concurrent
// use.
type Fernet struct {
	secret.Opaque
	keys []Key // the primary key first
}

// New returns a Fernet that encrypts with primary, and decrypts with primary
// and all of previous. To rotate keys, put the new one first, [Fernet.Rotate]
// what is stored, and drop the old one. New panics if one of the keys is the
// zero Key.
func New(primary Key, previous ...Key) *Fernet {
	keys := append([]Key{primary}, previous...)
	if slices.ContainsFunc(keys, func(k Key) bool { return k.key.IsZero() }) {
		panic("fernet: New with a zero Key; make one with GenerateKey, DeriveKey or ParseKey")
	}
	return &Fernet{keys: keys}
}

// Encrypt returns a token that holds the message and the current time.
func (f *Fernet) Encrypt(msg []byte) string {
	return f.primary().seal(msg, uint64(time.Now().Unix()), newIV())
}

// Decrypt returns the message of a token that was made at most ttl ago. A token
// from more than one minute in the future is invalid; up to that, clocks may
// differ. If ttl is zero or negative, every token is too old.
func (f *Fernet) Decrypt(token string, ttl time.Duration) ([]byte, error) {
	return f.decryptAt(token, ttl, time.Now())
}

func (f *Fernet) decryptAt(token string, ttl time.Duration, now time.Time) ([]byte, error) {
	k, t, err := f.verify(token)
	if err != nil {
		return nil, err
	}
	age := now.Sub(t.time())
	if ttl <= 0 || age > ttl || age < -maxSkew {
		return nil, ErrInvalidToken
	}
	return k.open(t)
}

// DecryptAnyAge returns the message of a token however old it is, and from
// whatever time in the future. It is for what is stored, such as a column of a
// database; anybody who finds or keeps a token can use it for ever.
func (f *Fernet) DecryptAnyAge(token string) ([]byte, error) {
	k, t, err := f.verify(token)
	if err != nil {
		return nil, err
	}
	return k.open(t)
}

// IssuedAt returns the time at which the token was made, to the second. The
// token is verified, of any age; the message is not decrypted.
func (f *Fernet) IssuedAt(token string) (time.Time, error) {
	_, t, err := f.verify(token)
	if err != nil {
		return time.Time{}, err
	}
	return t.time(), nil
}

// Rotate returns the same message, encrypted anew with the primary key. The
// token keeps its time, and so its age. The token may be of any age.
func (f *Fernet) Rotate(token string) (string, error) {
	k, t, err := f.verify(token)
	if err != nil {
		return "", err
	}
	msg, err := k.open(t)
	if err != nil {
		return "", err
	}
	defer secret.Wipe(msg)
	return f.primary().seal(msg, t.seconds(), newIV()), nil
}

func (f *Fernet) primary() Key {
	if f == nil || len(f.keys) == 0 {
		panic("fernet: use of a Fernet that was not made by New")
	}
	return f.keys[0]
}

// parsed is a token whose shape is right: whole blocks, at least one.
type parsed []byte

func (t parsed) seconds() uint64 { return binary.BigEndian.Uint64(t[1:9]) }
func (t parsed) time() time.Time { return time.Unix(int64(t.seconds()), 0) }
func (t parsed) iv() []byte      { return t[9:headSize] }
func (t parsed) signed() []byte  { return t[:len(t)-sha256.Size] }
func (t parsed) tag() []byte     { return t[len(t)-sha256.Size:] }
func (t parsed) data() []byte    { return t[headSize : len(t)-sha256.Size] }

// verify returns the parsed token and the key that it is of.
func (f *Fernet) verify(token string) (Key, parsed, error) {
	f.primary()
	raw, ok := decode(token)
	t := parsed(raw)
	if !ok || len(t) < minSize || len(t.data())%aes.BlockSize != 0 || t[0] != version || t.seconds() > lastValid {
		return Key{}, nil, ErrInvalidToken
	}
	for _, k := range f.keys {
		if hmac.Equal(k.sum(t.signed()), t.tag()) {
			return k, t, nil
		}
	}
	return Key{}, nil, ErrInvalidToken
}

func (k Key) sum(signed []byte) []byte {
	raw := k.key.Reveal()
	defer secret.Wipe(raw)
	h := hmac.New(sha256.New, raw[:16])
	h.Write(signed) // never fails (hash.Hash)
	return h.Sum(nil)
}

func (k Key) block() cipher.Block {
	raw := k.key.Reveal()
	defer secret.Wipe(raw)
	block, err := aes.NewCipher(raw[16:])
	if err != nil {
		panic("fernet: AES refused a key of 16 bytes: " + err.Error()) // cannot happen
	}
	return block
}

// open decrypts a verified token. Padding is looked at only after the tag, so
// its error tells nothing to somebody without the key.
func (k Key) open(t parsed) ([]byte, error) {
	plain := make([]byte, len(t.data()))
	cipher.NewCBCDecrypter(k.block(), t.iv()).CryptBlocks(plain, t.data())
	n := int(plain[len(plain)-1])
	if n < 1 || n > aes.BlockSize {
		return nil, ErrInvalidToken
	}
	for _, b := range plain[len(plain)-n:] {
		if int(b) != n {
			return nil, ErrInvalidToken
		}
	}
	return plain[:len(plain)-n], nil
}

func (k Key) seal(msg []byte, seconds uint64, iv []byte) string {
	n := aes.BlockSize - len(msg)%aes.BlockSize
	t := make([]byte, 0, headSize+len(msg)+n+sha256.Size)
	t = append(t, version)
	t = binary.BigEndian.AppendUint64(t, seconds)
	t = append(t, iv...)
	t = append(t, msg...)
	for range n {
		t = append(t, byte(n))
	}
	data := t[headSize:]
	cipher.NewCBCEncrypter(k.block(), iv).CryptBlocks(data, data)
	t = append(t, k.sum(t)...)
	return base64.URLEncoding.EncodeToString(t)
}

func newIV() []byte {
	iv := make([]byte, aes.BlockSize)
	rand.Read(iv) // never fails since Go 1.24: it ends the program instead
	return iv
}

// decode accepts one spelling: encoding/base64 skips line ends, and Strict
// refuses bits that are not used.
func decode(s string) ([]byte, bool) {
	raw, err := base64.URLEncoding.Strict().DecodeString(s)
	return raw, err == nil && !strings.ContainsAny(s, "\r\n")
}
