package rsapadding

import (
	"crypto"
	"crypto/ecdsa"
	"crypto/hpke"
	"crypto/md5"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha1"
	"crypto/sha256"
	"crypto/sha512"
	"crypto/x509"
	"encoding/hex"
	"errors"
	"fmt"
	"hash"
	"io"
	"net/http"

	"github.com/go-jose/go-jose/v4"
	"golang.org/x/crypto/nacl/box"

	"example.test/rsapadding/wire"
)

// OAEP with SHA-2.

func goodOAEPWithSHA256(key *rsa.PublicKey, dataKey []byte) ([]byte, error) {
	return rsa.EncryptOAEP(sha256.New(), rand.Reader, key, dataKey, []byte("backup v1"))
}

func goodOAEPDecrypted(key *rsa.PrivateKey, sealed []byte) ([]byte, error) {
	return rsa.DecryptOAEP(sha512.New(), nil, key, sealed, nil)
}

func goodOAEPWithCryptoHash(key *rsa.PublicKey, dataKey []byte) ([]byte, error) {
	return rsa.EncryptOAEP(crypto.SHA384.New(), rand.Reader, key, dataKey, nil)
}

func goodDecrypterWithOAEPOptions(key crypto.Decrypter, sealed []byte) ([]byte, error) {
	return key.Decrypt(rand.Reader, sealed, &rsa.OAEPOptions{Hash: crypto.SHA256, Label: []byte("envelope")})
}

func goodOptionsSetLater(key *rsa.PrivateKey, label string, sealed []byte) ([]byte, error) {
	var opts rsa.OAEPOptions
	opts.Hash = crypto.SHA512
	opts.Label = []byte(label)
	return key.Decrypt(nil, sealed, &opts)
}

func goodEncryptWithOptions(key *rsa.PublicKey, dataKey []byte) ([]byte, error) {
	return rsa.EncryptOAEPWithOptions(rand.Reader, key, dataKey, &rsa.OAEPOptions{Hash: crypto.SHA256})
}

// Other programs take SHA-256 for the label and SHA-1 for the mask, as their
// library does by default. A mask needs no resistance to collisions.
func goodMaskOfOtherLibraries(key *rsa.PrivateKey, sealed []byte) ([]byte, error) {
	return key.Decrypt(nil, sealed, &rsa.OAEPOptions{Hash: crypto.SHA256, MGFHash: crypto.SHA1})
}

// The same helpers as bad.go, called rightly.

func goodHelper(key *rsa.PublicKey, message []byte) (string, error) {
	return sealWith(sha256.New(), key, message)
}

func goodHelperWithOptions(key *rsa.PrivateKey, sealed []byte) ([]byte, error) {
	return openWith(key, sealed, &rsa.OAEPOptions{Hash: crypto.SHA256})
}

func goodHelpersOfAnotherPackage(key *rsa.PrivateKey, message []byte) ([]byte, error) {
	sealed, err := wire.Seal(sha256.New, &key.PublicKey, message)
	if err != nil {
		return nil, err
	}
	return wire.Open(key, sealed, &rsa.OAEPOptions{Hash: crypto.SHA256})
}

// The caller of a function that has its padding inside is not reported: its
// function is.
func goodCallerOfOldSeal(key *rsa.PublicKey, message []byte) ([]byte, error) {
	return wire.SealOld(key, message)
}

// What cannot be known is not reported.

func goodHashOfCaller(h hash.Hash, key *rsa.PublicKey, message []byte) ([]byte, error) {
	return rsa.EncryptOAEP(h, rand.Reader, key, message, nil)
}

func goodOptionsOfCaller(key crypto.Decrypter, sealed []byte, opts crypto.DecrypterOpts) ([]byte, error) {
	return key.Decrypt(rand.Reader, sealed, opts)
}

// A key service whose keys need no options. Nothing says that they are RSA.
func goodDecrypterOfUnknownKind(key crypto.Decrypter, sealed []byte) ([]byte, error) {
	return key.Decrypt(rand.Reader, sealed, nil)
}

// A key that is no RSA key.
type integratedKey struct {
	secret hpke.PrivateKey
}

func (k *integratedKey) Public() crypto.PublicKey { return k.secret.PublicKey() }

