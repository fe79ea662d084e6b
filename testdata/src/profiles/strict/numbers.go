package strict

import (
	"crypto/ecdsa"
	"crypto/rsa"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"math/big"
	"net/http"
	"sync"
)

// Large numbers.

func badInverse(key *ecdsa.PrivateKey) *big.Int {
	return new(big.Int).ModInverse(key.D, key.Params().N) // want "CL503: the time of an operation of math/big depends on ecdsa.PrivateKey.D; why: an attacker who can measure the time .*; fix: use crypto/rsa, crypto/ecdsa or crypto/ecdh" `CL304: ecdsa.PrivateKey.D was deprecated`
}

func power(base, exponent, modulus *big.Int) *big.Int {
	return new(big.Int).Exp(base, exponent, modulus) // want "CL503: the time of an operation of math/big depends on the RSA prime"
}

func badPrimeInHelper(key *rsa.PrivateKey) *big.Int {
	return power(big.NewInt(3), key.Primes[0], key.N)
}

func badEqual(a, b *ecdsa.PrivateKey) bool {
	return a.D.Cmp(b.D) == 0 // want "CL503: the time of an operation of math/big depends on ecdsa.PrivateKey.D"
}

// goodEqual compares in constant time.
func goodEqual(a, b *ecdsa.PrivateKey) bool { return a.Equal(b) }

// goodPublicInverse computes with what everybody knows.
func goodPublicInverse(key *rsa.PublicKey, signature *big.Int) *big.Int {
	return new(big.Int).Exp(signature, big.NewInt(int64(key.E)), key.N)
}

// goodRange checks a number that was read.
func goodRange(d, n *big.Int) error {
	if d.Sign() <= 0 || d.Cmp(n) >= 0 {
		return errors.New("the private exponent is out of range")
	}
	return nil
}

// Lookups.

type sessions struct {
	mu     sync.Mutex
	users  map[string]string
	hashed map[[sha256.Size]byte]string
}

func (s *sessions) badCookie(r *http.Request) string {
	sessionToken := r.Header.Get("X-Session")
	return s.users[sessionToken] // want "CL503: a lookup in a map depends on sessionToken; why: an attacker who can measure the time .*; fix: look up the SHA-256 of the token"
}

func (s *sessions) user(accessToken string) (string, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	user, ok := s.users[accessToken] // want "CL503: a lookup in a map depends on accessToken"
	return user, ok
}

func (s *sessions) badHelper(r *http.Request) bool {
	_, ok := s.user(r.FormValue("access"))
	return ok
}

type apiRequest struct{ apiKey string }

func (s *sessions) badField(r *http.Request) string {
	request := apiRequest{apiKey: r.Header.Get("X-Key")}
	return s.users[request.apiKey] // want "CL503: a lookup in a map depends on apiKey"
}

// goodHashed looks up the hash: what the time tells of it helps nobody.
func (s *sessions) goodHashed(r *http.Request) string {
	return s.hashed[sha256.Sum256([]byte(r.Header.Get("X-Session")))]
}

func (s *sessions) goodHashedText(r *http.Request) string {
	sum := sha256.Sum256([]byte(r.Header.Get("X-Session")))
	tokenHash := hex.EncodeToString(sum[:])
	return s.users[tokenHash]
}

// goodPage is looked up by a name that is no secret.
func (s *sessions) goodPage(r *http.Request) string {
	page := r.FormValue("page")
	return s.users[page]
}

// goodOwn has the token from the program itself.
func (s *sessions) goodOwn(sessionToken string) { delete(s.users, sessionToken) }
