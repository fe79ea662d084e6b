package hardcodedkey

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/hkdf"
	"crypto/hmac"
	"crypto/rand"
	"crypto/rc4"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"os"

	"github.com/golang-jwt/jwt/v5"
	"github.com/gorilla/sessions"

	"example.test/hardcodedkey/keystream"
	"example.test/hardcodedkey/secrets"
	"example.test/hardcodedkey/vault"
)

func goodKeyFromFile(path string) (cipher.Block, error) {
	key, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	return aes.NewCipher(key)
}

func goodKeyFromEnvironment() (cipher.Block, error) {
	key, err := hex.DecodeString(os.Getenv("ENCRYPTION_KEY"))
	if err != nil {
		return nil, err
	}
	return aes.NewCipher(key)
}

func goodRandomKey() (cipher.Block, error) {
	key := make([]byte, 32)
	rand.Read(key)
	return aes.NewCipher(key)
}

func goodFilledByOther(fill func([]byte)) (cipher.Block, error) {
	key := make([]byte, 32)
	fill(key)
	return aes.NewCipher(key)
}

func goodPassed(claims jwt.Claims, key []byte) (string, error) {
	return secrets.Sign(claims, key)
}

// An empty key is refused.
func goodNoDefault(claims jwt.Claims) (string, error) {
	key := os.Getenv("JWT_SECRET")
	if key == "" {
		return "", errors.New("JWT_SECRET is not set")
	}
	return jwt.NewWithClaims(jwt.SigningMethodHS256, claims).SignedString([]byte(key))
}

func goodKeyfunc(text string, key []byte) (*jwt.Token, error) {
	return jwt.Parse(text, func(*jwt.Token) (any, error) { return key, nil })
}

// The label of a derivation is the key of the MAC, and the secret its message: BIP 32.
func goodLabel(seed []byte) []byte {
	mac := hmac.New(sha256.New, []byte("Bitcoin seed"))
	mac.Write(seed)
	return mac.Sum(nil)
}

func goodPurpose(secret []byte) ([]byte, error) {
	return hkdf.Key(sha256.New, secret, []byte("salt of the shop"), "cookies", 32)
}

func goodStore(key []byte) *sessions.CookieStore { return sessions.NewCookieStore(key) }

// A known answer from the standard.
func selfTest() error {
	block, err := aes.NewCipher([]byte("YELLOW SUBMARINE"))
	if err != nil {
		return err
	}
	out := make([]byte, 16)
	block.Encrypt(out, make([]byte, 16))
	return nil
}

const rootCertificate = "-----BEGIN CERTIFICATE-----\nMIIBdzCCAR2gAwIBAgIUQnJ2bB8f0Cw1cF0m9kTgqk7m3wX7uS1cWQ2oJb1m8a9vAAAA\n-----END CERTIFICATE-----\n"

// The head alone is how a file is recognised.
const head = "-----BEGIN PRIVATE KEY-----"

// The memory for a key is in its place before the key is.
func goodFilledLater(password, salt, entry []byte) ([]byte, error) {
	opened := vault.Vault{Key: &vault.Key{}}
	opened.Salt = salt
	if err := opened.Open(password); err != nil {
		return nil, err
	}
	return opened.Seal(entry)
}

func goodFieldFilledLater(password, salt, entry []byte) ([]byte, error) {
	var opened vault.Vault
	opened.Key, opened.Salt = new(vault.Key), salt
	if err := opened.Open(password); err != nil {
		return nil, err
	}
	return opened.Seal(entry)
}

// A handshake begins with the name of the protocol, which everybody knows.
func goodNameOfAProtocol() (cipher.Block, error) {
	return aes.NewCipher([]byte("Noise_XX_25519_AESGCM_SHA256\x00\x00\x00\x00"))
}

// A keystream is a secret, although what it goes over is zero.

func goodKeystream(stream cipher.Stream) (cipher.Block, error) {
	key := make([]byte, 32)
	stream.XORKeyStream(key, make([]byte, 32))
	return aes.NewCipher(key)
}

func goodKeystreamInPlace(stream cipher.Stream) (cipher.Block, error) {
	key := make([]byte, 32)
	stream.XORKeyStream(key[:31], key[:31])
	key[31] ^= 0xaa
	return aes.NewCipher(key)
}

func goodKeystreamAndSuffix(generator *rc4.Cipher) (*rc4.Cipher, error) {
	key := make([]byte, 5)
	generator.XORKeyStream(key, make([]byte, 5))
	return rc4.NewCipher(append(key, 90))
}

// The format is no part of what is configured, also where nothing is known of that.
func goodFormatted(settings map[string]any) (cipher.Block, error) {
	key, known := settings["key"]
	if !known {
		return nil, errors.New("no key is configured")
	}
	return aes.NewCipher([]byte(fmt.Sprintf("%v", key)))
}

// What the caller writes in the program is the length of the key.
func goodLengthOfKeystream(session []byte) (*keystream.Cryptor, error) {
	return keystream.New(session, 128)
}
