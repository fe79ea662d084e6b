package textbookrsa

import (
	"bytes"
	"crypto"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha256"
	"errors"
	"io"
	"math/big"
)

func goodOAEP(pub *rsa.PublicKey, message []byte) ([]byte, error) {
	return rsa.EncryptOAEP(sha256.New(), rand.Reader, pub, message, nil)
}

func goodPSS(key *rsa.PrivateKey, digest []byte) ([]byte, error) {
	return rsa.SignPSS(rand.Reader, key, crypto.SHA256, digest, nil)
}

// A signature with an old padding, such as that of passports (ISO 9796-2).
func goodRecover(pub *rsa.PublicKey, signature []byte) ([]byte, error) {
	s := new(big.Int).SetBytes(signature)
	m := new(big.Int).Exp(s, big.NewInt(int64(pub.E)), pub.N).Bytes()
	if len(m) == 0 || m[0] != 0x6a {
		return nil, errors.New("no trailer")
	}
	return m[1:], nil
}

func goodVerifyByHand(pub *rsa.PublicKey, data, expected []byte) bool {
	m := new(big.Int).SetBytes(data)
	return bytes.Equal(new(big.Int).Exp(m, big.NewInt(int64(pub.E)), pub.N).FillBytes(make([]byte, pub.Size())), expected)
}

func goodPublicDecrypt(pub *rsa.PublicKey, data []byte) []byte {
	return new(big.Int).Exp(new(big.Int).SetBytes(data), big.NewInt(int64(pub.E)), pub.N).Bytes()
}

// Blind signatures: the message is multiplied by a random number to the power of E.
func goodBlind(pub *rsa.PublicKey, message []byte) (blinded, inverse *big.Int, err error) {
	r, err := rand.Int(rand.Reader, pub.N)
	if err != nil {
		return nil, nil, err
	}
	m := new(big.Int).SetBytes(message)
	m.Mul(m, new(big.Int).Exp(r, big.NewInt(int64(pub.E)), pub.N))
	return m.Mod(m, pub.N), new(big.Int).ModInverse(r, pub.N), nil
}

func goodBlindSign(key *rsa.PrivateKey, data []byte) []byte {
	return new(big.Int).Exp(new(big.Int).SetBytes(data), key.D, key.N).Bytes()
}

// The private operation, blinded as crypto/rsa did it once.
func goodBlinded(random io.Reader, key *rsa.PrivateKey, sealed []byte) (*big.Int, error) {
	r, err := rand.Int(random, key.N)
	if err != nil {
		return nil, err
	}
	inverse := new(big.Int).ModInverse(r, key.N)
	c := new(big.Int).Exp(r, big.NewInt(int64(key.E)), key.N)
	c.Mul(c, new(big.Int).SetBytes(sealed)).Mod(c, key.N)
	m := new(big.Int).Exp(c, key.D, key.N)
	return m.Mul(m, inverse).Mod(m, key.N), nil
}

// RSA-KEM (RFC 5990): what is encrypted is random, and a key is derived from it.
func goodEncapsulate(pub *rsa.PublicKey) (secret [32]byte, sealed []byte, err error) {
	m, err := rand.Int(rand.Reader, pub.N)
	if err != nil {
		return secret, nil, err
	}
	return sha256.Sum256(m.Bytes()), new(big.Int).Exp(m, big.NewInt(int64(pub.E)), pub.N).Bytes(), nil
}

// Random padding by hand, as MTProto prescribes it.
func goodPaddedByHand(pub *rsa.PublicKey, message []byte) ([]byte, error) {
	block := make([]byte, pub.Size()-1)
	if _, err := rand.Read(block); err != nil {
		return nil, err
	}
	digest := sha256.Sum256(message)
	copy(block, digest[:])
	copy(block[len(digest):], message)
	return raised(pub, block), nil
}

func raised(pub *rsa.PublicKey, message []byte) []byte {
	return new(big.Int).Exp(new(big.Int).SetBytes(message), big.NewInt(int64(pub.E)), pub.N).Bytes()
}

// Does a pair of keys belong together?
func goodTestOfTheKey(key *rsa.PrivateKey) bool {
	two := big.NewInt(2)
	c := new(big.Int).Exp(two, big.NewInt(int64(key.E)), key.N)
	return new(big.Int).Exp(c, key.D, key.N).Cmp(two) == 0
}

// Diffie-Hellman over a prime.
func goodDiffieHellman(prime, generator, theirs *big.Int) (message, shared *big.Int, err error) {
	x, err := rand.Int(rand.Reader, prime)
	if err != nil {
		return nil, nil, err
	}
	return new(big.Int).Exp(generator, x, prime), new(big.Int).Exp(theirs, x, prime), nil
}

// SRP: the verifier of a password.
func goodSRP(salt, password []byte, n, g *big.Int) *big.Int {
	x := sha256.Sum256(append(salt, password...))
	return new(big.Int).Exp(g, new(big.Int).SetBytes(x[:]), n)
}

// Paillier has a modulus of its own.
type paillier struct{ N, G *big.Int }

func (k *paillier) goodEncrypt(message []byte) (*big.Int, error) {
	r, err := rand.Int(rand.Reader, k.N)
	if err != nil {
		return nil, err
	}
	square := new(big.Int).Mul(k.N, k.N)
	c := new(big.Int).Exp(k.G, new(big.Int).SetBytes(message), square)
	return c.Mul(c, r.Exp(r, k.N, square)).Mod(c, square), nil
}

// Fermat's test of a prime.
func goodPrime(p *big.Int) bool {
	return new(big.Int).Exp(big.NewInt(2), minusOne(p), p).Cmp(big.NewInt(1)) == 0
}

// An accumulator over the modulus of a key: the exponents are the elements.
func goodAccumulate(pub *rsa.PublicKey, value *big.Int, element *big.Int) *big.Int {
	return new(big.Int).Exp(value, element, pub.N)
}

// What a key is made of, without a power.
func goodPublicExponent(key *rsa.PrivateKey) *big.Int {
	phi := new(big.Int).Mul(minusOne(key.Primes[0]), minusOne(key.Primes[1]))
	return new(big.Int).ModInverse(big.NewInt(int64(key.E)), phi)
}
