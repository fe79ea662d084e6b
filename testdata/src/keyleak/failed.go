package keyleak

import (
	"bufio"
	"crypto/aes"
	"crypto/cipher"
	"crypto/rsa"
	"crypto/x509"
	"encoding/hex"
	"fmt"
	"io"
	"log"

	"example.test/keyleak/keys"
	"golang.org/x/crypto/bcrypt"
)

// There is no key where reading it has failed.
func goodNoKey(der []byte) (*rsa.PrivateKey, error) {
	key, err := x509.ParsePKCS1PrivateKey(der)
	if err != nil {
		return nil, fmt.Errorf("cannot read the key %v: %w", key, err)
	}
	return key, nil
}

func goodNoKeyOfHelper(vault func(string) string, id string) (cipher.Block, error) {
	secret, err := find(vault, id)
	if err == nil {
		return aes.NewCipher(secret)
	}
	log.Printf("%s: %x: %v", id, secret, err)
	return nil, err
}

func find(vault func(string) string, id string) ([]byte, error) {
	text := vault(id)
	if text == "" {
		return nil, fmt.Errorf("no key %s", id)
	}
	return []byte(text), nil
}

func goodNothingToEncode(vault func(string) string, id string, message []byte) []byte {
	secret, err := find(vault, id)
	if err != nil {
		log.Println("no secret", hex.EncodeToString(secret), err)
		return nil
	}
	return keys.Tag(string(secret), message)
}

func badOnSuccess(der []byte) (*rsa.PrivateKey, error) {
	key, err := x509.ParsePKCS1PrivateKey(der)
	if err == nil {
		log.Printf("the key is %v", key) // want `CL607: log.Printf logs "key"`
	}
	return key, err
}

func badWhateverTheError(vault func(string) string, id string) (cipher.Block, error) {
	secret, err := find(vault, id)
	log.Printf("%x, %v", secret, err) // want `CL607: log.Printf logs "secret"`
	if err != nil {
		return nil, err
	}
	return aes.NewCipher(secret)
}

// The key was there before something else failed.
func badAfterOtherFailure(vault func(string) string, id string) (cipher.Block, error) {
	secret, err := find(vault, id)
	if err != nil {
		return nil, err
	}
	block, err := aes.NewCipher(secret)
	if err != nil {
		return nil, fmt.Errorf("no cipher for %x: %w", secret, err) // want `CL607: fmt.Errorf puts "secret"`
	}
	return block, nil
}

// What was read until the error is the whole password where the line does not end.
func badLineWithoutEnd(r io.Reader, hash []byte) error {
	password, err := bufio.NewReader(r).ReadString('\n')
	if err != nil {
		return fmt.Errorf("malformed line %q: %w", password, err) // want `CL607: fmt.Errorf puts "password"`
	}
	return bcrypt.CompareHashAndPassword(hash, []byte(password))
}
