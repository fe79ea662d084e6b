package aead

import (
	"bytes"
	"fmt"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/cryptolint/cryptolint/safeapi/secret/fipstest"
	"github.com/cryptolint/cryptolint/safeapi/secret/leaktest"
)

// header returns what the messages of one salt have in common.
func header(ciphertext []byte) string { return string(ciphertext[:headerSize]) }

func TestBatch(t *testing.T) {
	keys := New(GenerateKey())
	batch := keys.Batch()
	seen := make(map[string]bool)
	var first []byte
	for i := range 200 {
		plaintext, context := fmt.Appendf(nil, "row %d", i), fmt.Sprintf("context %d", i)
		ciphertext := batch.Encrypt(plaintext, context)
		if first == nil {
			first = ciphertext
		}
		if header(ciphertext) != header(first) {
			t.Fatalf("message %d has a salt of its own", i)
		}
		if nonce := string(ciphertext[headerSize : headerSize+12]); seen[nonce] {
			t.Fatalf("message %d has the nonce of another", i)
		} else {
			seen[nonce] = true
		}
		for name, decrypt := range map[string]func([]byte, string) ([]byte, error){"Keyring": keys.Decrypt, "Batch": batch.Decrypt, "another Batch": keys.Batch().Decrypt} {
			if got, err := decrypt(ciphertext, context); err != nil || !bytes.Equal(got, plaintext) {
				t.Errorf("%s: %q, %v", name, got, err)
			}
			if _, err := decrypt(ciphertext, "another"); err != ErrDecrypt {
				t.Errorf("%s with another context: %v; want ErrDecrypt", name, err)
			}
		}
	}
	if got, err := batch.Decrypt(keys.Encrypt([]byte("x"), "c"), "c"); err != nil || string(got) != "x" {
		t.Errorf("what the Keyring encrypted: %q, %v", got, err)
	}
	if header(keys.Batch().Encrypt(nil, "")) == header(first) {
		t.Error("two Batches have the same salt")
	}
}

func TestBatchTakesANewSaltAfterAMinute(t *testing.T) {
	fipstest.Skip(t, "its random source needs the real clock, which synctest replaces")
	synctest.Test(t, func(t *testing.T) {
		batch := New(GenerateKey()).Batch()
		first := batch.Encrypt(nil, "")
		time.Sleep(time.Minute - 1)
		if header(batch.Encrypt(nil, "")) != header(first) {
			t.Error("a new salt before the minute is over")
		}
		time.Sleep(time.Nanosecond)
		if header(batch.Encrypt(nil, "")) == header(first) {
			t.Error("the same salt after a minute")
		}
	})
}

// The bound of 2²⁰ messages; all but the last two are skipped.
func TestBatchTakesANewSaltAfterManyMessages(t *testing.T) {
	batch := New(GenerateKey()).Batch()
	first := batch.Encrypt(nil, "")
	if batch.left != 1<<20-1 {
		t.Errorf("after the first message, %d are left", batch.left)
	}
	batch.left = 1
	if header(batch.Encrypt(nil, "")) != header(first) {
		t.Error("the last message has a new salt")
	}
	if header(batch.Encrypt(nil, "")) == header(first) {
		t.Error("one message too many has the same salt")
	}
}

func TestBatchRotates(t *testing.T) {
	old, current := GenerateKey(), GenerateKey()
	before := New(old).Batch()
	keys := New(current, old)
	batch := keys.Batch()
	for i := range 3 {
		after, err := batch.Rotate(before.Encrypt([]byte("row"), "c"), "c")
		if err != nil {
			t.Fatal(err)
		}
		if got, err := New(current).Decrypt(after, "c"); err != nil || string(got) != "row" || keys.NeedsRotation(after) {
			t.Errorf("row %d: %q, %v", i, got, err)
		}
	}
	if _, err := batch.Rotate(before.Encrypt(nil, "c"), "another"); err != ErrDecrypt {
		t.Errorf("another context: %v; want ErrDecrypt", err)
	}
}

