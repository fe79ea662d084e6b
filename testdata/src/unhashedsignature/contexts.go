package unhashedsignature

import (
	"crypto"
	"crypto/ed25519"
	"crypto/sha256"
	"crypto/sha512"
	"errors"
)

// Contexts and hashes of algorithms that hash the message themselves.

const context = "receipt v1"

func badContextOfSelfTest(key ed25519.PrivateKey, message []byte) error {
	signature, err := key.Sign(nil, message, &ed25519.Options{Context: "receipts"})
	if err != nil {
		return err
	}
	public, _ := key.Public().(ed25519.PublicKey)
	return ed25519.VerifyWithOptions(public, message, signature, &ed25519.Options{Context: "bills"}) // want `CL106: ed25519.VerifyWithOptions verifies with the context "bills" a signature that is made with "receipts"; why: no such signature is valid; fix: use one constant for both`
}

// The signature is kept in a struct.
type receipt struct {
	text, signature []byte
}

func newReceipt(key ed25519.PrivateKey, text []byte) (*receipt, error) {
	signature, err := key.Sign(nil, text, &ed25519.Options{Hash: crypto.Hash(0), Context: context})
	return &receipt{text, signature}, err
}

func (r *receipt) badVerify(key ed25519.PublicKey) error {
	return ed25519.VerifyWithOptions(key, r.text, r.signature, &ed25519.Options{}) // want `CL106: ed25519.VerifyWithOptions verifies with the context "" a signature that is made with "receipt v1"`
}

func (r *receipt) goodVerify(key ed25519.PublicKey) error {
	return ed25519.VerifyWithOptions(key, r.text, r.signature, &ed25519.Options{Context: context})
}

// Somebody else verifies, with what ought to be the same words.
func badOtherSpelling(key ed25519.PublicKey, text, signature []byte) error {
	return ed25519.VerifyWithOptions(key, text, signature, &ed25519.Options{Context: "receipt-v1"}) // want `CL106: ed25519.VerifyWithOptions verifies with the context "receipt-v1" a signature that is made with "receipt v1"`
}

// The other side has its own context, so that nobody can send back what it was sent.
func goodOtherDirection(key ed25519.PublicKey, answer, signature []byte) error {
	return ed25519.VerifyWithOptions(key, answer, signature, &ed25519.Options{Context: "answer to receipt v1"})
}

func goodContextOfCaller(key ed25519.PublicKey, text, signature []byte, purpose string) error {
	return ed25519.VerifyWithOptions(key, text, signature, &ed25519.Options{Context: purpose})
}

func badHashOfECDSA(key ed25519.PrivateKey, message []byte) ([]byte, error) {
	digest := sha256.Sum256(message)
	return key.Sign(nil, digest[:], crypto.SHA256) // want "CL106: ed25519.PrivateKey.Sign gets SHA-256 as the hash of the message, and always returns an error; why: the algorithm signs messages, not digests; fix: pass the message itself, and .*"
}

// Ed25519ph, of RFC 8032.
func goodPrehashed(key ed25519.PrivateKey, message []byte) ([]byte, error) {
	digest := sha512.Sum512(message)
	return key.Sign(nil, digest[:], crypto.SHA512)
}

func goodNoHash(key ed25519.PrivateKey, message []byte) ([]byte, error) {
	return key.Sign(nil, message, crypto.Hash(0))
}

// The hash belongs to the key, which may be of another type.
func goodAnySigner(key crypto.Signer, message []byte) ([]byte, error) {
	if ed, ok := key.(ed25519.PrivateKey); ok {
		return ed.Sign(nil, message, crypto.Hash(0))
	}
	if len(message) == 0 {
		return nil, errors.New("no message")
	}
	digest := sha256.Sum256(message)
	return key.Sign(nil, digest[:], crypto.SHA256)
}
