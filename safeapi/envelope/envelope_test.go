package envelope_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/cryptolint/cryptolint/safeapi/aead"
	"github.com/cryptolint/cryptolint/safeapi/envelope"
	"github.com/cryptolint/cryptolint/safeapi/kdf"
	"github.com/cryptolint/cryptolint/safeapi/secret"
	"github.com/cryptolint/cryptolint/safeapi/secret/fipstest"
	"github.com/cryptolint/cryptolint/safeapi/secret/leaktest"
)

func TestUnderFIPS(t *testing.T) { fipstest.Rerun(t) }

// counted counts the calls of a service.
type counted struct {
	envelope.KeyService
	wraps, unwraps atomic.Int64
}

func newCounted() *counted {
	return &counted{KeyService: envelope.FromKeyring(aead.New(aead.GenerateKey()))}
}

func (c *counted) Wrap(ctx context.Context, key []byte, keyContext string) ([]byte, error) {
	c.wraps.Add(1)
	return c.KeyService.Wrap(ctx, key, keyContext)
}

func (c *counted) Unwrap(ctx context.Context, wrapped []byte, keyContext string) ([]byte, error) {
	c.unwraps.Add(1)
	return c.KeyService.Unwrap(ctx, wrapped, keyContext)
}

func (c *counted) want(t *testing.T, when string, wraps, unwraps int64) {
	t.Helper()
	if w, u := c.wraps.Load(), c.unwraps.Load(); w != wraps || u != unwraps {
		t.Errorf("%s: %d calls to wrap and %d to unwrap, want %d and %d", when, w, u, wraps, unwraps)
	}
}

func encrypt(t *testing.T, e *envelope.Envelope, plaintext, messageContext string) []byte {
	t.Helper()
	ciphertext, err := e.Encrypt(t.Context(), []byte(plaintext), messageContext)
	if err != nil {
		t.Fatal(err)
	}
	return ciphertext
}

func checkDecrypt(t *testing.T, e *envelope.Envelope, ciphertext []byte, messageContext, want string) {
	t.Helper()
	got, err := e.Decrypt(t.Context(), ciphertext, messageContext)
	if err != nil || string(got) != want {
		t.Errorf("%q, %v; want %q", got, err, want)
	}
}

func TestRoundTrip(t *testing.T) {
	service := newCounted()
	e := envelope.New(service, "addresses", envelope.Limits{})
	ciphertext := encrypt(t, e, "1 Main Street", "user 4711")
	checkDecrypt(t, e, ciphertext, "user 4711", "1 Main Street")
	service.want(t, "in one program", 1, 0)
	another := envelope.New(service, "addresses", envelope.Limits{})
	checkDecrypt(t, another, ciphertext, "user 4711", "1 Main Street")
	checkDecrypt(t, another, encrypt(t, e, "", "user 4712"), "user 4712", "")
	service.want(t, "in another, with two messages of one key", 1, 1)
}

func TestDecryptFails(t *testing.T) {
	service := newCounted()
	e := envelope.New(service, "addresses", envelope.Limits{})
	good := encrypt(t, e, "1 Main Street", "user 4711")
	for i := range good {
		altered := bytes.Clone(good)
		altered[i] ^= 1
		got, err := e.Decrypt(t.Context(), altered, "user 4711")
		if got != nil || !errors.Is(err, envelope.ErrDecrypt) && !errors.Is(err, envelope.ErrKeyService) {
			t.Errorf("altered at %d: %q, %v", i, got, err)
		}
		if got, err := e.Decrypt(t.Context(), good[:i], "user 4711"); got != nil || err == nil {
			t.Errorf("cut to %d bytes: %q, %v", i, got, err)
		}
	}
	if _, err := e.Decrypt(t.Context(), good, "user 4712"); err != envelope.ErrDecrypt {
		t.Errorf("another context: %v; want exactly ErrDecrypt", err)
	}
	for _, other := range []*envelope.Envelope{
		envelope.New(service, "Addresses", envelope.Limits{}),
		envelope.New(newCounted(), "addresses", envelope.Limits{}),
	} {
		if _, err := other.Decrypt(t.Context(), good, "user 4711"); !errors.Is(err, envelope.ErrKeyService) || !errors.Is(err, aead.ErrDecrypt) {
			t.Errorf("another key context or service: %v; want ErrKeyService with the error of the service", err)
		}
	}
}

