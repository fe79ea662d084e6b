package rsaoaep

import (
	"bytes"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha256"
	"fmt"
	"math/big"

	"github.com/cryptolint/cryptolint/safeapi/internal/publickey"
)

// PublicKey encrypts. It is not a secret. The zero PublicKey panics when used. It
// is safe for concurrent use.
type PublicKey struct {
	_    [0]func() // == would compare pointers; see Equal
	key  *rsa.PublicKey
	spki publickey.SPKI
}

// NewPublicKey makes a PublicKey of an RSA key. It refuses moduli below 2048
// and above 8192 bits, and public exponents below 65537. Every error is an
// [ErrKey]. The key is copied.
func NewPublicKey(key *rsa.PublicKey) (PublicKey, error) {
	if err := publickey.CheckRSA(key); err != nil {
		return PublicKey{}, fmt.Errorf("%w: %w", ErrKey, err)
	}
	spki, err := publickey.Marshal(key)
	if err != nil {
		return PublicKey{}, fmt.Errorf("%w: %w", ErrKey, err)
	}
	own := &rsa.PublicKey{N: new(big.Int).Set(key.N), E: key.E}
	return PublicKey{key: own, spki: spki}, nil
}

func (k PublicKey) check() {
	if k.key == nil {
		panic("rsaoaep: use of a zero PublicKey; make one with ParsePublicKey or NewPublicKey")
	}
}

// MaxLen returns the number of bytes that the longest message may have: 318
// with a key of 3072 bits, 190 with one of 2048.
func (k PublicKey) MaxLen() int {
	k.check()
	return k.key.Size() - 2*sha256.Size - 2 // RFC 8017, section 7.1.1
}

// Encrypt returns msg encrypted for the holder of the private key. Decryption needs
// the same label. The error is [ErrTooLong] if msg is longer than MaxLen.
func (k PublicKey) Encrypt(msg []byte, label string) ([]byte, error) {
	if len(msg) > k.MaxLen() {
		return nil, fmt.Errorf("%w: %d bytes; it takes %d", ErrTooLong, len(msg), k.MaxLen())
	}
	ciphertext, err := rsa.EncryptOAEP(sha256.New(), rand.Reader, k.key, msg, []byte(label))
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrKey, err)
	}
	return ciphertext, nil
}

// MarshalPEM returns the key as PEM, as OpenSSL and others read it.
func (k PublicKey) MarshalPEM() []byte {
	k.check()
	return k.spki.PEM()
}

// ParsePublicKey reads one public key in PEM with the label "PUBLIC KEY". It
// refuses what [NewPublicKey] refuses, and anything but white space after the
// key. Every error is an [ErrKey].
func ParsePublicKey(text []byte) (PublicKey, error) {
	parsed, err := publickey.ParsePEM(text)
	if err != nil {
		return PublicKey{}, fmt.Errorf("%w: %w", ErrKey, err)
	}
	key, ok := parsed.(*rsa.PublicKey)
	if !ok {
		return PublicKey{}, fmt.Errorf("%w: %T is not RSA", ErrKey, parsed)
	}
	return NewPublicKey(key)
}

// MarshalText returns the key as MarshalPEM does, for JSON and the like. The zero
// PublicKey is an [ErrKey].
func (k PublicKey) MarshalText() ([]byte, error) {
	if k.key == nil {
		return nil, fmt.Errorf("%w: the zero PublicKey has no text", ErrKey)
	}
	return k.MarshalPEM(), nil
}

// UnmarshalText does what [ParsePublicKey] does.
func (k *PublicKey) UnmarshalText(text []byte) error {
	parsed, err := ParsePublicKey(text)
	if err != nil {
		return err
	}
	*k = parsed
	return nil
}

// Equal reports whether k and other are the same key.
func (k PublicKey) Equal(other PublicKey) bool { return bytes.Equal(k.spki, other.spki) }

// Fingerprint returns the SHA-256 digest of the SubjectPublicKeyInfo as 64
// hexadecimal digits, to name the key in a log or to compare it by telephone.
func (k PublicKey) Fingerprint() string {
	k.check()
	return k.spki.Fingerprint()
}

// String returns "rsaoaep.PublicKey " and the first 16 digits of the
// Fingerprint.
func (k PublicKey) String() string {
	if k.key == nil {
		return "rsaoaep.PublicKey (zero)"
	}
	return "rsaoaep.PublicKey " + k.Fingerprint()[:16]
}
