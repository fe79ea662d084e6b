package session

import (
	crand "crypto/rand"
	"math/rand/v2"
	"time"
)

const letters = "abcdefghijkmnpqrstuvwxyz23456789"

func randomString(n int) string {
	b := make([]byte, n)
	for i := range b {
		b[i] = letters[rand.IntN(len(letters))]
	}
	return string(b)
}

// RequestID returns a word by which a request is found in the log.
func RequestID() string {
	return randomString(8)
}

// CSRFToken returns a token that goes into a form and comes back with it.
func CSRFToken() string {
	return crand.Text()
}

// RetryAfter spreads the next attempts of clients that failed at once.
func RetryAfter(attempt int) time.Duration {
	base := time.Second << min(attempt, 6)
	return base + rand.N(base)
}
