package mac_test

import (
	"bytes"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
	"strings"
	"sync"
	"testing"
	"testing/iotest"

	"github.com/cryptolint/cryptolint/safeapi/kdf"
	"github.com/cryptolint/cryptolint/safeapi/mac"
	"github.com/cryptolint/cryptolint/safeapi/secret"
	"github.com/cryptolint/cryptolint/safeapi/secret/fipstest"
	"github.com/cryptolint/cryptolint/safeapi/secret/interoptest"
	"github.com/cryptolint/cryptolint/safeapi/secret/leaktest"
)

func TestNoLeak(t *testing.T) {
	raw := secret.Random(32)
	key, err := mac.ImportKey(raw)
	if err != nil {
		t.Fatal(err)
	}
	keys := mac.New(key)
	leaktest.Check(t, key, raw.Reveal())
	leaktest.Check(t, keys, raw.Reveal())
	leaktest.Check(t, *keys, raw.Reveal())
}

func TestUnderFIPS(t *testing.T) { fipstest.Rerun(t) }

func TestVerify(t *testing.T) {
	keys := mac.New(mac.GenerateKey())
	msg := []byte("transfer 100 to alice")
	tag := keys.Sign(msg)
	if err := keys.Verify(msg, tag); err != nil {
		t.Errorf("a good tag: %v", err)
	}
	if err := keys.Verify([]byte("transfer 900 to alice"), tag); !errors.Is(err, mac.ErrVerify) {
		t.Errorf("another message: %v; want ErrVerify", err)
	}
	for i := range mac.Size * 8 {
		b := tag.Bytes()
		b[i/8] ^= 1 << (i % 8)
		altered, err := mac.TagFromBytes(b)
		if err != nil {
			t.Fatal(err)
		}
		if keys.Verify(msg, altered) == nil {
			t.Errorf("a tag with bit %d turned verifies", i)
		}
	}
	if err := keys.Verify(msg, mac.Tag{}); !errors.Is(err, mac.ErrVerify) {
		t.Errorf("the zero tag: %v; want ErrVerify", err)
	}
}

func TestRotation(t *testing.T) {
	old, current := mac.GenerateKey(), mac.GenerateKey()
	msg := []byte("message")
	before := mac.New(old).Sign(msg)

	rotated := mac.New(current, old)
	if err := rotated.Verify(msg, before); err != nil {
		t.Errorf("a tag of the previous key: %v", err)
	}
	if err := mac.New(old).Verify(msg, rotated.Sign(msg)); !errors.Is(err, mac.ErrVerify) {
		t.Errorf("the rotated ring still signs with the previous key: %v", err)
	}
	if err := mac.New(current).Verify(msg, before); !errors.Is(err, mac.ErrVerify) {
		t.Errorf("a dropped key still verifies: %v", err)
	}
}

func TestDeriveKey(t *testing.T) {
	master := kdf.GenerateMaster()
	msg := []byte("message")
	tag := mac.New(mac.DeriveKey(master, "links")).Sign(msg)
	if err := mac.New(mac.DeriveKey(master, "links")).Verify(msg, tag); err != nil {
		t.Errorf("the same purpose: %v", err)
	}
	if mac.New(mac.DeriveKey(master, "cookies")).Verify(msg, tag) == nil {
		t.Error("two purposes have one key")
	}
}

func TestImportKeyCopies(t *testing.T) {
	shared := secret.Random(32)
	key, err := mac.ImportKey(shared)
	if err != nil {
		t.Fatal(err)
	}
	keys, tag := mac.New(key), mac.New(key).Sign([]byte("order"))
	shared.Wipe()
	if err := keys.Verify([]byte("order"), tag); err != nil {
		t.Errorf("after the caller's copy was wiped: %v", err)
	}
}

