package keyleak

import (
	"bytes"
	"crypto/aes"
	"crypto/cipher"
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/hmac"
	"crypto/rsa"
	"crypto/sha256"
	"crypto/x509"
	"encoding/hex"
	"encoding/json"
	"encoding/pem"
	"fmt"
	"io"
	"log"
	"log/slog"
	"net/http"
	"net/url"
	"os"
	"strings"
	"time"

	"example.test/keyleak/conf"
	"example.test/keyleak/keys"
	"example.test/keyleak/report"
	"golang.org/x/crypto/bcrypt"
)

func goodLength(key []byte) (cipher.Block, error) {
	log.Printf("key of %d bytes", len(key))
	return aes.NewCipher(key)
}

func goodType(key any) { log.Printf("unsupported key %T", key) }

func goodTypeOfPrivateKey(key *rsa.PrivateKey) error { return fmt.Errorf("unsupported key %T", key) }

func goodFingerprint(key []byte) (cipher.Block, error) {
	sum := sha256.Sum256(key)
	log.Printf("key %x", sum[:4])
	return aes.NewCipher(key)
}

func goodPrefix(secret string, message []byte) []byte {
	log.Printf("secret %s...", secret[:4])
	return keys.Tag(secret, message)
}

func goodPrecision(secret string, message []byte) []byte {
	log.Printf("secret %.4s...", secret)
	return keys.Tag(secret, message)
}

func goodMasked(secret string, message []byte) []byte {
	log.Println("secret", mask(secret))
	return keys.Tag(secret, message)
}

func mask(s string) string {
	if len(s) < 8 {
		return "****"
	}
	return s[:2] + "****" + s[len(s)-2:]
}

func goodStars(secret string, message []byte) []byte {
	log.Println("secret", strings.Repeat("*", len(secret)))
	return keys.Tag(secret, message)
}

func goodPublicHalf(key *ecdsa.PrivateKey) {
	log.Printf("public key %v", key.Public())
	log.Printf("public key %v, curve %s", key.PublicKey, key.Curve.Params().Name)
}

func goodPublicKeyOfEd25519(key ed25519.PrivateKey) {
	public := key.Public().(ed25519.PublicKey)
	log.Printf("public key %x", public)
}

func goodPublicPEM(key *rsa.PrivateKey) error {
	der, err := x509.MarshalPKIXPublicKey(&key.PublicKey)
	if err != nil {
		return err
	}
	log.Printf("%s", pem.EncodeToMemory(&pem.Block{Type: "PUBLIC KEY", Bytes: der}))
	return nil
}

func goodNumbersOfKey(key *rsa.PrivateKey) {
	log.Printf("RSA key of %d bits, exponent %d, modulus %v", key.N.BitLen(), key.E, key.N)
}

func goodUserOfALogin(w http.ResponseWriter, r *http.Request, hash []byte) {
	user, password := r.FormValue("user"), r.FormValue("password")
	if bcrypt.CompareHashAndPassword(hash, []byte(password)) != nil {
		log.Printf("login of %s failed", user)
		http.Error(w, "wrong password", http.StatusUnauthorized)
	}
}

func goodOtherField(l *login) ([]byte, error) {
	slog.Info("new user", "name", l.User)
	return bcrypt.GenerateFromPassword([]byte(l.Password), bcrypt.DefaultCost)
}

// A secret that redacts itself.
type hidden string

func (hidden) String() string { return "hidden" }

func goodRedacted(secret hidden, message []byte) []byte {
	log.Println("secret", secret)
	return keys.Tag(string(secret), message)
}

// A secret of log/slog.
type slogged []byte

func (slogged) LogValue() slog.Value { return slog.StringValue("hidden") }

func goodLogValue(key slogged) (cipher.Block, error) {
	slog.Info("loaded", "key", key)
	return aes.NewCipher(key)
}

func goodErrorOfCipher(key []byte) (cipher.Block, error) {
	block, err := aes.NewCipher(key)
	if err != nil {
		return nil, fmt.Errorf("key of %d bytes: %w", len(key), err)
	}
	return block, nil
}

func goodKeyFile(path string) (cipher.Block, error) {
	key, err := os.ReadFile(path)
	if err != nil {
		return nil, fmt.Errorf("reading the key %s: %w", path, err)
	}
	log.Println("key read from", path)
	return aes.NewCipher(key)
}

func goodKeyID(keyID string, ring map[string][]byte) (cipher.Block, error) {
	log.Println("key", keyID)
	return aes.NewCipher(ring[keyID])
}

