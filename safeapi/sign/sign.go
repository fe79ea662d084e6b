// Package sign signs messages so that everybody who has the public key can
// check who made them, with Ed25519 (RFC 8032) or RSA-PSS (RFC 8017).
//
//	key := sign.GenerateEd25519()
//	signature, err := key.Sign(message)
//	err = key.Public().Verify(message, signature)
//
// Ed25519 is the choice for new programs. RSA-PSS is for partners and hardware
// that have nothing else. The algorithm is part of the key, and nothing in a
// message or a signature can change it.
//
// Sign takes the message and not a digest, so there is no hash to choose. A
// signature says nothing of when and for what it was made: put both into the
// message, and use one key for one purpose.
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
// longest that fits. Public keys are X.509 SubjectPublicKeyInfo (RFC 8410, RFC
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
	"crypto/sha256"
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

// PrivateKey signs. It prints as "[secret]", does not marshal and cannot be
// compared; it leaves the program by Signer. The zero PrivateKey panics when
// used. It is safe for concurrent use, if a signer that it was made of is.
type PrivateKey struct {
	secret.Opaque
	hold   func() crypto.Signer // out of sight of fmt
	public PublicKey
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

// NewPrivateKey makes a PrivateKey of a signer that has an Ed25519 or RSA
// public key: an ed25519.PrivateKey, an *rsa.PrivateKey, or a handle to a key
// elsewhere. With an RSA key, the signer must be able to make PSS signatures.
// Every error is an [ErrKey]; see [NewPublicKey] for what is refused.
func NewPrivateKey(signer crypto.Signer) (PrivateKey, error) {
	switch k := signer.(type) {
	case nil:
		return PrivateKey{}, fmt.Errorf("%w: the signer is nil", ErrKey)
	case ed25519.PrivateKey:
		if len(k) != ed25519.PrivateKeySize {
			return PrivateKey{}, fmt.Errorf("%w: an Ed25519 private key of %d bytes", ErrKey, len(k))
		}
	case *rsa.PrivateKey:
		if k == nil {
			return PrivateKey{}, fmt.Errorf("%w: the RSA key is nil", ErrKey)
		}
		if err := k.Validate(); err != nil {
			return PrivateKey{}, fmt.Errorf("%w: %w", ErrKey, err)
		}
	}
	public, err := NewPublicKey(signer.Public())
	if err != nil {
		return PrivateKey{}, err
	}
	return PrivateKey{hold: func() crypto.Signer { return signer }, public: public}, nil
}

// Public returns the public key. It panics for the zero PrivateKey.
func (k PrivateKey) Public() PublicKey {
	k.Signer()
	return k.public
}

// Signer returns the key as the standard library has it, to encode it or to
// use it in a certificate. What it returns prints, marshals and compares like
// any key.
func (k PrivateKey) Signer() crypto.Signer {
	if k.hold == nil {
		panic("sign: use of a zero PrivateKey; make one with GenerateEd25519 or NewPrivateKey")
	}
	return k.hold()
}

// Sign returns the signature of msg. An error comes from a key in hardware or
// a service that failed; a key in memory makes none.
func (k PrivateKey) Sign(msg []byte) ([]byte, error) {
	signer := k.Signer()
	sig, err := k.public.algorithm.sign(signer, msg)
	if err != nil {
		return nil, fmt.Errorf("sign: the key failed: %w", err)
	}
	switch signer.(type) {
	case ed25519.PrivateKey, *rsa.PrivateKey:
		return sig, nil
	}
	// A remote key may be set up for another scheme than PSS.
	if err := k.public.Verify(msg, sig); err != nil {
		return nil, fmt.Errorf("sign: the signature that %T returned is not one of its public key: %w", signer, err)
	}
	return sig, nil
}

// An algorithm signs and verifies with keys of one type.
type algorithm interface {
	sign(signer crypto.Signer, msg []byte) ([]byte, error)
	verify(msg, sig []byte) bool
}

type ed25519Key ed25519.PublicKey

func (ed25519Key) sign(signer crypto.Signer, msg []byte) ([]byte, error) {
	return signer.Sign(rand.Reader, msg, crypto.Hash(0)) // Hash(0): the message itself
}

func (k ed25519Key) verify(msg, sig []byte) bool {
	return ed25519.Verify(ed25519.PublicKey(k), msg, sig)
}

type rsaKey struct{ *rsa.PublicKey }

func (rsaKey) sign(signer crypto.Signer, msg []byte) ([]byte, error) {
	digest := sha256.Sum256(msg)
	options := &rsa.PSSOptions{SaltLength: rsa.PSSSaltLengthEqualsHash, Hash: crypto.SHA256}
	return signer.Sign(rand.Reader, digest[:], options)
}

func (k rsaKey) verify(msg, sig []byte) bool {
	digest := sha256.Sum256(msg)
	options := &rsa.PSSOptions{SaltLength: rsa.PSSSaltLengthAuto, Hash: crypto.SHA256}
	return rsa.VerifyPSS(k.PublicKey, crypto.SHA256, digest[:], sig, options) == nil
}
