// Package keyleak shows secrets to those who read logs, errors and answers.
package keyleak

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/hmac"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha256"
	"crypto/x509"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"encoding/pem"
	"errors"
	"fmt"
	"log"
	"log/slog"
	"net/http"
	"os"

	"example.test/keyleak/conf"
	"example.test/keyleak/keys"
	"example.test/keyleak/report"
	"github.com/golang-jwt/jwt/v5"
	"github.com/rs/zerolog"
	"github.com/sirupsen/logrus"
	"go.uber.org/zap"
	"golang.org/x/crypto/bcrypt"
)

func badKeyInHex(key []byte) (cipher.Block, error) {
	log.Printf("using key %x", key) // want `CL607: log.Printf logs "key", which is the encryption key of aes.NewCipher; why: an attacker who reads the log has the key; fix: leave it out, or show an identifier or a fingerprint instead`
	return aes.NewCipher(key)
}

func badEncodedKey(path string) ([]byte, error) {
	secret, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	log.Println("secret:", hex.EncodeToString(secret)) // want `CL607: log.Println logs "secret", which is the MAC key of hmac.New`
	m := hmac.New(sha256.New, secret)
	return m.Sum(nil), nil
}

func badJoinedText(secret string, claims jwt.Claims) (string, error) {
	log.Print("signing with " + secret + " now") // want `CL607: log.Print logs "secret"`
	return jwt.NewWithClaims(jwt.SigningMethodHS256, claims).SignedString([]byte(secret))
}

func badPasswordOfALogin(w http.ResponseWriter, r *http.Request, hash []byte) {
	user, password := r.FormValue("user"), r.FormValue("password")
	log.Printf("login of %s with %s", user, password) // want `CL607: log.Printf logs "password", which is the password of bcrypt.CompareHashAndPassword; why: an attacker who reads the log has the password`
	if bcrypt.CompareHashAndPassword(hash, []byte(password)) != nil {
		http.Error(w, "wrong password", http.StatusUnauthorized)
	}
}

type login struct {
	User     string
	Password string
}

func badFieldOfARequest(l *login) ([]byte, error) {
	slog.Info("new user", "name", l.User, "password", l.Password) // want `CL607: slog.Info logs "Password"`
	return bcrypt.GenerateFromPassword([]byte(l.Password), bcrypt.DefaultCost)
}

func badAttribute(l *login) {
	slog.Info("login", slog.String("password", l.Password)) // want `CL607: slog.String logs "Password"`
}

func badPrivateKey(key *rsa.PrivateKey) {
	log.Printf("key: %v", key) // want `CL607: log.Printf logs "key"; why: an attacker who reads the log has the private key`
}

func badPrivateKeyAny(key ed25519.PrivateKey) {
	slog.Debug("loaded", slog.Any("key", key)) // want `CL607: slog.Any logs "key"`
}

func badPEM(key *ecdsa.PrivateKey) error {
	der, err := x509.MarshalECPrivateKey(key)
	if err != nil {
		return err
	}
	log.Printf("%s", pem.EncodeToMemory(&pem.Block{Type: "EC PRIVATE KEY", Bytes: der})) // want `CL607: log.Printf logs .*; why: an attacker who reads the log has the private key`
	return nil
}

func badSeed(key ed25519.PrivateKey) {
	log.Println("seed", base64.StdEncoding.EncodeToString(key.Seed())) // want `CL607: log.Println logs "key"`
}

func badThroughHelper(key []byte) (cipher.Block, error) {
	trace("key", key) // want `CL607: log.Printf, called by keyleak.trace, logs "key"`
	return aes.NewCipher(key)
}

func trace(label string, value []byte) { log.Printf("%s: %x", label, value) }

func badThroughOtherPackage(key []byte) (cipher.Block, error) {
	report.Debug("key", key) // want `CL607: log.Println, called by report.Debug, logs "key"`
	return aes.NewCipher(key)
}

func badThroughVariadic(key []byte) (cipher.Block, error) {
	report.Debugf("key %x", key) // want `CL607: log.Printf.* logs "key"`
	return aes.NewCipher(key)
}

func badSecretOfOtherPackage(s *conf.Settings, message []byte) []byte {
	log.Println("listening on", s.Listen, "secret", s.JWTSecret) // want `CL607: log.Println logs "JWTSecret"`
	return keys.Tag(s.JWTSecret, message)
}

func badFieldUsedElsewhere(s *conf.Settings) (cipher.Block, error) {
	log.Printf("master key %s", base64.StdEncoding.EncodeToString(s.MasterKey)) // want `CL607: log.Printf logs "MasterKey"`
	return keys.Open(s)
}

func badError(key []byte) (cipher.Block, error) {
	block, err := aes.NewCipher(key)
	if err != nil {
		return nil, fmt.Errorf("bad key %x: %w", key, err) // want `CL607: fmt.Errorf puts "key", which is the encryption key of aes.NewCipher, into an error; why: an attacker who sees the error, in a log or a response, has the key`
	}
	return block, nil
}