// forgetful drops the context, as an implementation may by mistake.
type forgetful struct{ envelope.KeyService }

func (f forgetful) Wrap(ctx context.Context, key []byte, _ string) ([]byte, error) {
	return f.KeyService.Wrap(ctx, key, "")
}

func (f forgetful) Unwrap(ctx context.Context, wrapped []byte, _ string) ([]byte, error) {
	return f.KeyService.Unwrap(ctx, wrapped, "")
}

func TestKeyContextIsAuthenticatedHere(t *testing.T) {
	service := forgetful{newCounted()}
	ciphertext := encrypt(t, envelope.New(service, "a,b", envelope.Limits{}), "x", "c")
	if _, err := envelope.New(service, "a", envelope.Limits{}).Decrypt(t.Context(), ciphertext, "b,c"); err != envelope.ErrDecrypt {
		t.Errorf("%v; want ErrDecrypt", err)
	}
}

func TestLimitOfMessages(t *testing.T) {
	service := newCounted()
	e := envelope.New(service, "", envelope.Limits{Messages: 3})
	for range 3 {
		encrypt(t, e, "x", "")
	}
	service.want(t, "three messages", 1, 0)
	encrypt(t, e, "x", "")
	service.want(t, "four messages", 2, 0)

	each := newCounted()
	e = envelope.New(each, "", envelope.Limits{Messages: 1})
	encrypt(t, e, "x", "")
	encrypt(t, e, "x", "")
	each.want(t, "a key for each message", 2, 0)
}

func TestLimitOfAge(t *testing.T) {
	fipstest.Skip(t, "its random source needs the real clock, which synctest replaces")
	synctest.Test(t, func(t *testing.T) {
		service := newCounted()
		e := envelope.New(service, "", envelope.Limits{})
		ciphertext := encrypt(t, e, "x", "")
		time.Sleep(5*time.Minute - 1)
		encrypt(t, e, "x", "")
		checkDecrypt(t, e, ciphertext, "", "x")
		service.want(t, "before five minutes are over", 1, 0)
		time.Sleep(time.Nanosecond)
		checkDecrypt(t, e, ciphertext, "", "x")
		service.want(t, "a decryption after five minutes", 1, 1)
		encrypt(t, e, "x", "")
		service.want(t, "an encryption after five minutes", 2, 1)
		// What is used all the time is asked for again all the same.
		for range 10 {
			time.Sleep(time.Minute)
			checkDecrypt(t, e, ciphertext, "", "x")
		}
		service.want(t, "ten minutes later", 2, 3)
	})
}

func TestLimitOfKeys(t *testing.T) {
	fipstest.Skip(t, "its random source needs the real clock, which synctest replaces")
	synctest.Test(t, func(t *testing.T) {
		service := newCounted()
		writer := envelope.New(service, "", envelope.Limits{Messages: 1})
		var all [][]byte
		for i := range 3 {
			all = append(all, encrypt(t, writer, fmt.Sprint(i), ""))
		}
		e := envelope.New(service, "", envelope.Limits{Keys: 2})
		for i, ciphertext := range all {
			time.Sleep(time.Second)
			checkDecrypt(t, e, ciphertext, "", fmt.Sprint(i))
		}
		service.want(t, "three keys", 3, 3)
		checkDecrypt(t, e, all[2], "", "2")
		checkDecrypt(t, e, all[1], "", "1")
		service.want(t, "the two newest again", 3, 3)
		checkDecrypt(t, e, all[0], "", "0")
		service.want(t, "the oldest, which had to go", 3, 4)
	})
}

