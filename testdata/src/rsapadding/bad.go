// Package rsapadding encrypts with paddings that let others decrypt (bad*.go),
// and with OAEP, or signs (good.go).
package rsapadding

import (
	"crypto"
	"crypto/md5"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha1"
	"crypto/sha256"
	"crypto/tls"
	"crypto/x509"
	"encoding/base64"
	"encoding/pem"
	"errors"
	"fmt"
	"hash"
	"io"
	"strings"

	"github.com/go-jose/go-jose/v4"

	"example.test/rsapadding/wire"
)

// PKCS #1 v1.5.

// A login form encrypts the password for the server.
func badPasswordEncrypted(publicKey, password string) (string, error) {
	block, _ := pem.Decode([]byte(publicKey))
	if block == nil {
		return "", errors.New("login: no PEM block in public key")
	}
	parsed, err := x509.ParsePKIXPublicKey(block.Bytes)
	if err != nil {
		return "", err
	}
	key, ok := parsed.(*rsa.PublicKey)
	if !ok {
		return "", errors.New("login: not an RSA key")
	}
	sealed, err := rsa.EncryptPKCS1v15(rand.Reader, key, []byte(password)) // want "CL301: .*rsa.EncryptPKCS1v15"
	return base64.StdEncoding.EncodeToString(sealed), err
}

// The error tells whoever sent the request whether the padding was right.
func badPasswordDecrypted(key *rsa.PrivateKey, field string) (string, error) {
	sealed, err := base64.StdEncoding.DecodeString(field)
	if err != nil {
		return "", err
	}
	password, err := rsa.DecryptPKCS1v15(rand.Reader, key, sealed) // want "CL301: .*rsa.DecryptPKCS1v15"
	if err != nil {
		return "", fmt.Errorf("decrypt password: %w", err)
	}
	return string(password), nil
}

// The one form that does not tell by itself. It is graded lower, and still
// depends on what the program does with the key.
func badSessionKeyDecrypted(key *rsa.PrivateKey, sealed []byte) ([]byte, error) {
	session := make([]byte, 32)
	if _, err := rand.Read(session); err != nil {
		return nil, err
	}
	return session, rsa.DecryptPKCS1v15SessionKey(rand.Reader, key, sealed, session) // want "CL301: .*rsa.DecryptPKCS1v15SessionKey"
}

// A long message, cut into what the padding leaves room for.
func badLongMessageInPieces(key *rsa.PublicKey, message []byte) (out []byte, err error) {
	room := key.Size() - 11
	for len(message) > 0 {
		n := min(room, len(message))
		part, err := rsa.EncryptPKCS1v15(rand.Reader, key, message[:n]) // want "CL301: .*rsa.EncryptPKCS1v15"
		if err != nil {
			return nil, err
		}
		out = append(out, part...)
		message = message[n:]
	}
	return out, nil
}

// The padding is chosen by a name.
func badPaddingByName(padding string, key *rsa.PublicKey, message []byte) ([]byte, error) {
	switch strings.ToUpper(padding) {
	case "PKCS1":
		return rsa.EncryptPKCS1v15(rand.Reader, key, message) // want "CL301: .*rsa.EncryptPKCS1v15"
	case "OAEP":
		return rsa.EncryptOAEP(sha256.New(), rand.Reader, key, message, nil)
	}
	return nil, fmt.Errorf("unknown padding %q", padding)
}

// The function is a value. The line that names it is the line to mend.

type encryptFunc func(random io.Reader, key *rsa.PublicKey, message []byte) ([]byte, error)

var transports = map[string]encryptFunc{
	"rsa-1_5": rsa.EncryptPKCS1v15, // want "CL301: .*rsa.EncryptPKCS1v15"
	"rsa-oaep": func(random io.Reader, key *rsa.PublicKey, message []byte) ([]byte, error) {
		return rsa.EncryptOAEP(sha256.New(), random, key, message, nil)
	},
}

func callerOfTable(name string, key *rsa.PublicKey, message []byte) ([]byte, error) {
	encrypt, ok := transports[name]
	if !ok {
		return nil, fmt.Errorf("unknown key transport %q", name)
	}
	return encrypt(rand.Reader, key, message)
}

func badFunctionInVariable(key *rsa.PrivateKey, sealed []byte) ([]byte, error) {
	open := rsa.DecryptPKCS1v15 // want "CL301: .*rsa.DecryptPKCS1v15"
	return open(rand.Reader, key, sealed)
}

// crypto.Decrypter: without options an RSA key takes PKCS #1 v1.5.