func (k *integratedKey) Decrypt(_ io.Reader, sealed []byte, _ crypto.DecrypterOpts) ([]byte, error) {
	return hpke.Open(k.secret, hpke.HKDFSHA256(), hpke.AES256GCM(), nil, sealed)
}

func goodDecrypterThatIsNoRSAKey(k *integratedKey, sealed []byte) ([]byte, error) {
	var decrypter crypto.Decrypter = k
	return decrypter.Decrypt(nil, sealed, nil)
}

// Signatures with PKCS #1 v1.5 have none of this trouble.

func goodSignature(key *rsa.PrivateKey, message []byte) ([]byte, error) {
	digest := sha256.Sum256(message)
	return rsa.SignPKCS1v15(nil, key, crypto.SHA256, digest[:])
}

func goodSignatureVerified(key *rsa.PublicKey, message, signature []byte) error {
	digest := sha256.Sum256(message)
	return rsa.VerifyPKCS1v15(key, crypto.SHA256, digest[:], signature)
}

// PKCS #1 is also the name of a format of keys.
func goodKeyFormat(der []byte) (*rsa.PrivateKey, error) {
	key, err := x509.ParsePKCS1PrivateKey(der)
	if err != nil {
		return nil, fmt.Errorf("parse PKCS #1 key: %w", err)
	}
	return key, key.Validate()
}

// Code that names the padding.

// Algorithm is a key transport of a CMS message.
type Algorithm int

// The key transports.
const (
	RSAESPKCS1v15 Algorithm = iota + 1
	RSAESOAEP
)

var algorithmNames = map[Algorithm]string{RSAESPKCS1v15: "rsaEncryption", RSAESOAEP: "id-RSAES-OAEP"}

func goodPaddingRefused(algorithm Algorithm, key *rsa.PrivateKey, sealed []byte) ([]byte, error) {
	if algorithm == RSAESPKCS1v15 {
		return nil, fmt.Errorf("%s is not supported", algorithmNames[algorithm])
	}
	return rsa.DecryptOAEP(sha256.New(), nil, key, sealed, nil)
}

var errOldPadding = errors.New("RSA PKCS1v15 decryption is not offered by this module")

// A key in hardware looks at the options that it is given.
type hardwareKey struct {
	public *rsa.PublicKey
	token  interface {
		DecryptOAEP(hash crypto.Hash, label, sealed []byte) ([]byte, error)
	}
}

func (k *hardwareKey) Public() crypto.PublicKey { return k.public }

func (k *hardwareKey) Decrypt(_ io.Reader, sealed []byte, opts crypto.DecrypterOpts) ([]byte, error) {
	switch opts := opts.(type) {
	case *rsa.OAEPOptions:
		return k.token.DecryptOAEP(opts.Hash, opts.Label, sealed)
	case nil, *rsa.PKCS1v15DecryptOptions:
		return nil, errOldPadding
	default:
		return nil, fmt.Errorf("options of type %T", opts)
	}
}

// SHA-1 and MD5 beside OAEP, for something else.

func goodThumbprintBesideOAEP(w http.ResponseWriter, cert *x509.Certificate, dataKey []byte) error {
	key, ok := cert.PublicKey.(*rsa.PublicKey)
	if !ok {
		return errors.New("not an RSA certificate")
	}
	thumbprint := sha1.Sum(cert.Raw)
	w.Header().Set("X-Recipient", hex.EncodeToString(thumbprint[:]))
	sealed, err := rsa.EncryptOAEP(sha256.New(), rand.Reader, key, dataKey, nil)
	if err != nil {
		return err
	}
	_, err = w.Write(sealed)
	return err
}

func goodLabelIsADigest(key *rsa.PublicKey, dataKey, document []byte) ([]byte, error) {
	label := md5.Sum(document)
	return rsa.EncryptOAEP(sha256.New(), rand.Reader, key, dataKey, label[:])
}

// The weak default never arrives.
func goodDefaultReplaced(key *rsa.PublicKey, size int, dataKey []byte) ([]byte, error) {
	hash := crypto.SHA1
	switch size {
	case 256:
		hash = crypto.SHA256
	case 512:
		hash = crypto.SHA512
	default:
		return nil, fmt.Errorf("no OAEP with a hash of %d bits", size)
	}
	return rsa.EncryptOAEPWithOptions(rand.Reader, key, dataKey, &rsa.OAEPOptions{Hash: hash})
}

