package pq

import (
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha256"
	"crypto/tls"

	"golang.org/x/crypto/curve25519"
	"golang.org/x/crypto/ssh"
)

func goodDefaults(address string) (*tls.Conn, error) {
	return tls.Dial("tcp", address, &tls.Config{ServerName: "api.example"})
}

func goodGroups(address string) (*tls.Conn, error) {
	return tls.Dial("tcp", address, &tls.Config{CurvePreferences: []tls.CurveID{tls.X25519MLKEM768, tls.X25519}})
}

func goodLargeGroup() *tls.Config {
	return &tls.Config{CurvePreferences: []tls.CurveID{tls.SecP384r1MLKEM1024, tls.CurveP384}, MaxVersion: tls.VersionTLS13}
}

func goodConfiguredGroups(groups []tls.CurveID) *tls.Config {
	return &tls.Config{CurvePreferences: groups}
}

func goodSSH(config *ssh.Config) {
	config.KeyExchanges = []string{ssh.KeyExchangeMLKEM768X25519, ssh.KeyExchangeCurve25519}
}

func goodSSHDefaults(config *ssh.Config) { config.SetDefaults() }

// goodSignatures are checked today: nobody gains from recording them.
func goodSignatures(message []byte, a ed25519.PrivateKey, b *ecdsa.PrivateKey) ([]byte, []byte, error) {
	digest := sha256.Sum256(message)
	second, err := ecdsa.SignASN1(rand.Reader, b, digest[:])
	return ed25519.Sign(a, message), second, err
}

// goodOld decrypts what is stored.
func goodOld(key *rsa.PrivateKey, ciphertext []byte) ([]byte, error) {
	return rsa.DecryptOAEP(sha256.New(), nil, key, ciphertext, nil)
}

// goodPublicKey computes a public key, which is no secret.
func goodPublicKey(key []byte) ([]byte, error) {
	return curve25519.X25519(key, curve25519.Basepoint)
}
