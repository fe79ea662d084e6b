package weakkey

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/rsa"
	"encoding/binary"
	"errors"
	"math/big"

	"github.com/ProtonMail/go-crypto/openpgp/packet"

	"example.test/weakkey/keys"
)

func goodSize() (*rsa.PrivateKey, error) { return rsa.GenerateKey(rand.Reader, 2048) }

func goodHelper() (*rsa.PrivateKey, error) { return keys.RSA(3072) }

type request struct{ Bits int }

// The size is checked where it comes from.
func goodAskedFor(r *request) (*rsa.PrivateKey, error) {
	if r.Bits < 2048 {
		return nil, errors.New("keys of less than 2048 bits are not issued")
	}
	return rsa.GenerateKey(rand.Reader, r.Bits)
}

func goodAtLeast(bits int) (*rsa.PrivateKey, error) {
	if bits < 2048 {
		bits = 2048
	}
	return rsa.GenerateKey(rand.Reader, bits)
}

// 0 is the default of the library.
func goodDefault() *packet.Config { return &packet.Config{RSABits: 0} }

// A prime is not an RSA key.
func goodPrime() (*big.Int, error) { return rand.Prime(rand.Reader, 1024) }

func goodCurve() (*ecdsa.PrivateKey, error) { return ecdsa.GenerateKey(elliptic.P256(), rand.Reader) }

func goodCurveOfAnotherPackage() (*ecdsa.PrivateKey, error) { return keys.On(elliptic.P384()) }

// A parser knows the curves of the keys that others have.
func goodNameOfACurve(oid string) elliptic.Curve {
	switch oid {
	case "1.3.132.0.33":
		return elliptic.P224()
	case "1.2.840.10045.3.1.7":
		return elliptic.P256()
	}
	return nil
}

// The key of a peer is on the curve that it is on.
func goodPeer(text []byte) (*ecdsa.PublicKey, error) {
	return ecdsa.ParseUncompressedPublicKey(elliptic.P224(), text)
}

func goodExponent(modulus []byte) *rsa.PublicKey {
	return &rsa.PublicKey{N: new(big.Int).SetBytes(modulus), E: 65537}
}

// The exponent of a peer's key is in the message.
func goodParsed(modulus, exponent []byte) *rsa.PublicKey {
	return &rsa.PublicKey{N: new(big.Int).SetBytes(modulus), E: int(binary.BigEndian.Uint32(exponent))}
}

// A TPM writes 0 for the usual exponent.
func goodDefaultExponent(modulus []byte, exponent uint32) *rsa.PublicKey {
	if exponent == 0 {
		exponent = 65537
	}
	return &rsa.PublicKey{N: new(big.Int).SetBytes(modulus), E: int(exponent)}
}

func goodSetLater(modulus []byte, exponent int) *rsa.PublicKey {
	key := new(rsa.PublicKey)
	key.N = new(big.Int).SetBytes(modulus)
	key.E = exponent
	return key
}

// The size of curves is in the same field, and too small a size is refused.

type keyRequest struct {
	Kind string
	Bits int
}

func (r *keyRequest) Size() int { return r.Bits }

func newKeyRequest() *keyRequest { return &keyRequest{"ecdsa", 256} }

func (r *keyRequest) goodRefusedByField() (*rsa.PrivateKey, error) {
	if r.Bits < 2048 {
		return nil, errors.New("the RSA key is too weak")
	}
	return rsa.GenerateKey(rand.Reader, r.Bits)
}

func (r *keyRequest) goodRefusedByGetter() (*rsa.PrivateKey, error) {
	switch {
	case r.Size() < 2048:
		return nil, errors.New("the RSA key is too weak")
	case r.Size() > 8192:
		return nil, errors.New("the RSA key is too large")
	}
	return rsa.GenerateKey(rand.Reader, r.Size())
}
