package weaksignature

import (
	"crypto"
	"crypto/dsa"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha1"
	"crypto/sha256"
	"crypto/sha512"
	"encoding/json"
	"fmt"
	"math/big"
)

// DSA: FIPS 186-5 withdrew it for signing, whatever the digest.

func badDSASignature(key *dsa.PrivateKey, message []byte) (r, s *big.Int, err error) {
	digest := sha256.Sum256(message)
	return dsa.Sign(rand.Reader, key, digest[:]) // want "CL101: .*dsa.Sign"
}

func badDSASignatureOfSHA1Digest(key *dsa.PrivateKey, message []byte) (r, s *big.Int, err error) {
	h := sha1.New()
	h.Write(message)
	return dsa.Sign(rand.Reader, key, h.Sum(nil)) // want "CL101: .*dsa.Sign.*SHA-1"
}

func badDSAKeyOf1024Bits() (*dsa.PrivateKey, error) {
	key := new(dsa.PrivateKey)
	if err := dsa.GenerateParameters(&key.Parameters, rand.Reader, dsa.L1024N160); err != nil { // want "CL101: .*1024"
		return nil, err
	}
	return key, dsa.GenerateKey(key, rand.Reader)
}

// PKCS #1 v1.5 over a message that nobody hashed: the signature does not say
// what it is of, and a message longer than the key is an error.

func badMessageSignedWithoutHash(key *rsa.PrivateKey, user string, expires int64) ([]byte, error) {
	message := fmt.Sprintf("%s|%d", user, expires)
	return rsa.SignPKCS1v15(rand.Reader, key, crypto.Hash(0), []byte(message)) // want "CL101: .*not hashed"
}

func badMessageVerifiedWithoutHash(key *rsa.PublicKey, challenge string, signature []byte) error {
	return rsa.VerifyPKCS1v15(key, 0, []byte(challenge), signature) // want "CL101: .*not hashed"
}

func badDocumentSignedWithoutHash(key *rsa.PrivateKey, claims map[string]string) ([]byte, error) {
	document, err := json.Marshal(claims)
	if err != nil {
		return nil, err
	}
	return rsa.SignPKCS1v15(nil, key, 0, document) // want "CL101: .*not hashed"
}

// The hash that the signature names is not the one that was computed.

func badSHA512DigestSignedAsSHA256(key *rsa.PrivateKey, message []byte) ([]byte, error) {
	digest := sha512.Sum512(message)
	return rsa.SignPKCS1v15(rand.Reader, key, crypto.SHA256, digest[:]) // want "CL101: .*SHA-512.*SHA-256"
}

// Both digests have 32 bytes, so nothing fails until another program verifies.
func badSHA512256DigestSignedAsSHA256(key *rsa.PrivateKey, message []byte) ([]byte, error) {
	digest := sha512.Sum512_256(message)
	return rsa.SignPSS(rand.Reader, key, crypto.SHA256, digest[:], nil) // want "CL101: .*SHA-512/256.*SHA-256"
}

func badSHA256DigestVerifiedAsSHA384(key *rsa.PublicKey, message, signature []byte) error {
	h := sha256.New()
	h.Write(message)
	return rsa.VerifyPKCS1v15(key, crypto.SHA384, h.Sum(nil), signature) // want "CL101: .*SHA-256.*SHA-384"
}
