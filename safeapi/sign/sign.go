// Package sign signs messages so that everybody who has the public key can
// check who made them, with Ed25519 (RFC 8032), RSA-PSS (RFC 8017) or ECDSA with
// P-256 and SHA-256 (FIPS 186-5).
//
//	key := sign.GenerateEd25519()
//	signature, err := key.Sign(message)
//	err = key.Public().Verify(message, signature)
//
// Ed25519 is the choice for new programs. RSA-PSS and ECDSA are for partners,
// hardware and key management services that have nothing else, and for browsers.
// The algorithm is part of the key, and nothing in a message or a signature can
// change it.
//
// Sign takes the message and not a digest, so there is no hash to choose. A
// signature says nothing of when and for what it was made: put both into the
// message, and use one key for one purpose. Do not use a signature as an
// identifier: anybody can turn an ECDSA signature into a second one of the same
// message. [PrivateKey.SignReader] signs what is too large for memory.
//
// # Keys on disk
//
// A public key is written and read as PEM. For the private key,
// [PrivateKey.Signer] gives what safeapi/pemkey encrypts with a passphrase,
// and [NewPrivateKey] takes what it returns. NewPrivateKey also takes keys that
// stay in hardware or a key management service.
//
// # Formats
//
// An Ed25519 signature is the 64 bytes of RFC 8032 (pure Ed25519, without
// context). An RSA-PSS signature has the length of the modulus and is made
// with SHA-256, MGF1 with SHA-256 and a salt of 32 bytes; signatures with
// another length of salt verify too, because the default of OpenSSL is the
// longest that fits. An ECDSA signature is the DER of r and s (RFC 3279), as
// OpenSSL and key management services have it; [FromWebCrypto] and [ToWebCrypto]
// are for Web Crypto and JSON Web Tokens, whose form is another. Public keys are X.509 SubjectPublicKeyInfo (RFC 8410, RFC
// 8017) in PEM with the label "PUBLIC KEY".
//
// # FIPS 140-3
//
// The package runs under GODEBUG=fips140=only. RSA-PSS signatures with a salt
// longer than 32 bytes do not verify there.
package sign

import (
	"crypto"
	"crypto/ed25519"
	"crypto/rand"
	"crypto/rsa"
	"errors"
	"fmt"

	"github.com/cryptolint/cryptolint/safeapi/internal/publickey"
	"github.com/cryptolint/cryptolint/safeapi/secret"
)

// ErrVerify is the error for a signature that does not belong to the message
// and the key.
var ErrVerify = errors.New("sign: the signature does not verify")

// ErrKey is the error for a key that this package does not use.
var ErrKey = errors.New("sign: unusable key")

// PrivateKey signs. It prints redacted, does not marshal and cannot be
// compared; it leaves the program by Signer. The zero PrivateKey panics when
// used. It is safe for concurrent use, if a signer that it was made of is.
type PrivateKey struct {
	secret.Opaque
	hold     func() crypto.Signer // out of sight of fmt
	inMemory bool                 // and not a handle to a key elsewhere
	public   PublicKey
}

// GenerateEd25519 returns a new Ed25519 key.
func GenerateEd25519() PrivateKey {
	seed := make([]byte, ed25519.SeedSize)
	defer secret.Wipe(seed)
	rand.Read(seed)
	key, err := NewPrivateKey(ed25519.NewKeyFromSeed(seed))
	if err != nil {
		panic("sign: a new Ed25519 key was refused: " + err.Error())
	}
	return key
}

// GenerateRSAPSS returns a new RSA key of 3072 bits. It takes some tenths of a
// second, at times a few seconds.
func GenerateRSAPSS() (PrivateKey, error) {
	key, err := rsa.GenerateKey(rand.Reader, publickey.GeneratedRSABits)
	if err != nil {
		return PrivateKey{}, fmt.Errorf("sign: generate an RSA key of %d bits: %w", publickey.GeneratedRSABits, err)
	}
	return NewPrivateKey(key)
}

// NewPrivateKey makes a PrivateKey of a signer that has an Ed25519, RSA or ECDSA
// P-256 public key: an ed25519.PrivateKey, an *rsa.PrivateKey, an
// *ecdsa.PrivateKey, or a handle to a key elsewhere. With an RSA key, the signer
// must be able to make PSS signatures. Every error is an [ErrKey]; see
// [NewPublicKey] for what is refused, besides keys whose halves do not belong
// together. A key in memory is copied: the caller may wipe theirs.
func NewPrivateKey(signer crypto.Signer) (PrivateKey, error) {
	own, inMemory, err := ownSigner(signer)
	if err != nil {
		return PrivateKey{}, fmt.Errorf("%w: %w", ErrKey, err)
	}
	public, err := NewPublicKey(own.Public())
	if err != nil {
		return PrivateKey{}, err
	}
	return PrivateKey{hold: func() crypto.Signer { return own }, inMemory: inMemory, public: public}, nil
}

// Public returns the public key. It panics for the zero PrivateKey.
func (k PrivateKey) Public() PublicKey {
	k.signer()
	return k.public
}

// Signer returns the key as the standard library has it, to encode it or to
// use it in a certificate: a copy of a key in memory. What it returns prints,
// marshals and compares like any key.
func (k PrivateKey) Signer() crypto.Signer {
	signer, _, err := ownSigner(k.signer())
	if err != nil {
		panic("sign: a key that was checked before was refused: " + err.Error())
	}
	return signer
}

func (k PrivateKey) signer() crypto.Signer {
	if k.hold == nil {
		panic("sign: use of a zero PrivateKey; make one with GenerateEd25519 or NewPrivateKey")
	}
	return k.hold()
}

// Sign returns the signature of msg. An error comes from a key in hardware or
// a service that failed; a key in memory makes none.
func (k PrivateKey) Sign(msg []byte) ([]byte, error) {
	signer := k.signer()
	sig, err := k.public.algorithm.sign(signer, msg)
	if err != nil {
		return nil, fmt.Errorf("sign: the key failed: %w", err)
	}
	if k.inMemory {
		return sig, nil
	}
	// A remote key may be set up for another scheme than PSS.
	if err := k.public.Verify(msg, sig); err != nil {
		return nil, fmt.Errorf("sign: the signature that %T returned is not one of its public key: %w", signer, err)
	}
	return sig, nil
}