// distant is a service that takes as long as a real one.
type distant struct{ *counted }

func (d distant) Wrap(ctx context.Context, key []byte, keyContext string) ([]byte, error) {
	time.Sleep(10 * time.Millisecond)
	return d.counted.Wrap(ctx, key, keyContext)
}

// Many goroutines that start at once ask for one key.
func TestOneCallForManyGoroutines(t *testing.T) {
	fipstest.Skip(t, "its random source needs the real clock, which synctest replaces")
	synctest.Test(t, func(t *testing.T) {
		service := newCounted()
		e := envelope.New(distant{service}, "", envelope.Limits{})
		var group sync.WaitGroup
		for range 20 {
			group.Go(func() {
				if _, err := e.Encrypt(t.Context(), nil, ""); err != nil {
					t.Error(err)
				}
			})
		}
		group.Wait()
		service.want(t, "twenty goroutines", 1, 0)
	})
}

func (d distant) Unwrap(ctx context.Context, wrapped []byte, keyContext string) ([]byte, error) {
	select {
	case <-time.After(10 * time.Millisecond):
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	return d.counted.Unwrap(ctx, wrapped, keyContext)
}

// A program that starts again, and many requests at once want to read.
func TestOneCallForManyReaders(t *testing.T) {
	fipstest.Skip(t, "its random source needs the real clock, which synctest replaces")
	synctest.Test(t, func(t *testing.T) {
		service := newCounted()
		ciphertext := encrypt(t, envelope.New(service, "", envelope.Limits{}), "1 Main Street", "")
		e := envelope.New(distant{service}, "", envelope.Limits{})
		var group sync.WaitGroup
		for range 20 {
			group.Go(func() { checkDecrypt(t, e, ciphertext, "", "1 Main Street") })
		}
		group.Wait()
		service.want(t, "twenty goroutines", 1, 1)
	})
}

// The one whose call the others wait for gives up, and one of the others does
// too: all the others ask for themselves, and not one after the other.
func TestReadersOutliveTheOneThatAsked(t *testing.T) {
	fipstest.Skip(t, "its random source needs the real clock, which synctest replaces")
	synctest.Test(t, func(t *testing.T) {
		service := newCounted()
		ciphertext := encrypt(t, envelope.New(service, "", envelope.Limits{}), "1 Main Street", "")
		e := envelope.New(distant{service}, "", envelope.Limits{})
		began := time.Now()
		var group sync.WaitGroup
		for _, patience := range []time.Duration{4 * time.Millisecond, 2 * time.Millisecond, time.Hour, time.Hour, time.Hour} {
			ctx, cancel := context.WithTimeout(t.Context(), patience)
			defer cancel()
			group.Go(func() {
				got, err := e.Decrypt(ctx, ciphertext, "")
				if patience < time.Hour {
					if !errors.Is(err, context.DeadlineExceeded) || time.Since(began) != patience {
						t.Errorf("%v after %v, want the end of the context after %v", err, time.Since(began), patience)
					}
				} else if err != nil || string(got) != "1 Main Street" || time.Since(began) != 14*time.Millisecond {
					t.Errorf("%q, %v after %v, want the plaintext after 14ms", got, err, time.Since(began))
				}
			})
			synctest.Wait()
		}
		group.Wait()
		service.want(t, "three that ask for themselves", 1, 3)
	})
}

func TestConcurrentUse(t *testing.T) {
	service := newCounted()
	e := envelope.New(service, "", envelope.Limits{})
	var group sync.WaitGroup
	for i := range 20 {
		group.Go(func() {
			ciphertext, err := e.Encrypt(t.Context(), []byte("x"), fmt.Sprint(i))
			if err != nil {
				t.Error(err)
				return
			}
			if got, err := e.Decrypt(t.Context(), ciphertext, fmt.Sprint(i)); err != nil || string(got) != "x" {
				t.Errorf("%q, %v", got, err)
			}
		})
	}
	group.Wait()
}

// slow answers when its context ends.
type slow struct{ envelope.KeyService }

func (slow) Wrap(ctx context.Context, _ []byte, _ string) ([]byte, error) {
	<-ctx.Done()
	return nil, ctx.Err()
}

// A call that waits for another's call of the service has its own deadline.
func TestDeadline(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		e := envelope.New(slow{}, "", envelope.Limits{})
		var group sync.WaitGroup
		for _, patience := range []time.Duration{time.Hour, time.Second} {
			ctx, cancel := context.WithTimeout(t.Context(), patience)
			defer cancel()
			began := time.Now()
			group.Go(func() {
				_, err := e.Encrypt(ctx, nil, "")
				if !errors.Is(err, context.DeadlineExceeded) || time.Since(began) != patience {
					t.Errorf("after %v: %v; want the end of the context after %v", time.Since(began), err, patience)
				}
			})
			synctest.Wait()
		}
		group.Wait()
	})
}

