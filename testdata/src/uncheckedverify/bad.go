// Package uncheckedverify has programs that verify, and programs that only look so.
package uncheckedverify

import (
	"crypto"
	"crypto/cipher"
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/hmac"
	"crypto/rsa"
	"crypto/sha256"
	"crypto/subtle"
	"crypto/x509"
	"encoding/base64"
	"encoding/json"
	"errors"
	"io"
	"log"
	"log/slog"
	"net/http"
	"os"

	"golang.org/x/crypto/bcrypt"
	"golang.org/x/crypto/nacl/secretbox"
	"golang.org/x/crypto/ssh"

	"example.test/uncheckedverify/archive"
)

// S02: signatures

func badStatement(key ed25519.PublicKey, path string, update, signature []byte) error {
	ed25519.Verify(key, update, signature) // want "CL107: the result of ed25519.Verify is dropped; why: a forged signature is accepted as genuine; fix: return if the result is false, or use sign.PublicKey.Verify"
	return os.WriteFile(path, update, 0o755)
}

func badBlank(key *rsa.PublicKey, path string, update, signature []byte) error {
	digest := sha256.Sum256(update)
	_ = rsa.VerifyPKCS1v15(key, crypto.SHA256, digest[:], signature) // want "CL107: the error of rsa.VerifyPKCS1v15 is dropped"
	return os.WriteFile(path, update, 0o755)
}

func badShadowed(key *rsa.PublicKey, path string, update, signature []byte) (err error) {
	digest := sha256.Sum256(update)
	if len(signature) > 0 {
		err := rsa.VerifyPSS(key, crypto.SHA256, digest[:], signature, nil) // want "CL107: .err., the error of rsa.VerifyPSS", is never checked
		_ = err
	}
	return os.WriteFile(path, update, 0o755)
}

func badOverwritten(root, leaf *x509.Certificate) ([]string, error) {
	err := leaf.CheckSignatureFrom(root) // want "CL107: .err., the error of x509.Certificate.CheckSignatureFrom", is never checked
	names := leaf.DNSNames
	data, err := json.Marshal(names)
	if err != nil {
		return nil, err
	}
	log.Printf("%s", data)
	return names, nil
}

type updater struct {
	key *ecdsa.PublicKey
	dir string
}

func (u *updater) genuine(update, signature []byte) bool {
	digest := sha256.Sum256(update)
	return ecdsa.VerifyASN1(u.key, digest[:], signature)
}

func (u *updater) badHelper(update, signature []byte) error {
	u.genuine(update, signature) // want "CL107: the result of uncheckedverify.updater.genuine .which calls ecdsa.VerifyASN1. is dropped"
	return os.WriteFile(u.dir, update, 0o755)
}

func badOtherPackage(key *rsa.PublicKey, path string, update, signature []byte) error {
	_ = archive.Verify(key, update, signature) // want "CL107: the error of archive.Verify .which calls rsa.VerifyPSS. is dropped"
	return os.WriteFile(path, update, 0o755)
}

func badHostProof(key ssh.PublicKey, challenge []byte, signature *ssh.Signature) (*os.File, error) {
	key.Verify(challenge, signature) // want "CL107: the error of ssh.PublicKey.Verify is dropped"
	return os.Open(string(challenge))
}

// M05: MACs

func badWebhook(secret []byte, deliver func([]byte)) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(r.Body)
		if err != nil {
			http.Error(w, "cannot read", http.StatusBadRequest)
			return
		}
		mac := hmac.New(sha256.New, secret)
		mac.Write(body)
		hmac.Equal(mac.Sum(nil), []byte(r.Header.Get("X-Signature"))) // want "CL107: the result of hmac.Equal is dropped; why: a message that an attacker forged is accepted as genuine"
		deliver(body)
	}
}

func badCompare(expected, given []byte, path string) error {
	_ = subtle.ConstantTimeCompare(expected, given) // want "CL107: the result of subtle.ConstantTimeCompare is dropped; .* fix: return unless the result is 1"
	return os.Remove(path + string(given))
}

func tagMatches(secret, message, tag []byte) bool {
	mac := hmac.New(sha256.New, secret)
	mac.Write(message)
	return hmac.Equal(mac.Sum(nil), tag)
}

