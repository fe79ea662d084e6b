// Package identities opens messages for whoever can unwrap their keys.
package identities

import (
	"crypto/hkdf"
	"crypto/sha256"
	"errors"
	"slices"
)

// An Identity unwraps the key of a message.
type Identity interface {
	Unwrap(stanza []byte) ([]byte, error)
}

// injected is an identity that has the key already.
type injected struct{ messageKey []byte }

// Known returns the key of the payload of a message whose key is known.
func Known(key, nonce []byte) ([]byte, error) { return PayloadKey(nil, nonce, &injected{key}) }

func (i *injected) Unwrap([]byte) ([]byte, error) { return i.messageKey, nil }

// PayloadKey derives the key of the payload from that of the message.
func PayloadKey(stanza, nonce []byte, identities ...Identity) ([]byte, error) {
	identities = slices.Clone(identities)
	for _, identity := range identities {
		key, err := identity.Unwrap(stanza)
		if err == nil {
			return hkdf.Key(sha256.New, key, nonce, "payload", 32)
		}
	}
	return nil, errors.New("no identity matches")
}
