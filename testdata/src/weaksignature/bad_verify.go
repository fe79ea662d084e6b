package weaksignature

import (
	"crypto"
	"crypto/dsa"
	"crypto/ecdsa"
	"crypto/md5"
	"crypto/rsa"
	"crypto/sha1"
	"crypto/x509"
	"encoding/base64"
	"errors"
	"hash"
	"math/big"

	"example.test/weaksignature/digests"
)

// Verifying is graded lower than signing, because old data cannot be signed
// anew by whoever reads it. It is a finding all the same: whoever can make two
// messages with one digest has a signature on the second as soon as somebody
// signs the first.

func badUpdateVerifiedWithSHA1(key *rsa.PublicKey, update, signature []byte) error {
	digest := sha1.Sum(update)
	return rsa.VerifyPKCS1v15(key, crypto.SHA1, digest[:], signature) // want "CL101: .*rsa.VerifyPKCS1v15.*SHA-1"
}

func badUpdateVerifiedWithPSS(key *rsa.PublicKey, update, signature []byte) error {
	h := sha1.New()
	h.Write(update)
	return rsa.VerifyPSS(key, crypto.SHA1, h.Sum(nil), signature, nil) // want "CL101: .*SHA-1"
}

func badLicenseVerifiedWithMD5(key *ecdsa.PublicKey, license, signature []byte) bool {
	sum := md5.Sum(license)
	return ecdsa.VerifyASN1(key, sum[:], signature) // want "CL101: .*MD5"
}

func badTicketVerifiedAsTwoIntegers(key *ecdsa.PublicKey, ticket []byte, r, s *big.Int) bool {
	sum := sha1.Sum(ticket)
	return ecdsa.Verify(key, sum[:], r, s) // want "CL101: .*SHA-1"
}

// An appcast signed by the first generation of the Sparkle updater.
func badAppcastVerifiedWithDSA(key *dsa.PublicKey, archive []byte, r, s *big.Int) error {
	sum := sha1.Sum(archive)
	if !dsa.Verify(key, sum[:], r, s) { // want "CL101: .*SHA-1"
		return errors.New("appcast: bad signature")
	}
	return nil
}

// A table of JOSE algorithms in which somebody keeps RS1.
var joseHashes = map[string]crypto.Hash{
	"RS1":   crypto.SHA1,
	"RS256": crypto.SHA256,
	"RS512": crypto.SHA512,
}

func badTokenVerifiedByTableWithSHA1(key *rsa.PublicKey, alg string, signed, signature []byte) error {
	hash, ok := joseHashes[alg]
	if !ok {
		return errors.New("jwt: unknown algorithm " + alg)
	}
	h := hash.New()
	h.Write(signed)
	return rsa.VerifyPKCS1v15(key, hash, h.Sum(nil), signature) // want "CL101: .*SHA-1"
}

// Notifications of version 1 are signed with SHA-1. The service sends version 2
// to whoever asks for it.
func badNotificationOfVersion1(cert *x509.Certificate, version, text, signature string) error {
	raw, err := base64.StdEncoding.DecodeString(signature)
	if err != nil {
		return err
	}
	if version == "2" {
		return cert.CheckSignature(x509.SHA256WithRSA, []byte(text), raw)
	}
	return cert.CheckSignature(x509.SHA1WithRSA, []byte(text), raw) // want "CL101: .*SHA-?1"
}

// A verifier that keeps its hash between messages.
type packageVerifier struct {
	key *rsa.PublicKey
	h   hash.Hash
}

func newPackageVerifier(key *rsa.PublicKey) *packageVerifier {
	return &packageVerifier{key: key, h: sha1.New()}
}

func (v *packageVerifier) Write(p []byte) (int, error) { return v.h.Write(p) }

func (v *packageVerifier) badCheckWithHashOfConstructor(signature []byte) error {
	defer v.h.Reset()
	return rsa.VerifyPKCS1v15(v.key, crypto.SHA1, v.h.Sum(nil), signature) // want "CL101: .*SHA-1"
}

func badBlobVerifiedByFingerprintOfAnotherPackage(key *ecdsa.PublicKey, blob, signature []byte) bool {
	return ecdsa.VerifyASN1(key, digests.Fingerprint(blob), signature) // want "CL101: .*SHA-1"
}

// The digest is checked in one function and computed in another.
func verifyDigest(key *ecdsa.PublicKey, digest [20]byte, signature []byte) error {
	if !ecdsa.VerifyASN1(key, digest[:], signature) {
		return errors.New("bad signature")
	}
	return nil
}

func badDigestVerifiedInAnotherFunction(key *ecdsa.PublicKey, body, signature []byte) error {
	return verifyDigest(key, sha1.Sum(body), signature) // want "CL101: .*SHA-1"
}
