package secretmemory

import (
	"bytes"
	"crypto/aes"
	"crypto/cipher"
	"crypto/rc4"
	"encoding/hex"
	"os"
	"runtime"

	"example.test/secretmemory/wipe"
)

func goodCleared(key []byte) { clear(key) }

func goodLoop(key []byte) {
	for i := range key {
		key[i] = 0
	}
	runtime.KeepAlive(key)
}

func goodPointer(key *[32]byte) {
	for i := range key {
		key[i] = 0
	}
}

// A slice in a struct refers to the memory of the caller.
func (s secret) goodSlice() { clear(s.salt) }

func (s *secret) goodReceiver() {
	s.key = [32]byte{}
	s.salt = nil
}

// A sum is no erasure.
func goodSum(data []byte) (sum int) {
	for _, b := range data {
		sum += int(b)
	}
	return sum
}

// The parameter has a default.
func goodDefault(password string) string {
	if password == "" {
		password = "guest"
	}
	return password
}

// The copy is used, and then erased.
func goodCopy(password string) (cipher.Block, error) {
	key := []byte(password)
	defer clear(key)
	return aes.NewCipher(key)
}

// What is returned is another slice.

func goodReturnedCopy(path string) ([]byte, error) {
	key, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	defer clear(key)
	return bytes.Clone(key), nil
}

func goodReturnedText(path string) (string, error) {
	key, err := os.ReadFile(path)
	if err != nil {
		return "", err
	}
	defer wipe.Bytes(key)
	return hex.EncodeToString(key), nil
}

func goodReturnedString(path string) string {
	text, err := os.ReadFile(path)
	if err != nil {
		return ""
	}
	defer clear(text)
	return string(text)
}

// An array is copied when it is returned.
func goodArray() [32]byte {
	var key [32]byte
	defer clear(key[:])
	key[0] = 1
	return key
}

// It is only erased where something went wrong.
func goodOnError(path string) (key []byte, err error) {
	defer func() {
		if err != nil {
			clear(key)
		}
	}()
	key, err = os.ReadFile(path)
	return key, err
}

// The variable holds something else when the function returns.
func goodReplaced(path string) ([]byte, error) {
	key, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	defer clear(key)
	key, err = hex.DecodeString(string(key))
	return key, err
}

func goodClosure(path string) (err error) {
	var key []byte
	defer func() { clear(key) }()
	if key, err = os.ReadFile(path); err != nil {
		return err
	}
	return use(key)
}

func goodLocal(path string) error {
	key, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	defer erase(key)
	var v vault
	v.master = key
	return use(v.master)
}

// Numbers and other settings are no secrets.
type counter struct{ n int }

func (c counter) goodReset() { c.n = 0 }

// The profile strict reports it.
func strictReset(c *rc4.Cipher) { c.Reset() }
