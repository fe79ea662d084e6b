package hardcodedkey

import (
	"crypto/rand"
	"encoding/base64"
	"errors"
	"io"

	"golang.org/x/crypto/curve25519"
	"golang.org/x/crypto/nacl/box"
)

// decodeInto decodes a key into a copy of the caller's array.
func decodeInto(text string, key [32]byte) error {
	raw, err := base64.StdEncoding.DecodeString(text)
	if err != nil || len(raw) != len(key) {
		return errors.New("this is no key")
	}
	copy(key[:], raw)
	return nil
}

func badDecodedIntoCopy(message []byte, recipient string, private *[32]byte) ([]byte, error) {
	var peer [32]byte
	var nonce [24]byte
	if err := decodeInto(recipient, peer); err != nil {
		return nil, err
	}
	if _, err := io.ReadFull(rand.Reader, nonce[:]); err != nil {
		return nil, err
	}
	return box.Seal(nonce[:], message, &nonce, &peer, private), nil // want "CL605: the public key of the peer for box.Seal is never filled"
}

func badPointNeverRead(scalar []byte, answer io.Reader) ([]byte, error) {
	point := make([]byte, curve25519.PointSize)
	header := make([]byte, 4)
	if _, err := io.ReadFull(answer, header); err != nil {
		return nil, err
	}
	return curve25519.X25519(scalar, point) // want "CL605: the public key of the peer for curve25519.X25519 is never filled"
}

func goodDecodedIntoSlice(message []byte, recipient string, private *[32]byte) ([]byte, error) {
	var peer [32]byte
	var nonce [24]byte
	if _, err := base64.StdEncoding.Decode(peer[:], []byte(recipient)); err != nil {
		return nil, err
	}
	if _, err := io.ReadFull(rand.Reader, nonce[:]); err != nil {
		return nil, err
	}
	return box.Seal(nonce[:], message, &nonce, &peer, private), nil
}

func goodFilledByPointer(scalar []byte, fetch func(into *[32]byte) error) ([]byte, error) {
	var peer [32]byte
	if err := fetch(&peer); err != nil {
		return nil, err
	}
	return curve25519.X25519(scalar, peer[:])
}

func goodPointRead(scalar []byte, answer io.Reader) ([]byte, error) {
	point := make([]byte, curve25519.PointSize)
	if _, err := io.ReadFull(answer, point); err != nil {
		return nil, err
	}
	return curve25519.X25519(scalar, point)
}

// The key of the server is known: 32 bytes of which nobody has the private key here.
var pinnedServer = [32]byte{9, 1, 7, 3, 3, 8, 1, 2, 200, 17, 4, 5, 6, 6, 1, 2, 3, 4, 99, 8, 7, 6, 12, 4, 3, 2, 1, 77, 1, 2, 5, 4}

func goodPinned(message []byte, public *[32]byte) ([]byte, error) {
	return box.SealAnonymous(nil, message, &pinnedServer, rand.Reader)
}
