package weaksignature

import (
	"crypto"
	"crypto/ecdsa"
	"crypto/md5"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha1"
	"crypto/sha256"
	"crypto/sha512"
	"errors"
)

// A protocol names the hash. The function that knows them all is one defect, however many
// calls get a digest from it: the finding stands at one that signs, and names the others.

func digestByNumber(number byte, message []byte) []byte {
	switch number {
	case 1:
		sum := md5.Sum(message)
		return sum[:]
	case 4:
		sum := sha256.Sum256(message)
		return sum[:]
	case 5:
		sum := sha512.Sum384(message)
		return sum[:]
	case 6:
		sum := sha512.Sum512(message)
		return sum[:]
	}
	return nil
}

func verifyByNumber(key *ecdsa.PublicKey, number byte, message, signature []byte) error {
	if !ecdsa.VerifyASN1(key, digestByNumber(number, message), signature) {
		return errors.New("the signature is not valid")
	}
	return nil
}

func verifyRSAByNumber(key *rsa.PublicKey, number byte, hash crypto.Hash, message, signature []byte) error {
	return rsa.VerifyPKCS1v15(key, hash, digestByNumber(number, message), signature)
}

func badSignsByNumber(key *ecdsa.PrivateKey, number byte, message []byte) ([]byte, error) {
	return ecdsa.SignASN1(rand.Reader, key, digestByNumber(number, message)) // want "CL101: ecdsa.SignASN1 signs an MD5 digest"
}

func signAgainByNumber(key *rsa.PrivateKey, number byte, hash crypto.Hash, message []byte) ([]byte, error) {
	return rsa.SignPSS(rand.Reader, key, hash, digestByNumber(number, message), nil)
}

// Another switch is another defect.

func digestByName(name string, message []byte) []byte {
	switch name {
	case "sha256":
		sum := sha256.Sum256(message)
		return sum[:]
	case "sha384":
		sum := sha512.Sum384(message)
		return sum[:]
	case "sha1":
		sum := sha1.Sum(message)
		return sum[:]
	}
	return nil
}

func badVerifiesByName(key *ecdsa.PublicKey, name string, message, signature []byte) bool {
	return ecdsa.VerifyASN1(key, digestByName(name, message), signature) // want "CL101: ecdsa.VerifyASN1 verifies a signature over a SHA-1 digest"
}

// What is signed with the broken hash alone is told at each place.

func badSignsMD5(key *ecdsa.PrivateKey, message []byte) ([]byte, error) {
	sum := md5.Sum(message)
	return ecdsa.SignASN1(rand.Reader, key, sum[:]) // want "CL101: ecdsa.SignASN1 signs an MD5 digest"
}

func badSignsMD5Too(key *ecdsa.PrivateKey, message []byte) ([]byte, error) {
	sum := md5.Sum(message)
	return ecdsa.SignASN1(rand.Reader, key, sum[:]) // want "CL101: ecdsa.SignASN1 signs an MD5 digest"
}
