package sign

import (
	"bytes"
	"crypto"
	"fmt"

	"github.com/cryptolint/cryptolint/safeapi/internal/publickey"
)

// PublicKey verifies. It is not a secret. The zero PublicKey verifies nothing:
// its methods panic. It is safe for concurrent use.
type PublicKey struct {
	_         [0]func() // == would panic on some keys and compare pointers of others; see Equal
	algorithm algorithm
	spki      publickey.SPKI
}

// NewPublicKey makes a PublicKey of an ed25519.PublicKey, an *rsa.PublicKey or an
// *ecdsa.PublicKey. It refuses RSA keys below 2048 and above 8192 bits, public
// exponents below 65537, and curves other than P-256. Every error is an
// [ErrKey]. The key is copied.
func NewPublicKey(key crypto.PublicKey) (PublicKey, error) {
	a, err := ownAlgorithm(key)
	if err != nil {
		return PublicKey{}, fmt.Errorf("%w: %w", ErrKey, err)
	}
	spki, err := publickey.Marshal(key)
	if err != nil {
		return PublicKey{}, fmt.Errorf("%w: %w", ErrKey, err)
	}
	return PublicKey{algorithm: a, spki: spki}, nil
}

// Verify returns nil if sig is a signature of msg under the key, and
// [ErrVerify] if not.
func (k PublicKey) Verify(msg, sig []byte) error {
	k.check()
	if !k.algorithm.verify(msg, sig) {
		return ErrVerify
	}
	return nil
}

func (k PublicKey) check() {
	if k.algorithm == nil {
		panic("sign: use of a zero PublicKey; make one with ParsePublicKey or NewPublicKey")
	}
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
	key, err := publickey.ParsePEM(text)
	if err != nil {
		return PublicKey{}, fmt.Errorf("%w: %w", ErrKey, err)
	}
	return NewPublicKey(key)
}

// MarshalText returns the key as MarshalPEM does, for JSON and the like. The zero
// PublicKey is an [ErrKey].
func (k PublicKey) MarshalText() ([]byte, error) {
	if k.algorithm == nil {
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

// String returns "sign.PublicKey " and the first 16 digits of the Fingerprint.
func (k PublicKey) String() string {
	if k.algorithm == nil {
		return "sign.PublicKey (zero)"
	}
	return "sign.PublicKey " + k.Fingerprint()[:16]
}

// Verifier verifies with any of several keys, so that a signer can change
// keys. Make one with [NewVerifier]; the zero Verifier panics when used. It is
// safe for concurrent use.
type Verifier struct{ keys []PublicKey }

// NewVerifier returns a Verifier for the signatures of current and all of
// previous. It panics if one of them is the zero PublicKey.
func NewVerifier(current PublicKey, previous ...PublicKey) *Verifier {
	keys := append([]PublicKey{current}, previous...)
	for _, k := range keys {
		k.check()
	}
	return &Verifier{keys}
}

func (v *Verifier) mustBeMade() {
	if v == nil || len(v.keys) == 0 {
		panic("sign: use of a zero Verifier; make one with NewVerifier")
	}
}

// Verify returns nil if sig is a signature of msg under one of the keys, and
// [ErrVerify] if not.
func (v *Verifier) Verify(msg, sig []byte) error {
	v.mustBeMade()
	for _, k := range v.keys {
		if k.Verify(msg, sig) == nil {
			return nil
		}
	}
	return ErrVerify
}
