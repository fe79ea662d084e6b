package webhook

import (
	"encoding/base64"
	"fmt"
	"strings"

	"github.com/cryptolint/cryptolint/safeapi/mac"
	"github.com/cryptolint/cryptolint/safeapi/secret"
)

const keyPrefix = "whsec_"

// Key is the secret of a Standard Webhook, shared by sender and receiver: 24 to
// 64 bytes, as text "whsec_" and their padded base64 (RFC 4648, section 4).
//
// It prints redacted, does not marshal and cannot be compared; it leaves
// the program by Reveal. The zero Key panics when used.
type Key struct {
	secret.Opaque
	key mac.Key
	raw secret.Bytes
}

// GenerateKey returns a new random key of 256 bits. A sender makes one for each
// receiver.
func GenerateKey() Key {
	key, err := newKey(secret.Random(32))
	if err != nil {
		panic("webhook: 32 bytes were refused: " + err.Error()) // cannot happen
	}
	return key
}

// ParseKey reads a key from its text. White space around it is ignored. The
// error is [ErrSecret] and holds nothing of s.
func ParseKey(s string) (Key, error) {
	encoded, ok := strings.CutPrefix(strings.TrimSpace(s), keyPrefix)
	if !ok {
		return Key{}, fmt.Errorf("%w: it does not start with %s", ErrSecret, keyPrefix)
	}
	raw, ok := decodeBase64(encoded)
	defer secret.Wipe(raw)
	if !ok {
		return Key{}, fmt.Errorf("%w: no padded base64 after %s", ErrSecret, keyPrefix)
	}
	return newKey(secret.New(raw))
}

func newKey(raw secret.Bytes) (Key, error) {
	if raw.Len() < 24 || raw.Len() > 64 {
		return Key{}, fmt.Errorf("%w: %d bytes, want 24…64", ErrSecret, raw.Len())
	}
	key, err := mac.ImportKey(raw)
	if err != nil {
		return Key{}, fmt.Errorf("%w: %w", ErrSecret, err)
	}
	return Key{key: key, raw: raw}, nil
}

// Reveal returns the key as text, to be given to the other side and stored.
func (k Key) Reveal() string {
	raw := k.raw.Reveal()
	defer secret.Wipe(raw)
	return keyPrefix + base64.StdEncoding.EncodeToString(raw)
}

// Wipe overwrites the key, in k, its copies and every Hook made with it, which
// then panic when used. See package secret for what wiping can do.
func (k Key) Wipe() {
	k.key.Wipe()
	k.raw.Wipe()
}

// decodeBase64 accepts one spelling; encoding/base64 skips line ends.
func decodeBase64(s string) ([]byte, bool) {
	raw, err := base64.StdEncoding.Strict().DecodeString(s)
	return raw, err == nil && !strings.ContainsAny(s, "\r\n")
}