var errDenied = errors.New("access denied")

// broken answers what no service may.
type broken struct {
	wrapped, key []byte
	err          error
}

func (b broken) Wrap(context.Context, []byte, string) ([]byte, error)   { return b.wrapped, b.err }
func (b broken) Unwrap(context.Context, []byte, string) ([]byte, error) { return b.key, b.err }

func TestServiceFails(t *testing.T) {
	good := encrypt(t, envelope.New(newCounted(), "", envelope.Limits{}), "x", "")
	for name, service := range map[string]broken{
		"an error":       {err: errDenied},
		"nothing":        {},
		"a short key":    {wrapped: make([]byte, 1<<16), key: make([]byte, 16)},
		"the key in hex": {wrapped: make([]byte, 1<<16), key: make([]byte, 64)},
	} {
		e := envelope.New(service, "", envelope.Limits{})
		_, encryptErr := e.Encrypt(t.Context(), []byte("x"), "")
		_, decryptErr := e.Decrypt(t.Context(), good, "")
		_, rewrapErr := e.Rewrap(t.Context(), good)
		for what, err := range map[string]error{"Encrypt": encryptErr, "Decrypt": decryptErr, "Rewrap": rewrapErr} {
			if !errors.Is(err, envelope.ErrKeyService) || service.err != nil && !errors.Is(err, service.err) {
				t.Errorf("%s, %s: %v; want ErrKeyService", name, what, err)
			}
		}
	}
}

func TestRewrap(t *testing.T) {
	old, current := aead.GenerateKey(), aead.GenerateKey()
	before := envelope.New(envelope.FromKeyring(aead.New(old)), "addresses", envelope.Limits{})
	ciphertext := encrypt(t, before, "1 Main Street", "user 4711")

	both := envelope.New(envelope.FromKeyring(aead.New(current, old)), "addresses", envelope.Limits{})
	rewrapped, err := both.Rewrap(t.Context(), ciphertext)
	if err != nil {
		t.Fatal(err)
	}
	after := envelope.New(envelope.FromKeyring(aead.New(current)), "addresses", envelope.Limits{})
	checkDecrypt(t, after, rewrapped, "user 4711", "1 Main Street")
	if !bytes.HasSuffix(rewrapped, ciphertext[len(ciphertext)-13-aead.Overhead:]) {
		t.Error("the message was changed")
	}
	for name, bad := range map[string][]byte{"nothing": nil, "no ciphertext": make([]byte, 300), "cut short": ciphertext[:100]} {
		if _, err := both.Rewrap(t.Context(), bad); err != envelope.ErrDecrypt {
			t.Errorf("%s: %v; want ErrDecrypt", name, err)
		}
	}
}

// transparent wraps a key by turning over its bits, so that the format can be
// seen.
type transparent struct{}

func (transparent) Wrap(_ context.Context, key []byte, _ string) ([]byte, error) {
	return append([]byte("wrapped:"), turned(key)...), nil
}

