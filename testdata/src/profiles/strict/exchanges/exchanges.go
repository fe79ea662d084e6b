// Package exchanges agrees on keys in ways that a protocol may have reasons for.
package exchanges

import (
	"crypto/ecdh"
	"crypto/ed25519"
	"crypto/hkdf"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"net"
	"net/http"
	"os"

	"golang.org/x/crypto/curve25519"
	"golang.org/x/crypto/nacl/box"
)

func derive(secret []byte) ([]byte, error) {
	return hkdf.Key(sha256.New, secret, nil, "exchanges session", 32)
}

// badFiles computes the same secret every time, also for one who steals a file years later.
func badFiles() ([]byte, error) {
	mine, err := os.ReadFile("private.key")
	if err != nil {
		return nil, err
	}
	theirs, err := os.ReadFile("peer.pub")
	if err != nil {
		return nil, err
	}
	secret, err := curve25519.X25519(mine, theirs) // want "CL305: both keys of curve25519.X25519 are kept, in files or settings, so every session has the same shared secret; why: an attacker who obtains one of the private keys later .*; fix: generate a key pair for each session"
	if err != nil {
		return nil, err
	}
	return derive(secret)
}

func readPrivate(name string) (*ecdh.PrivateKey, error) {
	data, err := os.ReadFile(name)
	if err != nil {
		return nil, err
	}
	return ecdh.X25519().NewPrivateKey(data)
}

func badDecoded() ([]byte, error) {
	mine, err := readPrivate("private.key")
	if err != nil {
		return nil, err
	}
	data, err := hex.DecodeString(os.Getenv("PEER_KEY"))
	if err != nil {
		return nil, err
	}
	theirs, err := ecdh.X25519().NewPublicKey(data)
	if err != nil {
		return nil, err
	}
	secret, err := mine.ECDH(theirs) // want "CL305: both keys of ecdh.PrivateKey.ECDH are kept"
	if err != nil {
		return nil, err
	}
	return derive(secret)
}

type tunnel struct{ private, peer []byte }

func open() (*tunnel, error) {
	private, err := os.ReadFile("tunnel.key")
	if err != nil {
		return nil, err
	}
	peer, err := os.ReadFile("tunnel.pub")
	if err != nil {
		return nil, err
	}
	return &tunnel{private, peer}, nil
}

func (t *tunnel) badFields() ([]byte, error) {
	secret, err := curve25519.X25519(t.private, t.peer) // want "CL305: both keys of curve25519.X25519 are kept"
	if err != nil {
		return nil, err
	}
	return derive(secret)
}

// goodEphemeral generates a key pair for the session, and the peer knows the kept key.
func goodEphemeral() ([]byte, []byte, error) {
	data, err := os.ReadFile("peer.pub")
	if err != nil {
		return nil, nil, err
	}
	theirs, err := ecdh.X25519().NewPublicKey(data)
	if err != nil {
		return nil, nil, err
	}
	mine, err := ecdh.X25519().GenerateKey(rand.Reader)
	if err != nil {
		return nil, nil, err
	}
	secret, err := mine.ECDH(theirs)
	if err != nil {
		return nil, nil, err
	}
	key, err := derive(secret)
	return mine.PublicKey().Bytes(), key, err
}

// badSent takes the key of whoever answers.
func badSent(conn net.Conn) ([]byte, error) {
	mine, err := ecdh.X25519().GenerateKey(rand.Reader)
	if err != nil {
		return nil, err
	}
	if _, err := conn.Write(mine.PublicKey().Bytes()); err != nil {
		return nil, err
	}
	data := make([]byte, 32)
	if _, err := io.ReadFull(conn, data); err != nil {
		return nil, err
	}
	theirs, err := ecdh.X25519().NewPublicKey(data)
	if err != nil {
		return nil, err
	}
	secret, err := mine.ECDH(theirs) // want "CL305: ecdh.PrivateKey.ECDH uses a public key that the peer has sent, and no signature is verified here; why: an attacker on the network .*; fix: verify a signature over both public keys"
	if err != nil {
		return nil, err
	}
	return derive(secret)
}

func badRequest(r *http.Request, mine []byte) ([]byte, error) {
	theirs, err := hex.DecodeString(r.Header.Get("X-Public-Key"))
	if err != nil {
		return nil, err
	}
	secret, err := curve25519.X25519(mine, theirs) // want "CL305: curve25519.X25519 uses a public key that the peer has sent"
	if err != nil {
		return nil, err
	}
	return derive(secret)
}

// goodSigned verifies a signature over the public key by a key that it knows.
func goodSigned(conn net.Conn, identity ed25519.PublicKey) ([]byte, error) {
	mine, err := ecdh.X25519().GenerateKey(rand.Reader)
	if err != nil {
		return nil, err
	}
	message := make([]byte, 32+ed25519.SignatureSize)
	if _, err := io.ReadFull(conn, message); err != nil {
		return nil, err
	}
	if !ed25519.Verify(identity, append(mine.PublicKey().Bytes(), message[:32]...), message[32:]) {
		return nil, errors.New("the key is not that of the peer")
	}
	theirs, err := ecdh.X25519().NewPublicKey(message[:32])
	if err != nil {
		return nil, err
	}
	secret, err := mine.ECDH(theirs)
	if err != nil {
		return nil, err
	}
	return derive(secret)
}

// goodGiven is given the key of the peer by callers, who may have verified it.
func goodGiven(mine *ecdh.PrivateKey, theirs *ecdh.PublicKey) ([]byte, error) {
	secret, err := mine.ECDH(theirs)
	if err != nil {
		return nil, err
	}
	return derive(secret)
}

func badAnonymous(message []byte, recipient *[32]byte) ([]byte, error) {
	return box.SealAnonymous(nil, message, recipient, rand.Reader) // want "CL305: box.SealAnonymous does not tell the recipient who has encrypted the message"
}

// goodNamed is encrypted with the key of the sender, too.
func goodNamed(message []byte, nonce *[24]byte, recipient, sender *[32]byte) []byte {
	return box.Seal(nil, message, nonce, recipient, sender)
}
