// Package envelope encrypts with data keys that a key service wraps: AWS KMS,
// Google Cloud KMS, HashiCorp Vault's transit engine, an HSM. The key that
// wraps never leaves the service, which decides who may use it and logs who
// did. The data never goes there.
//
//	addresses := envelope.New(service, "customer addresses", envelope.Limits{})
//	stored, err := addresses.Encrypt(ctx, plaintext, "user 4711")
//	plaintext, err := addresses.Decrypt(ctx, stored, "user 4711")
//
// service is a [KeyService]: two methods of some ten lines each around the SDK
// of the service. This module depends on no SDK: integration/keyservices in its
// repository has the three, with tests, for you to copy. [FromKeyring] is a
// service in memory, for tests and development.
//
// Both contexts are authenticated and not encrypted. The one of New goes to the
// service, which can bind permissions to it and logs it. The one of Encrypt
// says where a value belongs, as in package aead, and does not go to the
// service.
//
// # Caching
//
// A call of the service takes some ten milliseconds and costs money. So a data
// key encrypts several messages, and unwrapped keys are remembered, within
// [Limits]. While a key is remembered, revoking the permission to use it has no
// effect, and an attacker who reads the memory of the program has it. Keys that
// are too old are dropped at the next call.
//
// An attacker who can make a program decrypt arbitrary ciphertexts can make it
// call the service each time. An attacker whom the service allows to wrap can
// make ciphertexts that decrypt: give that permission only to programs that
// encrypt.
//
// # Rotation
//
// The service rotates the key that wraps, and unwraps what older versions
// wrapped. [Envelope.Rewrap] brings a stored ciphertext to its current version,
// without touching the data. To move to another service or key, decrypt with the
// old Envelope and encrypt with the new one.
//
// # Formats
//
// A ciphertext is
//
//	1  version: 1
//	2  length of the wrapped data key, the most significant byte first
//	n  wrapped data key, as the service returned it
//	   a message of package aead
//
// The message is encrypted with the key that [aead.DeriveKey] derives from the
// data key, as master key, for the purpose "envelope v1", and its context is
// [aead.Context] of the contexts of New and Encrypt. A data key has 32 bytes.
//
// # FIPS 140-3
//
// The package runs under GODEBUG=fips140=only.
package envelope

import (
	"bytes"
	"context"
	"crypto/rand"
	"encoding/binary"
	"errors"
	"fmt"
	"math"
	"time"

	"github.com/cryptolint/cryptolint/safeapi/aead"
	"github.com/cryptolint/cryptolint/safeapi/kdf"
	"github.com/cryptolint/cryptolint/safeapi/secret"
)

var (
	// ErrDecrypt is the error for a ciphertext that was altered or cut short,
	// and for another context. It does not say which. A wrapped key that was
	// altered is an error of the service.
	ErrDecrypt = errors.New("envelope: decryption failed")

	// ErrKeyService is the error for a service that fails, or whose answer is
	// not a key. The error of the service is wrapped in it.
	ErrKeyService = errors.New("envelope: the key service failed")
)

const (
	version  = 1
	keySize  = 32
	headSize = 1 + 2
	purpose  = "envelope v1"
)

// KeyService wraps and unwraps data keys. It is called by several goroutines at
// once.
//
// keyContext is the one that was given to [New]. The service authenticates it
// along with the key: AWS KMS as encryption context, Google Cloud KMS as
// additional authenticated data, Vault as associated data. Unwrap must fail for
// another keyContext than that of Wrap, and for what was altered.
//
// An implementation passes ctx on. Wrap does not keep key. Both methods may change
// what they are given, and keep what they return: those are copies, or are copied.
type KeyService interface {
	Wrap(ctx context.Context, key []byte, keyContext string) (wrapped []byte, err error)
	Unwrap(ctx context.Context, wrapped []byte, keyContext string) (key []byte, err error)
}

// Limits bound what an [Envelope] remembers. A zero field means its default.
type Limits struct {
	// Messages is how many are encrypted with one data key: 10,000 by default,
	// 1 for a key for each.
	Messages int
	// Age is how long a data key is used and remembered: 5 minutes by default.
	Age time.Duration
	// Keys is how many unwrapped keys are remembered: 100 by default.
	Keys int
}

