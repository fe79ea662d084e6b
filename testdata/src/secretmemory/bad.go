package secretmemory

import (
	"crypto/pbkdf2"
	"crypto/sha256"
	"errors"
	"os"
	"runtime"

	"example.test/secretmemory/wipe"
)

type vault struct{ master []byte }

// What is passed is copied.

func badArray(key [32]byte) {
	for i := range key { // want `CL610: "badArray" erases a copy: the caller still has what was passed for "key"; why: .*; fix: pass a slice, or a pointer, and use clear, or use secret.Wipe from`
		key[i] = 0
	}
}

func badCleared(key wipe.Key) {
	clear(key[:]) // want `CL610: "badCleared" erases a copy`
	runtime.KeepAlive(key)
}

type secret struct {
	key  [32]byte
	salt []byte
}

func (s secret) badReceiver() {
	s.key = [32]byte{} // want `CL610: "badReceiver" erases a copy: the caller still has what was passed for "s"`
	s.salt = nil
}

func badStructOfOther(s wipe.Secret) {
	wipe.Bytes(s.Key[:]) // want `CL610: "badStructOfOther" erases a copy`
}

func badReplaced(key []byte) {
	key = make([]byte, len(key)) // want `CL610: "badReplaced" erases a copy: the caller still has what was passed for "key"`
}

func badText(password string) {
	password = "" // want `CL610: "badText" erases a copy`
}

// The bytes of a string are made to be erased.

func erase(b []byte) {
	for i := range b {
		b[i] = 0
	}
}

func badConverted(password string) []byte {
	key, _ := pbkdf2.Key(sha256.New, password, []byte("0123456789abcdef"), 600_000, 32)
	clear([]byte(password)) // want `CL610: the conversion copies the string "password", and only the copy is erased; why: .*; fix: keep the secret as \[\]byte from the beginning, and erase that, or `
	return key
}

type login struct{ password string }

func (l *login) badConvertedByHelper() {
	erase([]byte(l.password)) // want `CL610: the conversion copies the string "l.password"`
}

func badConvertedByOther(l login) {
	wipe.Bytes([]byte(l.password)) // want `CL610: the conversion copies the string "l.password"`
}

func badConvertedVariable(password string) {
	b := []byte(password) // want `CL610: the conversion copies the string "password"`
	for i := range b {
		b[i] = 0
	}
}

// What is erased goes on to be used.

func badReturned(path string) ([]byte, error) {
	key, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	defer clear(key)
	if len(key) < 32 {
		return nil, errors.New("the key is too short")
	}
	return key[:32], nil // want `CL610: "key" is still used here, but the function erases it when it returns; why: the code that uses it gets zeros, and an attacker can guess a key or password of zeros; fix: return a copy: bytes.Clone$`
}

func badReturnedInStruct(path string) *vault {
	key, err := os.ReadFile(path)
	if err != nil {
		return nil
	}
	defer wipe.Bytes(key)
	return &vault{master: key} // want `CL610: "key" is still used here`
}

func (v *vault) badStored(key []byte) {
	defer func() {
		for i := range key {
			key[i] = 0
		}
	}()
	v.master = key // want `CL610: "key" is still used here`
}

// The argument of defer is evaluated at once.

func badTooEarly(path string) (err error) {
	var key []byte
	defer erase(key) // want `CL610: "key" is nil here, and defer evaluates it now: its later content is not erased; why: .*; fix: defer the call after the variable is set$`
	if key, err = os.ReadFile(path); err != nil {
		return err
	}
	return use(key)
}

func badResult(path string) (key []byte, err error) {
	defer clear(key) // want `CL610: "key" is nil here`
	key, err = os.ReadFile(path)
	return key, err
}

func use(key []byte) error {
	if len(key) == 0 {
		return errors.New("no key")
	}
	return nil
}
