package hardcodedkey

import (
	"bytes"
	"crypto/ecdh"
	"crypto/hmac"
	"crypto/sha256"
	"crypto/sha512"
)

// Labels of derivations: each says for what a key is, and the key is in the message.
const (
	extractionSecret = "example sharing: derived symmetric key"
	macSecret        = "example handshake: mac key"
	signingSecret    = "f3a9c1d5e7b20468"
)

// A SymmetricKey is shared with a receiver.
type SymmetricKey [32]byte

type resolver interface {
	resolve(receivers [][]byte) ([]*SymmetricKey, error)
}

func goodExtractOfType(r resolver, receivers [][]byte, ephemeral []byte) ([]byte, error) {
	resolved, err := r.resolve(receivers)
	if err != nil || len(resolved) == 0 {
		return nil, err
	}
	extract := hmac.New(sha512.New, []byte(extractionSecret))
	extract.Write(ephemeral)
	extract.Write(resolved[0][:])
	return extract.Sum(nil)[:32], nil
}

// goodHandshake derives a key from what two parties have agreed on, and from that another one.
func goodHandshake(own *ecdh.PrivateKey, peer *ecdh.PublicKey, transcript []byte) ([]byte, error) {
	shared, err := own.ECDH(peer)
	if err != nil {
		return nil, err
	}
	seed := hmac.New(sha256.New, []byte(extractionSecret))
	seed.Write(shared)
	input := bytes.NewBuffer(seed.Sum(nil))
	input.Write(transcript)
	auth := hmac.New(sha256.New, []byte(macSecret))
	auth.Write(input.Bytes())
	return auth.Sum(nil), nil
}

// goodNamed derives a key from another, which only its name says.
func goodNamed(masterKey []byte) []byte {
	mac := hmac.New(sha256.New, []byte(macSecret))
	mac.Write(masterKey)
	return mac.Sum(nil)
}

// badSigned signs what everybody can write.
func badSigned(body []byte, user string) []byte {
	mac := hmac.New(sha256.New, []byte(signingSecret)) // want "CL605: the key of hmac.New is a constant"
	mac.Write([]byte(user))
	mac.Write(body)
	return mac.Sum(nil)
}

// badSignedToken signs a token, which its bearer has.
func badSignedToken(token string) []byte {
	mac := hmac.New(sha256.New, []byte(signingSecret)) // want "CL605: the key of hmac.New is a constant"
	mac.Write([]byte(token))
	return mac.Sum(nil)
}
