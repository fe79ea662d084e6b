package hybrid

import (
	"bytes"
	"crypto/hpke"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"

	"github.com/cryptolint/cryptolint/safeapi/secret"
)

// PublicKey encrypts. It is not a secret. The zero PublicKey panics when used. It
// is safe for concurrent use.
type PublicKey struct {
	_   [0]func() // == would compare pointers; see Equal
	key hpke.PublicKey
	raw []byte
}

// ParsePublicKey reads what [PublicKey.Text] returned. White space around it is
// ignored. Every error is an [ErrKey].
func ParsePublicKey(s string) (PublicKey, error) {
	raw, err := secret.ParseText(publicPrefix, s)
	if err != nil {
		return PublicKey{}, fmt.Errorf("%w: %w", ErrKey, err)
	}
	return newPublicKey(raw.Reveal())
}

func newPublicKey(raw []byte) (PublicKey, error) {
	key, err := hpke.MLKEM768X25519().NewPublicKey(raw)
	if err != nil {
		return PublicKey{}, fmt.Errorf("%w: %w", ErrKey, err)
	}
	// Some 32 bytes are an X25519 key that fits no other (RFC 7748, section
	// 6.1). That shows at the first use, and Encrypt has no error to return.
	if _, _, err := hpke.NewSender(key, hpke.HKDFSHA256(), hpke.AES256GCM(), nil); err != nil {
		return PublicKey{}, fmt.Errorf("%w: %w", ErrKey, err)
	}
	return PublicKey{key: key, raw: raw}, nil
}

func (k PublicKey) check() {
	if k.key == nil {
		panic("hybrid: use of a zero PublicKey; make one with ParsePublicKey or PrivateKey.Public")
	}
}

// Encrypt returns msg encrypted for the holder of the private key. Two calls never
// return the same. Decryption needs the same context. The message is less than
// 64 GiB; what may be large is for EncryptStream.
func (k PublicKey) Encrypt(msg []byte, context string) []byte {
	return k.seal(messageForm, msg, context)
}

func (k PublicKey) seal(f form, msg []byte, context string) []byte {
	k.check()
	sealed, err := hpke.Seal(k.key, hpke.HKDFSHA256(), hpke.AES256GCM(), []byte(f.label+context), msg)
	if err != nil {
		panic("hybrid: a public key that was tried before failed: " + err.Error())
	}
	id := k.id()
	return slices.Concat([]byte{f.version}, id[:], sealed)
}

// Text returns the key as text, 1646 characters, to be published.
func (k PublicKey) Text() string {
	k.check()
	return secret.New(k.raw).RevealText(publicPrefix)
}

// MarshalText returns the key as Text does, for JSON and the like. The zero
// PublicKey is an [ErrKey].
func (k PublicKey) MarshalText() ([]byte, error) {
	if k.key == nil {
		return nil, fmt.Errorf("%w: the zero PublicKey has no text", ErrKey)
	}
	return []byte(k.Text()), nil
}

// UnmarshalText does what [ParsePublicKey] does.
func (k *PublicKey) UnmarshalText(text []byte) error {
	parsed, err := ParsePublicKey(string(text))
	if err != nil {
		return err
	}
	*k = parsed
	return nil
}

// Equal reports whether k and other are the same key.
func (k PublicKey) Equal(other PublicKey) bool { return bytes.Equal(k.raw, other.raw) }

// Fingerprint returns the SHA-256 digest of the key as 64 hexadecimal digits,
// to compare it by telephone.
func (k PublicKey) Fingerprint() string {
	k.check()
	sum := sha256.Sum256(k.raw)
	return hex.EncodeToString(sum[:])
}

// ID returns the key id, the first eight digits of the Fingerprint. It stands
// at the beginning of what is encrypted with the key. It is short enough that
// somebody can make a key with the same; the Fingerprint is not.
func (k PublicKey) ID() string {
	k.check()
	id := k.id()
	return hex.EncodeToString(id[:])
}

func (k PublicKey) id() [idSize]byte {
	sum := sha256.Sum256(k.raw)
	return [idSize]byte(sum[:])
}

// String returns "hybrid.PublicKey " and the ID.
func (k PublicKey) String() string {
	if k.key == nil {
		return "hybrid.PublicKey (zero)"
	}
	return "hybrid.PublicKey " + k.ID()
}