// Encryption to a public key without RSA.

func goodHPKE(key hpke.PublicKey, message []byte) ([]byte, error) {
	return hpke.Seal(key, hpke.HKDFSHA256(), hpke.AES256GCM(), []byte("report"), message)
}

func goodBox(peer, secret *[32]byte, message []byte) []byte {
	var nonce [24]byte
	rand.Read(nonce[:])
	return box.Seal(nonce[:], message, &nonce, peer, secret)
}

// JSON Web Encryption.

func goodTokenEncrypted(key crypto.PublicKey, claims []byte) (string, error) {
	algorithm := jose.RSA_OAEP_256
	if _, ok := key.(*ecdsa.PublicKey); ok {
		algorithm = jose.ECDH_ES_A256KW
	}
	encrypter, err := jose.NewEncrypter(jose.A256GCM, jose.Recipient{Algorithm: algorithm, Key: key}, nil)
	if err != nil {
		return "", err
	}
	object, err := encrypter.Encrypt(claims)
	if err != nil {
		return "", err
	}
	return object.CompactSerialize()
}

func goodTokenAccepted(key *rsa.PrivateKey, token string) ([]byte, error) {
	object, err := jose.ParseEncryptedCompact(token,
		[]jose.KeyAlgorithm{jose.RSA_OAEP_256}, []jose.ContentEncryption{jose.A256GCM})
	if err != nil {
		return nil, err
	}
	return object.Decrypt(key)
}

func goodOldTokenRefused(header jose.Header) error {
	if header.Algorithm == string(jose.RSA1_5) {
		return errors.New("RSA1_5 tokens are not accepted")
	}
	return nil
}

// The ways that values take in bad.go, with values that may take them.

type parcelBox struct {
	key  crypto.Decrypter
	opts crypto.DecrypterOpts
}

func newParcelBox(key crypto.Decrypter) *parcelBox {
	return &parcelBox{key: key, opts: &rsa.OAEPOptions{Hash: crypto.SHA256}}
}

func (p *parcelBox) goodOptionsOfConstructor(sealed []byte) ([]byte, error) {
	return p.key.Decrypt(rand.Reader, sealed, p.opts)
}

func (k nodeKey) goodEmbeddedKey(sealed []byte) ([]byte, error) {
	return k.Decrypt(nil, sealed, &rsa.OAEPOptions{Hash: crypto.SHA256, Label: []byte(k.id)})
}

func goodMethodValueOfKey(key *rsa.PrivateKey, sealed []byte) ([]byte, error) {
	decrypt := key.Decrypt
	return decrypt(nil, sealed, &rsa.OAEPOptions{Hash: crypto.SHA512})
}

func goodFunctionInVariable(key *rsa.PublicKey, message []byte) ([]byte, error) {
	seal := rsa.EncryptOAEP
	return seal(sha256.New(), rand.Reader, key, message, nil)
}

func goodOptionsOnBothWays(key crypto.Decrypter, version int, sealed []byte) ([]byte, error) {
	opts := &rsa.OAEPOptions{Hash: crypto.SHA256}
	if version > 2 {
		opts = &rsa.OAEPOptions{Hash: crypto.SHA512}
	}
	return key.Decrypt(rand.Reader, sealed, opts)
}

// tlsKeys holds keys of several kinds: one that decrypts need not be that of RSA.
type tlsKeys struct{ private crypto.PrivateKey }

func newTLSKeys(kind string) (*tlsKeys, error) {
	if kind == "rsa" {
		key, err := rsa.GenerateKey(rand.Reader, 3072)
		return &tlsKeys{private: key}, err
	}
	key, err := loadFromDevice(kind)
	return &tlsKeys{private: key}, err
}

var loadFromDevice func(kind string) (crypto.PrivateKey, error)

func (k *tlsKeys) goodKindOfTheDevice(sealed []byte) ([]byte, error) {
	return k.private.(crypto.Decrypter).Decrypt(rand.Reader, sealed, nil)
}
