package weaksignature

import (
	"crypto"
	"crypto/ecdsa"
	"crypto/md5"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha1"
	"crypto/sha256"
	"fmt"
	"hash"
	"io"
	"os"
	"strings"

	"example.test/weaksignature/digests"
	"example.test/weaksignature/signing"
)

// The digest comes from a function.

func digestOfFile(path string) ([]byte, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	h := sha1.New()
	if _, err := io.Copy(h, f); err != nil {
		return nil, err
	}
	return h.Sum(nil), nil
}

func badDigestComputedInAnotherFunction(key *ecdsa.PrivateKey, path string) ([]byte, error) {
	digest, err := digestOfFile(path)
	if err != nil {
		return nil, fmt.Errorf("hash %s: %w", path, err)
	}
	return ecdsa.SignASN1(rand.Reader, key, digest) // want "CL101: .*SHA-1"
}

// The digest goes to a function.

func signDigest(key *ecdsa.PrivateKey, digest []byte) (string, error) {
	signature, err := ecdsa.SignASN1(rand.Reader, key, digest)
	if err != nil {
		return "", err
	}
	return fmt.Sprintf("%x", signature), nil
}

func badSHA1DigestSignedInAnotherFunction(key *ecdsa.PrivateKey, release []byte) (string, error) {
	sum := sha1.Sum(release)
	return signDigest(key, sum[:]) // want "CL101: .*SHA-1"
}

// Two functions further down.

func signAndLog(key *ecdsa.PrivateKey, name string, digest []byte) (string, error) {
	signature, err := signDigest(key, digest)
	fmt.Println(name, signature)
	return signature, err
}

func badMD5DigestSignedTwoFunctionsDown(key *ecdsa.PrivateKey, name string, body []byte) (string, error) {
	sum := md5.Sum(body)
	return signAndLog(key, name, sum[:]) // want "CL101: .*MD5"
}

// The callee names SHA-1 itself: one defect, mended there and not in its caller.

func signOldDigest(key *rsa.PrivateKey, digest []byte) ([]byte, error) {
	return rsa.SignPKCS1v15(rand.Reader, key, crypto.SHA1, digest) // want "CL101: .*SHA-1"
}

func notReportedAgainInTheCaller(key *rsa.PrivateKey, body []byte) ([]byte, error) {
	sum := sha1.Sum(body)
	return signOldDigest(key, sum[:])
}

// The constructor is an argument.

func sumOf(newHash func() hash.Hash, parts ...string) []byte {
	h := newHash()
	for _, part := range parts {
		io.WriteString(h, part)
		h.Write([]byte{0})
	}
	return h.Sum(nil)
}

func badHashConstructorPassed(key *ecdsa.PrivateKey, name, version string) ([]byte, error) {
	return ecdsa.SignASN1(rand.Reader, key, sumOf(md5.New, name, version)) // want "CL101: .*MD5"
}

func badHashConstructorInVariable(key *ecdsa.PrivateKey, name string, fips bool) ([]byte, error) {
	newHash := sha1.New
	if fips {
		newHash = sha256.New
	}
	return ecdsa.SignASN1(rand.Reader, key, sumOf(newHash, name)) // want "CL101: .*SHA-1"
}

// The hash is an argument.

func finish(h hash.Hash, trailer string) []byte {
	fmt.Fprintf(h, "\n%s\n", trailer)
	return h.Sum(nil)
}

func badHashFinishedInAnotherFunction(key *ecdsa.PrivateKey, body []byte) ([]byte, error) {
	h := sha1.New()
	h.Write(body)
	return ecdsa.SignASN1(rand.Reader, key, finish(h, "end")) // want "CL101: .*SHA-1"
}

// The crypto.Hash is an argument, a constant, a variable.

const releaseHash = crypto.SHA1

func badNamedConstant(key crypto.Signer, body []byte) ([]byte, error) {
	h := releaseHash.New()
	h.Write(body)
	return key.Sign(rand.Reader, h.Sum(nil), releaseHash) // want "CL101: .*SHA-1"
}

var defaultHash = crypto.SHA1

func badPackageVariable(key *rsa.PrivateKey, body []byte) ([]byte, error) {
	h := defaultHash.New()
	h.Write(body)
	return rsa.SignPSS(rand.Reader, key, defaultHash, h.Sum(nil), nil) // want "CL101: .*SHA-1"
}

func hashAndSign(key crypto.Signer, hash crypto.Hash, body []byte) ([]byte, error) {
	h := hash.New()
	h.Write(body)
	return key.Sign(rand.Reader, h.Sum(nil), hash)
}

func badHashPassedAsArgument(key crypto.Signer, body []byte) ([]byte, error) {
	return hashAndSign(key, crypto.SHA1, body) // want "CL101: .*SHA-1"
}