func goodTagLogged(secret string, message []byte) {
	log.Printf("tag %x", keys.Tag(secret, message))
}

func goodCiphertext(block cipher.Block, message []byte) {
	out := make([]byte, 16)
	block.Encrypt(out, message)
	log.Printf("ciphertext %x", out)
}

func goodPasswordHash(password string) ([]byte, error) {
	hash, err := bcrypt.GenerateFromPassword([]byte(password), 12)
	log.Printf("stored %s", hash)
	return hash, err
}

func goodOtherSetting(s *conf.Settings, message []byte) []byte {
	log.Println("listening on", s.Listen)
	report.Debug("listen", s.Listen)
	return keys.Tag(s.JWTSecret, message)
}

func goodIntoMemory(key []byte) (cipher.Block, error) {
	var text bytes.Buffer
	fmt.Fprintf(&text, "key=%x", key)
	save(text.Bytes())
	return aes.NewCipher(key)
}

func save([]byte) {}

func goodIntoFile(w io.Writer, key []byte) (cipher.Block, error) {
	fmt.Fprintln(w, hex.EncodeToString(key))
	return aes.NewCipher(key)
}

func goodMissing(secret string) error {
	if secret == "" {
		return fmt.Errorf("the secret %q is not set", "JWT_SECRET")
	}
	hmac.New(sha256.New, []byte(secret))
	return nil
}

// The same field of a message is a key here, and a value elsewhere.
type entry struct{ Value string }

func goodValueIsNoName(e *entry) ([]byte, error) {
	return bcrypt.GenerateFromPassword([]byte(e.Value), bcrypt.DefaultCost)
}

func goodOtherEntry(e *entry) { log.Println(e.Value) }

// Settings that leave the secret out where they are shown.
type guarded struct {
	Listen string
	Secret string
}

func (g guarded) String() string { return g.Listen }

func goodGuarded(g guarded, message []byte) []byte {
	log.Printf("settings: %v", g)
	return keys.Tag(g.Secret, message)
}

type halfGuarded struct {
	Listen string
	Secret hidden
}

func goodGuardedField(h *halfGuarded, message []byte) []byte {
	log.Printf("settings: %+v", h)
	return keys.Tag(string(h.Secret), message)
}

type server struct{ Listen, Name string }

func goodOtherSettings(s *server) { log.Printf("settings: %+v", s) }

// The salt of a hashed name is the key of a MAC, and its type is written beside it.
func goodSaltAsKey(line string) ([]byte, error) {
	kind, salt, err := split(line)
	if err != nil {
		return nil, err
	}
	if kind != "1" {
		return nil, fmt.Errorf("unsupported hash %q", kind)
	}
	return hmac.New(sha256.New, salt).Sum(nil), nil
}

func split(line string) (kind string, salt []byte, err error) {
	parts := strings.Split(line, "|")
	if len(parts) != 2 {
		return "", nil, fmt.Errorf("%d parts", len(parts))
	}
	salt, err = hex.DecodeString(parts[1])
	return parts[0], salt, err
}

// A token begins with its id.
func goodPartOfToken(w http.ResponseWriter, token string, message []byte) []byte {
	id, secret, _ := strings.Cut(token, ".")
	log.Println("token", id)
	return keys.Tag(secret, message)
}

func goodUserOfURL(address *url.URL) ([]byte, error) {
	password, _ := address.User.Password()
	log.Println("user", address.User.Username(), "at", address.Host, "by", address.Redacted())
	return bcrypt.GenerateFromPassword([]byte(password), bcrypt.DefaultCost)
}

func goodHeader(h http.Header, message []byte) []byte {
	log.Println("agent", h.Get("User-Agent"))
	return keys.Tag(h.Get("X-Secret"), message)
}

// A decoder fills a text by its address; what is stored in it later is cut from itself.
func goodCutInPlace(encoded []byte) (time.Duration, error) {
	var s string
	if err := json.Unmarshal(encoded, &s); err != nil {
		return 0, err
	}
	if s[0] == '-' {
		s = s[1:]
	}
	d, err := time.ParseDuration(s)
	if err != nil {
		return 0, fmt.Errorf("malformed duration %q", s)
	}
	return d, nil
}

// The same with bytes and a helper that fills them.
func goodTrimmedInPlace(r io.Reader) error {
	line := make([]byte, 80)
	if err := fill(r, &line); err != nil {
		return err
	}
	line = line[:len(line)-1]
	return fmt.Errorf("unknown line %s", line)
}

func fill(r io.Reader, line *[]byte) error {
	_, err := io.ReadFull(r, *line)
	return err
}