func badTagHelper(secret, message, tag []byte, queue chan<- []byte) (ok bool) {
	ok = tagMatches(secret, message, tag) // want "CL107: .ok., the result of uncheckedverify.tagMatches"
	ok = len(queue) < cap(queue)
	queue <- message
	return ok
}

// A02: decryption

func badOpen(aead cipher.AEAD, nonce, box []byte, v any) error {
	text, _ := aead.Open(nil, nonce, box, nil) // want "CL107: the error of cipher.AEAD.Open is dropped; why: a message that an attacker changed becomes empty"
	return os.WriteFile("state", text, 0o600)
}

func badSecretbox(key *[32]byte, nonce *[24]byte, box []byte) string {
	text, _ := secretbox.Open(nil, box, nonce, key) // want "CL107: the result of secretbox.Open is dropped"
	return "hello " + string(text)
}

func badOpenElsewhere(aead cipher.AEAD, box []byte, out chan<- []byte) {
	text, _ := archive.Open(aead, box) // want "CL107: the error of archive.Open .which calls cipher.AEAD.Open. is dropped"
	out <- text
}

// K12: passwords

type account struct {
	Hash []byte
	Name string
}

func badLogin(a *account, password string, start func(name string)) {
	bcrypt.CompareHashAndPassword(a.Hash, []byte(password)) // want "CL107: the error of bcrypt.CompareHashAndPassword is dropped; why: an attacker can log in with any password"
	start(a.Name)
}

func badOneError(a *account, password string) bool {
	err := bcrypt.CompareHashAndPassword(a.Hash, []byte(password)) // want "CL107: only one error of bcrypt.CompareHashAndPassword is handled, and any other is treated as success"
	if errors.Is(err, bcrypt.ErrMismatchedHashAndPassword) {
		return false
	}
	return true
}

func badOneErrorOfHelper(a *account, password string, start func(name string)) {
	err := compare(a.Hash, password) // want "CL107: only one error of uncheckedverify.compare .which calls bcrypt.CompareHashAndPassword. is handled"
	if err != nil && err == bcrypt.ErrMismatchedHashAndPassword {
		log.Print("wrong password")
		return
	}
	start(a.Name)
}

func compare(hash []byte, password string) error {
	return bcrypt.CompareHashAndPassword(hash, []byte(password))
}

func passwordFits(a *account, password string) error {
	if err := bcrypt.CompareHashAndPassword(a.Hash, []byte(password)); err != nil {
		return errors.New("wrong name or password")
	}
	return nil
}

func badLoginHelper(a *account, password string, start func(name string)) error {
	_ = passwordFits(a, password) // want "CL107: the error of uncheckedverify.passwordFits .which calls bcrypt.CompareHashAndPassword. is dropped"
	start(a.Name)
	return nil
}

// T03: comparisons in constant time

func badAlwaysEqual(expected, given string) bool {
	return subtle.ConstantTimeCompare([]byte(expected), []byte(given)) >= 0 // want "CL107: subtle.ConstantTimeCompare returns 1 or 0, so this comparison is always true"
}

func badMinusOne(expected, given string) error {
	if subtle.ConstantTimeCompare([]byte(expected), []byte(given)) == -1 { // want "CL107: subtle.ConstantTimeCompare returns 1 or 0, so this comparison is always false"
		return errors.New("wrong token")
	}
	return nil
}

func badLength(expected, given []byte) bool {
	n := subtle.ConstantTimeCompare(expected, given) // want "CL107: subtle.ConstantTimeCompare returns 1 or 0, so this comparison is always false"
	return n == len(expected)
}

func badInverted(secret, message, tag []byte) error {
	mac := hmac.New(sha256.New, secret)
	mac.Write(message)
	if subtle.ConstantTimeCompare(mac.Sum(nil), tag) == 0 { // want "CL107: the result of subtle.ConstantTimeCompare is inverted: the function fails when it succeeds"
		return nil
	}
	return errors.New("wrong tag")
}

func badInvertedSignature(key ed25519.PublicKey, message, signature []byte) error {
	if ok := ed25519.Verify(key, message, signature); ok { // want "CL107: the result of ed25519.Verify is inverted"
		return errors.New("bad signature")
	}
	return nil
}

// Z05: failures that change nothing

