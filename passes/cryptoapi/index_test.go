package cryptoapi

import (
	"maps"
	"slices"
	"testing"
)

// What a process pays for the table: one that analyses a package without
// cryptography finds the sections and reads none, and few programs use many of the
// packages.
func BenchmarkTable(b *testing.B) {
	irrelevant := []string{"fmt", "strings", "example.com/shop/cart", "sort"}
	typical := []string{
		"bytes", "context", "crypto", "crypto/aes", "crypto/cipher", "crypto/hmac", "crypto/rand", "crypto/sha256", "crypto/subtle",
		"crypto/tls", "crypto/x509", "encoding/base64", "encoding/hex", "encoding/json", "errors", "fmt", "io", "net/http", "os", "strings", "time",
	}
	read := func(paths []string) {
		all, err := newIndex()
		if err != nil {
			b.Fatal(err)
		}
		table := &Table{builtin: all}
		for _, path := range paths {
			if table.Modelled(path) || len(paths) > len(irrelevant) {
				table.rowsOf(path)
			}
		}
	}
	b.Run("irrelevant", func(b *testing.B) {
		for b.Loop() {
			read(irrelevant)
		}
	})
	b.Run("typical", func(b *testing.B) {
		for b.Loop() {
			read(typical)
		}
	})
	everything := slices.Sorted(maps.Keys(Builtin().builtin))
	b.Run("everything", func(b *testing.B) {
		for b.Loop() {
			read(everything)
		}
	})
}
