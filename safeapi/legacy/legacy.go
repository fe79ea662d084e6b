// Package legacy reads data that old recipes encrypted, so that a program can
// move away from them. It decrypts and does not encrypt.
//
//	old, err := legacy.DecryptAESGCMNonceFirst(oldKey, row, nil)
//	row = keys.Encrypt(old, "user 4711, address") // package aead
//
// Each recipe has a weakness that package aead and package kdf do not have, and
// each name says which recipe it is, so that a search for "legacy." finds what
// is left to do. When no old data is left, delete the call and destroy the old
// key.
//
// # Recipes
//
// [DecryptAESGCMNonceFirst] reads what most recipes for AES-GCM write: a nonce
// of 12 bytes, the ciphertext, the tag of 16 bytes. It has no version and no
// key id, one key is worn out after 2³² messages (NIST SP 800-38D, section
// 8.3), and without additional data a value can be moved to another place.
//
// [ScryptKeyAtAnyCost] and [PBKDF2KeyAtAnyCost] derive keys from a passphrase
// at costs that package kdf refuses: scrypt with N=2¹⁴ and 2¹⁵, as the
// documentation of golang.org/x/crypto/scrypt recommended, and PBKDF2 with some
// thousand iterations or with SHA-1. To change the passphrase's derivation,
// decrypt with such a key and encrypt with that of new Params of package kdf;
// the passphrase can stay the same.
//
// To check a password at login that was stored at such a cost, use package
// password.
//
// # FIPS 140-3
//
// The package runs under GODEBUG=fips140=only, except for scrypt, and PBKDF2
// with SHA-1, a salt below 16 bytes or a key below 14, which are refused with
// [ErrNotApproved].
package legacy

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/fips140"
	"crypto/pbkdf2"
	"crypto/sha1"
	"crypto/sha256"
	"crypto/sha512"
	"errors"
	"fmt"
	"hash"
	"math/bits"

	"golang.org/x/crypto/scrypt"

	"github.com/cryptolint/cryptolint/safeapi/secret"
)

var (
	// ErrDecrypt is the error for anything that does not decrypt, because it
	// was altered, cut short, or encrypted with another key or other additional
	// data. It does not say which.
	ErrDecrypt = errors.New("legacy: decryption failed")

	// ErrParameters is the error for a key, cost or length that is invalid or
	// too large.
	ErrParameters = errors.New("legacy: unusable parameters")

	// ErrNotApproved is the error for what FIPS 140-3 does not approve, under
	// GODEBUG=fips140=only.
	ErrNotApproved = errors.New("legacy: not approved by FIPS 140-3")
)

const (
	nonceSize, tagSize = 12, 16

	// The cost of old data comes from beside it, and may have been tampered with.
	maxMemory     = 256 << 20 // bytes that scrypt may take, as in package kdf
	maxWork       = 512 << 20 // bytes that scrypt may fill, 128·N·r·p, as in package pemkey
	maxIterations = 4_000_000 // of PBKDF2, as in package kdf, for all blocks of the key
	maxKey        = 64        // bytes: two AES-256 keys
)

// DecryptAESGCMNonceFirst returns the plaintext of nonce | ciphertext | tag,
// encrypted with AES-GCM under key, of 16, 24 or 32 bytes. additionalData is
// what was authenticated along with it, nil for most recipes. The error is
// [ErrDecrypt], or [ErrParameters] for a key of another length.
func DecryptAESGCMNonceFirst(key secret.Bytes, ciphertext, additionalData []byte) ([]byte, error) {
	if n := key.Len(); n != 16 && n != 24 && n != 32 {
		return nil, fmt.Errorf("%w: an AES key of %d bytes, want 16, 24 or 32", ErrParameters, n)
	}
	raw := key.Reveal()
	defer secret.Wipe(raw)
	block, err := aes.NewCipher(raw)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrParameters, err)
	}
	// It puts the nonce first, too.
	gcm, err := cipher.NewGCMWithRandomNonce(block)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrParameters, err)
	}
	if len(ciphertext) < nonceSize+tagSize {
		return nil, ErrDecrypt
	}
	plaintext, err := gcm.Open(nil, nil, ciphertext, additionalData)
	if err != nil {
		return nil, ErrDecrypt
	}
	return plaintext, nil
}

// Scrypt is the cost of scrypt, by the names of its parameters (RFC 7914). The
// recipes of golang.org/x/crypto/scrypt have N 16384 or 32768, R 8, P 1.
type Scrypt struct{ N, R, P int }

