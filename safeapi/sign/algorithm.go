package sign

import (
	"crypto"
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha256"
	"crypto/sha512"
	"errors"
	"fmt"
	"math/big"
	"slices"

	"github.com/cryptolint/cryptolint/safeapi/internal/publickey"
)

// An algorithm signs and verifies with keys of one type.
type algorithm interface {
	sign(signer crypto.Signer, msg []byte) ([]byte, error)
	verify(msg, sig []byte) bool

	// signDigest and verifyDigest are for messages that are read from a stream.
	signDigest(signer crypto.Signer, d digests) ([]byte, error)
	verifyDigest(d digests, sig []byte) bool
}

// digests are those of one message.
type digests struct {
	sha256 [sha256.Size]byte
	sha512 [sha512.Size]byte // for Ed25519ph
}

type ed25519Key ed25519.PublicKey

func (ed25519Key) sign(signer crypto.Signer, msg []byte) ([]byte, error) {
	return signer.Sign(rand.Reader, msg, crypto.Hash(0)) // Hash(0): the message itself
}

func (k ed25519Key) verify(msg, sig []byte) bool {
	return ed25519.Verify(ed25519.PublicKey(k), msg, sig)
}

func (ed25519Key) signDigest(signer crypto.Signer, d digests) ([]byte, error) {
	return signer.Sign(rand.Reader, d.sha512[:], &ed25519.Options{Hash: crypto.SHA512})
}

func (k ed25519Key) verifyDigest(d digests, sig []byte) bool {
	return ed25519.VerifyWithOptions(ed25519.PublicKey(k), d.sha512[:], sig, &ed25519.Options{Hash: crypto.SHA512}) == nil
}

type rsaKey struct{ *rsa.PublicKey }

func (k rsaKey) sign(signer crypto.Signer, msg []byte) ([]byte, error) {
	return k.signDigest(signer, digests{sha256: sha256.Sum256(msg)})
}

func (k rsaKey) verify(msg, sig []byte) bool {
	return k.verifyDigest(digests{sha256: sha256.Sum256(msg)}, sig)
}

func (rsaKey) signDigest(signer crypto.Signer, d digests) ([]byte, error) {
	options := &rsa.PSSOptions{SaltLength: rsa.PSSSaltLengthEqualsHash, Hash: crypto.SHA256}
	return signer.Sign(rand.Reader, d.sha256[:], options)
}

func (k rsaKey) verifyDigest(d digests, sig []byte) bool {
	options := &rsa.PSSOptions{SaltLength: rsa.PSSSaltLengthAuto, Hash: crypto.SHA256}
	return rsa.VerifyPSS(k.PublicKey, crypto.SHA256, d.sha256[:], sig, options) == nil
}

type ecdsaKey struct{ *ecdsa.PublicKey }

func (k ecdsaKey) sign(signer crypto.Signer, msg []byte) ([]byte, error) {
	return k.signDigest(signer, digests{sha256: sha256.Sum256(msg)})
}

func (k ecdsaKey) verify(msg, sig []byte) bool {
	return k.verifyDigest(digests{sha256: sha256.Sum256(msg)}, sig)
}

func (ecdsaKey) signDigest(signer crypto.Signer, d digests) ([]byte, error) {
	return signer.Sign(rand.Reader, d.sha256[:], crypto.SHA256)
}

func (k ecdsaKey) verifyDigest(d digests, sig []byte) bool {
	return ecdsa.VerifyASN1(k.PublicKey, d.sha256[:], sig)
}

// ownAlgorithm returns what verifies with a copy of the key.
func ownAlgorithm(key crypto.PublicKey) (algorithm, error) {
	switch k := key.(type) {
	case ed25519.PublicKey:
		if len(k) != ed25519.PublicKeySize {
			return nil, fmt.Errorf("an Ed25519 public key of %d bytes", len(k))
		}
		return ed25519Key(slices.Clone(k)), nil
	case *rsa.PublicKey:
		if err := publickey.CheckRSA(k); err != nil {
			return nil, err
		}
		return rsaKey{&rsa.PublicKey{N: new(big.Int).Set(k.N), E: k.E}}, nil
	case *ecdsa.PublicKey:
		own, err := copyPublicECDSA(k)
		return ecdsaKey{own}, err
	}
	return nil, fmt.Errorf("%T is neither Ed25519, RSA nor ECDSA", key)
}

// ownSigner returns a copy of a key in memory, whose owner may change or wipe
// it, and whether it is one. It refuses a key whose halves do not belong
// together: with a wrong public half, two signatures of Ed25519 give the private
// one away.
func ownSigner(signer crypto.Signer) (own crypto.Signer, inMemory bool, err error) {
	switch k := signer.(type) {
	case nil:
		return nil, false, errors.New("the signer is nil")
	case ed25519.PrivateKey:
		if len(k) != ed25519.PrivateKeySize {
			return nil, true, fmt.Errorf("an Ed25519 private key of %d bytes", len(k))
		}
		own := ed25519.NewKeyFromSeed(k.Seed())
		if !own.Equal(k) {
			return nil, true, errors.New("an Ed25519 private key with the public key of another")
		}
		return own, true, nil
	case *rsa.PrivateKey:
		own, err := publickey.CopyRSA(k)
		return own, true, err
	case *ecdsa.PrivateKey:
		own, err := copyECDSA(k)
		return own, true, err
	}
	return signer, false, nil
}

// copyPublicECDSA returns an error where crypto/ecdsa would panic on a key
// without a point, too.
func copyPublicECDSA(k *ecdsa.PublicKey) (own *ecdsa.PublicKey, err error) {
	defer func() {
		if recover() != nil {
			own, err = nil, errors.New("an incomplete ECDSA key")
		}
	}()
	if k == nil || k.Curve != elliptic.P256() {
		return nil, errors.New("ECDSA with another curve than P-256, or nil")
	}
	point, err := k.Bytes()
	if err != nil {
		return nil, err
	}
	return ecdsa.ParseUncompressedPublicKey(elliptic.P256(), point)
}

// copyECDSA returns an error where crypto/ecdsa would panic on a key without a
// private half, too.
func copyECDSA(k *ecdsa.PrivateKey) (own *ecdsa.PrivateKey, err error) {
	defer func() {
		if recover() != nil {
			own, err = nil, errors.New("an incomplete ECDSA key")
		}
	}()
	if k == nil || k.Curve != elliptic.P256() {
		return nil, errors.New("ECDSA with another curve than P-256, or nil")
	}
	scalar, err := k.Bytes()
	if err != nil {
		return nil, err
	}
	own, err = ecdsa.ParseRawPrivateKey(elliptic.P256(), scalar)
	if err != nil {
		return nil, err
	}
	if !own.PublicKey.Equal(&k.PublicKey) {
		return nil, errors.New("an ECDSA private key with the public key of another")
	}
	return own, nil
}
