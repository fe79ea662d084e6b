package weaksignature

import (
	"bufio"
	"bytes"
	"crypto/hmac"
	"crypto/md5"
	"crypto/rand"
	"crypto/sha1"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/base32"
	"encoding/base64"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"sort"
	"strings"
	"time"
	"unicode/utf16"

	"golang.org/x/crypto/md4"
	"golang.org/x/crypto/pbkdf2"
	"golang.org/x/crypto/ripemd160"
	"golang.org/x/crypto/ssh"
)

// Names and checksums. Whoever makes a collision here fools himself, or has to
// be kept out by something else. Whether the hash is fit for its use is the
// question of another rule; nothing here is signed.

func goodETagOfResponse(w http.ResponseWriter, r *http.Request, page []byte) {
	sum := sha1.Sum(page)
	etag := `"` + hex.EncodeToString(sum[:]) + `"`
	if r.Header.Get("If-None-Match") == etag {
		w.WriteHeader(http.StatusNotModified)
		return
	}
	w.Header().Set("ETag", etag)
	w.Write(page)
}

func goodContentMD5OfUpload(req *http.Request, part []byte) {
	sum := md5.Sum(part)
	req.Header.Set("Content-MD5", base64.StdEncoding.EncodeToString(sum[:]))
}

func goodCacheFileName(dir, url string) string {
	sum := md5.Sum([]byte(url))
	return filepath.Join(dir, fmt.Sprintf("%x", sum[:2]), fmt.Sprintf("%x", sum))
}

func goodGitBlobID(content []byte) string {
	h := sha1.New()
	fmt.Fprintf(h, "blob %d\x00", len(content))
	h.Write(content)
	return hex.EncodeToString(h.Sum(nil))
}

func goodUUIDVersion5(namespace [16]byte, name string) (id [16]byte) {
	h := sha1.New()
	h.Write(namespace[:])
	io.WriteString(h, name)
	copy(id[:], h.Sum(nil))
	id[6] = id[6]&0x0f | 0x50
	id[8] = id[8]&0x3f | 0x80
	return id
}

func goodUUIDVersion3(namespace [16]byte, name string) (id [16]byte) {
	id = md5.Sum(append(namespace[:], name...))
	id[6] = id[6]&0x0f | 0x30
	id[8] = id[8]&0x3f | 0x80
	return id
}

// RFC 6455, section 4.2.2.
func goodWebSocketAccept(w http.ResponseWriter, r *http.Request) {
	h := sha1.New()
	h.Write([]byte(r.Header.Get("Sec-WebSocket-Key")))
	h.Write([]byte("258EAFA5-E914-47DA-95CA-C5AB0DC85B11"))
	w.Header().Set("Sec-WebSocket-Accept", base64.StdEncoding.EncodeToString(h.Sum(nil)))
	w.WriteHeader(http.StatusSwitchingProtocols)
}

// RFC 6238. HMAC does not need a hash without collisions.
func goodOneTimeCode(secret string, now time.Time) (string, error) {
	key, err := base32.StdEncoding.WithPadding(base32.NoPadding).DecodeString(secret)
	if err != nil {
		return "", err
	}
	mac := hmac.New(sha1.New, key)
	binary.Write(mac, binary.BigEndian, uint64(now.Unix()/30))
	sum := mac.Sum(nil)
	offset := sum[len(sum)-1] & 0x0f
	code := binary.BigEndian.Uint32(sum[offset:]) & 0x7fffffff
	return fmt.Sprintf("%06d", code%1_000_000), nil
}

// A webhook's X-Hub-Signature is called a signature and is a MAC.
func goodHubSignature(secret, body []byte, header string) bool {
	mac := hmac.New(sha1.New, secret)
	mac.Write(body)
	want := "sha1=" + hex.EncodeToString(mac.Sum(nil))
	return hmac.Equal([]byte(want), []byte(header))
}

func goodDuplicateFiles(paths []string) (map[[sha1.Size]byte][]string, error) {
	same := make(map[[sha1.Size]byte][]string)
	for _, path := range paths {
		content, err := os.ReadFile(path)
		if err != nil {
			return nil, err
		}
		sum := sha1.Sum(content)
		same[sum] = append(same[sum], path)
	}
	return same, nil
}

