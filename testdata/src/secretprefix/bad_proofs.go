package secretprefix

import (
	"crypto/md5"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/hex"
	"errors"
	"strconv"

	"example.test/secretprefix/proof"
)

// A message carries a digest of itself and of a token that the server keeps.

type hello struct {
	User  string
	At    int64
	Proof string
}

type server struct{ token string }

func newServer(token string) *server { return &server{token: token} }

func (s *server) badHello(h *hello) error {
	sum := sha256.Sum256([]byte(s.token + strconv.FormatInt(h.At, 10)))
	if subtle.ConstantTimeCompare([]byte(hex.EncodeToString(sum[:])), []byte(h.Proof)) != 1 { // want `CL105: the SHA-256 digest of "token" and a message is compared as if it were a MAC`
		return errors.New("wrong token")
	}
	return nil
}

func (s *server) badHelloOfAnotherPackage(h *hello) error {
	if subtle.ConstantTimeCompare([]byte(proof.Of(s.token, h.At)), []byte(h.Proof)) != 1 { // want `CL105: the SHA-256 digest of "token" and a message is compared`
		return errors.New("wrong token")
	}
	return nil
}

func (s *server) legacyProof(h *hello) string {
	sum := md5.Sum([]byte(h.User + s.token))
	return hex.EncodeToString(sum[:])
}

func (s *server) badLegacyHello(h *hello) bool {
	return subtle.ConstantTimeCompare([]byte(s.legacyProof(h)), []byte(h.Proof)) == 1 // want `CL105: the MD5 digest of "token" and a message is compared`
}
