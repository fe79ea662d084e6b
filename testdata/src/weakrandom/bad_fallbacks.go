package weakrandom

import (
	crand "crypto/rand"
	"encoding/hex"
	"io"
	"math/big"
	"math/rand"
	"time"

	"example.test/weakrandom/entropy"
)

// Values without a telling name. That crypto/rand comes first says what they are for.

var alphanumeric = []byte("0123456789abcdefghijklmnopqrstuvwxyz")

func badFallbackByFlag(n int) []byte {
	text := make([]byte, n)
	var weak bool
	if read, err := crand.Read(text); read != n || err != nil {
		rand.Seed(time.Now().UnixNano())
		weak = true
	}
	for i, b := range text {
		if weak {
			text[i] = alphanumeric[rand.Intn(len(alphanumeric))]
		} else {
			text[i] = alphanumeric[b%byte(len(alphanumeric))]
		}
	}
	return text // want `CL401: the result of badFallbackByFlag is generated with math/rand when crypto/rand fails; .*never fails`
}

func badFallbackIntoTheSameBuffer(n int) string {
	b := make([]byte, n)
	if _, err := io.ReadFull(crand.Reader, b); err != nil {
		rand.Read(b)
	}
	return hex.EncodeToString(b) // want `CL401: .*badFallbackIntoTheSameBuffer is generated with math/rand when`
}

func badFallbackOfAnotherPackage(n int) string {
	b, err := entropy.Bytes(n)
	if err != nil {
		b = weakBytes(n)
	}
	return hex.EncodeToString(b) // want `CL401: .*badFallbackOfAnotherPackage is generated with math/rand when`
}

func weakBytes(n int) []byte {
	b := make([]byte, n)
	for i := range b {
		b[i] = byte(rand.Intn(256))
	}
	return b
}

func badFallbackReturned(n int) []byte {
	b := make([]byte, n)
	_, err := crand.Read(b)
	if err == nil {
		return b
	}
	return weakBytes(n) // want `CL401: .*badFallbackReturned is generated with math/rand when`
}

type envelope struct{ mark []byte }

func badFallbackIntoAField(e *envelope) {
	b, err := entropy.Bytes(16)
	if err != nil {
		b = weakBytes(16)
	}
	e.mark = b // want `CL401: .*envelope.mark is generated with math/rand when`
}

// index draws from crypto/rand, or else from math/rand.
func index(limit int) int {
	if n, err := crand.Int(crand.Reader, big.NewInt(int64(limit))); err == nil {
		return int(n.Int64())
	}
	return rand.Intn(limit)
}

func badFallbackOfAHelper(n int) string {
	text := make([]byte, n)
	for i := range text {
		text[i] = alphanumeric[index(len(alphanumeric))]
	}
	return string(text) // want `CL401: .*badFallbackOfAHelper is generated with math/rand when`
}