// sha1sum -c: compared with a list, not with a signature.
func goodChecksumFileVerified(list io.Reader, dir string) error {
	lines := bufio.NewScanner(list)
	for lines.Scan() {
		want, name, found := strings.Cut(lines.Text(), "  ")
		if !found {
			return errors.New("checksums: malformed line")
		}
		content, err := os.ReadFile(filepath.Join(dir, filepath.Base(name)))
		if err != nil {
			return err
		}
		if got := fmt.Sprintf("%x", sha1.Sum(content)); got != want {
			return fmt.Errorf("checksums: %s does not match", name)
		}
	}
	return lines.Err()
}

// A consistent-hash ring.
func goodShardOfKey(nodes []string, key string) string {
	point := func(s string) uint32 {
		sum := md5.Sum([]byte(s))
		return binary.LittleEndian.Uint32(sum[:])
	}
	ring := append([]string(nil), nodes...)
	sort.Slice(ring, func(i, j int) bool { return point(ring[i]) < point(ring[j]) })
	at := sort.Search(len(ring), func(i int) bool { return point(ring[i]) >= point(key) })
	return ring[at%len(ring)]
}

func goodAvatarAddress(mail string) string {
	sum := md5.Sum([]byte(strings.ToLower(strings.TrimSpace(mail))))
	return "https://www.gravatar.com/avatar/" + hex.EncodeToString(sum[:])
}

func goodTorrentInfoHash(info []byte) [20]byte { return sha1.Sum(info) }

// HASH160 of a Bitcoin address. The transactions are signed over SHA-256.
func goodAddressOfPublicKey(publicKey []byte) []byte {
	inner := sha256.Sum256(publicKey)
	h := ripemd160.New()
	h.Write(inner[:])
	return h.Sum([]byte{0x00})
}

func goodFingerprintShownToAdmin(key ssh.PublicKey) string {
	sum := md5.Sum(key.Marshal())
	parts := make([]string, len(sum))
	for i, b := range sum {
		parts[i] = hex.EncodeToString([]byte{b})
	}
	return strings.Join(parts, ":") + " " + ssh.FingerprintLegacyMD5(key)
}

// Authentication protocols whose hash is fixed. Weak, and not signatures.

func goodPostgresPassword(user, password string, salt [4]byte) string {
	inner := fmt.Sprintf("%x", md5.Sum([]byte(password+user)))
	return fmt.Sprintf("md5%x", md5.Sum(append([]byte(inner), salt[:]...)))
}

func goodMySQLNativePassword(password string, scramble []byte) []byte {
	once := sha1.Sum([]byte(password))
	twice := sha1.Sum(once[:])
	mixed := sha1.Sum(append(append([]byte(nil), scramble...), twice[:]...))
	answer := make([]byte, sha1.Size)
	subtle.XORBytes(answer, once[:], mixed[:])
	return answer
}

func goodNTHash(password string) []byte {
	h := md4.New()
	binary.Write(h, binary.LittleEndian, utf16.Encode([]rune(password)))
	return h.Sum(nil)
}

func goodWiFiKey(passphrase, ssid string) []byte {
	return pbkdf2.Key([]byte(passphrase), []byte(ssid), 4096, 32, sha1.New)
}

// HTTP digest authentication, RFC 2617.
func goodHTTPDigestAnswer(user, realm, password, method, uri, nonce string) string {
	h1 := fmt.Sprintf("%x", md5.Sum([]byte(user+":"+realm+":"+password)))
	h2 := fmt.Sprintf("%x", md5.Sum([]byte(method+":"+uri)))
	return fmt.Sprintf("%x", md5.Sum([]byte(h1+":"+nonce+":"+h2)))
}

// A multipart ETag as object stores make it: the MD5 of MD5s.
func goodMultipartETag(parts [][]byte) string {
	var sums bytes.Buffer
	for _, part := range parts {
		sum := md5.Sum(part)
		sums.Write(sum[:])
	}
	return fmt.Sprintf("%x-%d", md5.Sum(sums.Bytes()), len(parts))
}

// OpenPGP's modification detection code (RFC 4880, section 5.14) is a SHA-1
// digest inside the encryption. Not a signature.
func goodModificationDetectionCode(w io.Writer, plaintext []byte) error {
	prefix := make([]byte, 16)
	rand.Read(prefix)
	h := sha1.New()
	h.Write(prefix)
	h.Write(plaintext)
	h.Write([]byte{0xd3, 0x14})
	_, err := w.Write(append(plaintext, h.Sum([]byte{0xd3, 0x14})...))
	return err
}
