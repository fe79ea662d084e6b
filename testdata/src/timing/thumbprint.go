package timing

import (
	"bytes"
	"crypto"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"errors"

	"github.com/go-jose/go-jose/v4"
)

// A token is bound to a public key by the thumbprint of the key, which is as public.

func goodThumbprintOfBoundKey(token string, wanted string) error {
	signed, err := jose.ParseSignedCompact(token, []jose.SignatureAlgorithm{jose.ES256})
	if err != nil {
		return err
	}
	var claims struct {
		Confirmation struct {
			JWK json.RawMessage `json:"jwk"`
		} `json:"cnf"`
	}
	if err := json.Unmarshal(signed.UnsafePayloadWithoutVerification(), &claims); err != nil {
		return err
	}
	var key jose.JSONWebKey
	if err := json.Unmarshal(claims.Confirmation.JWK, &key); err != nil {
		return err
	}
	thumbprint, err := key.Thumbprint(crypto.SHA256)
	if err != nil {
		return err
	}
	if base64.RawURLEncoding.EncodeToString(thumbprint) != wanted {
		return errors.New("the token is bound to another key")
	}
	return nil
}

// A tag over the payload that is made with a key is not public.
func badTagOfBoundToken(token string, wanted []byte, secret []byte) error {
	signed, err := jose.ParseSignedCompact(token, []jose.SignatureAlgorithm{jose.ES256})
	if err != nil {
		return err
	}
	mac := hmac.New(sha256.New, secret)
	mac.Write(signed.UnsafePayloadWithoutVerification())
	if !bytes.Equal(mac.Sum(nil), wanted) { // want `CL501: an HMAC-SHA-256 is compared`
		return errors.New("wrong tag")
	}
	return nil
}