func badLogged(key *rsa.PublicKey, path string, update, signature []byte) error {
	digest := sha256.Sum256(update)
	if err := rsa.VerifyPSS(key, crypto.SHA256, digest[:], signature, nil); err != nil { // want "CL107: the program continues when rsa.VerifyPSS fails, as if it had succeeded"
		slog.Error("signature of the update", "err", err)
	}
	return os.WriteFile(path, update, 0o755)
}

func badAnswered(u *updater, w http.ResponseWriter, update, signature []byte) {
	if !u.genuine(update, signature) { // want "CL107: the program continues when uncheckedverify.updater.genuine .which calls ecdsa.VerifyASN1. fails, as if it had succeeded"
		http.Error(w, "bad signature", http.StatusForbidden)
	}
	if err := os.WriteFile(u.dir, update, 0o755); err != nil {
		log.Print(err)
	}
}

func badAnsweredLogin(w http.ResponseWriter, a *account, password string, session func(name string) string) {
	if err := passwordFits(a, password); err != nil { // want "CL107: the program continues when uncheckedverify.passwordFits .which calls bcrypt.CompareHashAndPassword. fails"
		http.Error(w, "wrong name or password", http.StatusUnauthorized)
	}
	http.SetCookie(w, &http.Cookie{Name: "session", Value: session(a.Name), Secure: true, HttpOnly: true})
}

func badLoggedFields(key *rsa.PublicKey, path string, update, signature []byte) error {
	digest := sha256.Sum256(update)
	if err := rsa.VerifyPSS(key, crypto.SHA256, digest[:], signature, nil); err != nil { // want "CL107: the program continues when rsa.VerifyPSS fails, as if it had succeeded"
		fields := map[string]any{"path": path}
		fields["err"] = err.Error()
		slog.Warn("signature of the update", "fields", fields)
	}
	return os.WriteFile(path, update, 0o755)
}

func badAlwaysNil(key *rsa.PublicKey, update, signature []byte) error {
	if err := archive.Verify(key, update, signature); err != nil { // want "CL107: the function reports success even when archive.Verify .which calls rsa.VerifyPSS. fails"
		log.Printf("not signed: %v", err)
		return nil
	}
	return nil
}

func badAllLogged(key ed25519.PublicKey, updates, signatures [][]byte, deliver func([][]byte)) {
	for i, update := range updates {
		if !ed25519.Verify(key, update, signatures[i]) { // want "CL107: the program continues when ed25519.Verify fails"
			log.Printf("update %d: bad signature", i)
		}
	}
	deliver(updates)
}

// A04: what does not decrypt is taken for a plaintext

func badLegacy(aead cipher.AEAD, nonce, stored []byte) ([]byte, error) {
	text, err := aead.Open(nil, nonce, stored, nil) // want "CL107: when cipher.AEAD.Open fails, its input is returned instead of the plaintext; why: an attacker who can replace the ciphertext can substitute any plaintext"
	if err != nil {
		log.Print("not encrypted yet")
		return stored, nil
	}
	return text, nil
}

func badLegacyText(aead cipher.AEAD, stored string) string {
	box, err := base64.StdEncoding.DecodeString(stored)
	if err != nil {
		return stored
	}
	text, err := archive.Open(aead, box) // want "CL107: when archive.Open .which calls cipher.AEAD.Open. fails, its input is returned instead of the plaintext"
	if err != nil {
		return stored
	}
	return string(text)
}

func badLegacyVariable(key *[32]byte, nonce *[24]byte, stored []byte) []byte {
	value := stored
	if text, ok := secretbox.Open(nil, stored, nonce, key); ok { // want "CL107: when secretbox.Open fails, its input is returned instead of the plaintext"
		value = text
	}
	return value
}

func signedBy(cert, issuer *x509.Certificate) bool {
	return issuer.IsCA && cert.CheckSignatureFrom(issuer) == nil
}

// What is asked of two certificates decides whom to trust.
func badSorted(chain []*x509.Certificate, root *x509.Certificate) ([]*x509.Certificate, error) {
	var trusted []*x509.Certificate
	for _, cert := range chain {
		switch {
		case signedBy(cert, root): // want "CL107: the function reports success even when .* fails"
			trusted = append([]*x509.Certificate{cert}, trusted...)
		default:
			trusted = append(trusted, cert)
		}
	}
	return trusted, nil
}
