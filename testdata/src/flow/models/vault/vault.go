// Package vault is the client of a key service, as companies have one: what happens
// to keys and nonces happens behind a connection, where no analysis sees it.
package vault

import (
	"crypto/aes"
	"crypto/md5"
	"encoding/gob"
	"net"
)

// Box encrypts under one key of the service.
type Box interface {
	Seal(nonce, plaintext []byte) ([]byte, error)
}

type request struct {
	Name string
	Data [][]byte
}

func call(name string, data ...[]byte) ([]byte, error) {
	connection, err := net.Dial("unix", "/run/vault.sock")
	if err != nil {
		return nil, err
	}
	defer connection.Close()
	if err := gob.NewEncoder(connection).Encode(request{name, data}); err != nil {
		return nil, err
	}
	var answer []byte
	err = gob.NewDecoder(connection).Decode(&answer)
	return answer, err
}

// Import gives the service a key.
func Import(name string, key []byte) error {
	_, err := call("import", []byte(name), key)
	return err
}

// Random returns bytes from the generator of the service.
func Random(n int) []byte {
	random, err := call("random", make([]byte, n))
	if err != nil {
		panic(err)
	}
	return random
}

// Fill is Random for a buffer that exists.
func Fill(buffer []byte) { copy(buffer, Random(len(buffer))) }

// Serial returns the next number of a sequence.
func Serial() (string, error) {
	serial, err := call("serial")
	return string(serial), err
}

// Fingerprint tells keys apart in logs.
func Fingerprint(key []byte) string {
	digest, _ := call("md5", key)
	return string(digest)
}

// Wrap encrypts a key of the program under one of the service. What its model says of
// the result hides nothing of what the code does with the key.
func Wrap(key, other []byte) []byte {
	block, err := aes.NewCipher(key)
	if err != nil {
		panic(err)
	}
	other = append([]byte(nil), other...)
	block.Encrypt(other, other)
	wrapped, _ := call("wrap", other)
	return wrapped
}

// Checksum is no secret, whatever its code looks like.
func Checksum(key []byte) []byte {
	sum := md5.Sum(key)
	return sum[:]
}

// Unlock takes a password.
func Unlock(password string) { call("unlock", []byte(password)) }

// Hint takes something that is only called one.
func Hint(password string) { call("hint", []byte(password)) }

// Decode reads an encoding of the service.
func Decode(text string) []byte {
	decoded, _ := call("decode", []byte(text))
	return decoded
}

// Label puts a name before a value.
func Label(name string, value []byte) []byte {
	return append([]byte(name+":"), value...)
}

type box struct{ name string }

func (b *box) Seal(nonce, plaintext []byte) ([]byte, error) {
	return call("seal", []byte(b.name), nonce, plaintext)
}

// Open returns the box of a key.
func Open(name string) Box { return &box{name} }

// Transcript is kept by the service.
type Transcript struct{ id string }

// Add adds to the transcript.
func (t *Transcript) Add(data []byte) { call("add", []byte(t.id), data) }

// Clear empties the transcript.
func (t *Transcript) Clear() { call("clear", []byte(t.id)) }

// All returns the transcript.
func (t *Transcript) All() []byte {
	all, _ := call("all", []byte(t.id))
	return all
}

// Setting returns what the service has under a name, or else the fallback.
func Setting(name, fallback string) string {
	value, err := call("setting", []byte(name))
	if err != nil {
		return fallback
	}
	return string(value)
}

// Store keeps a value. The cipher in it is that of a test.
func Store(value []byte) {
	block, _ := aes.NewCipher(value)
	block.Encrypt(value, value)
}