func badNewError(secret string) error {
	if len(hmac.New(sha256.New, []byte(secret)).Sum(nil)) == 0 {
		return errors.New("no tag for " + secret) // want `CL607: errors.New puts "secret", which is the MAC key of hmac.New, into an error`
	}
	return nil
}

func badSprintf(key []byte) (cipher.Block, error) {
	line := fmt.Sprintf("key=%x", key)
	log.Println(line) // want `CL607: log.Println logs "key"`
	return aes.NewCipher(key)
}

func badPrinted(key []byte) (cipher.Block, error) {
	fmt.Println("key is", key) // want `CL607: fmt.Println prints "key"`
	return aes.NewCipher(key)
}

func badStandardError(key []byte) (cipher.Block, error) {
	fmt.Fprintf(os.Stderr, "key is %x", key) // want `CL607: fmt.Fprintf prints "key"`
	return aes.NewCipher(key)
}

func badGenerated() (cipher.Block, error) {
	key := make([]byte, 32)
	if _, err := rand.Read(key); err != nil {
		return nil, err
	}
	log.Printf("session key %x", key) // want `CL607: log.Printf logs "key"`
	return aes.NewCipher(key)
}

func badZap(logger *zap.Logger, password string, hash []byte) error {
	logger.Info("login", zap.String("password", password)) // want `CL607: zap.String logs "password"`
	return bcrypt.CompareHashAndPassword(hash, []byte(password))
}

func badSugar(logger *zap.SugaredLogger, password string, hash []byte) error {
	logger.Infow("login", "password", password) // want `CL607: zap.SugaredLogger.Infow logs "password"`
	return bcrypt.CompareHashAndPassword(hash, []byte(password))
}

func badZerolog(logger zerolog.Logger, key []byte) (cipher.Block, error) {
	logger.Debug().Hex("key", key).Msg("loaded") // want `CL607: zerolog.Event.Hex logs "key"`
	return aes.NewCipher(key)
}

func badLogrus(password string, hash []byte) error {
	logrus.WithField("password", password).Info("login")           // want `CL607: logrus.WithField logs "password"`
	logrus.WithFields(logrus.Fields{"secret": password}).Info("x") // want `CL607: logrus.WithFields logs "password"`
	return bcrypt.CompareHashAndPassword(hash, []byte(password))
}

func badClosure(key []byte) (cipher.Block, error) {
	defer func() { log.Printf("done with %x", key) }() // want `CL607: log.Printf logs "key"`
	return aes.NewCipher(key)
}

func badAllFields(l *login, hash []byte) error {
	log.Printf("login: %+v", l) // want `CL607: log.Printf logs "l", whose field "Password" is the password of bcrypt.GenerateFromPassword`
	return bcrypt.CompareHashAndPassword(hash, []byte(l.Password))
}

func badAllSettings(s *conf.Settings, message []byte) []byte {
	slog.Debug("starting", "settings", s) // want `CL607: slog.Debug logs "s", whose field "JWTSecret" is the MAC key of hmac.New`
	return keys.Tag(s.JWTSecret, message)
}

func badUnreadableKey(text []byte) (any, error) {
	key, err := x509.ParsePKCS8PrivateKey(text)
	if err != nil {
		return nil, fmt.Errorf("cannot parse %s: %w", text, err) // want `CL607: fmt.Errorf puts "text", which is a private key for x509.ParsePKCS8PrivateKey, into an error`
	}
	return key, nil
}

var masterKey = os.Getenv("MASTER_KEY")

func badVariable() (cipher.Block, error) {
	key, err := hex.DecodeString(masterKey)
	if err != nil {
		return nil, fmt.Errorf("the key %q is not hexadecimal: %w", masterKey, err) // want `CL607: fmt.Errorf puts "masterKey", which is the encryption key of aes.NewCipher, into an error`
	}
	return aes.NewCipher(key)
}

func badFile(text []byte) (any, error) {
	block, _ := pem.Decode(text)
	if block == nil {
		return nil, errors.New("no PEM")
	}
	log.Printf("parsing %s", text) // want `CL607: log.Printf logs "text", which is a private key for x509.ParsePKCS1PrivateKey`
	return x509.ParsePKCS1PrivateKey(block.Bytes)
}

// A decoder fills the password by its address; what is stored in it later is cut from itself.
func badCutInPlace(encoded, hash []byte) error {
	var password string
	if err := json.Unmarshal(encoded, &password); err != nil {
		return err
	}
	if password[0] == '-' {
		password = password[1:]
	}
	log.Printf("login with %s", password) // want `CL607: log.Printf logs "password"`
	return bcrypt.CompareHashAndPassword(hash, []byte(password))
}
