// Package passwordkey encrypts files with passwords.
package passwordkey

import (
	"bufio"
	"crypto/aes"
	"crypto/cipher"
	"crypto/ed25519"
	"crypto/md5"
	"crypto/rand"
	"crypto/sha256"
	"crypto/sha512"
	"encoding/base64"
	"encoding/hex"
	"flag"
	"fmt"
	"os"
	"strings"

	"example.test/passwordkey/stretch"
	"golang.org/x/crypto/chacha20poly1305"
	"golang.org/x/crypto/hkdf"
	"golang.org/x/crypto/nacl/secretbox"
)

func badPasswordItself(password string) (cipher.Block, error) {
	return aes.NewCipher([]byte(password)) // want `CL604: the key of aes.NewCipher is a password; why: .*; fix: derive the key with argon2.IDKey from the password and a random salt that is stored with the ciphertext, or use kdf.NewArgon2id`
}

func badCutToLength(passphrase string) (cipher.Block, error) {
	return aes.NewCipher([]byte(passphrase)[:32]) // want `CL604: the key of aes.NewCipher is a password`
}

func badCopied(text []byte, nonce *[24]byte, passphrase string) []byte {
	var key [32]byte
	copy(key[:], passphrase)
	return secretbox.Seal(nil, text, nonce, &key) // want `CL604: the key of secretbox.Seal is a password`
}

func badFilledUp(password string) (cipher.AEAD, error) {
	key := []byte(password)
	for len(key) < 32 {
		key = append(key, '0')
	}
	return chacha20poly1305.New(key[:32]) // want `CL604: the key of chacha20poly1305.New is a password`
}

func badDigest(password, salt string) (cipher.Block, error) {
	sum := sha256.Sum256([]byte(salt + password))
	return aes.NewCipher(sum[:]) // want `CL604: the key of aes.NewCipher is the SHA-256 digest of a password`
}

func badDigestWritten(userPassword []byte) (cipher.Block, error) {
	h := sha512.New()
	h.Write(userPassword)
	return aes.NewCipher(h.Sum(nil)[:32]) // want `CL604: the key of aes.NewCipher is the SHA-512 digest of a password`
}

func badDigestOfDigest(password string) (cipher.Block, error) {
	first := md5.Sum([]byte(password))
	second := sha256.Sum256(first[:])
	return aes.NewCipher(second[:]) // want `CL604: the key of aes.NewCipher is the SHA-256 digest of a password`
}

func badHexOfDigest(password string) (cipher.Block, error) {
	return aes.NewCipher([]byte(stretch.HexMD5(password))) // want `CL604: the key of aes.NewCipher is the MD5 digest of a password`
}

func badInOtherPackage() (cipher.AEAD, error) {
	password, err := bufio.NewReader(os.Stdin).ReadString('\n')
	if err != nil {
		return nil, err
	}
	return stretch.Open([]byte(strings.TrimSpace(password))) // want `CL604: the key of aes.NewCipher, called by stretch.Open, is a password`
}

func badSumInOtherPackage(password string) (cipher.AEAD, error) {
	return stretch.Open(stretch.Sum(password)) // want `CL604: the key of aes.NewCipher, called by stretch.Open, is the SHA-256 digest of a password`
}

type vault struct {
	Passphrase string
	key        []byte
}

func (v *vault) badField() {
	v.key = stretch.Sum(v.Passphrase)
}

func (v *vault) badOpen() (cipher.Block, error) {
	return aes.NewCipher(v.key) // want `CL604: the key of aes.NewCipher is the SHA-256 digest of a password`
}

func badFlag() (cipher.Block, error) {
	password := flag.String("password", "", "what to encrypt with")
	flag.Parse()
	return aes.NewCipher([]byte(*password)) // want `CL604: the key of aes.NewCipher is a password`
}

