// Package verifier has objects with a public key that verify what they are passed, and one
// that verifies itself.
package verifier

import (
	"bytes"
	"crypto/ecdsa"
	"crypto/ed25519"
	"encoding/asn1"
	"encoding/hex"
	"errors"
	"fmt"
	"hash"
	"math/big"
	"strings"
)

var errForged = errors.New("forged")

type verifier struct {
	publicKey *ecdsa.PublicKey
	hashFunc  func() hash.Hash
	encoding  string
}

func digest(hashFunc func() hash.Hash, data []byte) []byte {
	h := hashFunc()
	h.Write(data)
	return h.Sum(nil)
}

// encode makes ASN.1 of a signature that is two numbers of equal length.
func encode(signature []byte, curve string) ([]byte, error) {
	if len(signature)%2 != 0 {
		return nil, fmt.Errorf("not a signature on %s", curve)
	}
	half := len(signature) / 2
	return asn1.Marshal(struct{ R, S *big.Int }{new(big.Int).SetBytes(signature[:half]), new(big.Int).SetBytes(signature[half:])})
}

// The hash, the encoding and the curve say how a signature is read.
func (v *verifier) goodEncoding(signature, data []byte) error {
	var err error
	switch v.encoding {
	case "DER":
	case "IEEE_P1363":
		if signature, err = encode(signature, v.publicKey.Curve.Params().Name); err != nil {
			return err
		}
	default:
		return fmt.Errorf("unsupported encoding: %s", v.encoding)
	}
	if !ecdsa.VerifyASN1(v.publicKey, digest(v.hashFunc, data), signature) {
		return errForged
	}
	return nil
}

type prefixed struct {
	key    *ecdsa.PublicKey
	prefix []byte
	hash   func() hash.Hash
}

// The signatures of one key begin with its number.
func (p *prefixed) goodPrefix(signature, data []byte) error {
	if !bytes.HasPrefix(signature, p.prefix) {
		return errForged
	}
	h := p.hash()
	h.Write(p.prefix)
	h.Write(data)
	if !ecdsa.VerifyASN1(p.key, h.Sum(nil), bytes.TrimPrefix(signature, p.prefix)) {
		return errForged
	}
	return nil
}

type webhook struct {
	scheme, domain string
	Public         ed25519.PublicKey
}

// The header of a request has the signature of its body.
func (w *webhook) goodHeader(header string, body []byte) error {
	signature, err := hex.DecodeString(strings.TrimPrefix(header, w.scheme+"="))
	if err != nil {
		return err
	}
	if !ed25519.Verify(w.Public, append([]byte(w.domain), body...), signature) {
		return errForged
	}
	return nil
}

// expected waits for the data that belong to a signature.
type expected struct {
	public    *ecdsa.PublicKey
	hashFunc  func() hash.Hash
	signature []byte
}

func (e *expected) goodData(data []byte) error {
	if !ecdsa.VerifyASN1(e.public, digest(e.hashFunc, data), e.signature) {
		return errForged
	}
	return nil
}

type envelope struct {
	key       *ecdsa.PublicKey
	hashFunc  func() hash.Hash
	length    int
	body      []byte
	signature []byte
}

// What the caller says beside the body does not say whose key it is.
func (e *envelope) badContext(context []byte) ([]byte, error) {
	h := e.hashFunc()
	h.Write(context)
	h.Write(e.body[:e.length])
	if !ecdsa.VerifyASN1(e.key, h.Sum(nil), e.signature) { // want "CL108: ecdsa.VerifyASN1 verifies a message with the key in its own field .key."
		return nil, errForged
	}
	return e.body, nil
}
