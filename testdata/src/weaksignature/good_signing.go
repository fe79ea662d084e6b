package weaksignature

import (
	"crypto"
	"crypto/dsa"
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/md5"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha1"
	"crypto/sha256"
	"crypto/sha512"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"hash"
	"io"
	"math/big"
	"net/http"
	"strings"

	"example.test/weaksignature/digests"
	"example.test/weaksignature/signing"
)

func goodReleaseSignedWithSHA256(key *rsa.PrivateKey, archive io.Reader) ([]byte, error) {
	h := sha256.New()
	if _, err := io.Copy(h, archive); err != nil {
		return nil, err
	}
	return rsa.SignPSS(rand.Reader, key, crypto.SHA256, h.Sum(nil), nil)
}

func goodTokenVerifiedWithRS256(key *rsa.PublicKey, token string) error {
	cut := strings.LastIndexByte(token, '.')
	if cut < 0 {
		return errors.New("jwt: malformed token")
	}
	signature, err := base64.RawURLEncoding.DecodeString(token[cut+1:])
	if err != nil {
		return err
	}
	digest := sha256.Sum256([]byte(token[:cut]))
	return rsa.VerifyPKCS1v15(key, crypto.SHA256, digest[:], signature)
}

// Both hashes in one function: one for the cache, one for the signature.
func goodETagBesideSignature(w http.ResponseWriter, key *ecdsa.PrivateKey, body []byte) error {
	tag := md5.Sum(body)
	w.Header().Set("ETag", fmt.Sprintf(`"%x"`, tag))
	digest := sha256.Sum256(body)
	signature, err := ecdsa.SignASN1(rand.Reader, key, digest[:])
	if err != nil {
		return err
	}
	w.Header().Set("X-Signature", base64.StdEncoding.EncodeToString(signature))
	return nil
}

// Both hashes fed by one writer.
func goodChecksumAndSignatureInOnePass(key *rsa.PrivateKey, r io.Reader) (checksum string, signature []byte, err error) {
	old, strong := md5.New(), sha256.New()
	if _, err := io.Copy(io.MultiWriter(old, strong), r); err != nil {
		return "", nil, err
	}
	signature, err = rsa.SignPKCS1v15(rand.Reader, key, crypto.SHA256, strong.Sum(nil))
	return hex.EncodeToString(old.Sum(nil)), signature, err
}

// One scratch buffer: the signature is made after it was filled anew.
func goodScratchBufferReused(key *ecdsa.PrivateKey, cache map[string][]byte, body []byte) ([]byte, error) {
	scratch := make([]byte, 0, sha256.Size)
	h := md5.New()
	h.Write(body)
	scratch = h.Sum(scratch[:0])
	cache[hex.EncodeToString(scratch)] = body

	strong := sha256.New()
	strong.Write(body)
	scratch = strong.Sum(scratch[:0])
	return ecdsa.SignASN1(rand.Reader, key, scratch)
}

// An APT repository: old checksums stand in the text, and the text is signed
// by its SHA-256 digest. What a client trusts is the SHA256 section.
func goodReleaseFileListsOldChecksums(key *rsa.PrivateKey, packages []byte) ([]byte, error) {
	var text strings.Builder
	fmt.Fprintf(&text, "MD5Sum:\n %x %d Packages\n", md5.Sum(packages), len(packages))
	fmt.Fprintf(&text, "SHA1:\n %x %d Packages\n", sha1.Sum(packages), len(packages))
	fmt.Fprintf(&text, "SHA256:\n %x %d Packages\n", sha256.Sum256(packages), len(packages))
	digest := sha256.Sum256([]byte(text.String()))
	return rsa.SignPKCS1v15(rand.Reader, key, crypto.SHA256, digest[:])
}

// One helper, two callers: the weak one makes a name.

func digestWith(newHash func() hash.Hash, body []byte) []byte {
	h := newHash()
	h.Write(body)
	return h.Sum(nil)
}