func (l Limits) withDefaults() Limits {
	if l.Messages == 0 {
		l.Messages = 10_000
	}
	if l.Age == 0 {
		l.Age = 5 * time.Minute
	}
	if l.Keys == 0 {
		l.Keys = 100
	}
	return l
}

// Envelope encrypts and decrypts with the data keys of one service. Make one
// with [New]. It is safe for concurrent use.
type Envelope struct {
	secret.Opaque
	service    func() KeyService // out of sight of fmt: it has credentials
	keyContext string
	cache      *cache
}

// New returns an Envelope whose data keys service wraps for keyContext, which
// says what the Envelope is for and may be empty. New panics if service is nil
// or a limit is negative.
func New(service KeyService, keyContext string, limits Limits) *Envelope {
	if service == nil {
		panic("envelope: New without a key service")
	}
	if limits.Messages < 0 || limits.Age < 0 || limits.Keys < 0 {
		panic(fmt.Sprintf("envelope: New with a negative limit: %+v", limits))
	}
	return &Envelope{service: func() KeyService { return service }, keyContext: keyContext, cache: newCache(limits.withDefaults())}
}

// dataKey is a data key in use: what it encrypts with, and its wrapped form.
type dataKey struct {
	ring    *aead.Keyring
	wrapped []byte
}

// Encrypt returns plaintext encrypted for messageContext. It calls the service
// if there is no data key within the limits. The error is [ErrKeyService], or
// that of ctx.
func (e *Envelope) Encrypt(ctx context.Context, plaintext []byte, messageContext string) ([]byte, error) {
	e.mustBeMade()
	key, err := e.cache.current(ctx, e.newDataKey)
	if err != nil {
		return nil, err
	}
	message := key.ring.Encrypt(plaintext, e.context(messageContext))
	return join(key.wrapped, message), nil
}

// Decrypt returns the plaintext of what Encrypt returned for the same
// messageContext, by an Envelope with the same service and keyContext. It calls
// the service if it does not remember the data key; for calls at the same time,
// it does so once. The error is [ErrDecrypt]; [ErrKeyService] if the service
// fails or does not unwrap the key; or that of ctx.
func (e *Envelope) Decrypt(ctx context.Context, ciphertext []byte, messageContext string) ([]byte, error) {
	e.mustBeMade()
	wrapped, message, ok := split(ciphertext)
	if !ok {
		return nil, ErrDecrypt
	}
	ring, err := e.cache.open(ctx, wrapped, func(ctx context.Context) (*aead.Keyring, error) {
		raw, err := e.unwrap(ctx, wrapped)
		if err != nil {
			return nil, err
		}
		defer secret.Wipe(raw)
		return keyring(raw), nil
	})
	if err != nil {
		return nil, err
	}
	plaintext, err := ring.Decrypt(message, e.context(messageContext))
	if err != nil {
		return nil, ErrDecrypt
	}
	return plaintext, nil
}

// Rewrap returns ciphertext with its data key wrapped anew, by the current
// version of the service's key. It does not decrypt the data and does not need
// its context, so it does not notice that the data was altered. It does notice
// that the wrapped key is not the one of this message, which would otherwise
// be lost. It calls the service twice. The error is [ErrDecrypt] or
// [ErrKeyService].
func (e *Envelope) Rewrap(ctx context.Context, ciphertext []byte) ([]byte, error) {
	e.mustBeMade()
	wrapped, message, ok := split(ciphertext)
	if !ok {
		return nil, ErrDecrypt
	}
	raw, err := e.unwrap(ctx, wrapped)
	if err != nil {
		return nil, err
	}
	defer secret.Wipe(raw)
	if _, ok := keyring(raw).EncryptingAs(message); !ok {
		return nil, ErrDecrypt
	}
	again, err := e.wrap(ctx, raw)
	if err != nil {
		return nil, err
	}
	return join(again, message), nil
}

func (e *Envelope) mustBeMade() {
	if e == nil || e.service == nil {
		panic("envelope: use of an Envelope that was not made by New")
	}
}

// context returns the context of a message. The key context is in it, so that a
// service that drops it makes no difference.
func (e *Envelope) context(messageContext string) string {
	return aead.Context(e.keyContext, messageContext)
}