func badDecrypterWithoutOptions(key *rsa.PrivateKey, sealed []byte) ([]byte, error) {
	return key.Decrypt(rand.Reader, sealed, nil) // want "CL301: .*Decrypt.*PKCS #1 v1.5"
}

func badDecrypterWithPKCS1v15Options(key crypto.Decrypter, sealed []byte) ([]byte, error) {
	return key.Decrypt(rand.Reader, sealed, &rsa.PKCS1v15DecryptOptions{SessionKeyLen: 16}) // want "CL301: .*PKCS #1 v1.5"
}

func badDecrypterThatIsAnRSAKey(pemKey []byte, sealed []byte) ([]byte, error) {
	block, _ := pem.Decode(pemKey)
	if block == nil {
		return nil, errors.New("no PEM block")
	}
	key, err := x509.ParsePKCS1PrivateKey(block.Bytes)
	if err != nil {
		return nil, err
	}
	var decrypter crypto.Decrypter = key
	return decrypter.Decrypt(rand.Reader, sealed, nil) // want "CL301: .*PKCS #1 v1.5"
}

// The public half says what kind of key it is.
func badDecrypterWithRSAPublicKey(cert tls.Certificate, sealed []byte) ([]byte, error) {
	key, ok := cert.PrivateKey.(crypto.Decrypter)
	if !ok {
		return nil, errors.New("key cannot decrypt")
	}
	public, ok := key.Public().(*rsa.PublicKey)
	if !ok {
		return nil, errors.New("not an RSA key")
	}
	if len(sealed) != public.Size() {
		return nil, errors.New("ciphertext has the wrong length")
	}
	return key.Decrypt(rand.Reader, sealed, nil) // want "CL301: .*PKCS #1 v1.5"
}

var legacyOptions crypto.DecrypterOpts = &rsa.PKCS1v15DecryptOptions{}

func badOptionsInPackageVariable(key crypto.Decrypter, sealed []byte) ([]byte, error) {
	return key.Decrypt(rand.Reader, sealed, legacyOptions) // want "CL301: .*PKCS #1 v1.5"
}

func badOptionsOnOneWay(key crypto.Decrypter, version int, sealed []byte) ([]byte, error) {
	var opts crypto.DecrypterOpts = &rsa.OAEPOptions{Hash: crypto.SHA256}
	if version < 2 {
		opts = &rsa.PKCS1v15DecryptOptions{}
	}
	return key.Decrypt(rand.Reader, sealed, opts) // want "CL301: .*PKCS #1 v1.5"
}

func openWith(key *rsa.PrivateKey, sealed []byte, opts crypto.DecrypterOpts) ([]byte, error) {
	message, err := key.Decrypt(rand.Reader, sealed, opts)
	if err != nil {
		return nil, errors.New("cannot decrypt")
	}
	return message, nil
}

func badNoOptionsPassed(key *rsa.PrivateKey, sealed []byte) ([]byte, error) {
	return openWith(key, sealed, nil) // want "CL301: .*PKCS #1 v1.5"
}

func badOptionsPassedToAnotherPackage(key crypto.Decrypter, sealed []byte) ([]byte, error) {
	return wire.Open(key, sealed, &rsa.PKCS1v15DecryptOptions{}) // want "CL301: .*PKCS #1 v1.5"
}

type mailbox struct {
	key  crypto.Decrypter
	opts crypto.DecrypterOpts
}

func newMailbox(key crypto.Decrypter) *mailbox {
	return &mailbox{key: key, opts: &rsa.PKCS1v15DecryptOptions{}}
}

func (m *mailbox) badOptionsOfConstructor(sealed []byte) ([]byte, error) {
	return m.key.Decrypt(rand.Reader, sealed, m.opts) // want "CL301: .*PKCS #1 v1.5"
}

// A key type that embeds the RSA key.
type nodeKey struct {
	*rsa.PrivateKey
	id string
}

func (k nodeKey) badEmbeddedKey(sealed []byte) ([]byte, error) {
	message, err := k.Decrypt(nil, sealed, nil) // want "CL301: .*PKCS #1 v1.5"
	if err != nil {
		return nil, fmt.Errorf("node %s: %w", k.id, err)
	}
	return message, nil
}

func badMethodValueOfKey(key *rsa.PrivateKey, sealed []byte) ([]byte, error) {
	decrypt := key.Decrypt
	return decrypt(rand.Reader, sealed, &rsa.PKCS1v15DecryptOptions{}) // want "CL301: .*PKCS #1 v1.5"
}

// OAEP with a broken hash.

func badOAEPWithSHA1(key *rsa.PublicKey, message []byte) ([]byte, error) {
	return rsa.EncryptOAEP(sha1.New(), rand.Reader, key, message, nil) // want "CL301: .*OAEP.*SHA-1"
}

