package timing

import (
	"bytes"
	"crypto/ed25519"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha1"
	"crypto/sha256"
	"crypto/subtle"
	"crypto/x509"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"slices"

	"golang.org/x/crypto/bcrypt"
	"golang.org/x/crypto/ssh"

	"example.test/timing/macs"
)

// MACs and secrets compared in constant time.

func goodHMACEqual(key, message, tag []byte) bool {
	mac := hmac.New(sha256.New, key)
	mac.Write(message)
	return hmac.Equal(mac.Sum(nil), tag)
}

func goodConstantTimeCompare(key, message []byte, signature string) bool {
	return subtle.ConstantTimeCompare([]byte(macs.Sign(key, message)), []byte(signature)) == 1
}

func goodDecodedThenHMACEqual(r *http.Request, key, body []byte) error {
	sent, err := hex.DecodeString(r.Header.Get("X-Signature"))
	if err != nil {
		return err
	}
	if !hmac.Equal(sent, macs.Tag(key, body)) {
		return errors.New("bad signature")
	}
	return nil
}

func goodEqualOfOtherPackage(key, message []byte, signature string) bool {
	return macs.Equal(macs.Sign(key, message), signature)
}

func goodLoopThatGoesToTheEnd(key, message, tag []byte) bool {
	expected := macs.Tag(key, message)
	if len(tag) != len(expected) {
		return false
	}
	var difference byte
	for i := range expected {
		difference |= expected[i] ^ tag[i]
	}
	return difference == 0
}

// goodBlinded computes a MAC of both sides under a key that is never used
// again; what the comparison leaks is of no use.
func goodBlinded(key, message, tag []byte) bool {
	blind := make([]byte, 32)
	rand.Read(blind)
	return bytes.Equal(macs.Tag(blind, macs.Tag(key, message)), macs.Tag(blind, tag))
}

func goodHashesOfTokens(cfg *config, r *http.Request) bool {
	sent := sha256.Sum256([]byte(r.Header.Get("X-Token")))
	want := sha256.Sum256([]byte(cfg.Token))
	return subtle.ConstantTimeCompare(sent[:], want[:]) == 1
}

func goodPasswordHash(stored []byte, password string) bool {
	return bcrypt.CompareHashAndPassword(stored, []byte(password)) == nil
}

func goodLengthOfTag(tag []byte) bool {
	return len(tag) == sha256.Size
}

// Digests that protect nothing: everybody can compute them.

func goodChecksumOfDownload(name, expected string) error {
	f, err := os.Open(name)
	if err != nil {
		return err
	}
	defer f.Close()
	h := sha256.New()
	if _, err := io.Copy(h, f); err != nil {
		return err
	}
	if got := hex.EncodeToString(h.Sum(nil)); got != expected {
		return fmt.Errorf("%s: checksum is %s, want %s", name, got, expected)
	}
	return nil
}

func goodChecksumOfOtherPackage(content []byte, expected string) bool {
	return macs.Checksum(content) == expected
}

func goodETag(w http.ResponseWriter, r *http.Request, page []byte) {
	sum := sha1.Sum(page)
	etag := `"` + hex.EncodeToString(sum[:]) + `"`
	if r.Header.Get("If-None-Match") == etag {
		w.WriteHeader(http.StatusNotModified)
		return
	}
	w.Header().Set("ETag", etag)
	w.Write(page)
}

func goodSameContent(a, b []byte) bool {
	return sha256.Sum256(a) == sha256.Sum256(b)
}

// object is a blob as git stores it.
type object struct {
	ID   [sha1.Size]byte
	Data []byte
}

func goodObjectID(o *object) bool {
	h := sha1.New()
	fmt.Fprintf(h, "blob %d\x00", len(o.Data))
	h.Write(o.Data)
	return bytes.Equal(h.Sum(nil), o.ID[:])
}

func goodFingerprintOfHostKey(key ssh.PublicKey, known string) bool {
	return ssh.FingerprintSHA256(key) == known
}

func goodPinnedCertificate(cert *x509.Certificate, pins [][sha256.Size]byte) bool {
	return slices.Contains(pins, sha256.Sum256(cert.RawSubjectPublicKeyInfo))
}

func goodFingerprintOfCertificate(cert *x509.Certificate, expected []byte) bool {
	sum := sha256.Sum256(cert.Raw)
	return bytes.Equal(sum[:], expected)
}

func goodPublicKeys(a, b ed25519.PublicKey) bool {
	return bytes.Equal(a, b)
}

// goodWebSocketAccept is the handshake of RFC 6455: both sides know the value.
func goodWebSocketAccept(response *http.Response, key string) bool {
	sum := sha1.Sum([]byte(key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"))
	return response.Header.Get("Sec-WebSocket-Accept") == base64.StdEncoding.EncodeToString(sum[:])
}

// lockFile has a digest for each module.
type lockFile map[string]string

func goodLockFile(locked lockFile, module string, archive []byte) error {
	sum := sha256.Sum256(archive)
	if want := locked[module]; want != "h1:"+base64.StdEncoding.EncodeToString(sum[:]) {
		return fmt.Errorf("%s: archive does not match the lock file", module)
	}
	return nil
}

// Lookups are not comparisons.

func goodLookupByHash(sessions map[[sha256.Size]byte]*session, token string) *session {
	return sessions[sha256.Sum256([]byte(token))]
}

// goodTwoOwnTags compares two MACs that the program made itself, to find
// duplicates without storing the text.
func goodTwoOwnTags(key, first, second []byte) bool {
	return bytes.Equal(macs.Tag(key, first), macs.Tag(key, second))
}

// goodLoopOfHelperOnContent: the same helper, where nothing is secret.
func goodLoopOfHelperOnContent(a, b []byte) bool {
	return sameBytes(a, b)
}