func badOptionsPassedAsArgument(key crypto.Signer, digest []byte) ([]byte, error) {
	sign := func(opts crypto.SignerOpts) ([]byte, error) {
		return key.Sign(rand.Reader, digest, opts)
	}
	return sign(&rsa.PSSOptions{Hash: crypto.SHA1}) // want "CL101: .*SHA-1"
}

// The hash is chosen by a name in the request.

func badAlgorithmSwitch(key *rsa.PrivateKey, method string, body []byte) ([]byte, error) {
	var hash crypto.Hash
	switch strings.TrimPrefix(method, "http://www.w3.org/2000/09/xmldsig#") {
	case "rsa-sha1":
		hash = crypto.SHA1
	case "rsa-sha256":
		hash = crypto.SHA256
	default:
		return nil, fmt.Errorf("unknown signature method %q", method)
	}
	h := hash.New()
	h.Write(body)
	return rsa.SignPKCS1v15(rand.Reader, key, hash, h.Sum(nil)) // want "CL101: .*SHA-1"
}

var signatureMethods = map[string]func() hash.Hash{
	"ecdsa-sha1":   sha1.New,
	"ecdsa-sha256": sha256.New,
}

func badAlgorithmTable(key *ecdsa.PrivateKey, method string, body []byte) ([]byte, error) {
	newHash, ok := signatureMethods[method]
	if !ok {
		return nil, fmt.Errorf("unknown signature method %q", method)
	}
	h := newHash()
	h.Write(body)
	return ecdsa.SignASN1(rand.Reader, key, h.Sum(nil)) // want "CL101: .*SHA-1"
}

// Fields.

type manifest struct {
	files  map[string]int64
	digest []byte
}

func (m *manifest) seal() {
	h := sha1.New()
	for name, size := range m.files {
		fmt.Fprintf(h, "%s %d\n", name, size)
	}
	m.digest = h.Sum(nil)
}

func (m *manifest) badSignsDigestOfField(key *ecdsa.PrivateKey) ([]byte, error) {
	m.seal()
	return ecdsa.SignASN1(rand.Reader, key, m.digest) // want "CL101: .*SHA-1"
}

type release struct {
	name string
	sum  [md5.Size]byte
}

func newRelease(name string, content []byte) release {
	return release{name: name, sum: md5.Sum(content)}
}

func badSignsArrayOfField(key *ecdsa.PrivateKey, name string, content []byte) ([]byte, error) {
	r := newRelease(name, content)
	return ecdsa.SignASN1(rand.Reader, key, r.sum[:]) // want "CL101: .*MD5"
}

type signer struct {
	key  *rsa.PrivateKey
	hash crypto.Hash
}

func newSigner(key *rsa.PrivateKey) *signer { return &signer{key: key, hash: crypto.SHA1} }

func (s *signer) badSignsWithHashOfConstructor(body []byte) ([]byte, error) {
	h := s.hash.New()
	h.Write(body)
	return rsa.SignPSS(rand.Reader, s.key, s.hash, h.Sum(nil), nil) // want "CL101: .*SHA-1"
}

// Embedded types and method values.

type deviceKey struct {
	*rsa.PrivateKey
	serial string
}

func badMethodOfEmbeddedKey(key deviceKey, body []byte) ([]byte, error) {
	digest := sha1.Sum(append([]byte(key.serial), body...))
	return key.Sign(rand.Reader, digest[:], crypto.SHA1) // want "CL101: .*SHA-1"
}

type countingHash struct {
	hash.Hash
	n int
}

func (c *countingHash) Write(p []byte) (int, error) {
	c.n += len(p)
	return c.Hash.Write(p)
}

func badSumOfEmbeddedHash(key *ecdsa.PrivateKey, body []byte) ([]byte, error) {
	c := &countingHash{Hash: sha1.New()}
	c.Write(body)
	return ecdsa.SignASN1(rand.Reader, key, c.Sum(nil)) // want "CL101: .*SHA-1"
}

func badMethodValues(key *ecdsa.PrivateKey, body []byte) ([]byte, error) {
	h := md5.New()
	write, sum := h.Write, h.Sum
	if _, err := write(body); err != nil {
		return nil, err
	}
	return ecdsa.SignASN1(rand.Reader, key, sum(nil)) // want "CL101: .*MD5"
}

func badMethodValueOfSigner(key *rsa.PrivateKey, body []byte) ([]byte, error) {
	digest := sha1.Sum(body)
	sign := key.Sign
	return sign(rand.Reader, digest[:], crypto.SHA1) // want "CL101: .*SHA-1"
}

// Closures.

