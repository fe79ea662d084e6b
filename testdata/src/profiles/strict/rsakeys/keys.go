// Package rsakeys puts RSA keys together from numbers that it reads.
package rsakeys

import (
	"crypto/rand"
	"crypto/rsa"
	"encoding/asn1"
	"encoding/base64"
	"encoding/json"
	"math/big"
)

// jwk is a key as in RFC 7518.
type jwk struct{ N, E, D, P, Q string }

func number(text string) *big.Int {
	data, _ := base64.RawURLEncoding.DecodeString(text)
	return new(big.Int).SetBytes(data)
}

func badLiteral(data []byte) (*rsa.PrivateKey, error) {
	var k jwk
	if err := json.Unmarshal(data, &k); err != nil {
		return nil, err
	}
	return &rsa.PrivateKey{ // want "CL302: an RSA private key is put together from numbers, and Validate is not called; why: numbers that do not belong together .*; fix: call PrivateKey.Validate before"
		PublicKey: rsa.PublicKey{N: number(k.N), E: int(number(k.E).Int64())},
		D:         number(k.D),
		Primes:    []*big.Int{number(k.P), number(k.Q)},
	}, nil
}

func badAssigned(k jwk) *rsa.PrivateKey {
	key := new(rsa.PrivateKey) // want "CL302: an RSA private key is put together"
	key.N, key.E = number(k.N), 65537
	key.D = number(k.D)
	key.Primes = []*big.Int{number(k.P), number(k.Q)}
	key.Precompute()
	return key
}

type signer struct{ key rsa.PrivateKey }

func badValue(data []byte) (*signer, error) {
	var numbers struct{ N, D, P, Q *big.Int }
	if _, err := asn1.Unmarshal(data, &numbers); err != nil {
		return nil, err
	}
	key := rsa.PrivateKey{D: numbers.D, Primes: []*big.Int{numbers.P, numbers.Q}} // want "CL302: an RSA private key is put together"
	key.N, key.E = numbers.N, 65537
	return &signer{key}, nil
}

func goodGenerated() (*rsa.PrivateKey, error) { return rsa.GenerateKey(rand.Reader, 3072) }

// goodPublic has no private exponent.
func goodPublic(k jwk) *rsa.PublicKey {
	return &rsa.PublicKey{N: number(k.N), E: int(number(k.E).Int64())}
}

// goodCopy leaves out what was computed.
func goodCopy(key *rsa.PrivateKey) *rsa.PrivateKey {
	return &rsa.PrivateKey{PublicKey: key.PublicKey, D: key.D, Primes: key.Primes}
}
