package envelope_test

import (
	"bytes"
	"context"
	"errors"
	"testing"

	"github.com/cryptolint/cryptolint/safeapi/aead"
	"github.com/cryptolint/cryptolint/safeapi/envelope"
	"github.com/cryptolint/cryptolint/safeapi/kdf"
	"github.com/cryptolint/cryptolint/safeapi/secret"
)

// tidy wipes the data key that it was given, as careful programs do.
type tidy struct{ envelope.KeyService }

func (s tidy) Wrap(ctx context.Context, key []byte, keyContext string) ([]byte, error) {
	defer clear(key)
	return s.KeyService.Wrap(ctx, key, keyContext)
}

// A service that wipes the data key must not make everything be encrypted with
// a key of zeros, which everybody knows.
func TestServiceThatWipesTheKey(t *testing.T) {
	service := tidy{newCounted()}
	ciphertext := encrypt(t, envelope.New(service, "addresses", envelope.Limits{}), "1 Main Street", "user 4711")
	checkDecrypt(t, envelope.New(service, "addresses", envelope.Limits{}), ciphertext, "user 4711", "1 Main Street")

	zeros, err := kdf.ImportMaster(secret.New(make([]byte, 32)))
	if err != nil {
		t.Fatal(err)
	}
	wrapped := int(ciphertext[1])<<8 | int(ciphertext[2])
	everybodys := aead.New(aead.DeriveKey(zeros, "envelope v1"))
	if got, err := everybodys.Decrypt(ciphertext[3+wrapped:], aead.Context("addresses", "user 4711")); err == nil {
		t.Errorf("the key of zeros decrypts %q", got)
	}
}

// reusing returns the same memory from every call, as a program with a pool of
// buffers does.
type reusing struct {
	envelope.KeyService
	wrapped, key []byte
}

func (s *reusing) Wrap(ctx context.Context, key []byte, keyContext string) ([]byte, error) {
	wrapped, err := s.KeyService.Wrap(ctx, key, keyContext)
	s.wrapped = append(s.wrapped[:0], wrapped...)
	return s.wrapped, err
}

func (s *reusing) Unwrap(ctx context.Context, wrapped []byte, keyContext string) ([]byte, error) {
	key, err := s.KeyService.Unwrap(ctx, wrapped, keyContext)
	s.key = append(s.key[:0], key...)
	return s.key, err
}

func TestServiceThatReusesItsMemory(t *testing.T) {
	service := &reusing{KeyService: newCounted()}
	e := envelope.New(service, "addresses", envelope.Limits{})
	encrypt(t, e, "1 Main Street", "user 4711")
	clear(service.wrapped) // for the next call, of another Envelope
	ciphertext := encrypt(t, e, "2 Main Street", "user 4712")
	checkDecrypt(t, envelope.New(service, "addresses", envelope.Limits{}), ciphertext, "user 4712", "2 Main Street")
}

// remembering keeps the keys that it has unwrapped.
type remembering struct {
	envelope.KeyService
	keys map[string][]byte
}

func (s remembering) Unwrap(ctx context.Context, wrapped []byte, keyContext string) ([]byte, error) {
	if key, ok := s.keys[string(wrapped)]; ok {
		return key, nil
	}
	key, err := s.KeyService.Unwrap(ctx, wrapped, keyContext)
	if err == nil {
		s.keys[string(wrapped)] = key
	}
	return key, err
}

func TestServiceThatRemembersKeys(t *testing.T) {
	service := remembering{newCounted(), map[string][]byte{}}
	ciphertext := encrypt(t, envelope.New(service, "addresses", envelope.Limits{}), "1 Main Street", "user 4711")
	for range 2 {
		e := envelope.New(service, "addresses", envelope.Limits{})
		checkDecrypt(t, e, ciphertext, "user 4711", "1 Main Street")
		rewrapped, err := e.Rewrap(t.Context(), ciphertext)
		if err != nil {
			t.Fatal(err)
		}
		checkDecrypt(t, e, rewrapped, "user 4711", "1 Main Street")
	}
}

// inPlace decrypts where the wrapped key stands, as crypto/cipher can.
type inPlace struct{ envelope.KeyService }

func (s inPlace) Unwrap(ctx context.Context, wrapped []byte, keyContext string) ([]byte, error) {
	key, err := s.KeyService.Unwrap(ctx, wrapped, keyContext)
	clear(wrapped)
	return wrapped[:copy(wrapped, key)], err
}

// What is stored must stay as it is: a program may write it back.
func TestServiceThatDecryptsInPlace(t *testing.T) {
	service := inPlace{newCounted()}
	ciphertext := encrypt(t, envelope.New(service, "addresses", envelope.Limits{}), "1 Main Street", "user 4711")
	before := bytes.Clone(ciphertext)
	e := envelope.New(service, "addresses", envelope.Limits{})
	checkDecrypt(t, e, ciphertext, "user 4711", "1 Main Street")
	if _, err := e.Rewrap(t.Context(), ciphertext); err != nil {
		t.Error(err)
	}
	if !bytes.Equal(ciphertext, before) {
		t.Error("the caller's ciphertext was changed")
	}
}

// A key that does not belong to the message must not get into its place: with
// the old wrapped key gone, nobody could decrypt it any more.
func TestRewrapKeepsTheKeyOfTheMessage(t *testing.T) {
	service := newCounted()
	e := envelope.New(service, "addresses", envelope.Limits{Messages: 1})
	first, second := encrypt(t, e, "1 Main Street", "user 4711"), encrypt(t, e, "2 Main Street", "user 4712")
	head := len(first) - len("1 Main Street") - aead.Overhead
	exchanged := append(bytes.Clone(second[:head]), first[head:]...)
	if got, err := e.Rewrap(t.Context(), exchanged); got != nil || err != envelope.ErrDecrypt {
		t.Errorf("with the wrapped key of another message: %d bytes, %v; want ErrDecrypt", len(got), err)
	}
	altered := bytes.Clone(first)
	altered[head+10] ^= 1 // the salt
	if got, err := e.Rewrap(t.Context(), altered); got != nil || err != envelope.ErrDecrypt {
		t.Errorf("with another salt: %d bytes, %v; want ErrDecrypt", len(got), err)
	}
	service.want(t, "for what was refused", 2, 2)
}

// lazy wraps nothing.
type lazy struct{ prefix string }

func (s lazy) Wrap(_ context.Context, key []byte, _ string) ([]byte, error) {
	return append([]byte(s.prefix), key...), nil
}

func (s lazy) Unwrap(_ context.Context, wrapped []byte, _ string) ([]byte, error) {
	return wrapped[len(s.prefix):], nil
}

func TestServiceThatWrapsNothing(t *testing.T) {
	for _, service := range []lazy{{}, {"fake:"}} {
		got, err := envelope.New(service, "", envelope.Limits{}).Encrypt(t.Context(), []byte("1 Main Street"), "")
		if got != nil || !errors.Is(err, envelope.ErrKeyService) {
			t.Errorf("%q before the key in the clear: %d bytes, %v; want ErrKeyService", service.prefix, len(got), err)
		}
	}
}
