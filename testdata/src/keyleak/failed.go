package keyleak

import (
	"bufio"
	"crypto/aes"
	"crypto/cipher"
	"crypto/rsa"
	"crypto/x509"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"log"

	"example.test/keyleak/keys"
	"example.test/keyleak/report"
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

// Helpers look at the error.

func complain(key *rsa.PrivateKey, err error) {
	if err != nil {
		log.Printf("no key in %v: %v", key, err)
	}
}

func goodHelperLooks(der []byte) *rsa.PrivateKey {
	key, err := x509.ParsePKCS1PrivateKey(der)
	complain(key, err)
	return key
}

func complainEarly(err error, text string) {
	if err == nil {
		return
	}
	complainIn("keys", err, text)
}

func complainIn(scope string, err error, text string) {
	if failed(err) {
		log.Print(scope, text, err)
	}
}

func failed(err error) bool { return err != nil && !errors.Is(err, io.EOF) }

func goodHelpersLook(vault func(string) string, id string) (cipher.Block, error) {
	secret, err := find(vault, id)
	complainEarly(err, string(secret))
	complainIn(id, err, string(secret))
	if err != nil {
		return nil, err
	}
	return aes.NewCipher(secret)
}

func goodHelperSays(der []byte) (*rsa.PrivateKey, error) {
	key, err := x509.ParsePKCS1PrivateKey(der)
	if failed(err) {
		return nil, fmt.Errorf("cannot read the key %v: %w", key, err)
	}
	return key, nil
}

func named(err error) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("key: %w", err)
}

func goodNamedError(der []byte) (*rsa.PrivateKey, error) {
	key, err := x509.ParsePKCS1PrivateKey(der)
	if err := named(err); err != nil {
		return nil, fmt.Errorf("cannot read %v: %w", key, err)
	}
	return key, nil
}

func goodKindOfError(vault func(string) string, id string) (cipher.Block, error) {
	secret, err := find(vault, id)
	if errors.Is(err, io.ErrUnexpectedEOF) {
		return nil, fmt.Errorf("%x: %w", secret, err)
	}
	if err != nil {
		return nil, err
	}
	return aes.NewCipher(secret)
}

func goodHelperOfOtherPackage(der []byte) *rsa.PrivateKey {
	key, err := x509.ParsePKCS1PrivateKey(der)
	report.Failure(key, err)
	return key
}

// Where the helper returns, there was no error.

func must(err error) {
	if err != nil {
		panic(err)
	}
}

func badAfterMust(der []byte) *rsa.PrivateKey {
	key, err := x509.ParsePKCS1PrivateKey(der)
	must(err)
	log.Printf("the key is %v", key) // want `CL607: log.Printf logs "key"`
	return key
}

func badHelperSaysAllWell(der []byte) (*rsa.PrivateKey, error) {
	key, err := x509.ParsePKCS1PrivateKey(der)
	if !failed(err) {
		log.Printf("the key is %v", key) // want `CL607: log.Printf logs "key"`
	}
	return key, err
}

func complainAlways(key *rsa.PrivateKey, err error) {
	if err != nil {
		log.Print(err)
	}
	log.Print(key) // want `CL607: log.Print logs "key"`
}

func badHelperAlways(der []byte) *rsa.PrivateKey {
	key, err := x509.ParsePKCS1PrivateKey(der)
	complainAlways(key, err) // want `CL607: log.Print, called by keyleak.complainAlways, logs "key"`
	return key
}

func badHelperOfOtherError(vault func(string) string, id string) (cipher.Block, error) {
	secret, err := find(vault, id)
	if err != nil {
		return nil, err
	}
	block, err := aes.NewCipher(secret)
	complainIn(id, err, string(secret)) // want `CL607: log.Print, called by keyleak.complainIn, logs "secret"`
	return block, err
}

func long(err error) bool { return err != nil && len(err.Error()) > 80 || err == nil }

func badHelperSaysLittle(der []byte) *rsa.PrivateKey {
	key, err := x509.ParsePKCS1PrivateKey(der)
	if long(err) {
		log.Printf("the key is %v", key) // want `CL607: log.Printf logs "key"`
	}
	return key
}

func badPartByHelper(hash []byte, r io.Reader) error {
	password, err := bufio.NewReader(r).ReadString('\n')
	complainIn("line", err, password) // want `CL607: log.Print, called by keyleak.complainIn, logs "password"`
	return bcrypt.CompareHashAndPassword(hash, []byte(password))
}

func badPartOfOtherPackage(hash []byte, r io.Reader) error {
	password, err := report.ReadLine(r)
	if err != nil {
		return fmt.Errorf("malformed line %q: %w", password, err) // want `CL607: fmt.Errorf puts "password"`
	}
	return bcrypt.CompareHashAndPassword(hash, []byte(password))
}

func goodNothingOfOtherPackage(hash []byte, r io.Reader) error {
	password, err := report.WholeLine(r)
	if err != nil {
		return fmt.Errorf("malformed line %q: %w", password, err)
	}
	return bcrypt.CompareHashAndPassword(hash, []byte(password))
}

func spelled(secret []byte) string { return hex.EncodeToString(secret) }

func goodSpelledByHelper(vault func(string) string, id string) (cipher.Block, error) {
	secret, err := find(vault, id)
	if err != nil {
		return nil, fmt.Errorf("no cipher for %s: %w", spelled(secret), err)
	}
	return aes.NewCipher(secret)
}

func badSpelledByHelper(vault func(string) string, id string) (cipher.Block, error) {
	secret, err := find(vault, id)
	if err != nil {
		return nil, err
	}
	block, err := aes.NewCipher(secret)
	if err != nil {
		return nil, fmt.Errorf("no cipher for %s: %w", spelled(secret), err) // want `CL607: fmt.Errorf puts a value, which is the encryption key of aes.NewCipher, into an error`
	}
	return block, nil
}
