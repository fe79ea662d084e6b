package weakrandom

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/elliptic"
	crand "crypto/rand"
	"crypto/rsa"
	"encoding/base64"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"math/big"
	"math/rand"
	randv2 "math/rand/v2"
	"net/http"
	"strings"
	"time"

	"example.test/weakrandom/randutil"
)

// Secrets from crypto/rand, next to or by way of math/rand.

func goodGenerateToken() string {
	return crand.Text()
}

func goodNewSessionID() string {
	raw := make([]byte, 32)
	crand.Read(raw)
	return base64.RawURLEncoding.EncodeToString(raw)
}

func goodRandomPassword(length int) (string, error) {
	var out strings.Builder
	limit := big.NewInt(int64(len(charset)))
	for range length {
		i, err := crand.Int(crand.Reader, limit)
		if err != nil {
			return "", fmt.Errorf("draw a letter: %w", err)
		}
		out.WriteByte(charset[i.Int64()])
	}
	return out.String(), nil
}

func goodStoreOTP(u *user) error {
	n, err := crand.Int(crand.Reader, big.NewInt(1_000_000))
	if err != nil {
		return err
	}
	u.OTP = fmt.Sprintf("%06d", n)
	return nil
}

func goodTokenFromOtherPackage(u *user) {
	u.APIToken = randutil.Secure(26)
}

func goodOverwrittenBeforeUse() (cipher.Block, error) {
	key := make([]byte, 32)
	rand.Read(key)
	crand.Read(key)
	return aes.NewCipher(key)
}

// ChaCha8 is a cryptographic generator when its seed is.
func goodChaCha8SeededByCrypto(u *user) {
	var seed [32]byte
	crand.Read(seed[:])
	raw := make([]byte, 16)
	randv2.NewChaCha8(seed).Read(raw)
	u.APIToken = hex.EncodeToString(raw)
}

// cryptoSource lets the methods of rand.Rand draw from crypto/rand.
type cryptoSource struct{}

func (cryptoSource) Uint64() uint64 {
	var b [8]byte
	crand.Read(b[:])
	return binary.LittleEndian.Uint64(b[:])
}

func (s cryptoSource) Int63() int64 { return int64(s.Uint64() >> 1) }
func (cryptoSource) Seed(int64)     {}

var secureRand = rand.New(cryptoSource{})

func goodSourceThatReadsCrypto(u *user) {
	b := make([]byte, 20)
	for i := range b {
		b[i] = charset[secureRand.Intn(len(charset))]
	}
	u.Password = string(b)
}

func goodSourceOfVersion2() (sessionToken string) {
	rng := randv2.New(cryptoSource{})
	for range 32 {
		sessionToken += string(charset[rng.IntN(len(charset))])
	}
	return sessionToken
}

// goodRandomLength hides the length; the content is from crypto/rand.
func goodRandomLength() string {
	token := make([]byte, 24+rand.Intn(16))
	crand.Read(token)
	return hex.EncodeToString(token)
}

func goodExpiryWithJitter(u *user) {
	u.ResetCode = crand.Text()
	u.ResetExpires = time.Now().Add(time.Hour + time.Duration(rand.Int63n(int64(time.Minute))))
}

// crawler has several API tokens and spreads its calls over them.
type crawler struct {
	tokens []string
}

func (c *crawler) goodChosenToken() string {
	return c.tokens[rand.Intn(len(c.tokens))]
}

func (c *crawler) goodTokenOfRequest(r *http.Request) {
	token := c.tokens[randv2.IntN(len(c.tokens))]
	r.Header.Set("Authorization", "Bearer "+token)
}

func goodGenericPickOfConfigured(u *user, configured []string) {
	u.APIToken = pick(configured)
}

func goodRefreshNowAndThen(token string, refresh func() string) string {
	if rand.Intn(100) < 5 {
		token = refresh()
	}
	return token
}

func goodFallbackThatFails() (string, error) {
	token := make([]byte, 16)
	if _, err := crand.Read(token); err != nil {
		return "", fmt.Errorf("draw a token: %w", err)
	}
	return hex.EncodeToString(token), nil
}

// goodRetryAfterFailure waits a random time, and draws again from crypto/rand.
func goodRetryAfterFailure() (sessionID string, err error) {
	raw := make([]byte, 16)
	for range 3 {
		if _, err = crand.Read(raw); err == nil {
			return hex.EncodeToString(raw), nil
		}
		time.Sleep(time.Duration(rand.Intn(50)) * time.Millisecond)
	}
	return "", err
}

func goodEd25519() (ed25519.PublicKey, ed25519.PrivateKey, error) {
	return ed25519.GenerateKey(nil)
}

// Since Go 1.26 these functions ignore the reader that they are given.

func goodReaderIgnoredByECDSA() (*ecdsa.PrivateKey, error) {
	return ecdsa.GenerateKey(elliptic.P256(), rand.New(rand.NewSource(1)))
}

func goodReaderIgnoredByRSA() (*rsa.PrivateKey, error) {
	return rsa.GenerateKey(rand.New(rand.NewSource(1)), 3072)
}

func goodReaderIgnoredByECDSASignature(key *ecdsa.PrivateKey, digest []byte) ([]byte, error) {
	return ecdsa.SignASN1(rand.New(rand.NewSource(1)), key, digest)
}