func badEnvironment() (cipher.Block, error) {
	passphrase := os.Getenv("BACKUP_WITH")
	return aes.NewCipher([]byte(passphrase)) // want `CL604: the key of aes.NewCipher is a password`
}

func newAEAD(secret []byte) (cipher.AEAD, error) { return chacha20poly1305.New(secret) }

func badThroughAHelper(masterPassword string) (cipher.AEAD, error) {
	return newAEAD([]byte(masterPassword)) // want `CL604: the key of chacha20poly1305.New, called by passwordkey.newAEAD, is a password`
}

func badHKDF(password string, key []byte) error {
	_, err := hkdf.New(sha256.New, []byte(password), nil, nil).Read(key) // want `CL604: hkdf.New derives a key from a password without slowing down guesses`
	return err
}

func badBrainWallet(passphrase string) ed25519.PrivateKey {
	seed := sha256.Sum256([]byte(passphrase))
	return ed25519.NewKeyFromSeed(seed[:]) // want `CL604: the key of ed25519.NewKeyFromSeed is the SHA-256 digest of a password; why: an attacker who has the public key`
}

func badHexText() (cipher.Block, error) {
	raw := make([]byte, 16)
	rand.Read(raw)
	return aes.NewCipher([]byte(hex.EncodeToString(raw))) // want `CL604: the key of aes.NewCipher is hex text: each byte has only 4 bits of the key instead of 8`
}

func badHexOfSecret(secret string) (cipher.Block, error) {
	return aes.NewCipher([]byte(strings.ToUpper(fmt.Sprintf("%x", sha256.Sum256([]byte(secret)))))[:32]) // want `CL604: the key of aes.NewCipher is hex text`
}

func badBase64Text(raw []byte) (cipher.AEAD, error) {
	text := base64.StdEncoding.EncodeToString(raw)
	return stretch.Open([]byte(text)[:32]) // want `CL604: the key of aes.NewCipher, called by stretch.Open, is base64 text: each byte has only 6 bits`
}

func badHexMD5OfKey(secretKey string) (cipher.AEAD, error) {
	return stretch.Open([]byte(stretch.HexMD5(secretKey))) // want `CL604: .* is hex text`
}

type settings struct{ key string }

func badHexField(raw []byte) (cipher.Block, error) {
	s := settings{key: hex.EncodeToString(raw)}
	return aes.NewCipher([]byte(s.key)) // want `CL604: .* is hex text`
}

func badPadded(key string) (cipher.Block, error) {
	return aes.NewCipher([]byte(fmt.Sprintf("%-32s", key))) // want `CL604: the key of aes.NewCipher is a text that is truncated or padded to the length of a key`
}

func fit(key string) []byte { return []byte(fmt.Sprintf("%032s", key)[:32]) }

func badPaddedByAHelper(key string) (cipher.Block, error) {
	return aes.NewCipher(fit(key)) // want `CL604: the key of aes.NewCipher is a text that is truncated or padded`
}

func badVariableOfEnvironment() (cipher.Block, error) {
	return aes.NewCipher([]byte(os.Getenv("VAULT_PASSWORD"))) // want `CL604: the key of aes.NewCipher is a password`
}

func badFlagVariable() (cipher.AEAD, error) {
	var with string
	flag.StringVar(&with, "passphrase", "", "what to encrypt with")
	flag.Parse()
	return stretch.Open(stretch.Sum(with)) // want `CL604: .* is the SHA-256 digest of a password`
}

func badCopiedText(secret string) (cipher.Block, error) {
	key := make([]byte, 32)
	copy(key, secret)
	return aes.NewCipher(key) // want `CL604: the key of aes.NewCipher is a text that is truncated or padded`
}

func badCopiedByOtherPackage(secret string, text []byte, nonce *[24]byte) []byte {
	return secretbox.Seal(nil, text, nonce, stretch.Fit(secret)) // want `CL604: the key of secretbox.Seal is a text that is truncated or padded`
}
