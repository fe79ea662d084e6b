package aead_test

import (
	"bytes"
	"testing"

	"github.com/cryptolint/cryptolint/safeapi/aead"
)

func TestEncryptingAs(t *testing.T) {
	newKey, oldKey := aead.GenerateKey(), aead.GenerateKey()
	both := aead.New(newKey, oldKey)
	var stream bytes.Buffer
	if err := aead.New(oldKey).EncryptStream(&stream, bytes.NewReader([]byte("1")), "file"); err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		ciphertext []byte
		key        aead.Key
	}{
		"the old key":         {aead.New(oldKey).Encrypt([]byte("1"), "row"), oldKey},
		"the new key":         {both.Encrypt([]byte("1"), "row"), newKey},
		"a stream of the old": {stream.Bytes(), oldKey},
	} {
		keys, ok := both.EncryptingAs(c.ciphertext)
		if !ok {
			t.Errorf("%s: not found", name)
			continue
		}
		if _, err := aead.New(c.key).Decrypt(keys.Encrypt([]byte("2"), "row"), "row"); err != nil {
			t.Errorf("%s: it encrypts with another key", name)
		}
		for _, k := range []aead.Key{newKey, oldKey} {
			if _, err := keys.Decrypt(aead.New(k).Encrypt([]byte("3"), "row"), "row"); err != nil {
				t.Errorf("%s: a key was lost", name)
			}
		}
	}
	strange := aead.New(aead.GenerateKey()).Encrypt(nil, "row")
	damaged := both.Encrypt(nil, "row")
	damaged[30] ^= 1 // the commitment
	for name, ciphertext := range map[string][]byte{"another key": strange, "damaged": damaged, "empty": nil, "cut": strange[:20]} {
		if keys, ok := both.EncryptingAs(ciphertext); ok || keys != nil {
			t.Errorf("%s: a key was found", name)
		}
	}
}