func turned(key []byte) []byte {
	out := make([]byte, len(key))
	for i, b := range key {
		out[i] = ^b
	}
	return out
}

func (transparent) Unwrap(_ context.Context, wrapped []byte, _ string) ([]byte, error) {
	key, ok := bytes.CutPrefix(wrapped, []byte("wrapped:"))
	if !ok {
		return nil, errDenied
	}
	return turned(key), nil
}

// The format, from the package comment, with packages kdf and aead.
func TestFormat(t *testing.T) {
	ciphertext := encrypt(t, envelope.New(transparent{}, "addresses", envelope.Limits{}), "1 Main Street", "user 4711")
	if head := "\x01\x00\x28wrapped:"; !strings.HasPrefix(string(ciphertext), head) {
		t.Fatalf("it begins with %q, want %q", ciphertext[:11], head)
	}
	master, err := kdf.ImportMaster(secret.New(turned(ciphertext[11:43])))
	if err != nil {
		t.Fatal(err)
	}
	keys := aead.New(aead.DeriveKey(master, "envelope v1"))
	if got, err := keys.Decrypt(ciphertext[43:], aead.Context("addresses", "user 4711")); err != nil || string(got) != "1 Main Street" {
		t.Errorf("%q, %v", got, err)
	}
}

func TestNoLeak(t *testing.T) {
	var raw []byte
	e := envelope.New(spy{&raw}, "", envelope.Limits{})
	encrypt(t, e, "x", "")
	leaktest.Check(t, *e, raw)
}

// spy keeps the data key.
type spy struct{ key *[]byte }

func (s spy) Wrap(_ context.Context, key []byte, _ string) ([]byte, error) {
	*s.key = bytes.Clone(key)
	return []byte("x"), nil
}

func (spy) Unwrap(context.Context, []byte, string) ([]byte, error) { return nil, errDenied }

func TestProgrammerErrorsPanic(t *testing.T) {
	for name, use := range map[string]func(){
		"no service":          func() { envelope.New(nil, "", envelope.Limits{}) },
		"a negative limit":    func() { envelope.New(transparent{}, "", envelope.Limits{Age: -1}) },
		"a nil Keyring":       func() { envelope.FromKeyring(nil) },
		"a zero Envelope":     func() { new(envelope.Envelope).Encrypt(t.Context(), nil, "") },
		"a nil Envelope":      func() { (*envelope.Envelope)(nil).Decrypt(t.Context(), nil, "") },
		"a nil Envelope, too": func() { (*envelope.Envelope)(nil).Rewrap(t.Context(), nil) },
	} {
		func() {
			defer func() {
				if s, _ := recover().(string); !strings.HasPrefix(s, "envelope: ") {
					t.Errorf("%s: panic %q", name, s)
				}
			}()
			use()
		}()
	}
}

func FuzzDecrypt(f *testing.F) {
	e := envelope.New(transparent{}, "", envelope.Limits{})
	good, err := e.Encrypt(context.Background(), []byte("x"), "")
	if err != nil {
		f.Fatal(err)
	}
	f.Add(good)
	f.Add(good[:50])
	f.Add([]byte{1, 0xff, 0xff})
	f.Fuzz(func(t *testing.T, ciphertext []byte) {
		got, err := e.Decrypt(t.Context(), ciphertext, "")
		if err == nil && string(got) != "x" { // each worker has made a seed of its own
			t.Errorf("a forged ciphertext gave %q", got)
		}
		if err != nil && err != envelope.ErrDecrypt && !errors.Is(err, envelope.ErrKeyService) {
			t.Errorf("%v", err)
		}
		if _, err := e.Rewrap(t.Context(), ciphertext); err != nil && err != envelope.ErrDecrypt && !errors.Is(err, envelope.ErrKeyService) {
			t.Errorf("Rewrap: %v", err)
		}
	})
}