func badOAEPWithMD5(key *rsa.PrivateKey, sealed []byte) ([]byte, error) {
	h := md5.New()
	return rsa.DecryptOAEP(h, nil, key, sealed, []byte("session")) // want "CL301: .*OAEP.*MD5"
}

func badHashChosenByVersion(version int, key *rsa.PublicKey, message []byte) ([]byte, error) {
	var h hash.Hash
	if version >= 2 {
		h = sha256.New()
	} else {
		h = sha1.New()
	}
	return rsa.EncryptOAEP(h, rand.Reader, key, message, nil) // want "CL301: .*SHA-1"
}

func badHashOfCryptoHash(key *rsa.PublicKey, message []byte) ([]byte, error) {
	return rsa.EncryptOAEP(crypto.SHA1.New(), rand.Reader, key, message, nil) // want "CL301: .*SHA-1"
}

func badHashOfAnotherPackage(key *rsa.PublicKey, message []byte) ([]byte, error) {
	return rsa.EncryptOAEP(wire.NewHash(), rand.Reader, key, message, nil) // want "CL301: .*SHA-1"
}

func badConstructorPassedToAnotherPackage(key *rsa.PublicKey, message []byte) ([]byte, error) {
	return wire.Seal(sha1.New, key, message) // want "CL301: .*SHA-1"
}

func sealWith(h hash.Hash, key *rsa.PublicKey, message []byte) (string, error) {
	sealed, err := rsa.EncryptOAEP(h, rand.Reader, key, message, nil)
	return base64.StdEncoding.EncodeToString(sealed), err
}

func badHashPassedToHelper(key *rsa.PublicKey, message []byte) (string, error) {
	return sealWith(md5.New(), key, message) // want "CL301: .*MD5"
}

func badOAEPOptions(key crypto.Decrypter, sealed []byte) ([]byte, error) {
	return key.Decrypt(nil, sealed, &rsa.OAEPOptions{Hash: crypto.SHA1}) // want "CL301: .*SHA-1"
}

func badOAEPOptionsSetLater(key *rsa.PrivateKey, label, sealed []byte) ([]byte, error) {
	opts := new(rsa.OAEPOptions)
	opts.Label = label
	opts.Hash = wire.OAEPHash
	return key.Decrypt(nil, sealed, opts) // want "CL301: .*SHA-1"
}

func badOAEPOptionsOfAnotherPackage(key crypto.Decrypter, sealed []byte) ([]byte, error) {
	return wire.Open(key, sealed, wire.Options("login")) // want "CL301: .*SHA-1"
}

func badEncryptWithOAEPOptions(key *rsa.PublicKey, message []byte) ([]byte, error) {
	opts := &rsa.OAEPOptions{Hash: crypto.MD5}
	return rsa.EncryptOAEPWithOptions(rand.Reader, key, message, opts) // want "CL301: .*MD5"
}

// JSON Web Encryption.

func badTokenEncryptedWithRSA15(key *rsa.PublicKey, claims []byte) (string, error) {
	recipient := jose.Recipient{Algorithm: jose.RSA1_5, Key: key} // want "CL301: .*RSA1_5"
	encrypter, err := jose.NewEncrypter(jose.A256GCM, recipient, nil)
	if err != nil {
		return "", err
	}
	object, err := encrypter.Encrypt(claims)
	if err != nil {
		return "", err
	}
	return object.CompactSerialize()
}

func badTokenOfRSA15Accepted(key *rsa.PrivateKey, token string) ([]byte, error) {
	object, err := jose.ParseEncryptedCompact(token,
		[]jose.KeyAlgorithm{jose.RSA_OAEP_256, jose.RSA1_5}, // want "CL301: .*RSA1_5"
		[]jose.ContentEncryption{jose.A256GCM})
	if err != nil {
		return nil, err
	}
	return object.Decrypt(key)
}

// rsaKeys holds keys of RSA, of two sizes.
type rsaKeys struct{ private crypto.PrivateKey }

func newRSAKeys(large bool) (*rsaKeys, error) {
	if large {
		key, err := rsa.GenerateKey(rand.Reader, 4096)
		return &rsaKeys{private: key}, err
	}
	key, err := rsa.GenerateKey(rand.Reader, 3072)
	return &rsaKeys{private: key}, err
}

func (k *rsaKeys) badEitherIsRSA(sealed []byte) ([]byte, error) {
	return k.private.(crypto.Decrypter).Decrypt(rand.Reader, sealed, nil) // want "CL301: crypto.Decrypter.Decrypt without options uses PKCS #1 v1.5"
}
