package pemkey

import (
	"bytes"
	"crypto"
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/rsa"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/asn1"
	"fmt"

	"github.com/cryptolint/cryptolint/safeapi/internal/publickey"
	"github.com/cryptolint/cryptolint/safeapi/secret"
)

// privateKeyInfo is what is encrypted (RFC 5958, 2).
type privateKeyInfo struct {
	Version    int
	Algorithm  pkix.AlgorithmIdentifier
	PrivateKey []byte
	Attributes asn1.RawValue `asn1:"optional"` // or the public key, in version 1
}

// ecPrivateKey is the PrivateKey of an elliptic curve (RFC 5915, 3).
type ecPrivateKey struct {
	Version    int
	PrivateKey []byte
	Curve      asn1.ObjectIdentifier `asn1:"optional,explicit,tag:0"`
	PublicKey  asn1.BitString        `asn1:"optional,explicit,tag:1"`
}

// parsePKCS8 reads a decrypted key. It accepts no byte that it does not
// understand, at any level: CBC has no tag, and an attacker who knows how the
// file begins can make one that decrypts to a key of theirs and garbage. Where
// there is no room for garbage, there is none for their key.
func parsePKCS8(plain []byte) (crypto.Signer, error) {
	var info privateKeyInfo
	if !unmarshalExact(plain, &info) {
		return nil, ErrDecrypt // a wrong passphrase gives right padding once in 256 times
	}
	defer secret.Wipe(info.PrivateKey)
	if info.Version != 0 || len(info.Attributes.FullBytes) != 0 {
		return nil, fmt.Errorf("%w: the key has attributes, or a public key after it; "+
			"check that it is the right key, and write it anew with openssl pkcs8 -topk8", ErrFormat)
	}
	key, err := x509.ParsePKCS8PrivateKey(plain)
	if err != nil {
		return nil, ErrDecrypt
	}
	switch k := key.(type) {
	case ed25519.PrivateKey:
		if !bytes.Equal(info.PrivateKey, append([]byte{asn1.TagOctetString, ed25519.SeedSize}, k.Seed()...)) { // RFC 8410, 7
			return nil, ErrDecrypt
		}
		return k, nil
	case *rsa.PrivateKey:
		if !bytes.Equal(info.PrivateKey, x509.MarshalPKCS1PrivateKey(k)) {
			return nil, ErrDecrypt
		}
		if err := publickey.CheckRSA(&k.PublicKey); err != nil {
			return nil, fmt.Errorf("%w: %w", ErrFormat, err)
		}
		return k, nil
	case *ecdsa.PrivateKey:
		if !exactEC(info, k) {
			return nil, ErrDecrypt
		}
		return k, nil
	}
	return nil, fmt.Errorf("%w: a key of type %T does not sign", ErrFormat, key)
}

// exactEC reports whether info is an encoding of the key. There are several: the
// curve and the public key may stand in it or not.
func exactEC(info privateKeyInfo, key *ecdsa.PrivateKey) bool {
	var ec ecPrivateKey
	if !unmarshalExact(info.PrivateKey, &ec) || ec.Version != 1 {
		return false
	}
	defer secret.Wipe(ec.PrivateKey)
	scalar, err := key.Bytes()
	if err != nil || !bytes.Equal(ec.PrivateKey, scalar) {
		return false
	}
	defer secret.Wipe(scalar)
	var curve asn1.ObjectIdentifier
	if !unmarshal(info.Algorithm.Parameters.FullBytes, &curve) {
		return false
	}
	if len(ec.Curve) != 0 && !ec.Curve.Equal(curve) {
		return false
	}
	if ec.PublicKey.BitLength == 0 && len(ec.PublicKey.Bytes) == 0 {
		return true
	}
	public, err := key.PublicKey.Bytes()
	return err == nil && ec.PublicKey.BitLength == 8*len(public) && bytes.Equal(ec.PublicKey.Bytes, public)
}

// unmarshalExact reads DER whose only encoding it is: with nothing after it,
// and nothing inside that encoding/asn1 skips.
func unmarshalExact[T any](der []byte, v *T) bool {
	if !unmarshal(der, v) {
		return false
	}
	again, err := asn1.Marshal(*v)
	defer secret.Wipe(again)
	return err == nil && bytes.Equal(again, der)
}