func TestImportKeyRefusesShort(t *testing.T) {
	if _, err := mac.ImportKey(secret.New("fifteen letters")); !errors.Is(err, mac.ErrKey) {
		t.Errorf("15 bytes: %v; want ErrKey", err)
	}
	if _, err := mac.ImportKey(secret.Bytes{}); !errors.Is(err, mac.ErrKey) {
		t.Errorf("no bytes: %v; want ErrKey", err)
	}
}

func TestParseKey(t *testing.T) {
	key := mac.GenerateKey()
	back, err := mac.ParseKey(key.Reveal() + "\n")
	if err != nil || back.Reveal() != key.Reveal() {
		t.Errorf("ParseKey of what Reveal gave: %v", err)
	}
	for _, s := range []string{"", "safeapi-mac-1.", "safeapi-mac-1.AAECAwQFBgcICQoLDA0O", "safeapi-kdf-1.AAECAwQFBgcICQoLDA0ODw"} {
		if _, err := mac.ParseKey(s); !errors.Is(err, mac.ErrKey) {
			t.Errorf("%q: %v; want ErrKey", s, err)
		}
	}
}

func TestParseTag(t *testing.T) {
	tag := mac.New(mac.GenerateKey()).Sign([]byte("message"))
	for _, s := range []string{tag.Hex(), strings.ToUpper(tag.Hex())} {
		if back, err := mac.ParseTag(s); err != nil || back.Hex() != tag.Hex() {
			t.Errorf("ParseTag(%q): %v", s, err)
		}
	}
	for _, s := range []string{"", tag.Hex()[:62], tag.Hex() + "00", " " + tag.Hex()[1:], tag.Hex()[:63] + "g"} {
		if _, err := mac.ParseTag(s); !errors.Is(err, mac.ErrVerify) {
			t.Errorf("ParseTag(%q): %v; want ErrVerify", s, err)
		}
	}
	if _, err := mac.TagFromBytes(make([]byte, 31)); !errors.Is(err, mac.ErrVerify) {
		t.Errorf("31 bytes: %v; want ErrVerify", err)
	}
}

func TestTagIsNotComparable(t *testing.T) {
	if reflect.TypeFor[mac.Tag]().Comparable() {
		t.Error("tags can be compared with ==")
	}
}

func TestTagInJSON(t *testing.T) {
	type message struct {
		Body string
		Tag  mac.Tag
	}
	keys := mac.New(mac.GenerateKey())
	text, err := json.Marshal(message{"hello", keys.Sign([]byte("hello"))})
	if err != nil {
		t.Fatal(err)
	}
	var back message
	if err := json.Unmarshal(text, &back); err != nil || keys.Verify([]byte(back.Body), back.Tag) != nil {
		t.Errorf("%s: %v", text, err)
	}
	if err := json.Unmarshal([]byte(`{"Tag":"00"}`), &back); !errors.Is(err, mac.ErrVerify) {
		t.Errorf("a short tag: %v; want ErrVerify", err)
	}
}

func FuzzParseTag(f *testing.F) {
	f.Add(strings.Repeat("0f", 32))
	f.Add("757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17")
	f.Fuzz(func(t *testing.T, s string) {
		tag, err := mac.ParseTag(s)
		if err == nil && tag.Hex() != strings.ToLower(s) {
			t.Errorf("%q was read as %s", s, tag)
		}
	})
}

func FuzzParseKey(f *testing.F) {
	f.Add("safeapi-mac-1.AAECAwQFBgcICQoLDA0ODw")
	f.Fuzz(func(t *testing.T, s string) {
		key, err := mac.ParseKey(s)
		if err == nil && key.Reveal() != strings.TrimSpace(s) {
			t.Errorf("%q was read and is written otherwise", s)
		}
		if err != nil && !errors.Is(err, mac.ErrKey) {
			t.Errorf("%q: %v is no ErrKey", s, err)
		}
	})
}

