// Package uncheckedkey uses keys that may not have been read.
package uncheckedkey

import (
	"crypto"
	"crypto/aes"
	"crypto/cipher"
	"crypto/ed25519"
	"crypto/hmac"
	"crypto/rsa"
	"crypto/sha256"
	"crypto/tls"
	"crypto/x509"
	"encoding/base64"
	"encoding/hex"
	"encoding/pem"
	"hash"
	"io"
	"net/http"
	"os"

	"example.test/uncheckedkey/conf"
	"example.test/uncheckedkey/hexkey"
	"example.test/uncheckedkey/load"
	"github.com/golang-jwt/jwt/v5"
)

func badDecodedKey() hash.Hash {
	key, _ := hex.DecodeString(os.Getenv("KEY")) // want `CL609: the error of .*DecodeString is dropped, and its result is the MAC key of hmac.New; why: a malformed key becomes a short or empty one, which an attacker can guess; fix: return the error, and check the length of the key`
	return hmac.New(sha256.New, key)
}

func badTokenKey(claims jwt.Claims) (string, error) {
	secret, _ := base64.StdEncoding.DecodeString(os.Getenv("JWT_SECRET")) // want `CL609: the error of .*DecodeString is dropped, and its result is the token key of jwt.Token.SignedString`
	return jwt.NewWithClaims(jwt.SigningMethodHS256, claims).SignedString(secret)
}

func badHelper() hash.Hash { return hmac.New(sha256.New, decoded(os.Getenv("KEY"))) }

func decoded(text string) []byte {
	key, _ := base64.RawURLEncoding.DecodeString(text) // want `CL609: the error of .*DecodeString is dropped`
	return key
}

type signer struct{ key []byte }

func newSigner(text string) *signer {
	s := &signer{}
	s.key, _ = hex.DecodeString(text) // want `CL609: the error of .*DecodeString is dropped`
	return s
}

func (s *signer) badTag(message []byte) []byte {
	m := hmac.New(sha256.New, s.key)
	m.Write(message)
	return m.Sum(nil)
}

func badOtherPackage() hash.Hash {
	return hmac.New(sha256.New, hexkey.Lenient(os.Getenv("KEY"))) // want `CL609: hexkey.Lenient drops the error of a decoder, and its result is the MAC key of hmac.New`
}

func badConfiguration() hash.Hash {
	return hmac.New(sha256.New, conf.Key()) // want `CL609: conf.Key drops the error of a decoder`
}

func badConfiguredText() hash.Hash {
	key, _ := hex.DecodeString(conf.Secret()) // want `CL609: the error of .*DecodeString is dropped`
	return hmac.New(sha256.New, key)
}

func BadCipher(key []byte) cipher.AEAD {
	block, _ := aes.NewCipher(key) // want `CL609: the error of aes.NewCipher is dropped, and the cipher that it returns is used; why: a key of a wrong length makes the program panic; fix: return the error`
	aead, err := cipher.NewGCM(block)
	if err != nil {
		return nil
	}
	return aead
}

func BadPrivateKey(der, digest []byte) ([]byte, error) {
	key, _ := x509.ParsePKCS1PrivateKey(der) // want `CL609: the error of x509.ParsePKCS1PrivateKey is dropped, and the key that it returns is used; why: the program goes on without a key, and panics or refuses everyone`
	return rsa.SignPSS(nil, key, crypto.SHA256, digest, nil)
}

func badCertificateOfPeer(r *http.Request) (string, error) {
	der, err := io.ReadAll(r.Body)
	if err != nil {
		return "", err
	}
	certificate, _ := x509.ParseCertificate(der) // want `CL609: the error of x509.ParseCertificate is dropped, and the certificate that it returns is used; why: an attacker who sends something else makes the program panic`
	return certificate.Subject.CommonName, nil
}

func BadPair(certificate, key []byte) *tls.Config {
	pair, _ := tls.X509KeyPair(certificate, key) // want `CL609: the error of tls.X509KeyPair is dropped`
	return &tls.Config{Certificates: []tls.Certificate{pair}, MinVersion: tls.VersionTLS13}
}

func badLoaded() crypto.Signer {
	key, _ := load.Key("server.key") // want `CL609: the error of load.Key is dropped, and the key that it returns is used`
	return key.(crypto.Signer)
}

