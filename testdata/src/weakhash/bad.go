// Package weakhash holds programs whose security depends on a broken or cut hash.
package weakhash

import (
	"bytes"
	"crypto/aes"
	"crypto/cipher"
	"crypto/hmac"
	"crypto/md5"
	"crypto/sha1"
	"crypto/sha256"
	"crypto/subtle"
	"crypto/tls"
	"crypto/x509"
	"database/sql"
	"encoding/hex"
	"errors"
	"net/http"
	"os"

	"example.test/weakhash/config"
	"example.test/weakhash/pins"
)

var errUnknownPeer = errors.New("unknown peer")

type client struct {
	thumbprint []byte
	pinned     string
}

// The pin of a server, written out.
func (c *client) badPinnedServer(address string) (*tls.Conn, error) {
	conn, err := tls.Dial("tcp", address, nil)
	if err != nil {
		return nil, err
	}
	sum := sha1.Sum(conn.ConnectionState().PeerCertificates[0].Raw)
	if !bytes.Equal(sum[:], c.thumbprint) { // want `CL102: a certificate or public key is recognized by its SHA-1 digest; why: an attacker who creates two keys with the same SHA-1 digest can have one pinned and use the other; fix: compare all of the SHA-256 digest$`
		return nil, errUnknownPeer
	}
	return conn, nil
}

func thumbprint(cert *x509.Certificate) string {
	sum := md5.Sum(cert.Raw)
	return hex.EncodeToString(sum[:])
}

// The pin is made by a helper and kept in a field.
func (c *client) badHelper(state tls.ConnectionState) error {
	if thumbprint(state.PeerCertificates[0]) != c.pinned { // want `CL102: .* recognized by its MD5 digest`
		return errUnknownPeer
	}
	return nil
}

// The pin is made in another package, and configured in a third.
func badOtherPackage(state tls.ConnectionState) error {
	if pins.Of(state.PeerCertificates[0]) != config.Pin { // want `CL102: .* recognized by its SHA-1 digest`
		return errUnknownPeer
	}
	return nil
}

// The raw certificates of a callback have only a name.
func (c *client) badRawCertificates() *tls.Config {
	return &tls.Config{
		InsecureSkipVerify: true,
		VerifyPeerCertificate: func(rawCerts [][]byte, _ [][]*x509.Certificate) error {
			sum := sha1.Sum(rawCerts[0])
			if subtle.ConstantTimeCompare(sum[:], c.thumbprint) != 1 { // want `CL102: .* recognized by its SHA-1 digest`
				return errUnknownPeer
			}
			return nil
		},
	}
}

// Eight hexadecimal digits of a good hash.
func (c *client) badFewDigits(state tls.ConnectionState) error {
	sum := sha256.Sum256(state.PeerCertificates[0].RawSubjectPublicKeyInfo)
	if hex.EncodeToString(sum[:])[:8] != c.pinned { // want `CL102: a certificate or public key is recognized by 4 bytes of its SHA-256 digest; why: an attacker can try keys until these 4 bytes match`
		return errUnknownPeer
	}
	return nil
}

// Six bytes of a good hash.
func (c *client) badFewBytes(state tls.ConnectionState) error {
	sum := sha256.Sum256(state.PeerCertificates[0].Raw)
	if !bytes.Equal(sum[:6], c.thumbprint) { // want `CL102: .* recognized by 6 bytes of its SHA-256 digest`
		return errUnknownPeer
	}
	return nil
}

// The digest of a session token.
func badTokenStored(db *sql.DB, r *http.Request) (bool, error) {
	sessionToken := r.Header.Get("X-Session-Token")
	sum := md5.Sum([]byte(sessionToken))
	var stored string
	if err := db.QueryRow("SELECT digest FROM sessions WHERE name = ?", r.Header.Get("X-User")).Scan(&stored); err != nil {
		return false, err
	}
	return subtle.ConstantTimeCompare([]byte(hex.EncodeToString(sum[:])), []byte(stored)) == 1, nil // want `CL102: the session id is checked by its MD5 digest`
}

// A few bytes of the digest of an API token.
func (c *client) badTokenCut(apiToken string) bool {
	sum := sha256.Sum256([]byte(apiToken))
	return hmac.Equal(sum[:4], c.thumbprint) // want `CL102: the token is checked by 4 bytes of its SHA-256 digest; why: an attacker can try tokens until these 4 bytes match`
}

// A key from whatever the environment holds.
func badKeyFromEnvironment() (cipher.Block, error) {
	sum := md5.Sum([]byte(os.Getenv("MASTER_KEY")))
	return aes.NewCipher(sum[:]) // want `CL102: the key of aes.NewCipher is an MD5 digest`
}

func key(secret string) []byte {
	h := sha1.New()
	h.Write([]byte(secret))
	return h.Sum(nil)[:16]
}

// A key by a helper, in a field.
type sealer struct{ key []byte }

func newSealer(secret string) *sealer { return &sealer{key: key(secret)} }

func (s *sealer) badBlock() (cipher.Block, error) {
	return aes.NewCipher(s.key) // want `CL102: the key of aes.NewCipher is a SHA-1 digest`
}

// A key of another package.
func badKeyOfOtherPackage(message []byte) []byte {
	mac := hmac.New(sha256.New, config.Key(os.Getenv("SIGNING_KEY"))) // want `CL102: the key of hmac.New is an MD5 digest`
	mac.Write(message)
	return mac.Sum(nil)
}
