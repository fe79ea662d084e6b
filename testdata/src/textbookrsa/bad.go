// Package textbookrsa computes RSA by hand.
package textbookrsa

import (
	"crypto/rsa"
	"crypto/sha256"
	"crypto/x509"
	"encoding/hex"
	"errors"
	"math/big"

	"example.test/textbookrsa/keys"
	"example.test/textbookrsa/raw"
)

func badEncryptWrittenOut(pub *rsa.PublicKey, message []byte) []byte {
	m := new(big.Int).SetBytes(message)
	return new(big.Int).Exp(m, big.NewInt(int64(pub.E)), pub.N).Bytes() // want "CL302: big.Int.Exp encrypts with RSA without padding; why: an attacker can verify guesses of the message, recover short messages by taking roots, and modify messages without reading them; fix: use rsa.EncryptOAEP with SHA-256 at both ends, or rsaoaep.PublicKey.Encrypt .*"
}

func badDecryptWrittenOut(key *rsa.PrivateKey, sealed []byte) []byte {
	c := new(big.Int).SetBytes(sealed)
	return new(big.Int).Exp(c, key.D, key.N).Bytes() // want "CL302: big.Int.Exp computes with the private exponent of an RSA key; why: an attacker who can measure how long it takes can learn the key, and without padding can forge signatures or decrypt messages; fix: decrypt with rsa.DecryptOAEP, sign with rsa.SignPSS, or use rsaoaep.PrivateKey.Decrypt .*"
}

func badSignDigest(key *rsa.PrivateKey, document []byte) []byte {
	digest := sha256.Sum256(document)
	m := new(big.Int).SetBytes(digest[:])
	var s big.Int
	s.Exp(m, key.D, key.PublicKey.N) // want "CL302: .*private exponent"
	return s.FillBytes(make([]byte, key.Size()))
}

func badEncryptText(pub rsa.PublicKey, password string) string {
	e := big.NewInt(int64(pub.E))
	m := new(big.Int)
	m.SetBytes([]byte(password))
	m.Exp(m, e, pub.N) // want "CL302: .*without padding"
	return hex.EncodeToString(m.Bytes())
}

// A helper computes.
func badThroughHelper(pub *rsa.PublicKey, message []byte) []byte {
	return power(new(big.Int).SetBytes(message), int64(pub.E), pub.N).Bytes() // want "CL302: .*without padding"
}

func power(x *big.Int, e int64, n *big.Int) *big.Int { return new(big.Int).Exp(x, big.NewInt(e), n) }

// Arithmetic of another package.
func badThroughPackage(shop *keys.Shop, sealed []byte) []byte {
	return raw.Power(raw.Number(sealed), shop.Key.D, shop.Key.N).Bytes() // want "CL302: big.Int.Exp, called by raw.Power, computes with the private exponent"
}

func badEncryptThroughPackage(shop *keys.Shop, message []byte) []byte {
	pub := shop.Public()
	return raw.Power(raw.Number(message), big.NewInt(int64(pub.E)), pub.N).Bytes() // want "CL302: .*without padding"
}

// The numbers are in fields.
type numbers struct{ n, e, d *big.Int }

func newNumbers(key *rsa.PrivateKey) *numbers {
	return &numbers{n: key.N, e: big.NewInt(int64(key.E)), d: key.D}
}

func (k *numbers) badEncryptWithFields(message []byte) []byte {
	return new(big.Int).Exp(new(big.Int).SetBytes(message), k.e, k.n).Bytes() // want "CL302: .*without padding"
}

func (k *numbers) badDecryptWithFields(sealed []byte) []byte {
	return new(big.Int).Exp(new(big.Int).SetBytes(sealed), k.d, k.n).Bytes() // want "CL302: .*private exponent"
}

// The key is parsed here.
func badParsedKey(der, sealed []byte) ([]byte, error) {
	key, err := x509.ParsePKCS1PrivateKey(der)
	if err != nil {
		return nil, err
	}
	return new(big.Int).Exp(new(big.Int).SetBytes(sealed), key.D, key.N).Bytes(), nil // want "CL302: .*private exponent"
}

func badCertificate(cert *x509.Certificate, message []byte) ([]byte, error) {
	pub, ok := cert.PublicKey.(*rsa.PublicKey)
	if !ok {
		return nil, errors.New("no RSA key")
	}
	e := new(big.Int).SetInt64(int64(pub.E))
	return new(big.Int).Exp(new(big.Int).SetBytes(message), e, pub.N).Bytes(), nil // want "CL302: .*without padding"
}

// With the Chinese remainder theorem the exponents are others.
func badChineseRemainders(key *rsa.PrivateKey, sealed []byte) []byte {
	p, q := key.Primes[0], key.Primes[1]
	c := new(big.Int).SetBytes(sealed)
	one := new(big.Int).Exp(c, key.Precomputed.Dp, p)                   // want "CL302: .*private exponent"
	two := new(big.Int).Exp(c, new(big.Int).Mod(key.D, minusOne(q)), q) // want "CL302: .*private exponent"
	h := new(big.Int).Mul(new(big.Int).Sub(one, two), key.Precomputed.Qinv)
	h.Mod(h, p)
	return h.Mul(h, q).Add(h, two).Bytes()
}

func minusOne(n *big.Int) *big.Int { return new(big.Int).Sub(n, big.NewInt(1)) }

func badClosure(key *rsa.PrivateKey) func([]byte) []byte {
	return func(sealed []byte) []byte {
		return new(big.Int).Exp(new(big.Int).SetBytes(sealed), key.D, key.N).Bytes() // want "CL302: .*private exponent"
	}
}