func badLoadedHere() crypto.Signer {
	key, _ := loadHere("server.key") // want `CL609: the error of uncheckedkey.loadHere is dropped, and the key that it returns is used`
	return key.(crypto.Signer)
}

func loadHere(name string) (any, error) {
	der, err := os.ReadFile(name)
	if err != nil {
		return nil, err
	}
	return x509.ParsePKCS8PrivateKey(der)
}

func badPEM(text []byte) (any, error) {
	block, _ := pem.Decode(text)
	return x509.ParsePKCS8PrivateKey(block.Bytes) // want `CL609: the block of pem.Decode is used without checking that there is one; why: text without PEM makes the program panic; fix: return an error if the block is nil, and check its Type`
}

func badPEMOfPeer(r *http.Request) (*x509.Certificate, error) {
	text, err := io.ReadAll(r.Body)
	if err != nil {
		return nil, err
	}
	block, _ := pem.Decode(text)
	return x509.ParseCertificate(block.Bytes) // want `CL609: the block of pem.Decode is used without checking that there is one; why: an attacker who sends text without PEM makes the program panic`
}

func badPEMByHelper(text []byte) (any, error) {
	return x509.ParsePKCS8PrivateKey(first(text).Bytes) // want `CL609: the block of pem.Decode is used`
}

func first(text []byte) *pem.Block {
	block, _ := pem.Decode(text)
	return block
}

func badPEMOfConfiguration() (any, error) {
	block, _ := pem.Decode([]byte(conf.Secret()))
	return x509.ParsePKCS8PrivateKey(block.Bytes) // want `CL609: the block of pem.Decode is used`
}

func badShortMessage(aead cipher.AEAD, message []byte) ([]byte, error) {
	n := aead.NonceSize()
	return aead.Open(nil, message[:n], message[n:], nil) // want `CL609: the nonce of cipher.AEAD.Open is sliced from a message whose length is not checked; why: a shorter message makes the program panic; fix: return an error if the message is shorter than the nonce`
}

func badShortMessageOfPeer(aead cipher.AEAD, r *http.Request) ([]byte, error) {
	message, err := io.ReadAll(r.Body)
	if err != nil {
		return nil, err
	}
	return aead.Open(nil, message[:12], message[12:], nil) // want `CL609: the nonce of cipher.AEAD.Open is sliced from a message whose length is not checked; why: an attacker who sends a shorter message makes the program panic`
}

func badShortByHelper(aead cipher.AEAD, message []byte) ([]byte, error) {
	return openWith(aead, message[:12], message[12:])
}

func openWith(aead cipher.AEAD, nonce, box []byte) ([]byte, error) {
	return aead.Open(nil, nonce, box, nil) // want `CL609: the nonce of cipher.AEAD.Open is sliced from a message`
}

func badShortCookie(block cipher.Block, r *http.Request) ([]byte, error) {
	cookie, err := r.Cookie("state")
	if err != nil {
		return nil, err
	}
	text, err := base64.URLEncoding.DecodeString(cookie.Value)
	if err != nil {
		return nil, err
	}
	cipher.NewCTR(block, text[:16]).XORKeyStream(text[16:], text[16:]) // want `CL609: the nonce of cipher.NewCTR is sliced from a message`
	return text[16:], nil
}

func badPublicKeyOfPeer(r *http.Request, message, signature []byte) bool {
	key, err := hex.DecodeString(r.Header.Get("X-Key"))
	if err != nil {
		return false
	}
	return ed25519.Verify(key, message, signature) // want `CL609: the public key of ed25519.Verify comes from a peer, and its length is not checked; why: an attacker who sends another length makes the program panic; fix: return an error if the length is wrong`
}

func badBlocksOfPeer(block cipher.Block, iv []byte, r *http.Request) ([]byte, error) {
	message, err := io.ReadAll(r.Body)
	if err != nil {
		return nil, err
	}
	cipher.NewCBCDecrypter(block, iv).CryptBlocks(message, message) // want `CL609: the message of cipher.BlockMode.CryptBlocks comes from a peer, and its length is not checked`
	return message, nil
}

func badStrictDropped() hash.Hash {
	key, _ := hexkey.Strict(os.Getenv("KEY")) // want `CL609: the error of hexkey.Strict is dropped, and its result is the MAC key of hmac.New`
	return hmac.New(sha256.New, key)
}
