package passwordhash

import (
	"bytes"
	"crypto/md5"
	"crypto/pbkdf2"
	"crypto/rand"
	"crypto/sha1"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/hex"
	"fmt"
	"io"
	"net/http"
	"os"
	"strings"

	"example.test/passwordhash/digests"
	"golang.org/x/crypto/bcrypt"
)

func goodHashPassword(password string) (string, error) {
	hash, err := bcrypt.GenerateFromPassword([]byte(password), 12)
	return string(hash), err
}

// bcrypt takes 72 bytes: longer passwords are hashed before.
func goodHashLongPassword(password string) ([]byte, error) {
	sum := sha256.Sum256([]byte(password))
	return bcrypt.GenerateFromPassword([]byte(hex.EncodeToString(sum[:])), 12)
}

func passwordDigest(password []byte) []byte {
	sum := sha256.Sum256(password)
	return sum[:]
}

func goodHashOfDigest(password []byte) ([]byte, error) {
	return bcrypt.GenerateFromPassword(passwordDigest(password), 12)
}

func goodDerivedPasswordHash(password string, salt []byte) ([]byte, error) {
	return pbkdf2.Key(sha256.New, password, salt, 600_000, 32)
}

// Random keys are stored like this: there is nothing to guess.
func goodHashAPIKey(apiKey string) string {
	return digests.SHA256([]byte(apiKey))
}

func goodHashOfGeneratedPassword() (password, passwordHash string) {
	password = rand.Text()
	return password, digests.SHA256([]byte(password))
}

// Both sides are hashed to have one length.
func goodBasicAuth(r *http.Request) bool {
	_, password, _ := r.BasicAuth()
	given := sha256.Sum256([]byte(password))
	want := sha256.Sum256([]byte(os.Getenv("ADMIN_PASSWORD")))
	return subtle.ConstantTimeCompare(given[:], want[:]) == 1
}

// The answer of a list of passwords that leaked, asked by a prefix.
func goodIsBreached(client *http.Client, password string) (bool, error) {
	sum := sha1.Sum([]byte(password))
	digest := strings.ToUpper(hex.EncodeToString(sum[:]))
	resp, err := client.Get("https://passwords.example/range/" + digest[:5])
	if err != nil {
		return false, err
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	for line := range strings.Lines(string(body)) {
		if digest[5:] == strings.TrimSpace(line) {
			return true, nil
		}
	}
	return false, err
}

// HTTP digest authentication prescribes it: RFC 7616.
func goodDigestResponse(name, realm, password, nonce, method, uri string) string {
	ha1 := md5.Sum(fmt.Appendf(nil, "%s:%s:%s", name, realm, password))
	ha2 := md5.Sum([]byte(method + ":" + uri))
	response := md5.Sum(fmt.Appendf(nil, "%x:%s:%x", ha1, nonce, ha2))
	return hex.EncodeToString(response[:])
}

// Many rounds take time.
func goodStretchPasswordHash(password, salt []byte) []byte {
	sum := sha256.Sum256(append(salt, password...))
	for range 500_000 {
		sum = sha256.Sum256(sum[:])
	}
	return sum[:]
}

// A document is no password.
func goodDigestOfDocument(stored, document []byte) bool {
	sum := sha256.Sum256(document)
	return bytes.Equal(stored, sum[:])
}

func goodHashedPasswordOfRecord(s store, name, password string) bool {
	u, err := s.Find(name)
	return err == nil && bcrypt.CompareHashAndPassword(u.PasswordHash, []byte(password)) == nil
}

// What the operator configured is in no database.
func goodAdmin(r *http.Request) bool {
	return subtle.ConstantTimeCompare([]byte(r.FormValue("password")), []byte(os.Getenv("ADMIN_PASSWORD"))) == 1
}

func goodConfirmation(r *http.Request) bool {
	return r.FormValue("password") == r.FormValue("confirm_password")
}

// The field is called password, and holds a hash.
func goodUnknownHash(s store, hash func(string) string, r *http.Request) bool {
	u, err := s.Find(r.FormValue("name"))
	return err == nil && u.Password == hash(r.FormValue("password"))
}

func goodHasPassword(s store, r *http.Request) bool {
	u, err := s.Find(r.FormValue("name"))
	return err == nil && u.Password != ""
}

// The answer to the challenge of a server is no hash that anybody stores.

type loginRequest struct{ password string }

func goodScramble(password string, challenge []byte) loginRequest {
	once := sha1.Sum([]byte(password))
	twice := sha1.Sum(once[:])
	h := sha1.New()
	h.Write(challenge)
	h.Write(twice[:])
	answer := h.Sum(nil)
	for i := range answer {
		answer[i] ^= once[i]
	}
	return loginRequest{password: string(answer)}
}

func goodHashedChallenge(password string, challenge []byte) (hashedPassword []byte) {
	once := sha256.Sum256([]byte(password))
	twice := sha256.Sum256(append(once[:], challenge...))
	hashedPassword = make([]byte, 32)
	subtle.XORBytes(hashedPassword, once[:], twice[:])
	return hashedPassword
}

// The number of passes is no password, and the digest of a file is none of a password.

type render struct{ Digest, PassHashes []byte }

func goodPasses(r *render, pass []byte) {
	sum := sha256.Sum256(pass)
	r.Digest = sum[:]
}

func goodStored(r *render, file string) error {
	data, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	sum := sha256.Sum256(data)
	r.PassHashes = sum[:]
	return nil
}
