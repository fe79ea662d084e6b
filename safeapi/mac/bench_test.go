package mac_test

import (
	"crypto/hmac"
	"crypto/sha256"
	"fmt"
	"testing"

	"github.com/cryptolint/cryptolint/safeapi/mac"
)

// BenchmarkSign measures beside the calls of the standard library that it
// stands on.
func BenchmarkSign(b *testing.B) {
	raw := make([]byte, 32)
	keys := mac.New(mac.GenerateKey())
	for _, size := range []int{64, 1 << 10, 64 << 10} {
		msg := make([]byte, size)
		b.Run(fmt.Sprintf("std/%d", size), func(b *testing.B) {
			b.SetBytes(int64(size))
			for b.Loop() {
				h := hmac.New(sha256.New, raw)
				h.Write(msg)
				h.Sum(nil)
			}
		})
		b.Run(fmt.Sprintf("mac/%d", size), func(b *testing.B) {
			b.SetBytes(int64(size))
			for b.Loop() {
				keys.Sign(msg)
			}
		})
	}
}
