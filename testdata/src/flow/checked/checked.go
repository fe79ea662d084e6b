// Package checked shows which uses of a result come before the error or the bool that
// says whether it can be used. The comments stand at the use.
package checked

import (
	"crypto/cipher"
	"crypto/rsa"
	"crypto/x509"
	"encoding/base64"
	"errors"
	"io"
	"log"
	"os"
)

func use(any) {}

func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

func checkedAtOnce(aead cipher.AEAD, nonce, box []byte) ([]byte, error) {
	text, err := aead.Open(nil, nonce, box, nil)
	if err != nil {
		return nil, err
	}
	use(text)
	return text, nil
}

func usedBefore(aead cipher.AEAD, nonce, box []byte) error {
	text, err := aead.Open(nil, nonce, box, nil)
	use(text) // want "unchecked result of Open"
	if err != nil {
		return err
	}
	use(text)
	return nil
}

func ignored(s string) {
	key, _ := base64.StdEncoding.DecodeString(s)
	use(key) // want "unchecked result of DecodeString"
}

func onlyLogged(s string) {
	key, err := base64.StdEncoding.DecodeString(s)
	if err != nil {
		log.Print(err)
	}
	use(key) // want "unchecked result of DecodeString"
}

func checkedOnOneBranch(s string, strict bool) {
	key, err := base64.StdEncoding.DecodeString(s)
	if strict {
		if err != nil {
			return
		}
	}
	use(key) // want "unchecked result of DecodeString"
}

func onTheGoodSide(s string) {
	if key, err := base64.StdEncoding.DecodeString(s); err == nil {
		use(key)
	}
}

func onTheBadSide(s string) {
	key, err := base64.StdEncoding.DecodeString(s)
	if err != nil {
		use(key) // want "unchecked result of DecodeString"
		return
	}
	use(key)
}

// Some errors are fine; all others end here.
func exceptEOF(r io.Reader, buffer []byte) {
	n, err := io.ReadFull(r, buffer)
	if err != nil && !errors.Is(err, io.ErrUnexpectedEOF) {
		return
	}
	use(n) // want "unchecked result of ReadFull"
}

// To know that it is not one error is not to know that it is none.
func notOneError(path string) {
	file, err := os.Open(path)
	if errors.Is(err, os.ErrNotExist) {
		return
	}
	use(file) // want "unchecked result of Open"
}

func returnedTogether(path string) ([]byte, error) {
	data, err := os.ReadFile(path)
	return data, err
}

func passedOnTogether(path string) {
	data := must(os.ReadFile(path))
	use(data)
	text, err := os.ReadFile(path)
	use(must(text, err))
}

// The second err is another variable: the first is never looked at.
func shadowed(s string) error {
	key, err := base64.StdEncoding.DecodeString(s)
	if len(s) > 3 {
		_, err := base64.StdEncoding.DecodeString(s[3:])
		if err != nil {
			return err
		}
	}
	use(key) // want "unchecked result of DecodeString"
	return err
}

func overwritten(s, t string) error {
	key, err := base64.StdEncoding.DecodeString(s)
	salt, err := base64.StdEncoding.DecodeString(t)
	if err != nil {
		return err
	}
	use(key) // want "unchecked result of DecodeString"
	use(salt)
	return nil
}

// A deferred function sees the error, so it lives in memory.
func namedResult(s string) (key []byte, err error) {
	defer func() {
		if err != nil {
			log.Print(err)
		}
	}()
	key, err = base64.StdEncoding.DecodeString(s)
	if err != nil {
		return nil, err
	}
	use(key)
	return key, nil
}

func namedResultUnchecked(s string) (err error) {
	defer func() { log.Print(err) }()
	key, err := base64.StdEncoding.DecodeString(s)
	use(key) // want "unchecked result of DecodeString"
	return err
}

func eitherSource(path, fallback string) error {
	var data []byte
	var err error
	if path != "" {
		data, err = os.ReadFile(path)
	} else {
		data, err = os.ReadFile(fallback)
	}
	if err != nil {
		return err
	}
	use(data)
	return nil
}

func bools(m interface{ Load(string) ([]byte, bool) }) {
	if key, ok := m.Load("key"); ok {
		use(key)
	}
	key, ok := m.Load("other")
	if !ok {
		return
	}
	use(key)
	use(first(m.Load("third")))
	fourth, ok := m.Load("fourth")
	use(fourth) // want "unchecked result of Load"
	_ = ok
}

func first(key []byte, ok bool) []byte {
	if !ok {
		return nil
	}
	return key
}

func inALoop(lines []string) {
	for _, line := range lines {
		key, err := base64.StdEncoding.DecodeString(line)
		if err != nil {
			continue
		}
		use(key)
	}
}

func orElse(der []byte) (*rsa.PrivateKey, error) {
	key, err := x509.ParsePKCS1PrivateKey(der)
	if key == nil || err != nil {
		return nil, err
	}
	return key, nil
}

func fatal(der []byte) *rsa.PrivateKey {
	key, err := x509.ParsePKCS1PrivateKey(der)
	if err != nil {
		log.Fatal(err)
	}
	return key
}

func exits(der []byte) *rsa.PrivateKey {
	key, err := x509.ParsePKCS1PrivateKey(der)
	if err != nil {
		usage(err)
	}
	return key
}

func usage(err error) {
	log.Print(err)
	os.Exit(2)
}

func panics(der []byte) *rsa.PrivateKey {
	key, err := x509.ParsePKCS1PrivateKey(der)
	if err != nil {
		panic(err)
	}
	return key
}

func inASwitch(path string) {
	data, err := os.ReadFile(path)
	switch {
	case errors.Is(err, os.ErrNotExist):
		return
	case err != nil:
		return
	}
	use(data)
}
