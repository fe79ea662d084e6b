package weakrandom

import (
	"crypto"
	"crypto/aes"
	"crypto/cipher"
	"crypto/ecdh"
	"crypto/ed25519"
	"crypto/hmac"
	crand "crypto/rand"
	"crypto/rsa"
	"crypto/sha256"
	"crypto/tls"
	"encoding/binary"
	"encoding/hex"
	"io"
	"math/big"
	"math/rand"
	randv2 "math/rand/v2"
	"time"

	"golang.org/x/crypto/argon2"
	"golang.org/x/crypto/nacl/box"
	"golang.org/x/crypto/nacl/secretbox"
	"golang.org/x/crypto/ssh"

	"example.test/weakrandom/randutil"
)

// Keys, nonces and salts made with math/rand.

func badAESKey() (cipher.Block, error) {
	key := make([]byte, 32)
	rand.Read(key)
	return aes.NewCipher(key) // want `CL401: .*key`
}

func badAESKeyFromWords() (cipher.Block, error) {
	var key [16]byte
	binary.LittleEndian.PutUint64(key[:8], randv2.Uint64())
	binary.LittleEndian.PutUint64(key[8:], randv2.Uint64())
	return aes.NewCipher(key[:]) // want `CL401: .*key`
}

func badMACKeyFromOtherPackage(message []byte) []byte {
	key := make([]byte, 32)
	randutil.Bytes(key)
	mac := hmac.New(sha256.New, key) // want `CL401: .*key`
	mac.Write(message)
	return mac.Sum(nil)
}

func badNonce(aead cipher.AEAD, record []byte) []byte {
	nonce := make([]byte, aead.NonceSize())
	for i := range nonce {
		nonce[i] = byte(rand.Intn(256))
	}
	return aead.Seal(nonce, nonce, record, nil) // want `CL401: .*nonce`
}

func badSecretboxNonce(message []byte, key *[32]byte) []byte {
	var nonce [24]byte
	rand.New(rand.NewSource(time.Now().UnixNano())).Read(nonce[:])
	return secretbox.Seal(nonce[:], message, &nonce, key) // want `CL401: .*nonce`
}

func badSalt(password []byte) []byte {
	salt := []byte(randutil.String(16))
	return argon2.IDKey(password, salt, 3, 64*1024, 4, 32) // want `CL401: .*salt`
}

func badKeyPassedToHelper(message []byte) ([]byte, error) {
	key := make([]byte, 32)
	rand.Read(key)
	return encryptUnder(key, message) // want `CL401: .*key`
}

func encryptUnder(key, message []byte) ([]byte, error) {
	block, err := aes.NewCipher(key)
	if err != nil {
		return nil, err
	}
	aead, err := cipher.NewGCMWithRandomNonce(block)
	if err != nil {
		return nil, err
	}
	return aead.Seal(nil, nil, message, nil), nil
}

func badSigningSeed() ed25519.PrivateKey {
	seed := make([]byte, ed25519.SeedSize)
	rand.Read(seed)
	return ed25519.NewKeyFromSeed(seed) // want `CL401: .*(key|seed)`
}

func badScalar() (*ecdh.PrivateKey, error) {
	rng := rand.New(rand.NewSource(42))
	limit := new(big.Int).Lsh(big.NewInt(1), 256)
	scalar := new(big.Int).Rand(rng, limit).FillBytes(make([]byte, 32))
	return ecdh.X25519().NewPrivateKey(scalar) // want `CL401: .*key`
}

// Readers of math/rand where crypto reads its randomness.

func badReaderForEd25519() (ed25519.PublicKey, ed25519.PrivateKey, error) {
	return ed25519.GenerateKey(rand.New(rand.NewSource(time.Now().UnixNano()))) // want `CL401: .*math/rand`
}

func badReaderForOAEP(key *rsa.PublicKey, message []byte) ([]byte, error) {
	rng := rand.New(rand.NewSource(99))
	return rsa.EncryptOAEP(sha256.New(), rng, key, message, nil) // want `CL401: .*math/rand`
}

func badReaderForPSS(key *rsa.PrivateKey, digest []byte) ([]byte, error) {
	var rng io.Reader = rand.New(rand.NewSource(time.Now().Unix()))
	return rsa.SignPSS(rng, key, crypto.SHA256, digest, nil) // want `CL401: .*math/rand`
}

func badReaderForInt() (*big.Int, error) {
	rng := rand.New(rand.NewSource(7))
	return crand.Int(rng, big.NewInt(1_000_000)) // want `CL401: .*math/rand`
}

func badReaderForBox() (public, private *[32]byte, err error) {
	return box.GenerateKey(rand.New(rand.NewSource(1))) // want `CL401: .*math/rand`
}

func badReaderForSealAnonymous(message []byte, recipient *[32]byte) ([]byte, error) {
	return box.SealAnonymous(nil, message, recipient, rand.New(rand.NewSource(1))) // want `CL401: .*math/rand`
}

func badReaderInTLSConfig(cert tls.Certificate) *tls.Config {
	return &tls.Config{
		Certificates: []tls.Certificate{cert},
		MinVersion:   tls.VersionTLS13,
		Rand:         rand.New(rand.NewSource(1)), // want `CL401: .*math/rand`
	}
}

func badReaderInSSHConfig(config *ssh.ServerConfig) {
	config.Rand = rand.New(rand.NewSource(time.Now().UnixNano())) // want `CL401: .*math/rand`
}

// ChaCha8 is as good as its seed.
func badChaCha8WithConstantSeed() (ed25519.PublicKey, ed25519.PrivateKey, error) {
	return ed25519.GenerateKey(randv2.NewChaCha8([32]byte{1, 2, 3})) // want `CL401: .*math/rand`
}

func badChaCha8SeededWithTheTime(u *user) {
	var seed [32]byte
	binary.LittleEndian.PutUint64(seed[:], uint64(time.Now().UnixNano()))
	raw := make([]byte, 16)
	randv2.NewChaCha8(seed).Read(raw)
	u.APIToken = hex.EncodeToString(raw) // want `CL401: .*APIToken`
}

// generateSigner lets its callers choose the reader.
func generateSigner(random io.Reader) (ed25519.PrivateKey, error) {
	_, private, err := ed25519.GenerateKey(random)
	return private, err
}

func badReaderPassedToHelper() (ed25519.PrivateKey, error) {
	return generateSigner(rand.New(rand.NewSource(2024))) // want `CL401: .*math/rand`
}

// The fallback is worse than an error: nobody sees it.

func badFallbackForToken() string {
	token := make([]byte, 16)
	if _, err := io.ReadFull(crand.Reader, token); err != nil {
		for i := range token {
			token[i] = byte(rand.Intn(256))
		}
	}
	return hex.EncodeToString(token) // want `CL401: .*token`
}

func badFallbackForKey() (cipher.Block, error) {
	key := make([]byte, 32)
	if _, err := crand.Read(key); err != nil {
		rand.New(rand.NewSource(time.Now().UnixNano())).Read(key)
	}
	return aes.NewCipher(key) // want `CL401: .*key`
}

// secureIntn draws from crypto/rand, and quietly from math/rand when it cannot.
func secureIntn(limit int) int {
	n, err := crand.Int(crand.Reader, big.NewInt(int64(limit)))
	if err != nil {
		return rand.Intn(limit)
	}
	return int(n.Int64())
}

func badFallbackForPassword(length int) string {
	password := make([]byte, length)
	for i := range password {
		password[i] = charset[secureIntn(len(charset))]
	}
	return string(password) // want `CL401: .*password`
}
