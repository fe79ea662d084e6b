// Package pq encrypts and agrees on keys as programs do, some of which should not for secrets
// that matter for long.
package pq

import (
	"crypto/ecdh"
	"crypto/hpke"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha256"
	"crypto/tls"
	"net/http"

	"golang.org/x/crypto/curve25519"
	"golang.org/x/crypto/ssh"

	"example.test/profiles/pq/groups"
)

func badGroups() *http.Transport {
	return &http.Transport{TLSClientConfig: &tls.Config{
		CurvePreferences: []tls.CurveID{tls.X25519, tls.CurveP256}, // want "CL909: CurvePreferences leaves out the post-quantum groups; why: an attacker who records the traffic today .*; fix: leave CurvePreferences out, or add tls.X25519MLKEM768"
	}}
}

func base() *tls.Config { return &tls.Config{MinVersion: tls.VersionTLS13} }

func badGroupsThroughAHelper(address string) (*tls.Conn, error) {
	config := base()
	config.CurvePreferences = []tls.CurveID{tls.CurveP384} // want "CL909: CurvePreferences leaves out"
	return tls.Dial("tcp", address, config)
}

func badGroupOfAnotherPackage(server *http.Server) {
	server.TLSConfig = &tls.Config{CurvePreferences: []tls.CurveID{groups.X25519}} // want "CL909: CurvePreferences leaves out"
}

func badVersion(address string) (*tls.Conn, error) {
	return tls.Dial("tcp", address, &tls.Config{MaxVersion: tls.VersionTLS12}) // want "CL909: MaxVersion forbids TLS 1.3, which alone has post-quantum key exchange"
}

func badSSH(config *ssh.ClientConfig) {
	config.KeyExchanges = []string{ssh.KeyExchangeCurve25519, ssh.KeyExchangeECDHP256} // want "CL909: KeyExchanges leaves out the post-quantum key exchange of SSH; .*fix: leave KeyExchanges out, or add ssh.KeyExchangeMLKEM768X25519"
}

func badSSHOfAnotherPackage() ssh.Config {
	return ssh.Config{KeyExchanges: groups.Exchanges} // want "CL909: KeyExchanges leaves out"
}

func badRSA(key *rsa.PublicKey, message []byte) ([]byte, error) {
	return rsa.EncryptOAEP(sha256.New(), rand.Reader, key, message, nil) // want "CL909: rsa.EncryptOAEP encrypts to an RSA key; why: an attacker who records the ciphertext today .*; fix: use crypto/hpke with hpke.MLKEM768X25519, or hybrid.GenerateKey"
}

func badECDH(mine *ecdh.PrivateKey, theirs *ecdh.PublicKey) ([]byte, error) {
	return mine.ECDH(theirs) // want "CL909: ecdh.PrivateKey.ECDH agrees on a secret with an elliptic curve alone; why: .*; fix: combine the secret with one from crypto/mlkem"
}

func badX25519(mine, theirs []byte) ([]byte, error) {
	return curve25519.X25519(mine, theirs) // want "CL909: curve25519.X25519 agrees on a secret"
}

func badHPKE() hpke.KEM {
	return hpke.DHKEM(ecdh.X25519()) // want "CL909: hpke.DHKEM encrypts to a key on an elliptic curve alone; why: .*; fix: use hpke.MLKEM768X25519"
}