func goodNameByHelper(body []byte) string {
	return hex.EncodeToString(digestWith(sha1.New, body))
}

func goodSignatureByHelper(key *ecdsa.PrivateKey, body []byte) ([]byte, error) {
	return ecdsa.SignASN1(rand.Reader, key, digestWith(sha256.New, body))
}

// One struct, two digests: the weak one is a name.

type asset struct {
	name   string
	etag   []byte
	digest []byte
}

func newAsset(name string, body []byte) *asset {
	etag := md5.Sum(body)
	digest := sha256.Sum256(body)
	return &asset{name: name, etag: etag[:], digest: digest[:]}
}

func (a *asset) goodSignsTheOtherField(key *ecdsa.PrivateKey) ([]byte, error) {
	return ecdsa.SignASN1(rand.Reader, key, a.digest)
}

func (a *asset) goodTag() string { return hex.EncodeToString(a.etag) }

// The default never arrives: every way on replaces it.
func goodDefaultReplacedBeforeSigning(key *rsa.PrivateKey, alg string, body []byte) ([]byte, error) {
	hash := crypto.SHA1
	switch alg {
	case "RS256":
		hash = crypto.SHA256
	case "RS384":
		hash = crypto.SHA384
	case "RS512":
		hash = crypto.SHA512
	default:
		return nil, fmt.Errorf("algorithm %q is not supported", alg)
	}
	h := hash.New()
	h.Write(body)
	return rsa.SignPKCS1v15(rand.Reader, key, hash, h.Sum(nil))
}

// The weak hash has a name, and is refused.
func goodWeakHashRefused(key *rsa.PublicKey, alg string, body, signature []byte) error {
	var hash crypto.Hash
	switch alg {
	case "sha1WithRSAEncryption":
		hash = crypto.SHA1
	case "sha256WithRSAEncryption":
		hash = crypto.SHA256
	default:
		return fmt.Errorf("unknown algorithm %q", alg)
	}
	if hash == crypto.SHA1 {
		return errors.New("SHA-1 signatures are not accepted")
	}
	h := hash.New()
	h.Write(body)
	return rsa.VerifyPKCS1v15(key, hash, h.Sum(nil), signature)
}

// Nobody here can say which hash it is.
func goodHashOfConfiguration(key crypto.Signer, hash crypto.Hash, digest []byte) ([]byte, error) {
	if !hash.Available() {
		return nil, fmt.Errorf("hash %v is not linked in", hash)
	}
	return key.Sign(rand.Reader, digest, hash)
}

// A table that says how long digests are, and another what they are called.
var digestSizes = map[crypto.Hash]int{crypto.MD5: md5.Size, crypto.SHA1: sha1.Size, crypto.SHA256: sha256.Size}

func goodLengthOfDigestChecked(key crypto.Signer, hash crypto.Hash, digest []byte) ([]byte, error) {
	if size, ok := digestSizes[hash]; !ok || size != len(digest) {
		return nil, fmt.Errorf("%v digest of %d bytes", hash, len(digest))
	}
	return key.Sign(rand.Reader, digest, hash)
}

// Ed25519 signs the message. Its crypto.Hash(0) says so, and is right.
func goodEd25519ThroughSigner(key ed25519.PrivateKey, message []byte) ([]byte, error) {
	return key.Sign(rand.Reader, message, crypto.Hash(0))
}

func goodEd25519Prehashed(key ed25519.PrivateKey, message []byte) ([]byte, error) {
	digest := sha512.Sum512(message)
	return key.Sign(rand.Reader, digest[:], &ed25519.Options{Hash: crypto.SHA512, Context: "backup"})
}

// A message that happens to hold a SHA-1 id among other things: git signs
// commits like that.
func goodCommitObjectSigned(key ed25519.PrivateKey, tree [20]byte, author, message string) []byte {
	var object strings.Builder
	fmt.Fprintf(&object, "tree %x\nauthor %s\n\n%s", tree, author, message)
	return ed25519.Sign(key, []byte(object.String()))
}

