package strict

import (
	"crypto"
	"crypto/rand"
	"crypto/rsa"
)

func badBitsForTheFuture() (*rsa.PrivateKey, error) {
	return rsa.GenerateKey(rand.Reader, 2048) // want "CL303: rsa.GenerateKey generates an RSA key of 2048 bits; why: keys below 3072 bits"
}

func badPrimes() (*rsa.PrivateKey, error) {
	return rsa.GenerateMultiPrimeKey(rand.Reader, 4, 4096) // want "CL303: rsa.GenerateMultiPrimeKey generates a key of more than two primes"
}

func badSaltOfEightBytes(key *rsa.PrivateKey, digest []byte) ([]byte, error) {
	return rsa.SignPSS(rand.Reader, key, crypto.SHA256, digest, &rsa.PSSOptions{SaltLength: 8}) // want "CL303: rsa.SignPSS uses a salt of 8 bytes"
}

func goodBits() (*rsa.PrivateKey, error) { return rsa.GenerateKey(rand.Reader, 4096) }

func goodTwoPrimes() (*rsa.PrivateKey, error) {
	return rsa.GenerateMultiPrimeKey(rand.Reader, 2, 4096)
}

func goodSaltOfTheHash(key *rsa.PrivateKey, digest []byte) ([]byte, error) {
	return rsa.SignPSS(rand.Reader, key, crypto.SHA256, digest, &rsa.PSSOptions{SaltLength: rsa.PSSSaltLengthEqualsHash})
}