// Only headers that were verified are remembered, and not more than fit.
func TestBatchRemembersWithinBounds(t *testing.T) {
	keys := New(GenerateKey())
	batch := keys.Batch()
	good := keys.Encrypt([]byte("x"), "")
	for i := range headerSize {
		forged := bytes.Clone(good)
		forged[i] ^= 1
		for range 2 {
			if _, err := batch.Decrypt(forged, ""); err != ErrDecrypt {
				t.Errorf("altered at %d: %v; want ErrDecrypt", i, err)
			}
		}
	}
	if len(batch.opened) != 0 {
		t.Errorf("%d forged headers are remembered", len(batch.opened))
	}
	if _, err := batch.Decrypt(good[:Overhead-1], ""); err != ErrDecrypt {
		t.Errorf("too short: %v; want ErrDecrypt", err)
	}
	for range batchHeaders + 10 {
		if _, err := batch.Decrypt(keys.Encrypt(nil, ""), ""); err != nil {
			t.Fatal(err)
		}
	}
	if n := len(batch.opened); n == 0 || n > batchHeaders {
		t.Errorf("%d headers are remembered", n)
	}
}

// A wiped key ends a Batch too, whatever it has in memory.
func TestBatchOfAWipedKey(t *testing.T) {
	key := GenerateKey()
	batch := New(key).Batch()
	ciphertext := batch.Encrypt(nil, "")
	if _, err := batch.Decrypt(ciphertext, ""); err != nil {
		t.Fatal(err)
	}
	key.Wipe()
	mustPanic(t, "wiped", func() { batch.Encrypt(nil, "") })
	mustPanic(t, "wiped", func() { batch.Decrypt(ciphertext, "") })
}

func TestNotMadeByNew(t *testing.T) {
	for name, keys := range map[string]*Keyring{"nil": nil, "zero": {}} {
		for what, use := range map[string]func(){
			"Encrypt":       func() { keys.Encrypt(nil, "") },
			"Decrypt":       func() { keys.Decrypt(nil, "") },
			"Rotate":        func() { keys.Rotate(nil, "") },
			"NeedsRotation": func() { keys.NeedsRotation(nil) },
			"EncryptText":   func() { keys.EncryptText(nil, "") },
			"EncryptingAs":  func() { keys.EncryptingAs(nil) },
			"NewWriter":     func() { keys.NewWriter(&bytes.Buffer{}, "") },
			"NewReader":     func() { keys.NewReader(&bytes.Buffer{}, "") },
			"DecryptStream": func() { keys.DecryptStream(&bytes.Buffer{}, &bytes.Buffer{}, "") },
			"Batch":         func() { keys.Batch() },
		} {
			t.Run(name+" "+what, func(t *testing.T) { mustPanic(t, "Keyring that was not made by New", use) })
		}
	}
	for name, batch := range map[string]*Batch{"nil": nil, "zero": {}} {
		t.Run(name+" Batch", func(t *testing.T) {
			mustPanic(t, "not made by Keyring.Batch", func() { batch.Encrypt(nil, "") })
			mustPanic(t, "not made by Keyring.Batch", func() { batch.Decrypt(nil, "") })
		})
	}
}

func mustPanic(t *testing.T, want string, f func()) {
	t.Helper()
	defer func() {
		t.Helper()
		if got := fmt.Sprint(recover()); !strings.Contains(got, want) {
			t.Errorf("panic %q; want one that says %q", got, want)
		}
	}()
	f()
}

func TestBatchNoLeak(t *testing.T) {
	key := GenerateKey()
	batch := New(key).Batch()
	batch.Encrypt(nil, "")
	leaktest.Check(t, batch, key.key.Reveal())
}

func TestBatchConcurrentUse(t *testing.T) {
	batch := New(GenerateKey()).Batch()
	var group sync.WaitGroup
	for i := range 8 {
		group.Go(func() {
			msg := fmt.Appendf(nil, "message %d", i)
			for range 50 {
				if got, err := batch.Decrypt(batch.Encrypt(msg, "c"), "c"); err != nil || !bytes.Equal(got, msg) {
					t.Errorf("concurrent message %d: %q, %v", i, got, err)
				}
			}
		})
	}
	group.Wait()
}