func badDigestCapturedByClosure(key *ecdsa.PrivateKey, bodies [][]byte) (signature []byte, err error) {
	h := sha1.New()
	add := func(b []byte) { h.Write(b) }
	for _, body := range bodies {
		add(body)
	}
	digest := h.Sum(nil)
	retry := func() error {
		signature, err = ecdsa.SignASN1(rand.Reader, key, digest) // want "CL101: .*SHA-1"
		return err
	}
	return signature, retry()
}

func badClosureReturnsHash(key *ecdsa.PrivateKey, body []byte) ([]byte, error) {
	newHash := func() hash.Hash { return md5.New() }
	h := newHash()
	h.Write(body)
	return ecdsa.SignASN1(rand.Reader, key, h.Sum(nil)) // want "CL101: .*MD5"
}

// An interface with one implementation in the package.

type digester interface {
	digest(content []byte) []byte
}

type sha1Digester struct{}

func (sha1Digester) digest(content []byte) []byte {
	sum := sha1.Sum(content)
	return sum[:]
}

var _ digester = sha1Digester{}

func badDigestOfInterface(key *ecdsa.PrivateKey, d digester, content []byte) ([]byte, error) {
	return ecdsa.SignASN1(rand.Reader, key, d.digest(content)) // want "CL101: .*SHA-1"
}

// Generic functions.

func signText[T ~string | ~[]byte](key *ecdsa.PrivateKey, newHash func() hash.Hash, text T) ([]byte, error) {
	h := newHash()
	h.Write([]byte(text))
	return ecdsa.SignASN1(rand.Reader, key, h.Sum(nil))
}

func badGenericFunction(key *ecdsa.PrivateKey, name string) ([]byte, error) {
	return signText(key, sha1.New, name) // want "CL101: .*SHA-1"
}

func signAny[K crypto.Signer](key K, digest []byte, opts crypto.SignerOpts) ([]byte, error) {
	return key.Sign(rand.Reader, digest, opts)
}

func badGenericKey(key *rsa.PrivateKey, digest []byte) ([]byte, error) {
	return signAny(key, digest, crypto.SHA1) // want "CL101: .*SHA-1"
}

// Other packages.

func badFingerprintOfAnotherPackage(key *ecdsa.PrivateKey, blob []byte) ([]byte, error) {
	return ecdsa.SignASN1(rand.Reader, key, digests.Fingerprint(blob)) // want "CL101: .*SHA-1"
}

func badConstantOfAnotherPackage(key *rsa.PrivateKey, blob []byte) ([]byte, error) {
	h := digests.Legacy.New()
	h.Write(blob)
	return rsa.SignPKCS1v15(rand.Reader, key, digests.Legacy, h.Sum(nil)) // want "CL101: .*SHA-1"
}

func badFieldOfAnotherPackage(key *ecdsa.PrivateKey, path string, content []byte) ([]byte, error) {
	entry := digests.NewEntry(path, content)
	return ecdsa.SignASN1(rand.Reader, key, entry.BlobID) // want "CL101: .*SHA-1"
}

func badWriterOfAnotherPackage(key *ecdsa.PrivateKey, r io.Reader) ([]byte, error) {
	w := digests.NewWriter()
	if _, err := io.Copy(w, r); err != nil {
		return nil, err
	}
	return ecdsa.SignASN1(rand.Reader, key, w.Digest()) // want "CL101: .*SHA-1"
}

func badConstructorPassedToAnotherPackage(key *ecdsa.PrivateKey, r io.Reader) ([]byte, error) {
	digest, err := digests.Of(sha1.New, r)
	if err != nil {
		return nil, err
	}
	return ecdsa.SignASN1(rand.Reader, key, digest) // want "CL101: .*SHA-1"
}

func badDigestSignedInAnotherPackage(key *ecdsa.PrivateKey, body []byte) ([]byte, error) {
	sum := sha1.Sum(body)
	return signing.Digest(key, sum[:]) // want "CL101: .*SHA-1"
}

func badHashPassedToAnotherPackage(key *rsa.PrivateKey, body []byte) ([]byte, error) {
	sum := sha1.Sum(body)
	return signing.DigestOf(key, crypto.SHA1, sum[:]) // want "CL101: .*SHA-1"
}

func badFieldSetForAnotherPackage(key crypto.Signer, body []byte) ([]byte, error) {
	s := &signing.Signer{Key: key, Hash: crypto.SHA1} // want "CL101: .*SHA-1"
	return s.Sign(body)
}

func badBothEndsInOtherPackages(key *ecdsa.PrivateKey, blob []byte) ([]byte, error) {
	h := digests.NewBlobHash()
	h.Write(blob)
	return signing.Digest(key, h.Sum(nil)) // want "CL101: .*SHA-1"
}
