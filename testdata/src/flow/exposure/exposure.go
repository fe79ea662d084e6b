// Package exposure shows secrets, and what is none. Each comment says in what kind of place
// something is shown, what is known of it as a secret, and what says so: sure is where its name
// or its type does, too.
package exposure

import (
	"bytes"
	"crypto/aes"
	"crypto/cipher"
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"crypto/x509"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"log"
	"net/http"
	"os"
)

func logged(key []byte, id string) (cipher.Block, error) {
	log.Printf("key %x", key) // want "^log: key, the encryption key of aes.NewCipher$"
	log.Printf("key %s", id)  // want "^log: nothing$"
	return aes.NewCipher(key)
}

func printed(w http.ResponseWriter, key []byte) (cipher.Block, error) {
	fmt.Println(hex.EncodeToString(key))  // want "^output: key, the encryption key of aes.NewCipher$"
	fmt.Fprintf(os.Stderr, "key %x", key) // want "^output: key, the encryption key of aes.NewCipher$"
	fmt.Fprintf(w, "key %x", key)         // want "^answer: key, the encryption key of aes.NewCipher$"
	http.Error(w, string(key), 500)       // want "^answer: key, the encryption key of aes.NewCipher$"
	fmt.Fprintln(new(bytes.Buffer), key)  // want "^elsewhere: key, the encryption key of aes.NewCipher$"
	return aes.NewCipher(key)
}

func failed(key []byte) error {
	if _, err := aes.NewCipher(key); err != nil {
		return fmt.Errorf("key %x: %w", key, err) // want "^error: key, the encryption key of aes.NewCipher$"
	}
	return errors.New("no message for " + string(key)) // want "^error: key, the encryption key of aes.NewCipher$"
}

// named is a key, and its name says that it is a secret.
func named(secret []byte) []byte {
	log.Println(hex.EncodeToString(secret)) // want "^log: key, the MAC key of hmac.New, sure$"
	return hmac.New(sha256.New, secret).Sum(nil)
}

// salted is the key of a MAC, and its name says that it is public.
func salted(salt, name []byte) []byte {
	log.Println(salt) // want "^log: nothing$"
	mac := hmac.New(sha256.New, salt)
	mac.Write(name)
	return mac.Sum(nil)
}

type settings struct {
	Listen, Secret string
}

// The name of a field says more than one object of its type: it belongs to many.
type entry struct{ Value string }

func tag(s *settings, e *entry) {
	hmac.New(sha256.New, []byte(s.Secret))
	hmac.New(sha256.New, []byte(e.Value))
}

func fields(s *settings, e *entry) {
	log.Println(s.Secret) // want "^log: key, the MAC key of hmac.New, sure$"
	log.Println(s.Listen) // want "^log: nothing$"
	log.Println(e.Value)  // want "^log: nothing$"
	log.Println(s)        // want "^log: key, in the field Secret, the MAC key of hmac.New$"
	log.Println(e)        // want "^log: nothing$"
}

func private(key *ecdsa.PrivateKey, der []byte) error {
	log.Println(key)                     // want "^log: private key, sure$"
	log.Println(key.Curve.Params().Name) // want "^log: nothing$"
	encoded, err := x509.MarshalECPrivateKey(key)
	if err != nil {
		return err
	}
	log.Printf("%x", encoded) // want "^log: private key, sure$"
	log.Printf("%x", der)     // want "^log: private key, a private key for x509.ParseECPrivateKey$"
	_, err = x509.ParseECPrivateKey(der)
	return err
}

func generated() (cipher.Block, error) {
	key := make([]byte, 32)
	rand.Read(key)
	log.Printf("%x", key) // want "^log: key, the encryption key of aes.NewCipher, generated$"
	return aes.NewCipher(key)
}

func generatedPair() {
	_, key, _ := ed25519.GenerateKey(nil)
	fmt.Println(key) // want "^output: private key, sure, generated$"
}

func documents(s *settings, e *entry, key ed25519.PrivateKey) {
	json.Marshal(s)            // want "^in a document: key, in the field Secret, the MAC key of hmac.New$"
	json.Marshal(e)            // want "^in a document: nothing$"
	json.Marshal(key)          // want "^in a document: private key, sure$"
	json.Marshal(key.Public()) // want "^in a document: nothing$"
}

// parsed has no key where there is an error, and has one before it looks.
func parsed(der []byte) (*ecdsa.PrivateKey, error) {
	key, err := x509.ParseECPrivateKey(der)
	log.Println(key) // want "^log: private key, sure$"
	if err != nil {
		return nil, fmt.Errorf("%v: %w", key, err) // want "^error: nothing$"
	}
	return key, nil
}

// decoded has the bytes before the one that is not hexadecimal.
func decoded(text string) (cipher.Block, error) {
	secret, err := hex.DecodeString(text)
	if err != nil {
		return nil, fmt.Errorf("%x: %w", secret, err) // want "^error: key, the encryption key of aes.NewCipher, sure$"
	}
	return aes.NewCipher(secret)
}

// decodedByHelper has the same part of it.
func decodedByHelper(text string) (cipher.Block, error) {
	secret, err := decode(text)
	if err != nil {
		return nil, fmt.Errorf("%x: %w", secret, err) // want "^error: key, the encryption key of aes.NewCipher, sure$"
	}
	return aes.NewCipher(secret)
}

func decode(text string) ([]byte, error) { return hex.DecodeString(text) }

// decodedOrNothing has none of it: the helper leaves it out where it fails.
func decodedOrNothing(text string) (cipher.Block, error) {
	secret, err := decodeAll(text)
	if err != nil {
		return nil, fmt.Errorf("%x: %w", secret, err) // want "^error: nothing$"
	}
	return aes.NewCipher(secret)
}

func decodeAll(text string) ([]byte, error) {
	secret, err := hex.DecodeString(text)
	if err != nil {
		return nil, err
	}
	return secret, nil
}
