package uncheckedkey

import (
	"crypto"
	"crypto/aes"
	"crypto/cipher"
	"crypto/ed25519"
	"crypto/hmac"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha256"
	"crypto/tls"
	"crypto/x509"
	_ "embed"
	"encoding/base64"
	"encoding/hex"
	"encoding/pem"
	"errors"
	"hash"
	"io"
	"net/http"
	"os"

	"example.test/uncheckedkey/hexkey"
	"example.test/uncheckedkey/load"
)

func goodChecked() (hash.Hash, error) {
	key, err := hex.DecodeString(os.Getenv("KEY"))
	if err != nil {
		return nil, err
	}
	return hmac.New(sha256.New, key), nil
}

func goodLength() (hash.Hash, error) {
	key, _ := hex.DecodeString(os.Getenv("KEY"))
	if len(key) != 32 {
		return nil, errors.New("the key must have 64 digits")
	}
	return hmac.New(sha256.New, key), nil
}

// What is written in the program can be decoded.
func goodConstant(message []byte) []byte {
	label, _ := hex.DecodeString("6b6579206f662074686520696e646578")
	m := hmac.New(sha256.New, label)
	m.Write(message)
	return m.Sum(nil)
}

func goodStrict() (hash.Hash, error) {
	key, err := hexkey.Strict(os.Getenv("KEY"))
	if err != nil {
		return nil, err
	}
	return hmac.New(sha256.New, key), nil
}

// A message is no key.
func goodMessage(key []byte, text string) []byte {
	message, _ := hex.DecodeString(text)
	m := hmac.New(sha256.New, key)
	m.Write(message)
	return m.Sum(nil)
}

// aes.NewCipher refuses most lengths.
func goodCipherChecks(text string) (cipher.Block, error) {
	key, _ := base64.StdEncoding.DecodeString(text)
	return aes.NewCipher(key)
}

// A tag that somebody sends is compared.
func goodTagOfPeer(key, message []byte, r *http.Request) bool {
	tag, _ := hex.DecodeString(r.Header.Get("X-Tag"))
	m := hmac.New(sha256.New, key)
	m.Write(message)
	return hmac.Equal(tag, m.Sum(nil))
}

// A digest has the length of a key.
func goodDigestAsKey(secret string) cipher.AEAD {
	key := sha256.Sum256([]byte(secret))
	block, _ := aes.NewCipher(key[:])
	aead, _ := cipher.NewGCM(block)
	return aead
}

func goodNewKey() (cipher.Block, []byte) {
	key := make([]byte, 32)
	rand.Read(key)
	block, _ := aes.NewCipher(key)
	return block, key
}

func goodNewPrivateKey() *rsa.PrivateKey {
	key, _ := rsa.GenerateKey(rand.Reader, 3072)
	return key
}

func goodParsed(der, digest []byte) ([]byte, error) {
	key, err := x509.ParsePKCS1PrivateKey(der)
	if err != nil {
		return nil, err
	}
	return rsa.SignPSS(rand.Reader, key, crypto.SHA256, digest, nil)
}

func goodLoaded() (crypto.Signer, error) {
	key, err := load.Key("server.key")
	if err != nil {
		return nil, err
	}
	signer, ok := key.(crypto.Signer)
	if !ok {
		return nil, errors.New("not a signer")
	}
	return signer, nil
}

// Whether it is a certificate is all that counts.
func goodIsCertificate(der []byte) bool {
	_, err := x509.ParseCertificate(der)
	return err == nil
}

//go:embed root.pem
var root []byte

func goodEmbedded() (*x509.Certificate, error) {
	block, _ := pem.Decode(root)
	return x509.ParseCertificate(block.Bytes)
}

func goodPEM(text []byte) (any, error) {
	block, _ := pem.Decode(text)
	if block == nil || block.Type != "PRIVATE KEY" {
		return nil, errors.New("no private key")
	}
	return x509.ParsePKCS8PrivateKey(block.Bytes)
}

func goodPEMLoop(text []byte) (all []*x509.Certificate, err error) {
	for {
		var block *pem.Block
		block, text = pem.Decode(text)
		if block == nil {
			return all, nil
		}
		certificate, err := x509.ParseCertificate(block.Bytes)
		if err != nil {
			return nil, err
		}
		all = append(all, certificate)
	}
}

func goodPEMByHelper(text []byte) (any, error) {
	block := first(text)
	if block == nil {
		return nil, errors.New("no PEM")
	}
	return x509.ParsePKCS8PrivateKey(block.Bytes)
}

func goodPEMHelperChecks(text []byte) (any, error) {
	block, err := only(text)
	if err != nil {
		return nil, err
	}
	return x509.ParsePKCS8PrivateKey(block.Bytes)
}

func only(text []byte) (*pem.Block, error) {
	block, rest := pem.Decode(text)
	if block == nil || len(rest) > 0 {
		return nil, errors.New("not one block of PEM")
	}
	return block, nil
}

