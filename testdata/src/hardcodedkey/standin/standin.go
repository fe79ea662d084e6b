// Package standin gets its keys from services, and has others in their place for tests.
package standin

import (
	"crypto/aes"
	"crypto/cipher"
	"encoding/hex"
)

// service gives keys.
type service interface {
	DataKey(name string) ([]byte, error)
}

type remote struct{ fetch func(string) ([]byte, error) }

func (r remote) DataKey(name string) ([]byte, error) { return r.fetch(name) }

// StubService is in the program, because the tests of several packages need it.
type StubService struct{}

// DataKey returns the same key for all names.
func (StubService) DataKey(string) ([]byte, error) {
	return []byte("stubkeystubkeystubkeystubkey1234"), nil
}

type fakeService struct{ key string }

func (f *fakeService) DataKey(string) ([]byte, error) {
	return hex.DecodeString("00112233445566778899aabbccddeeff")
}

// Store encrypts with the keys of a service.
type Store struct{ keys service }

// Open returns a store. In tests, there is a stub.
func Open(fetch func(string) ([]byte, error)) *Store {
	if fetch == nil {
		return &Store{keys: StubService{}}
	}
	return &Store{keys: remote{fetch}}
}

func forTests() *Store { return &Store{keys: &fakeService{}} }

func (s *Store) goodSeal(name string) (cipher.Block, error) {
	key, err := s.keys.DataKey(name)
	if err != nil {
		return nil, err
	}
	return aes.NewCipher(key)
}

// A service of the program whose key is written down is none of a test.

type legacy interface {
	LegacyKey() []byte
}

type embedded struct{}

func (embedded) LegacyKey() []byte { return []byte("legacykeylegacykeylegacykey12345") }

type archive struct{ keys legacy }

func open() *archive { return &archive{keys: embedded{}} }

func (a *archive) badOpen() (cipher.Block, error) {
	return aes.NewCipher(a.keys.LegacyKey()) // want `CL605: the key of aes.NewCipher is a constant`
}

// Whoever uses the stub itself encrypts with its key.
func badStub() (cipher.Block, error) {
	key, err := StubService{}.DataKey("backups")
	if err != nil {
		return nil, err
	}
	return aes.NewCipher(key) // want `CL605: the key of aes.NewCipher is a constant`
}
