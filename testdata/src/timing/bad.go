package timing

import (
	"bytes"
	"crypto/hmac"
	"crypto/md5"
	"crypto/sha1"
	"crypto/sha256"
	"crypto/sha512"
	"encoding/base64"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"net/http"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"example.test/timing/macs"
)

// A MAC is compared byte by byte: how long that takes tells how much of a
// forged one was right.

func badBytesEqual(key, message, tag []byte) bool {
	mac := hmac.New(sha256.New, key)
	mac.Write(message)
	return bytes.Equal(mac.Sum(nil), tag) // want `CL501: .*HMAC`
}

func badStringsOfBytes(key, message, tag []byte) bool {
	mac := hmac.New(sha256.New, key)
	mac.Write(message)
	return string(tag) == string(mac.Sum(nil)) // want `CL501: .*HMAC`
}

func badHexOfWebhook(r *http.Request, secret []byte) error {
	body, err := io.ReadAll(io.LimitReader(r.Body, 1<<20))
	if err != nil {
		return err
	}
	mac := hmac.New(sha256.New, secret)
	mac.Write(body)
	if hex.EncodeToString(mac.Sum(nil)) != r.Header.Get("X-Signature") { // want `CL501: .*HMAC`
		return errors.New("bad signature")
	}
	return nil
}

func badPrefixedHex(r *http.Request, secret, body []byte) bool {
	mac := hmac.New(sha256.New, secret)
	mac.Write(body)
	expected := "sha256=" + hex.EncodeToString(mac.Sum(nil))
	return r.Header.Get("X-Hub-Signature-256") == expected // want `CL501: .*HMAC`
}

func badFormattedHex(secret, body []byte, signature string) bool {
	mac := hmac.New(sha1.New, secret)
	mac.Write(body)
	return signature == fmt.Sprintf("sha1=%x", mac.Sum(nil)) // want `CL501: .*HMAC`
}

func badBase64OfToken(token string, key []byte) ([]byte, error) {
	payload, signature, found := strings.Cut(token, ".")
	if !found {
		return nil, errors.New("token has no signature")
	}
	mac := hmac.New(sha512.New, key)
	mac.Write([]byte(payload))
	if signature != base64.RawURLEncoding.EncodeToString(mac.Sum(nil)) { // want `CL501: .*HMAC`
		return nil, errors.New("signature does not match")
	}
	return base64.RawURLEncoding.DecodeString(payload)
}

func badEqualFold(key, message []byte, signature string) bool {
	mac := hmac.New(sha256.New, key)
	mac.Write(message)
	return strings.EqualFold(signature, hex.EncodeToString(mac.Sum(nil))) // want `CL501: .*HMAC`
}

func badStringsCompare(key, message []byte, signature string) bool {
	mac := hmac.New(sha256.New, key)
	mac.Write(message)
	return strings.Compare(hex.EncodeToString(mac.Sum(nil)), signature) == 0 // want `CL501: .*HMAC`
}

func badBytesCompare(key, message, tag []byte) bool {
	mac := hmac.New(sha256.New, key)
	mac.Write(message)
	return bytes.Compare(tag, mac.Sum(nil)) == 0 // want `CL501: .*HMAC`
}

func badSlicesEqual(key, message, tag []byte) bool {
	mac := hmac.New(sha256.New, key)
	mac.Write(message)
	return slices.Equal(mac.Sum(nil), tag) // want `CL501: .*HMAC`
}

func badDeepEqual(key, message, tag []byte) bool {
	mac := hmac.New(sha256.New, key)
	mac.Write(message)
	return reflect.DeepEqual(mac.Sum(nil), tag) // want `CL501: .*HMAC`
}

func badArrays(key, message []byte, tag [sha256.Size]byte) bool {
	mac := hmac.New(sha256.New, key)
	mac.Write(message)
	return [sha256.Size]byte(mac.Sum(nil)) == tag // want `CL501: .*HMAC`
}

func badArrayThatWasCopiedInto(key, message []byte, tag [16]byte) bool {
	mac := hmac.New(sha256.New, key)
	mac.Write(message)
	var expected [16]byte
	copy(expected[:], mac.Sum(nil))
	return expected == tag // want `CL501: .*HMAC`
}

func badTruncated(key, message, tag []byte) bool {
	mac := hmac.New(sha256.New, key)
	mac.Write(message)
	return len(tag) == 16 && bytes.Equal(mac.Sum(nil)[:16], tag) // want `CL501: .*HMAC`
}

func badLoop(key, message, tag []byte) bool {
	mac := hmac.New(sha256.New, key)
	mac.Write(message)
	expected := mac.Sum(nil)
	if len(tag) != len(expected) {
		return false
	}
	for i := range expected {
		if expected[i] != tag[i] { // want `CL501: .*HMAC`
			return false
		}
	}
	return true
}

