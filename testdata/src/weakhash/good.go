package weakhash

import (
	"bytes"
	"crypto/aes"
	"crypto/cipher"
	"crypto/ecdh"
	"crypto/hkdf"
	"crypto/hmac"
	"crypto/md5"
	"crypto/rand"
	"crypto/sha1"
	"crypto/sha256"
	"crypto/subtle"
	"crypto/tls"
	"crypto/x509"
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"

	"example.test/weakhash/pins"
)

// The name of a file in a cache.
func goodCacheName(dir, url string) string {
	sum := md5.Sum([]byte(url))
	return filepath.Join(dir, hex.EncodeToString(sum[:]))
}

// An entity tag.
func goodETag(w http.ResponseWriter, r *http.Request, page []byte) {
	tag := fmt.Sprintf(`"%x"`, md5.Sum(page))
	if r.Header.Get("If-None-Match") == tag {
		w.WriteHeader(http.StatusNotModified)
		return
	}
	w.Header().Set("ETag", tag)
	w.Write(page)
}

// What RFC 6455 prescribes.
func goodWebSocketAccept(r *http.Request) string {
	h := sha1.New()
	io.WriteString(h, r.Header.Get("Sec-WebSocket-Key")+"258EAFA5-E914-47DA-95CA-C5AB0DC85B11")
	return base64.StdEncoding.EncodeToString(h.Sum(nil))
}

// Has a file changed since the last time?
func goodChanged(content, last []byte) bool {
	sum := sha1.Sum(content)
	return !bytes.Equal(sum[:], last)
}

// Was a download complete? The other side of the connection gives both.
func goodDownload(r *http.Response, body []byte) error {
	sum := md5.Sum(body)
	if base64.StdEncoding.EncodeToString(sum[:]) != r.Header.Get("Content-MD5") {
		return io.ErrUnexpectedEOF
	}
	return nil
}

// A short name that people read.
func goodShortName(content []byte) string {
	sum := sha256.Sum256(content)
	return hex.EncodeToString(sum[:])[:8]
}

// The name of an object ends in a part of a digest, as those of replica sets do.
func goodNamedBySpec(name string, spec []byte, existing string) bool {
	sum := sha256.Sum256(spec)
	return name+"-"+hex.EncodeToString(sum[:4]) == existing
}

// All of a good digest.
func (c *client) goodPinned(state tls.ConnectionState) error {
	sum := sha256.Sum256(state.PeerCertificates[0].Raw)
	if !bytes.Equal(sum[:], c.thumbprint) {
		return errUnknownPeer
	}
	return nil
}

// Half of a good digest is enough against a second key with the same half.
func (c *client) goodHalf(state tls.ConnectionState) error {
	sum := sha256.Sum256(state.PeerCertificates[0].Raw)
	if !bytes.Equal(sum[:16], c.thumbprint) {
		return errUnknownPeer
	}
	return nil
}

// A thumbprint that people compare with what their browser shows.
func goodShown(cert *x509.Certificate) string {
	return fmt.Sprintf("SHA-1: %x", sha1.Sum(cert.Raw))
}

// Are two certificates of one list the same?
func goodSame(a, b *x509.Certificate) bool {
	return thumbprint(a) == thumbprint(b) && pins.Of(a) == pins.Of(b)
}

// The digest of a token by a good hash.
func (c *client) goodToken(apiToken string) bool {
	sum := sha256.Sum256([]byte(apiToken))
	return subtle.ConstantTimeCompare(sum[:], c.thumbprint) == 1
}

// A key that is derived.
func goodDerived(secret []byte) (cipher.Block, error) {
	key, err := hkdf.Key(sha256.New, secret, nil, "files", 32)
	if err != nil {
		return nil, err
	}
	return aes.NewCipher(key)
}

// A random key that is hashed to have the right length.
func goodRandomHashed() (cipher.Block, error) {
	seed := make([]byte, 32)
	rand.Read(seed)
	sum := md5.Sum(seed)
	return aes.NewCipher(sum[:])
}

// A key by a good hash. A password would be another rule's.
func goodKeyFromEnvironment() (cipher.Block, error) {
	sum := sha256.Sum256([]byte(os.Getenv("MASTER_KEY")))
	return aes.NewCipher(sum[:])
}

// The identifier of a key, beside which all of the key is compared.
func goodKeyID(known map[string]*x509.Certificate, cert *x509.Certificate) bool {
	found, ok := known[thumbprint(cert)]
	return ok && found.Equal(cert)
}

// A record that holds a certificate and its thumbprint, which do not fit together if
// somebody made a mistake.
type record struct {
	Certificates []*x509.Certificate
	Thumbprint   []byte
}

func goodRecord(r *record) error {
	sum := sha1.Sum(r.Certificates[0].Raw)
	if len(r.Thumbprint) > 0 && !bytes.Equal(sum[:], r.Thumbprint) {
		return errUnknownPeer
	}
	return nil
}

func (r *record) goodMethod(leaf int) bool {
	sum := sha256.Sum256(r.Certificates[leaf].Raw)
	return bytes.Equal(sum[:8], r.Thumbprint)
}

// A key from the secret of a key exchange: nobody can guess what is hashed.
func goodSharedSecret(mine *ecdh.PrivateKey, theirs *ecdh.PublicKey) (cipher.Block, error) {
	secret, err := mine.ECDH(theirs)
	if err != nil {
		return nil, err
	}
	sum := sha1.Sum(secret)
	return aes.NewCipher(sum[:16])
}

// What RFC 5802 prescribes: the key is the digest of a MAC.
func goodSCRAM(salted, message []byte) []byte {
	client := hmac.New(sha1.New, salted)
	client.Write([]byte("Client Key"))
	stored := sha1.Sum(client.Sum(nil))
	mac := hmac.New(sha1.New, stored[:])
	mac.Write(message)
	return mac.Sum(nil)
}
