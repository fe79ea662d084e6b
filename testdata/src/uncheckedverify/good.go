package uncheckedverify

import (
	"bytes"
	"crypto"
	"crypto/cipher"
	"crypto/ed25519"
	"crypto/hmac"
	"crypto/rsa"
	"crypto/sha256"
	"crypto/subtle"
	"crypto/x509"
	"encoding/json"
	"errors"
	"fmt"
	"log"
	"net/http"
	"os"
	"time"

	"golang.org/x/crypto/bcrypt"
	"golang.org/x/crypto/nacl/secretbox"

	"example.test/uncheckedverify/archive"
)

func goodReturned(key *rsa.PublicKey, path string, update, signature []byte) error {
	if err := archive.Verify(key, update, signature); err != nil {
		return fmt.Errorf("update: %w", err)
	}
	return os.WriteFile(path, update, 0o755)
}

func goodHandedOn(key ed25519.PublicKey, update, signature []byte) bool {
	return ed25519.Verify(key, update, signature)
}

// A hash never fails to write.
func goodWrite(secret, message, tag []byte) bool {
	mac := hmac.New(sha256.New, secret)
	_, _ = mac.Write(message)
	return hmac.Equal(mac.Sum(nil), tag)
}

func goodJoined(key *rsa.PublicKey, digest, signature []byte, leaf, root *x509.Certificate) error {
	return errors.Join(rsa.VerifyPSS(key, crypto.SHA256, digest, signature, nil), leaf.CheckSignatureFrom(root))
}

func goodNamedResult(key *rsa.PublicKey, digest, signature []byte) (err error) {
	defer func() {
		if err != nil {
			err = fmt.Errorf("verify: %w", err)
		}
	}()
	err = rsa.VerifyPSS(key, crypto.SHA256, digest, signature, nil)
	return err
}

func goodDeferred(secret []byte, next func() []byte, tag []byte) (message []byte, err error) {
	defer func() {
		if !tagMatches(secret, message, tag) {
			message, err = nil, errors.New("wrong tag")
		}
	}()
	return next(), nil
}

type report struct {
	Path     string
	Verified bool
	Problems []string
}

// A report tells what it found. Others decide.
func goodReport(key *rsa.PublicKey, path string, update, signature []byte) report {
	r := report{Path: path}
	r.Verified = archive.Verify(key, update, signature) == nil
	if err := archive.Verify(key, update, signature); err != nil {
		r.Problems = append(r.Problems, err.Error())
	}
	return r
}

// The account is not there. A hash that nobody has takes as long as one that is there.
var nobody, _ = bcrypt.GenerateFromPassword([]byte("nobody"), bcrypt.DefaultCost)

func goodSameTime(accounts map[string]*account, name, password string) error {
	a, ok := accounts[name]
	if !ok {
		_ = bcrypt.CompareHashAndPassword(nobody, []byte(password))
		return errors.New("wrong name or password")
	}
	return passwordFits(a, password)
}

func goodSameTimeAnswer(a *account, w http.ResponseWriter, locked bool, password string) {
	if locked {
		bcrypt.CompareHashAndPassword(a.Hash, []byte(password))
		log.Printf("%s is locked", a.Name)
		http.Error(w, "wrong name or password", http.StatusUnauthorized)
		return
	}
	if err := passwordFits(a, password); err != nil {
		http.Error(w, "wrong name or password", http.StatusUnauthorized)
		return
	}
	fmt.Fprintf(w, "hello %s", a.Name)
}

// The lengths differ: the answer is no, and it takes its time.
func goodSameTimeLength(given, expected []byte) bool {
	if len(given) != len(expected) {
		subtle.ConstantTimeCompare(expected, expected)
		return false
	}
	return subtle.ConstantTimeCompare(given, expected) == 1
}

func goodNewPassword(a *account, password string) error {
	if bcrypt.CompareHashAndPassword(a.Hash, []byte(password)) == nil {
		return errors.New("this is your old password")
	}
	return nil
}

func goodNotZero(shared []byte) error {
	if subtle.ConstantTimeCompare(shared, make([]byte, 32)) == 1 {
		return errors.New("the point has low order")
	}
	return nil
}

func goodAllErrors(a *account, password string) (bool, error) {
	switch err := bcrypt.CompareHashAndPassword(a.Hash, []byte(password)); {
	case err == nil:
		return true, nil
	case errors.Is(err, bcrypt.ErrMismatchedHashAndPassword):
		return false, nil
	default:
		return false, err
	}
}

func goodKeys(keys []ed25519.PublicKey, update, signature []byte) error {
	for _, key := range keys {
		if ed25519.Verify(key, update, signature) {
			return nil
		}
	}
	return errors.New("no key fits")
}

func goodThreshold(keys []ed25519.PublicKey, update []byte, signatures [][]byte) bool {
	valid := 0
	for i, key := range keys {
		if ed25519.Verify(key, update, signatures[i]) {
			valid++
		}
	}
	return valid > len(keys)/2
}

// Messages that are not genuine are acknowledged, so that they do not come again.
func goodAcknowledged(key ed25519.PublicKey, update, signature []byte, apply func([]byte) error) error {
	if !ed25519.Verify(key, update, signature) {
		log.Print("dropping an update that is not signed")
		return nil
	}
	return apply(update)
}

