// Package hardcodedkey signs and encrypts with keys that everybody can read.
package hardcodedkey

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/ed25519"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"flag"
	"os"

	"example.test/hardcodedkey/secrets"
	"example.test/hardcodedkey/vault"
	"github.com/golang-jwt/jwt/v5"
	"github.com/gorilla/sessions"
	"github.com/tink-crypto/tink-go/v2/insecurecleartextkeyset"
	"github.com/tink-crypto/tink-go/v2/keyset"
	"golang.org/x/crypto/chacha20poly1305"
)

func badLiteral(data []byte) (cipher.Block, error) {
	return aes.NewCipher([]byte("0123456789abcdef")) // want `CL605: the key of aes.NewCipher is a constant`
}

const encryptionKey = "b5d1a4b7c0f2e6d8a9b3c4d5e6f70819"

func badDecodedConstant() (cipher.AEAD, error) {
	key, err := hex.DecodeString(encryptionKey)
	if err != nil {
		return nil, err
	}
	return chacha20poly1305.New(key) // want `CL605: the key of chacha20poly1305.New is a constant`
}

var masterKey = [32]byte{0x6b, 0x1f, 0x93, 0x20, 0x41, 0x07, 0xde, 0x55, 0xa2}

func badArray() (cipher.Block, error) {
	return aes.NewCipher(masterKey[:]) // want `CL605: the key of aes.NewCipher is a constant`
}

func badDigestOfConstant() (cipher.Block, error) {
	key := sha256.Sum256([]byte("shop"))
	return aes.NewCipher(key[:]) // want `CL605: the key of aes.NewCipher is computed from a constant`
}

type server struct {
	secretKey []byte
	store     *sessions.CookieStore
}

func badStore() *server {
	return &server{store: sessions.NewCookieStore([]byte("something-very-secret"))} // want `CL605: the key of sessions.NewCookieStore is a constant`
}

func newServer() *server {
	return &server{secretKey: []byte("only for the shop")}
}

func (s *server) badMAC(message []byte) []byte {
	mac := hmac.New(sha256.New, s.secretKey) // want `CL605: the key of hmac.New is a constant`
	mac.Write(message)
	return mac.Sum(nil)
}

func badToken(claims jwt.Claims) (string, error) {
	return jwt.NewWithClaims(jwt.SigningMethodHS256, claims).SignedString([]byte("secret")) // want `CL605: the key of jwt.Token.SignedString is a constant`
}

func badHelperOfOtherPackage(claims jwt.Claims) (string, error) {
	return secrets.Sign(claims, []byte("my token key")) // want `CL605: the key of jwt.Token.SignedString, called by secrets.Sign, is a constant`
}

func badVariableOfOtherPackage(claims jwt.Claims) (string, error) {
	return jwt.NewWithClaims(jwt.SigningMethodHS256, claims).SignedString(secrets.SigningKey) // want `CL605: the key of jwt.Token.SignedString is a constant`
}

func badKeyfunc(text string) (*jwt.Token, error) {
	return jwt.Parse(text, func(*jwt.Token) (any, error) { // want `CL605: the key of jwt.Parse is a constant`
		return []byte("verify with this"), nil
	})
}

func badFallback(claims jwt.Claims) (string, error) {
	key := os.Getenv("JWT_SECRET")
	if key == "" {
		key = "changeme"
	}
	return jwt.NewWithClaims(jwt.SigningMethodHS256, claims).SignedString([]byte(key)) // want `CL605: the key of jwt.Token.SignedString is a constant when none is configured`
}

var cookieKey = flag.String("cookie-key", "5f0c9a3e", "key of the cookies")

func badFlagDefault() *sessions.CookieStore {
	return sessions.NewCookieStore([]byte(*cookieKey)) // want `CL605: the key of sessions.NewCookieStore is a constant when none is configured`
}

func badNeverFilled() (cipher.AEAD, error) {
	key := make([]byte, 32)
	return chacha20poly1305.New(key) // want `CL605: the key of chacha20poly1305.New is never filled`
}

func badArrayNeverFilled() (cipher.Block, error) {
	var key [16]byte
	return aes.NewCipher(key[:]) // want `CL605: the key of aes.NewCipher is never filled`
}

func badKeyOfAVaultThatNobodyOpens(entry []byte) ([]byte, error) {
	return new(vault.Key).Seal(entry) // want `CL605: the key of secretbox.Seal, called by vault.Key.Seal, is never filled`
}

func badSeed() ed25519.PrivateKey {
	seed, _ := base64.StdEncoding.DecodeString("AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=")
	return ed25519.NewKeyFromSeed(seed) // want `CL605: the private key of ed25519.NewKeyFromSeed is a constant`
}

const serverKey = "-----BEGIN PRIVATE KEY-----\nMC4CAQAwBQYDK2VwBCIEIFq2bB8f0Cw1cF0m9kTgqk7m3wX7uS1cWQ2oJb1m8a9v\n-----END PRIVATE KEY-----\n" // want `CL605: a private key is hard-coded in the program`

func badClearKeyset(r keyset.Reader) (*keyset.Handle, error) {
	return insecurecleartextkeyset.Read(r) // want `CL605: insecurecleartextkeyset.Read reads a keyset that is not encrypted`
}

// The keystream is somewhere else.
func badBesideKeystream(stream cipher.Stream) (cipher.Block, error) {
	key, mask := []byte("0123456789abcdef"), make([]byte, 16)
	stream.XORKeyStream(mask, mask)
	return aes.NewCipher(key) // want `CL605: the key of aes.NewCipher is a constant`
}

// One algorithm in the text makes no name of a protocol.
func badNamedAfterACipher() (cipher.Block, error) {
	return aes.NewCipher([]byte("aes-key-of-shop!")) // want `CL605: the key of aes.NewCipher is a constant`
}
