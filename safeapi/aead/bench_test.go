package aead_test

import (
	"crypto/aes"
	"crypto/cipher"
	"fmt"
	"io"
	"testing"

	"github.com/cryptolint/cryptolint/safeapi/aead"
)

// BenchmarkEncrypt measures beside the call of the standard library that it
// stands on: AES-256-GCM with a random nonce under one key.
func BenchmarkEncrypt(b *testing.B) {
	block, err := aes.NewCipher(make([]byte, 32))
	if err != nil {
		b.Fatal(err)
	}
	gcm, err := cipher.NewGCMWithRandomNonce(block)
	if err != nil {
		b.Fatal(err)
	}
	keys := aead.New(aead.GenerateKey())
	batch := keys.Batch()
	for _, size := range []int{64, 1 << 10, 64 << 10, 1 << 20} {
		plaintext := make([]byte, size)
		b.Run(fmt.Sprintf("std/%d", size), func(b *testing.B) {
			b.SetBytes(int64(size))
			for b.Loop() {
				gcm.Seal(nil, nil, plaintext, []byte("context"))
			}
		})
		b.Run(fmt.Sprintf("aead/%d", size), func(b *testing.B) {
			b.SetBytes(int64(size))
			for b.Loop() {
				keys.Encrypt(plaintext, "context")
			}
		})
		b.Run(fmt.Sprintf("batch/%d", size), func(b *testing.B) {
			b.SetBytes(int64(size))
			for b.Loop() {
				batch.Encrypt(plaintext, "context")
			}
		})
	}
}

func BenchmarkDecrypt(b *testing.B) {
	block, err := aes.NewCipher(make([]byte, 32))
	if err != nil {
		b.Fatal(err)
	}
	gcm, err := cipher.NewGCMWithRandomNonce(block)
	if err != nil {
		b.Fatal(err)
	}
	keys := aead.New(aead.GenerateKey())
	batch := keys.Batch()
	for _, size := range []int{64, 1 << 10, 64 << 10} {
		plaintext := make([]byte, size)
		of := map[string][]byte{
			"std": gcm.Seal(nil, nil, plaintext, nil), "aead": keys.Encrypt(plaintext, ""), "batch": batch.Encrypt(plaintext, ""),
		}
		for _, c := range []struct {
			name    string
			decrypt func(ciphertext []byte) ([]byte, error)
		}{
			{"std", func(c []byte) ([]byte, error) { return gcm.Open(nil, nil, c, nil) }},
			{"aead", func(c []byte) ([]byte, error) { return keys.Decrypt(c, "") }},
			{"batch", func(c []byte) ([]byte, error) { return batch.Decrypt(c, "") }},
		} {
			b.Run(fmt.Sprintf("%s/%d", c.name, size), func(b *testing.B) {
				b.SetBytes(int64(size))
				for b.Loop() {
					if _, err := c.decrypt(of[c.name]); err != nil {
						b.Fatal(err)
					}
				}
			})
		}
	}
}

func BenchmarkStream(b *testing.B) {
	keys := aead.New(aead.GenerateKey())
	const size = 16 << 20
	b.SetBytes(size)
	for b.Loop() {
		if err := keys.EncryptStream(io.Discard, zeros(size), ""); err != nil {
			b.Fatal(err)
		}
	}
}