// sameBytes leaves at the first difference.
func sameBytes(a, b []byte) bool {
	if len(a) != len(b) {
		return false
	}
	for i := 0; i < len(a); i++ {
		if a[i] != b[i] {
			return false
		}
	}
	return true
}

func badLoopOfHelper(key, message, tag []byte) bool {
	mac := hmac.New(sha256.New, key)
	mac.Write(message)
	return sameBytes(mac.Sum(nil), tag) // want `CL501: .*HMAC`
}

// The MAC is computed elsewhere.

func sign(key []byte, message string) string {
	mac := hmac.New(sha256.New, key)
	mac.Write([]byte(message))
	return base64.StdEncoding.EncodeToString(mac.Sum(nil))
}

func badComputedInOtherFunction(key []byte, message, signature string) bool {
	return sign(key, message) == signature // want `CL501: .*HMAC`
}

func badComputedInOtherPackage(key, body []byte, signature string) bool {
	return macs.Sign(key, body) == signature // want `CL501: .*HMAC`
}

func badBytesOfOtherPackage(key, body, tag []byte) bool {
	return bytes.Equal(tag, macs.Tag(key, body)) // want `CL501: .*HMAC`
}

// cookieCodec signs the values of cookies.
type cookieCodec struct{ key []byte }

func (c *cookieCodec) tag(name, value string) []byte {
	mac := hmac.New(sha256.New, c.key)
	io.WriteString(mac, name)
	mac.Write([]byte{0})
	io.WriteString(mac, value)
	return mac.Sum(nil)
}

func (c *cookieCodec) badTagOfMethod(cookie *http.Cookie) (string, bool) {
	value, encoded, _ := strings.Cut(cookie.Value, "|")
	tag, err := base64.URLEncoding.DecodeString(encoded)
	if err != nil || !bytes.Equal(tag, c.tag(cookie.Name, value)) { // want `CL501: .*HMAC`
		return "", false
	}
	return value, true
}

// challenge keeps the answer that it expects.
type challenge struct {
	nonce    []byte
	expected []byte
}

func newChallenge(key, nonce []byte) *challenge {
	return &challenge{nonce: nonce, expected: macs.Tag(key, nonce)}
}

func (c *challenge) badTagKeptInField(answer []byte) bool {
	return bytes.Equal(answer, c.expected) // want `CL501: .*HMAC`
}

func badClosure(key, message []byte) func(string) bool {
	expected := macs.Sign(key, message)
	return func(signature string) bool {
		return signature == expected // want `CL501: .*HMAC`
	}
}

// oneTimeCode is HOTP, RFC 4226.
func oneTimeCode(secret []byte, counter uint64) string {
	mac := hmac.New(sha1.New, secret)
	binary.Write(mac, binary.BigEndian, counter)
	sum := mac.Sum(nil)
	offset := sum[len(sum)-1] & 0xf
	code := binary.BigEndian.Uint32(sum[offset:]) & 0x7fffffff
	return fmt.Sprintf("%06d", code%1_000_000)
}

func badOneTimeCode(secret []byte, counter uint64, code string) bool {
	return code == oneTimeCode(secret, counter) // want `CL501: .*(HMAC|code)`
}

// A digest that was made with a secret is a MAC, if a poor one.

// login is what a client of the tunnel sends first.
type login struct {
	Time  int64
	Proof string
}

func badDigestOfTokenAndTime(token string, message login) error {
	if macs.Proof(token, message.Time) != message.Proof { // want `CL501: .*MD5`
		return errors.New("login refused")
	}
	return nil
}

func badSignatureOfParameters(r *http.Request, apiSecret string) bool {
	query := r.URL.Query()
	text := query.Get("user") + query.Get("time") + apiSecret
	expected := fmt.Sprintf("%x", md5.Sum([]byte(text)))
	return expected == query.Get("sign") // want `CL501: .*MD5`
}

func badDigestOfPassword(password string, stored []byte, salt int64) bool {
	digest := sha256.Sum256([]byte(strconv.FormatInt(salt, 16) + password))
	return bytes.Equal(digest[:], stored) // want `CL501: .*password`
}

// The helper makes the MAC and compares it: the finding is there, and its callers have none.

type packetSession struct{ key []byte }

func (s *packetSession) badVerifyPacket(packet []byte) bool {
	mac := hmac.New(sha256.New, s.key)
	mac.Write(packet[16:])
	return bytes.Equal(packet[:16], mac.Sum(nil)[:16]) // want "CL501: .*HMAC-SHA-256 is compared with bytes.Equal"
}

func (s *packetSession) goodReceive(packet []byte) error {
	if !s.badVerifyPacket(packet) {
		return errors.New("a packet was changed")
	}
	return nil
}

func goodReceiveAll(s *packetSession, packets [][]byte) error {
	for _, packet := range packets {
		if err := s.goodReceive(packet); err != nil {
			return err
		}
	}
	return nil
}