func goodSkipped(key ed25519.PublicKey, updates, signatures [][]byte, apply func([]byte)) {
	for i, update := range updates {
		if !ed25519.Verify(key, update, signatures[i]) {
			log.Printf("update %d: bad signature", i)
			continue
		}
		apply(update)
	}
}

// What is equal is left out: the rest has changed.
func goodChanged(known, current map[string][]byte) map[string][]byte {
	changed := make(map[string][]byte)
	for path, digest := range current {
		if hmac.Equal(known[path], digest) {
			continue
		}
		changed[path] = digest
	}
	return changed
}

// What is not signed is remembered, and refused later.
func goodRemembered(key ed25519.PublicKey, updates, signatures map[string][]byte, install func(string, []byte)) {
	unsigned := make(map[string]bool)
	for path, update := range updates {
		if !ed25519.Verify(key, update, signatures[path]) {
			unsigned[path] = true
		}
	}
	for path, update := range updates {
		if !unsigned[path] {
			install(path, update)
		}
	}
}

func goodInsecure(insecure bool, key *rsa.PublicKey, path string, update, signature []byte) error {
	if err := archive.Verify(key, update, signature); err != nil {
		if !insecure {
			return err
		}
		log.Printf("going on without a signature: %v", err)
	}
	return os.WriteFile(path, update, 0o755)
}

func goodFatal(key *rsa.PublicKey, path string, update, signature []byte) {
	if err := archive.Verify(key, update, signature); err != nil {
		log.Fatal(err)
	}
	if err := os.WriteFile(path, update, 0o755); err != nil {
		log.Fatal(err)
	}
}

func goodTold(key *rsa.PublicKey, update, signature []byte) {
	if err := archive.Verify(key, update, signature); err != nil {
		fmt.Println("bad signature:", err)
	} else {
		fmt.Println("good signature")
	}
}

// What is not a ciphertext says so by nil.
func goodNil(aead cipher.AEAD, box []byte) []byte {
	text, _ := archive.Open(aead, box)
	return text
}

func goodNilHere(key *[32]byte, nonce *[24]byte, box []byte) (string, error) {
	text, _ := secretbox.Open(nil, box, nonce, key)
	if text == nil {
		return "", errors.New("cannot open")
	}
	return string(text), nil
}

func goodNextKey(current, old cipher.AEAD, box []byte) ([]byte, error) {
	text, err := archive.Open(current, box)
	if err != nil {
		return archive.Open(old, box)
	}
	return text, nil
}

// The first byte says whether something is encrypted.
func goodMarked(aead cipher.AEAD, stored []byte) ([]byte, error) {
	if !bytes.HasPrefix(stored, []byte{1}) {
		return stored, nil
	}
	text, err := archive.Open(aead, stored[1:])
	if err != nil {
		return nil, err
	}
	return text, nil
}

// What was signed before it is sent verifies.
func goodMeasured(key ed25519.PrivateKey, message []byte) time.Duration {
	signature := ed25519.Sign(key, message)
	start := time.Now()
	ed25519.Verify(key.Public().(ed25519.PublicKey), message, signature)
	return time.Since(start)
}

// FuzzVerify looks for inputs that panic.
func FuzzVerify(data []byte) int {
	if len(data) < ed25519.PublicKeySize {
		return 0
	}
	ed25519.Verify(data[:ed25519.PublicKeySize], data, data[ed25519.PublicKeySize:])
	return 1
}

func goodDecoded(aead cipher.AEAD, box []byte, v any) error {
	text, err := archive.Open(aead, box)
	if err != nil {
		return err
	}
	return json.Unmarshal(text, v)
}

func goodTampered(key ed25519.PublicKey, message, signature []byte) bool {
	return !ed25519.Verify(key, message, signature)
}

// Whoever drops this loses nothing: the update was refused already.
func goodDroppedAfterwards(key *rsa.PublicKey, path string, update, signature []byte) {
	_ = goodReturned(key, path, update, signature)
	_ = os.Remove(path + ".old")
}

// A certificate that is signed with its own key is a root, or calls itself one: that is no
// question of trust.
func isSelfSigned(cert *x509.Certificate) bool {
	if cert.BasicConstraintsValid && cert.IsCA {
		return cert.CheckSignatureFrom(cert) == nil
	}
	return false
}

func isSignedByItself(cert *x509.Certificate) bool {
	return cert.CheckSignature(cert.SignatureAlgorithm, cert.RawTBSCertificate, cert.Signature) == nil
}

func goodSorted(chain []*x509.Certificate) (root *x509.Certificate, rest []*x509.Certificate, err error) {
	for _, cert := range chain {
		switch {
		case isSelfSigned(cert):
			root = cert
		default:
			rest = append(rest, cert)
		}
	}
	return root, rest, nil
}

func goodPartedBySignature(chain []*x509.Certificate) (roots, rest []*x509.Certificate, err error) {
	for _, cert := range chain {
		if isSignedByItself(cert) {
			roots = append(roots, cert)
		} else {
			rest = append(rest, cert)
		}
	}
	return roots, rest, nil
}