func goodMessageLength(aead cipher.AEAD, message []byte) ([]byte, error) {
	n := aead.NonceSize()
	if len(message) < n {
		return nil, errors.New("short message")
	}
	return aead.Open(nil, message[:n], message[n:], nil)
}

func goodCallerChecks(aead cipher.AEAD, message []byte) ([]byte, error) {
	if len(message) < 12+16 {
		return nil, errors.New("short message")
	}
	return cutAndOpen(aead, message)
}

func cutAndOpen(aead cipher.AEAD, message []byte) ([]byte, error) {
	return aead.Open(nil, message[:12], message[12:], nil)
}

func goodHelperChecks(aead cipher.AEAD, message []byte) ([]byte, error) {
	if err := longEnough(message); err != nil {
		return nil, err
	}
	return aead.Open(nil, message[:12], message[12:], nil)
}

func longEnough(message []byte) error {
	if len(message) < 12 {
		return errors.New("short message")
	}
	return nil
}

// The nonce is a part of an array.
func goodArray(aead cipher.AEAD, header [32]byte, box []byte) ([]byte, error) {
	return aead.Open(nil, header[:12], box, nil)
}

// io.ReadFull fills it.
func goodReadFull(aead cipher.AEAD, r io.Reader) ([]byte, error) {
	nonce := make([]byte, aead.NonceSize())
	if _, err := io.ReadFull(r, nonce); err != nil {
		return nil, err
	}
	box, err := io.ReadAll(r)
	if err != nil {
		return nil, err
	}
	return aead.Open(nil, nonce, box, nil)
}

func goodPublicKeyOfPeer(r *http.Request, message, signature []byte) bool {
	key, err := hex.DecodeString(r.Header.Get("X-Key"))
	if err != nil || len(key) != ed25519.PublicKeySize {
		return false
	}
	return ed25519.Verify(key, message, signature)
}

func goodBlocksOfPeer(block cipher.Block, iv []byte, r *http.Request) ([]byte, error) {
	message, err := io.ReadAll(r.Body)
	if err != nil {
		return nil, err
	}
	if len(message)%aes.BlockSize != 0 {
		return nil, errors.New("not whole blocks")
	}
	cipher.NewCBCDecrypter(block, iv).CryptBlocks(message, message)
	return message, nil
}

// What the program has just encrypted is long enough.
func goodOwnMessage(aead cipher.AEAD, text []byte) ([]byte, error) {
	nonce := make([]byte, 12)
	rand.Read(nonce)
	box := aead.Seal(nonce, nonce, text, nil)
	return aead.Open(nil, box[:12], box[12:], nil)
}

// The IV is a part of the key, whose length aes.NewCipher checks.
func goodIVOfKey(key, box []byte) error {
	block, err := aes.NewCipher(key)
	if err != nil {
		return err
	}
	cipher.NewCBCDecrypter(block, key[:16]).CryptBlocks(box, box)
	return nil
}

func goodEmbeddedByHelper() (any, error) { return x509.ParseCertificate(first(root).Bytes) }

func goodLengthOfKey(key []byte) cipher.Block {
	if len(key) != 16 && len(key) != 32 {
		panic("the key must have 16 or 32 bytes")
	}
	block, _ := aes.NewCipher(key)
	return block
}

func goodFoldedKey(key []byte) cipher.Block {
	block, _ := aes.NewCipher(fold(key, 32))
	return block
}

func fold(key []byte, size int) []byte {
	folded := make([]byte, size)
	for i, b := range key {
		folded[i%size] ^= b
	}
	return folded
}

// The table of suites says how long keys are.
var suites = map[int]func(key []byte) cipher.Block{16: goodBySuite, 32: goodBySuite}

func goodBySuite(key []byte) cipher.Block {
	block, _ := aes.NewCipher(key)
	return block
}

func goodOwnPEM(certificate *x509.Certificate) []byte {
	text := pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: certificate.Raw})
	block, _ := pem.Decode(text)
	return block.Bytes
}

func goodNilAsked(r *http.Request) (string, error) {
	der, err := io.ReadAll(r.Body)
	if err != nil {
		return "", err
	}
	certificate, _ := x509.ParseCertificate(der)
	if certificate == nil {
		return "", errors.New("no certificate")
	}
	return certificate.Subject.CommonName, nil
}

// crypto/tls has parsed what a peer sends before it calls the function.
func goodParsedByTLS() *tls.Config {
	return &tls.Config{
		MinVersion: tls.VersionTLS13,
		VerifyPeerCertificate: func(raw [][]byte, _ [][]*x509.Certificate) error {
			certificate, _ := x509.ParseCertificate(raw[0])
			if certificate.Subject.CommonName == "" {
				return errors.New("no name")
			}
			return nil
		},
	}
}

// A packet of which the header has a fixed length.
type packet []byte

func (p packet) nonce() []byte { return p[20:36] }

func goodGetter(aead cipher.AEAD, p packet, box []byte) ([]byte, error) {
	return aead.Open(nil, p.nonce()[:aead.NonceSize()], box, nil)
}