func goodSignMessage(key crypto.Signer, document any) ([]byte, error) {
	message, err := json.Marshal(document)
	if err != nil {
		return nil, err
	}
	return crypto.SignMessage(key, rand.Reader, message, crypto.SHA256)
}

// A security module's raw RSA operation: its caller has made the DigestInfo.
func goodDigestInfoOfCaller(key *rsa.PrivateKey, info []byte) ([]byte, error) {
	return rsa.SignPKCS1v15(rand.Reader, key, crypto.Hash(0), info)
}

var sha256Header = []byte{
	0x30, 0x31, 0x30, 0x0d, 0x06, 0x09, 0x60, 0x86, 0x48, 0x01,
	0x65, 0x03, 0x04, 0x02, 0x01, 0x05, 0x00, 0x04, 0x20,
}

func goodDigestInfoBuiltByHand(key *rsa.PrivateKey, message []byte) ([]byte, error) {
	digest := sha256.Sum256(message)
	info := append([]byte(nil), sha256Header...)
	info = append(info, digest[:]...)
	return rsa.SignPKCS1v15(rand.Reader, key, crypto.Hash(0), info)
}

// ECDSA over P-521 with SHA-512, and a truncated digest for a smaller curve:
// both are as the standard has them.
func goodSHA512DigestSigned(key *ecdsa.PrivateKey, message []byte) ([]byte, error) {
	h := crypto.SHA512.New()
	h.Write(message)
	return key.Sign(rand.Reader, h.Sum(nil), crypto.SHA512)
}

// DSA signatures of old packages are verified; none is made.
func goodOldPackageVerified(key *dsa.PublicKey, message []byte, r, s *big.Int) bool {
	digest := sha256.Sum256(message)
	return dsa.Verify(key, digest[:], r, s)
}

// A program that says what kind a key is.
func goodKindOfKey(key crypto.PublicKey) string {
	switch key := key.(type) {
	case *dsa.PublicKey:
		return fmt.Sprintf("DSA %d, too old", key.P.BitLen())
	case *rsa.PublicKey:
		return fmt.Sprintf("RSA %d", key.N.BitLen())
	case *ecdsa.PublicKey:
		return "ECDSA " + key.Curve.Params().Name
	}
	return fmt.Sprintf("%T", key)
}

// Other packages: the same helpers, the strong hash.

func goodDigestOfAnotherPackage(key *ecdsa.PrivateKey, blob []byte) ([]byte, error) {
	return signing.Digest(key, digests.Strong(blob))
}

func goodConstantOfAnotherPackage(key *rsa.PrivateKey, blob []byte) ([]byte, error) {
	h := digests.Current.New()
	h.Write(blob)
	return signing.DigestOf(key, digests.Current, h.Sum(nil))
}

func goodFieldOfAnotherPackage(key *ecdsa.PrivateKey, path string, content []byte) (string, []byte, error) {
	entry := digests.NewEntry(path, content)
	signature, err := ecdsa.SignASN1(rand.Reader, key, entry.Digest)
	return hex.EncodeToString(entry.BlobID), signature, err
}

func goodConstructorPassedToAnotherPackage(key *ecdsa.PrivateKey, r io.Reader) ([]byte, error) {
	digest, err := digests.Of(sha512.New384, r)
	if err != nil {
		return nil, err
	}
	return signing.Digest(key, digest)
}

func goodFieldSetForAnotherPackage(key crypto.Signer, body []byte) ([]byte, error) {
	s := &signing.Signer{Key: key, Hash: crypto.SHA384}
	return s.Sign(body)
}

func goodNameByAnotherPackage(blob []byte) string {
	w := digests.NewWriter()
	w.Write(blob)
	return hex.EncodeToString(w.Digest())
}
