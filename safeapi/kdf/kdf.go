// Package kdf derives keys: many keys, each for one purpose, from one master
// key; and a master key from a passphrase.
//
//	master := kdf.GenerateMaster()
//	sessions := master.Derive("session cookies", 32)
//	backups := master.Derive("backup files", 32)
//
// Keys for different purposes are independent: an attacker who learns one learns nothing
// of the others or of the master key. The packages of safeapi with
// key types have a function DeriveKey.
//
// A passphrase that people choose can be guessed, so the way from it to a key
// is made slow. [Params] says how, and is stored beside the data:
//
//	params := kdf.NewArgon2id()             // once
//	store(params.String())
//	master, err := params.Master(passphrase) // each time
//
// To check a password at login, use safeapi/password.
//
// # Formats
//
// A master key as text ([Master.Reveal]) is "safeapi-kdf-1." followed by its
// bytes in unpadded URL-safe base64.
//
// Derive is HKDF-SHA-256 (RFC 5869) with the master key as input keying
// material, no salt, and the purpose as info, so that programs in other
// languages can derive the same keys.
//
// Params are written as PHC strings, with the salt of 16 bytes in unpadded
// standard base64, and give a master key of 32 bytes:
//
//	$argon2id$v=19$m=65536,t=3,p=4$<salt>
//	$scrypt$ln=17,r=8,p=1$<salt>
//	$pbkdf2-sha256$i=600000$<salt>
//
// # FIPS 140-3
//
// Master and PBKDF2 run under GODEBUG=fips140=only. Argon2id and scrypt are
// not approved, and refuse there.
package kdf

import (
	"crypto/hkdf"
	"crypto/sha256"
	"errors"
	"fmt"

	"github.com/cryptolint/cryptolint/safeapi/secret"
)

// ErrKey is the error for text or bytes that are not a master key.
var ErrKey = errors.New("kdf: not a master key")

const (
	keyPrefix = "safeapi-kdf-1."
	keySize   = 32

	// minKey is the least key that is derived or imported: 128 bits.
	minKey = 16
	// maxKey is the most that HKDF-SHA-256 gives (RFC 5869, section 2.3).
	maxKey = 255 * sha256.Size
)

// Master is a key from which other keys are derived. It prints redacted,
// does not marshal and cannot be compared; it leaves the program by Reveal.
// The zero Master panics when used. It is safe for concurrent use.
type Master struct {
	secret.Opaque
	key secret.Bytes
}

// GenerateMaster returns a new random master key of 256 bits.
func GenerateMaster() Master { return Master{key: secret.Random(keySize)} }

// ParseMaster reads what [Master.Reveal] returned. White space around it is
// ignored. Every error is an [ErrKey] and holds nothing of s.
func ParseMaster(s string) (Master, error) {
	key, err := secret.ParseText(keyPrefix, s)
	if err != nil {
		return Master{}, fmt.Errorf("%w: %w", ErrKey, err)
	}
	defer key.Wipe()
	return ImportMaster(key)
}

// ImportMaster makes a master key of bytes from elsewhere: a key management
// service, a key agreement, another library. They must be random, all of
// them; a passphrase goes through [Params]. It copies them, so that the caller
// may wipe random. The error is [ErrKey] if there are fewer than 16 bytes.
func ImportMaster(random secret.Bytes) (Master, error) {
	if random.Len() < minKey {
		return Master{}, fmt.Errorf("%w: it has %d bytes; at least %d are needed", ErrKey, random.Len(), minKey)
	}
	raw := random.Reveal()
	defer secret.Wipe(raw)
	return Master{key: secret.New(raw)}, nil
}

// Reveal returns the master key as text, to be stored where keys are kept.
func (m Master) Reveal() string { return m.key.RevealText(keyPrefix) }

// Wipe overwrites the master key, in m and its copies; see package secret for
// what that can do. What was derived from it stays.
func (m Master) Wipe() { m.key.Wipe() }

// Derive returns a key of n bytes for purpose. The same master key, purpose
// and n give the same key. With another n, a shorter key is the beginning of a
// longer one: Derive(x, 16) is the first half of Derive(x, 32). For two keys, use
// two purposes. The purpose is not a secret; name what the key does,
// and for whom where there are several: "invoice signatures 2026", "tenant
// 4711 files".
//
// Derive panics if purpose is empty, or if n is less than 16 or more than
// 8160.
func (m Master) Derive(purpose string, n int) secret.Bytes {
	if purpose == "" {
		panic("kdf: Derive without a purpose: two uses of one key would share it")
	}
	if n < minKey || n > maxKey {
		panic(fmt.Sprintf("kdf: Derive of %d bytes; it gives %d to %d", n, minKey, maxKey))
	}
	raw := m.key.Reveal()
	defer secret.Wipe(raw)
	derived := expand(raw, purpose, n)
	defer secret.Wipe(derived)
	return secret.New(derived)
}

// expand is HKDF-SHA-256 without salt.
func expand(key []byte, info string, n int) []byte {
	derived, err := hkdf.Key(sha256.New, key, nil, info, n)
	if err != nil {
		panic("kdf: HKDF-SHA-256 refused lengths that were checked: " + err.Error())
	}
	return derived
}