// newDataKey makes a data key and has it wrapped.
func (e *Envelope) newDataKey(ctx context.Context) (dataKey, error) {
	raw := make([]byte, keySize)
	rand.Read(raw) // never fails: the program ends instead (crypto/rand)
	defer secret.Wipe(raw)
	wrapped, err := e.wrap(ctx, raw)
	if err != nil {
		return dataKey{}, err
	}
	return dataKey{keyring(raw), wrapped}, nil
}

// wrap gives the service a copy of key: if the service wiped the only one, the
// messages would be encrypted with zeros.
func (e *Envelope) wrap(ctx context.Context, key []byte) ([]byte, error) {
	given := bytes.Clone(key)
	defer secret.Wipe(given)
	wrapped, err := e.service().Wrap(ctx, given, e.keyContext)
	if err != nil {
		return nil, fmt.Errorf("%w to wrap a data key: %w", ErrKeyService, err)
	}
	if n := len(wrapped); n == 0 || n > math.MaxUint16 {
		return nil, fmt.Errorf("%w: a wrapped key of %d bytes, want 1 to %d", ErrKeyService, n, math.MaxUint16)
	}
	if bytes.Contains(wrapped, key) {
		return nil, fmt.Errorf("%w: the wrapped key has the data key in the clear", ErrKeyService)
	}
	return bytes.Clone(wrapped), nil
}

func (e *Envelope) unwrap(ctx context.Context, wrapped []byte) ([]byte, error) {
	// A copy, because wrapped is part of the caller's ciphertext.
	key, err := e.service().Unwrap(ctx, bytes.Clone(wrapped), e.keyContext)
	if err != nil {
		return nil, fmt.Errorf("%w to unwrap a data key: %w", ErrKeyService, err)
	}
	if len(key) != keySize {
		return nil, fmt.Errorf("%w: a data key of %d bytes, want %d", ErrKeyService, len(key), keySize)
	}
	return bytes.Clone(key), nil
}

// keyring returns what encrypts with a data key.
func keyring(raw []byte) *aead.Keyring {
	random := secret.New(raw)
	defer random.Wipe()
	master, err := kdf.ImportMaster(random)
	if err != nil {
		panic("envelope: a data key of 32 bytes was refused: " + err.Error())
	}
	defer master.Wipe()
	return aead.New(aead.DeriveKey(master, purpose))
}

// join and split are the format.
func join(wrapped, message []byte) []byte {
	out := make([]byte, 0, headSize+len(wrapped)+len(message))
	out = append(out, version)
	out = binary.BigEndian.AppendUint16(out, uint16(len(wrapped)))
	out = append(out, wrapped...)
	return append(out, message...)
}

func split(ciphertext []byte) (wrapped, message []byte, ok bool) {
	if len(ciphertext) < headSize || ciphertext[0] != version {
		return nil, nil, false
	}
	n := int(binary.BigEndian.Uint16(ciphertext[1:headSize]))
	rest := ciphertext[headSize:]
	if n == 0 || len(rest) < n+aead.Overhead {
		return nil, nil, false
	}
	return rest[:n:n], rest[n:], true
}

// keyringService is a KeyService in memory.
type keyringService struct{ keys *aead.Keyring }

// FromKeyring returns a service that wraps with a key in memory: for tests, for
// development, and for programs that are to have a key service later. It panics
// if keys is nil.
func FromKeyring(keys *aead.Keyring) KeyService {
	if keys == nil {
		panic("envelope: FromKeyring with a nil Keyring; make one with aead.New")
	}
	return keyringService{keys}
}

// keyringPurpose keeps wrapped keys apart from what else the keys encrypt.
const keyringPurpose = "safeapi/envelope wrapped key"

func (s keyringService) Wrap(_ context.Context, key []byte, keyContext string) ([]byte, error) {
	return s.keys.Encrypt(key, aead.Context(keyringPurpose, keyContext)), nil
}

func (s keyringService) Unwrap(_ context.Context, wrapped []byte, keyContext string) ([]byte, error) {
	return s.keys.Decrypt(wrapped, aead.Context(keyringPurpose, keyContext))
}
