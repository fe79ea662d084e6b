package aead_test

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/cryptolint/cryptolint/safeapi/aead"
)

func TestContext(t *testing.T) {
	for want, parts := range map[string][]string{
		"":                      nil,
		"0:":                    {""},
		"0:0:":                  {"", ""},
		"4:user4:47117:address": {"user", "4711", "address"},
		"3:a,b1:c":              {"a,b", "c"},
		"1:a3:b,c":              {"a", "b,c"},
		"6:grün!":               {"grün!"}, // bytes, not characters
	} {
		if got := aead.Context(parts...); got != want {
			t.Errorf("Context(%q) = %q, want %q", parts, got, want)
		}
	}
}

// What one user writes into a field must not make the context of another.
func TestContextsDoNotRunIntoEachOther(t *testing.T) {
	keys := aead.New(aead.GenerateKey())
	ciphertext := keys.Encrypt([]byte("secret"), aead.Context("a,b", "c"))
	for _, parts := range [][]string{{"a", "b,c"}, {"a,bc"}, {"a,b", "c", ""}, {"", "a,b", "c"}, {"a,b1:c"}, {"a", "b", "c"}} {
		if _, err := keys.Decrypt(ciphertext, aead.Context(parts...)); err != aead.ErrDecrypt {
			t.Errorf("%q: %v; want ErrDecrypt", parts, err)
		}
	}
}

// takeApart reads a context; it shows that there is one way to do so.
func takeApart(t *testing.T, context string) []string {
	t.Helper()
	var parts []string
	for context != "" {
		length, rest, ok := strings.Cut(context, ":")
		n, err := strconv.Atoi(length)
		if !ok || err != nil || n > len(rest) {
			t.Fatalf("%q has no form", context)
		}
		parts, context = append(parts, rest[:n]), rest[n:]
	}
	return parts
}

func FuzzContext(f *testing.F) {
	f.Add("a,b", "c", "")
	f.Add("1:", "2:a", ":")
	f.Fuzz(func(t *testing.T, a, b, c string) {
		if got := takeApart(t, aead.Context(a, b, c)); !slices.Equal(got, []string{a, b, c}) {
			t.Errorf("%q became %q", []string{a, b, c}, got)
		}
	})
}

func TestText(t *testing.T) {
	old, current := aead.GenerateKey(), aead.GenerateKey()
	before := aead.New(old).EncryptText([]byte("1 Main Street"), "context")
	if strings.Trim(before, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_") != "" {
		t.Errorf("not safe in URLs and JSON: %s", before)
	}
	keys := aead.New(current, old)
	if got, err := keys.DecryptText(before, "context"); err != nil || string(got) != "1 Main Street" {
		t.Errorf("%q, %v", got, err)
	}
	after, err := keys.RotateText(before, "context")
	if err != nil || !keys.NeedsRotationText(before) || keys.NeedsRotationText(after) {
		t.Errorf("rotation: %v; before it is needed: %t; after it: %t", err, keys.NeedsRotationText(before), keys.NeedsRotationText(after))
	}
	if got, err := aead.New(current).DecryptText(after, "context"); err != nil || string(got) != "1 Main Street" {
		t.Errorf("with the new key alone: %q, %v", got, err)
	}
	// It is the message in base64, and JSON changes nothing of it.
	raw, err := base64.RawURLEncoding.DecodeString(before)
	if got, openErr := keys.Decrypt(raw, "context"); err != nil || openErr != nil || string(got) != "1 Main Street" {
		t.Errorf("as bytes: %q, %v, %v", got, err, openErr)
	}
	if quoted, err := json.Marshal(before); err != nil || string(quoted) != `"`+before+`"` {
		t.Errorf("in JSON: %s, %v", quoted, err)
	}
}

// One value has one text: a column that is compared or unique cannot be evaded.
func TestTextRefuses(t *testing.T) {
	keys := aead.New(aead.GenerateKey())
	good := keys.EncryptText([]byte("text"), "") // 85 bytes leave 4 bits of the last character unused
	for name, text := range map[string]string{
		"a line end": good + "\n", "a line end inside": good[:9] + "\r\n" + good[9:], "padding": good + "==",
		"a space": " " + good, "bits that are not used": good[:len(good)-1] + string(good[len(good)-1]+1),
		"nothing": "", "plaintext": "1 Main Street", "cut short": good[:40],
	} {
		if got, err := keys.DecryptText(text, ""); err != aead.ErrDecrypt || got != nil {
			t.Errorf("%s: %q, %v; want ErrDecrypt", name, got, err)
		}
		if got, err := keys.RotateText(text, ""); err != aead.ErrDecrypt || got != "" {
			t.Errorf("rotate %s: %q, %v; want ErrDecrypt", name, got, err)
		}
		if keys.NeedsRotationText(text) {
			t.Errorf("%s needs rotation", name)
		}
	}
	if _, err := keys.RotateText(good, "another"); err != aead.ErrDecrypt {
		t.Errorf("another context: %v; want ErrDecrypt", err)
	}
}

func FuzzDecryptText(f *testing.F) {
	keys := aead.New(goldenKey(f))
	message := golden(f, "message.bin")
	f.Add(base64.RawURLEncoding.EncodeToString(message), "golden context")
	f.Add("AQ\n", "")
	f.Fuzz(func(t *testing.T, text, context string) {
		got, err := keys.DecryptText(text, context)
		if err == nil && !bytes.Equal(got, []byte("hello, golden world")) && len(got) != 0 {
			t.Errorf("a forged text gave %q", got)
		}
		if err != nil && err != aead.ErrDecrypt {
			t.Errorf("%v is not ErrDecrypt", err)
		}
	})
}
