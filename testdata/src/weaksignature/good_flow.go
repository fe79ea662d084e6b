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
	"encoding/hex"
	"errors"
	"fmt"
	"hash"
	"io"
	"os"

	"golang.org/x/crypto/ssh"

	"example.test/weaksignature/digests"
)

// The ways that values take in bad_flow.go, with values that may take them.

// Checksums by name: what is signed is the one of SHA-256.
func goodChecksumsInMap(key *ecdsa.PrivateKey, body []byte) (map[string]string, []byte, error) {
	hashes := map[string]hash.Hash{"md5": md5.New(), "sha1": sha1.New(), "sha256": sha256.New()}
	sums := make(map[string]string)
	for name, h := range hashes {
		h.Write(body)
		sums[name] = hex.EncodeToString(h.Sum(nil))
	}
	signature, err := ecdsa.SignASN1(rand.Reader, key, hashes["sha256"].Sum(nil))
	return sums, signature, err
}

func goodChecksumLines(w io.Writer, body []byte) {
	for _, newHash := range []func() hash.Hash{md5.New, sha1.New, sha256.New} {
		h := newHash()
		h.Write(body)
		fmt.Fprintf(w, "%x\n", h.Sum(nil))
	}
}

var strongMethods = map[string]crypto.Hash{
	"rsa-sha256": crypto.SHA256,
	"rsa-sha384": crypto.SHA384,
	"rsa-sha512": crypto.SHA512,
}

func goodTableWithoutWeakHashes(key *rsa.PrivateKey, method string, body []byte) ([]byte, error) {
	hash, ok := strongMethods[method]
	if !ok {
		return nil, fmt.Errorf("signature method %q is not supported", method)
	}
	h := hash.New()
	h.Write(body)
	return rsa.SignPSS(rand.Reader, key, hash, h.Sum(nil), nil)
}

// A field of the same type as in bad_flow.go, in another struct.
type strongSigner struct {
	key  *rsa.PrivateKey
	hash crypto.Hash
}

func newStrongSigner(key *rsa.PrivateKey) *strongSigner {
	return &strongSigner{key: key, hash: crypto.SHA512}
}

func (s *strongSigner) goodSignsWithHashOfConstructor(body []byte) ([]byte, error) {
	h := s.hash.New()
	h.Write(body)
	return rsa.SignPSS(rand.Reader, s.key, s.hash, h.Sum(nil), nil)
}

// The wrapper of bad_flow.go around another hash.
func goodSumOfEmbeddedHash(key *ecdsa.PrivateKey, body []byte) ([]byte, int, error) {
	c := &countingHash{Hash: sha256.New()}
	c.Write(body)
	signature, err := ecdsa.SignASN1(rand.Reader, key, c.Sum(nil))
	return signature, c.n, err
}

func goodETagByWrapper(body []byte) string {
	c := &countingHash{Hash: md5.New()}
	c.Write(body)
	return fmt.Sprintf("%x-%d", c.Sum(nil), c.n)
}

func goodMethodOfEmbeddedKey(key deviceKey, body []byte) ([]byte, error) {
	digest := sha512.Sum384(append([]byte(key.serial), body...))
	return key.Sign(rand.Reader, digest[:], crypto.SHA384)
}

func goodMethodValues(key *ecdsa.PrivateKey, body []byte) ([]byte, error) {
	h := sha256.New()
	write, sum := h.Write, h.Sum
	if _, err := write(body); err != nil {
		return nil, err
	}
	return ecdsa.SignASN1(rand.Reader, key, sum(nil))
}

func goodDigestCapturedByClosure(key *ecdsa.PrivateKey, body []byte) (func() ([]byte, error), string) {
	name := md5.Sum(body)
	digest := sha256.Sum256(body)
	sign := func() ([]byte, error) { return ecdsa.SignASN1(rand.Reader, key, digest[:]) }
	return sign, hex.EncodeToString(name[:])
}

func goodGenericFunction(key *ecdsa.PrivateKey, name string) ([]byte, error) {
	return signText(key, sha512.New384, name)
}

func goodGenericKey(key *rsa.PrivateKey, body []byte) ([]byte, error) {
	digest := sha256.Sum256(body)
	return signAny(key, digest[:], &rsa.PSSOptions{SaltLength: rsa.PSSSaltLengthEqualsHash, Hash: crypto.SHA256})
}

func goodArgumentsOfHelpers(key *rsa.PrivateKey, body []byte) ([]byte, error) {
	return hashAndSign(key, crypto.SHA256, body)
}

func goodDigestSignedInAnotherFunction(key *ecdsa.PrivateKey, release []byte) (string, error) {
	sum := sha256.Sum256(release)
	return signDigest(key, sum[:])
}

// The digest of a file, used to find a copy of it.
func goodFileFoundByDigest(index map[string]string, path string) (string, error) {
	digest, err := digestOfFile(path)
	if err != nil {
		return "", err
	}
	return index[hex.EncodeToString(digest)], nil
}

// The file is found by its SHA-1 name; what is verified is its content.
func goodSignatureFoundByName(key *ecdsa.PublicKey, dir string, blob []byte) error {
	signature, err := os.ReadFile(dir + "/" + hex.EncodeToString(digests.Fingerprint(blob)) + ".sig")
	if err != nil {
		return err
	}
	if !ecdsa.VerifyASN1(key, digests.Strong(blob), signature) {
		return errors.New("bad signature")
	}
	return nil
}

// The checksum is compared before the signature is verified.
func goodChecksumBeforeSignature(key *rsa.PublicKey, body, checksum, signature []byte) error {
	if sum := md5.Sum(body); string(sum[:]) != string(checksum) {
		return errors.New("transfer error")
	}
	digest := sha256.Sum256(body)
	return rsa.VerifyPSS(key, crypto.SHA256, digest[:], signature, nil)
}

// SSH certificates hash by themselves.
func goodHostCertificateSigned(ca ssh.Signer, cert *ssh.Certificate) error {
	cert.KeyId = ssh.FingerprintLegacyMD5(cert.Key)
	return cert.SignCert(rand.Reader, ca)
}

// Hashes drawn from a pool that holds both kinds.
type hashPool struct {
	names  hash.Hash
	signed hash.Hash
}

func newHashPool() *hashPool { return &hashPool{names: sha1.New(), signed: sha256.New()} }

func (p *hashPool) goodSignsWithTheStrongOne(key *ecdsa.PrivateKey, body []byte) (string, []byte, error) {
	p.names.Reset()
	p.names.Write(body)
	p.signed.Reset()
	p.signed.Write(body)
	signature, err := ecdsa.SignASN1(rand.Reader, key, p.signed.Sum(nil))
	return hex.EncodeToString(p.names.Sum(nil)), signature, err
}
