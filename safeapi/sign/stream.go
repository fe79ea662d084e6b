package sign

import (
	"crypto/sha256"
	"crypto/sha512"
	"fmt"
	"io"
)

// SignReader returns the signature of what it reads from r until the end, in
// constant memory. [PublicKey.VerifyReader] verifies it.
//
// With RSA-PSS and ECDSA it is a signature as Sign makes them. With Ed25519 it is
// one of Ed25519ph (RFC 8032, section 5.1), which Verify does not accept, nor
// other programs that expect Ed25519: that reads the message twice.
func (k PrivateKey) SignReader(r io.Reader) ([]byte, error) {
	signer := k.signer()
	d, err := digest(r)
	if err != nil {
		return nil, err
	}
	sig, err := k.public.algorithm.signDigest(signer, d)
	if err != nil {
		return nil, fmt.Errorf("sign: the key failed: %w", err)
	}
	if !k.inMemory && !k.public.algorithm.verifyDigest(d, sig) {
		return nil, fmt.Errorf("sign: the signature that %T returned is not one of its public key: %w", signer, ErrVerify)
	}
	return sig, nil
}

// VerifyReader returns nil if sig is a signature, made by
// [PrivateKey.SignReader], of what it reads from r until the end, and [ErrVerify]
// if not. Another error is one of r.
//
// Nothing of what was read is authentic before VerifyReader has returned nil. Put
// it where nobody can change it before it is verified, and use that copy.
func (k PublicKey) VerifyReader(r io.Reader, sig []byte) error {
	return NewVerifier(k).VerifyReader(r, sig)
}

// VerifyReader is like [PublicKey.VerifyReader], for a signature under one of the
// keys.
func (v *Verifier) VerifyReader(r io.Reader, sig []byte) error {
	v.mustBeMade()
	d, err := digest(r)
	if err != nil {
		return err
	}
	for _, k := range v.keys {
		if k.algorithm.verifyDigest(d, sig) {
			return nil
		}
	}
	return ErrVerify
}

func digest(r io.Reader) (digests, error) {
	short, long := sha256.New(), sha512.New()
	if _, err := io.Copy(io.MultiWriter(short, long), r); err != nil {
		return digests{}, fmt.Errorf("sign: read the message: %w", err)
	}
	return digests{[sha256.Size]byte(short.Sum(nil)), [sha512.Size]byte(long.Sum(nil))}, nil
}
