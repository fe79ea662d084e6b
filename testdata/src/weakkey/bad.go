// Package weakkey makes keys that are too weak (bad.go), and keys that are not
// (good.go).
package weakkey

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/rsa"
	"errors"
	"flag"
	"math/big"

	"github.com/ProtonMail/go-crypto/openpgp/packet"
	"golang.org/x/crypto/bn256" // want "CL303: golang.org/x/crypto/bn256 has about 100 bits of security"

	"example.test/weakkey/keys"
)

func badWrittenOut() (*rsa.PrivateKey, error) {
	return rsa.GenerateKey(rand.Reader, 1024) // want "CL303: rsa.GenerateKey generates an RSA key of 1024 bits; why: an attacker with large resources"
}

func badFactored() (*rsa.PrivateKey, error) {
	return rsa.GenerateKey(rand.Reader, 512) // want "CL303: rsa.GenerateKey generates an RSA key of 512 bits; why: keys of up to 829 bits"
}

func newKey(bits int) (*rsa.PrivateKey, error) {
	return rsa.GenerateKey(rand.Reader, bits)
}

func badThroughAHelper() (*rsa.PrivateKey, error) {
	return newKey(1024) // want "CL303: rsa.GenerateKey, called by weakkey.newKey, generates an RSA key of 1024 bits"
}

func badThroughAnotherPackage() (*rsa.PrivateKey, error) {
	return keys.RSA(1536) // want "CL303: rsa.GenerateKey, called by keys.RSA, generates an RSA key of 1536 bits"
}

type issuer struct{ bits int }

func newIssuer() *issuer { return &issuer{bits: 1024} }

func (i *issuer) badThroughAField() (*rsa.PrivateKey, error) {
	return rsa.GenerateKey(rand.Reader, i.bits) // want "CL303: rsa.GenerateKey generates an RSA key of 1024 bits"
}

var bits = flag.Int("bits", 1024, "size of the key")

func badDefaultOfAFlag() (*rsa.PrivateKey, error) {
	return rsa.GenerateKey(rand.Reader, *bits) // want "CL303: rsa.GenerateKey generates an RSA key of 1024 bits"
}

func badOpenPGP() *packet.Config {
	return &packet.Config{RSABits: 1024} // want "CL303: .* generates an RSA key of 1024 bits"
}

func badCurve() (*ecdsa.PrivateKey, error) {
	return ecdsa.GenerateKey(elliptic.P224(), rand.Reader) // want "CL303: ecdsa.GenerateKey generates a key on P-224"
}

func onCurve(curve elliptic.Curve) (*ecdsa.PrivateKey, error) {
	return ecdsa.GenerateKey(curve, rand.Reader)
}

func badCurveThroughAHelper() (*ecdsa.PrivateKey, error) {
	return onCurve(elliptic.P224()) // want "CL303: ecdsa.GenerateKey, called by weakkey.onCurve, generates a key on P-224"
}

func badCurveThroughAnotherPackage() (*ecdsa.PrivateKey, error) {
	return keys.On(elliptic.P224()) // want "CL303: ecdsa.GenerateKey, called by keys.On, generates a key on P-224"
}

func badExponent(modulus []byte) *rsa.PublicKey {
	return &rsa.PublicKey{N: new(big.Int).SetBytes(modulus), E: 3} // want "CL303: the public exponent of rsa.PublicKey is 3"
}

func badExponentOne(modulus []byte) *rsa.PublicKey {
	key := &rsa.PublicKey{N: new(big.Int).SetBytes(modulus)}
	key.E = 1 // want "CL303: the public exponent of rsa.PublicKey is 1; why: with 1 as the exponent"
	return key
}

func publicKey(modulus []byte, exponent int) *rsa.PublicKey {
	return &rsa.PublicKey{N: new(big.Int).SetBytes(modulus), E: exponent} // want "CL303: the public exponent of rsa.PublicKey is 65536; why: no RSA key has an even exponent"
}

func badExponentThroughAHelper(modulus []byte) *rsa.PublicKey {
	return publicKey(modulus, 65536)
}

func badPairing() *bn256.G1 { return new(bn256.G1) }

// What is refused is less than what the program asks for.

type smallRequest struct{ Bits int }

func (r *smallRequest) Size() int { return r.Bits }

func newSmallRequest() *smallRequest { return &smallRequest{1024} }

func (r *smallRequest) badRefusesLess() (*rsa.PrivateKey, error) {
	if r.Size() < 512 {
		return nil, errors.New("the RSA key is too weak")
	}
	return rsa.GenerateKey(rand.Reader, r.Size()) // want `CL303: rsa.GenerateKey generates an RSA key of 1024 bits`
}