// GitHub publishes this secret, body and signature in its guide to validating
// webhook deliveries.
func TestGitHubExample(t *testing.T) {
	key, err := mac.ImportKey(secret.New("It's a Secret to Everybody"))
	if err != nil {
		t.Fatal(err)
	}
	tag, err := mac.ParseTag("757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17")
	if err != nil {
		t.Fatal(err)
	}
	if err := mac.New(key).Verify([]byte("Hello, World!"), tag); err != nil {
		t.Error(err)
	}
}

func TestInteropOpenSSL(t *testing.T) {
	raw := secret.Random(32)
	key, err := mac.ImportKey(raw)
	if err != nil {
		t.Fatal(err)
	}
	msg := []byte("message from or to OpenSSL")
	out := interoptest.OpenSSL(t, msg, "dgst", "-sha256", "-mac", "HMAC", "-macopt", "hexkey:"+hex.EncodeToString(raw.Reveal()), "-r")
	text, _, _ := strings.Cut(string(out), " ")
	tag, err := mac.ParseTag(text)
	if err != nil || mac.New(key).Verify(msg, tag) != nil {
		t.Errorf("OpenSSL's tag %q does not verify (%v)", text, err)
	}
}

func TestInteropPython(t *testing.T) {
	raw := secret.Random(32)
	key, err := mac.ImportKey(raw)
	if err != nil {
		t.Fatal(err)
	}
	msg := []byte("message to Python")
	const program = `
from cryptography.hazmat.primitives import hashes, hmac
import sys
h = hmac.HMAC(bytes.fromhex(sys.argv[1]), hashes.SHA256())
h.update(sys.stdin.buffer.read())
h.verify(bytes.fromhex(sys.argv[2]))
`
	interoptest.Python(t, "cryptography", program, msg, hex.EncodeToString(raw.Reveal()), mac.New(key).Sign(msg).Hex())
}

func TestProgrammerErrors(t *testing.T) {
	key := mac.GenerateKey()
	wiped := mac.GenerateKey()
	ring := mac.New(wiped)
	wiped.Wipe()
	for name, f := range map[string]func(){
		"a zero primary key":   func() { mac.New(mac.Key{}) },
		"a zero previous key":  func() { mac.New(key, mac.Key{}) },
		"a wiped key":          func() { ring.Sign(nil) },
		"a zero Keyring":       func() { new(mac.Keyring).Sign(nil) },
		"a nil Keyring":        func() { (*mac.Keyring)(nil).Verify(nil, mac.Tag{}) },
		"a zero Keyring, read": func() { new(mac.Keyring).VerifyReader(strings.NewReader(""), mac.Tag{}) },
		"Derive, no purpose":   func() { mac.New(key).Derive("") },
		"a zero one, derived":  func() { new(mac.Keyring).Derive("x") },
		"no purpose":           func() { mac.DeriveKey(kdf.GenerateMaster(), "") },
		"reveal of a zero key": func() { mac.Key{}.Reveal() },
	} {
		func() {
			defer func() {
				if recover() == nil {
					t.Errorf("%s: no panic", name)
				}
			}()
			f()
		}()
	}
}

func TestConcurrentUse(t *testing.T) {
	keys := mac.New(mac.GenerateKey(), mac.GenerateKey())
	var group sync.WaitGroup
	for i := range 8 {
		group.Go(func() {
			msg := fmt.Appendf(nil, "message %d", i)
			for range 100 {
				if keys.Verify(msg, keys.Sign(msg)) != nil {
					t.Error("a concurrent tag does not verify")
				}
			}
		})
	}
	group.Wait()
}

// An order between two services: an attacker who changes it is found out.
func ExampleKeyring_Verify() {
	keys := mac.New(mac.GenerateKey())

	order := []byte(`{"order": 4711, "quantity": 1}`)
	tag := keys.Sign(order)

	fmt.Println(keys.Verify(order, tag))
	fmt.Println(keys.Verify([]byte(`{"order": 4711, "quantity": 1000}`), tag))
	// Output:
	// <nil>
	// mac: the tag does not verify
}

