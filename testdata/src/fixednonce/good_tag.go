package fixednonce

import (
	"crypto/cipher"
	"crypto/hmac"
	"encoding/hex"
	"errors"
	"io"
	"net/http"

	"example.test/fixednonce/wire"
)

// To verify what a peer sent, a program computes the tag under the nonce of the peer. It
// encrypts nothing.

func goodTagOfThePeer(aead cipher.AEAD, r *http.Request) bool {
	nonce, err := hex.DecodeString(r.Header.Get("X-Nonce"))
	if err != nil || len(nonce) != aead.NonceSize() {
		return false
	}
	tag, err := hex.DecodeString(r.Header.Get("X-Tag"))
	return err == nil && hmac.Equal(tag, aead.Seal(nil, nonce, nil, []byte(r.URL.Path)))
}

// A reader of a stream computes the first tag when it is made.
func goodReaderOfAPeer(aead cipher.AEAD, r *http.Request) (*wire.Reader, error) {
	nonce := make([]byte, aead.NonceSize())
	if _, err := io.ReadFull(r.Body, nonce); err != nil {
		return nil, err
	}
	return wire.NewReader(aead, r.Body, nonce, []byte(r.URL.Path)), nil
}

func goodHelper(aead cipher.AEAD, r *http.Request) error {
	body, err := io.ReadAll(r.Body)
	if err != nil || len(body) < 12 {
		return errors.New("no nonce")
	}
	if !hmac.Equal(body[12:], wire.Tag(aead, body[:12], []byte(r.URL.Path))) {
		return errors.New("forged")
	}
	return nil
}