// ScryptKeyAtAnyCost returns the key of keyLength bytes, 16 to 64, that scrypt
// derives from a passphrase, at a cost that is too low for new keys. It is for
// reading what was encrypted with it. The error is [ErrNotApproved], or
// [ErrParameters], also for a cost of more than 256 MiB of memory,
// 128·(N+P)·R bytes, or more than 512 MiB of work, 128·N·R·P bytes, which takes
// some seconds.
func ScryptKeyAtAnyCost(passphrase, salt []byte, cost Scrypt, keyLength int) (secret.Bytes, error) {
	if fips140.Enforced() {
		return secret.Bytes{}, fmt.Errorf("scrypt: %w", ErrNotApproved)
	}
	if err := check(passphrase, keyLength); err != nil {
		return secret.Bytes{}, err
	}
	if !cost.bearable() {
		return secret.Bytes{}, fmt.Errorf("%w: scrypt with N=%d, r=%d, p=%d", ErrParameters, cost.N, cost.R, cost.P)
	}
	key, err := scrypt.Key(passphrase, salt, cost.N, cost.R, cost.P, keyLength)
	if err != nil {
		return secret.Bytes{}, fmt.Errorf("%w: %w", ErrParameters, err)
	}
	defer secret.Wipe(key)
	return secret.New(key), nil
}

// bearable reports whether the parameters are valid and within the bounds. It
// divides, because a product could overflow.
func (s Scrypt) bearable() bool {
	if s.N < 2 || bits.OnesCount(uint(s.N)) != 1 || s.R < 1 || s.P < 1 {
		return false
	}
	units := maxMemory / 128 / s.R // of N and P together
	return s.N <= units && s.P <= units-s.N && s.P <= maxWork/128/s.R/s.N
}

// PBKDF2 is the cost of PBKDF2 with HMAC (RFC 8018), and its hash.
type PBKDF2 struct {
	Hash       Hash
	Iterations int
}

// Hash is a hash function of [PBKDF2].
type Hash int

// The hash functions that recipes use. The zero Hash is none.
const (
	SHA1 Hash = iota + 1
	SHA256
	SHA512
)

// PBKDF2KeyAtAnyCost returns the key of keyLength bytes, 16 to 64, that PBKDF2
// derives from a passphrase, at a cost that is too low for new keys. It is for
// reading what was encrypted with it. The error is [ErrNotApproved], or
// [ErrParameters], also for more than 4,000,000 iterations in all: they are
// done for each block of the key, of 20 bytes with SHA-1, 32 with SHA-256 and
// 64 with SHA-512.
func PBKDF2KeyAtAnyCost(passphrase, salt []byte, cost PBKDF2, keyLength int) (secret.Bytes, error) {
	if err := check(passphrase, keyLength); err != nil {
		return secret.Bytes{}, err
	}
	var key []byte
	var err error
	switch cost.Hash {
	case SHA1:
		key, err = derive(sha1.New, passphrase, salt, cost.Iterations, keyLength)
	case SHA256:
		key, err = derive(sha256.New, passphrase, salt, cost.Iterations, keyLength)
	case SHA512:
		key, err = derive(sha512.New, passphrase, salt, cost.Iterations, keyLength)
	default:
		return secret.Bytes{}, fmt.Errorf("%w: PBKDF2 with no hash; want SHA1, SHA256 or SHA512", ErrParameters)
	}
	if err != nil {
		return secret.Bytes{}, err
	}
	defer secret.Wipe(key)
	return secret.New(key), nil
}

func derive[H hash.Hash](h func() H, passphrase, salt []byte, iterations, keyLength int) ([]byte, error) {
	size := h().Size()
	blocks := (keyLength + size - 1) / size
	if iterations < 1 || iterations > maxIterations/blocks {
		return nil, fmt.Errorf("%w: PBKDF2 with %d iterations for %d bytes", ErrParameters, iterations, keyLength)
	}
	key, err := pbkdf2.Key(h, string(passphrase), salt, iterations, keyLength)
	if err != nil && fips140.Enforced() {
		return nil, fmt.Errorf("PBKDF2: %w: %w", ErrNotApproved, err)
	}
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrParameters, err)
	}
	return key, nil
}

func check(passphrase []byte, keyLength int) error {
	if len(passphrase) == 0 {
		return fmt.Errorf("%w: an empty passphrase", ErrParameters)
	}
	if keyLength < 16 || keyLength > maxKey {
		return fmt.Errorf("%w: a key of %d bytes, want 16 to %d", ErrParameters, keyLength, maxKey)
	}
	return nil
}