// After a rotation the new key signs, and both verify.
func ExampleNew() {
	previous := mac.GenerateKey()
	tag := mac.New(previous).Sign([]byte("message"))

	keys := mac.New(mac.GenerateKey(), previous)
	fmt.Println(keys.Verify([]byte("message"), tag))
	// Output: <nil>
}

func TestStreams(t *testing.T) {
	old, current := mac.GenerateKey(), mac.GenerateKey()
	keys := mac.New(current, old)
	msg := bytes.Repeat([]byte("0123456789"), 1<<16)
	tag, err := keys.SignReader(bytes.NewReader(msg))
	if err != nil || keys.Verify(msg, tag) != nil {
		t.Errorf("SignReader is not Sign of the whole: %v", err)
	}
	for name, tag := range map[string]mac.Tag{"current": tag, "previous": mac.New(old).Sign(msg)} {
		if err := keys.VerifyReader(bytes.NewReader(msg), tag); err != nil {
			t.Errorf("the %s key: %v", name, err)
		}
		if err := keys.VerifyReader(bytes.NewReader(msg[1:]), tag); err != mac.ErrVerify {
			t.Errorf("another message, the %s key: %v; want ErrVerify", name, err)
		}
	}
	if err := keys.VerifyReader(bytes.NewReader(msg), mac.New(mac.GenerateKey()).Sign(msg)); err != mac.ErrVerify {
		t.Errorf("another key: %v; want ErrVerify", err)
	}
	broken := errors.New("disk on fire")
	if _, err := keys.SignReader(iotest.ErrReader(broken)); !errors.Is(err, broken) {
		t.Errorf("SignReader: %v", err)
	}
	if err := keys.VerifyReader(iotest.ErrReader(broken), tag); !errors.Is(err, broken) {
		t.Errorf("VerifyReader: %v", err)
	}
}

// The tag is what Python's hmac computes for HKDF-SHA-256 without salt (RFC
// 5869): cookies that were signed with a derived key stay valid.
func TestGoldenDerivedKeyring(t *testing.T) {
	key, err := mac.ParseKey("safeapi-mac-1.AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8")
	if err != nil {
		t.Fatal(err)
	}
	const want = "e837e22d34efecb644b66a2d6716784ad939f603b7125b6a1c2698d8805f80e6"
	if got := mac.New(key).Derive("cookies").Sign([]byte("message")).Hex(); got != want {
		t.Errorf("%s, want %s", got, want)
	}
}

// Keys for two purposes out of one, apart from each other and from that one.
func TestDeriveKeyring(t *testing.T) {
	old, current := mac.GenerateKey(), mac.GenerateKey()
	keys := mac.New(current, old)
	a, b, msg := keys.Derive("cookies"), keys.Derive("links"), []byte("message")
	if err := mac.New(old).Derive("cookies").Verify(msg, a.Sign(msg)); err != mac.ErrVerify {
		t.Errorf("it does not sign with the current key: %v", err)
	}
	for name, tag := range map[string]mac.Tag{
		"the same": keys.Derive("cookies").Sign(msg), "the old one": mac.New(old).Derive("cookies").Sign(msg),
	} {
		if err := a.Verify(msg, tag); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	for name, tag := range map[string]mac.Tag{"another purpose": b.Sign(msg), "the key itself": keys.Sign(msg)} {
		if err := a.Verify(msg, tag); err != mac.ErrVerify {
			t.Errorf("%s: %v; want ErrVerify", name, err)
		}
	}
	// HKDF-Expand of the key would be a tag of it, which an attacker may get.
	leaked, err := mac.ImportKey(secret.New(mac.New(current).Sign([]byte("safeapi/mac derived cookies\x01")).Bytes()))
	if err != nil {
		t.Fatal(err)
	}
	if err := a.Verify(msg, mac.New(leaked).Sign(msg)); err != mac.ErrVerify {
		t.Error("the derived key is a tag of the key that it was derived from")
	}
}
