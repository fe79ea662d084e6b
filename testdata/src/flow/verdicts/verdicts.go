// Package verdicts shows what becomes of results that say whether something is genuine.
// The comments stand at the calls.
package verdicts

import (
	"crypto/cipher"
	"crypto/ed25519"
	"crypto/hmac"
	"crypto/rsa"
	"crypto/sha256"
	"crypto/subtle"
	"errors"
	"fmt"
	"log"
	"log/slog"
	"net/http"
	"os"
	"testing"

	"golang.org/x/crypto/bcrypt"

	"example.test/flow/verdicts/proof"
)

var installed []byte

func install(update []byte) { installed = update }

// Dropped

func dropped(key ed25519.PublicKey, update, signature []byte) {
	ed25519.Verify(key, update, signature) // want "Verify: dropped, used"
	install(update)
}

func blank(key *rsa.PublicKey, digest, signature []byte) error {
	_ = rsa.VerifyPSS(key, 0, digest, signature, nil) // want "VerifyPSS: dropped$"
	return nil
}

func blankOfTwo(aead cipher.AEAD, nonce, box []byte) {
	text, _ := aead.Open(nil, nonce, box, nil) // want "Open: dropped, used"
	install(text)
}

func nilSaysIt(aead cipher.AEAD, nonce, box []byte) {
	text, _ := aead.Open(nil, nonce, box, nil) // want "Open: heeded"
	if text == nil {
		return
	}
	install(text)
}

// nilSaysItToCallers returns nil if the box does not open.
func nilSaysItToCallers(aead cipher.AEAD, nonce, box []byte) []byte {
	text, _ := aead.Open(nil, nonce, box, nil) // want "Open: heeded"
	return text
}

func textSaysIt(aead cipher.AEAD, box string) string {
	if len(box) < aead.NonceSize() {
		return ""
	}
	text, _ := aead.Open(nil, []byte(box[:aead.NonceSize()]), []byte(box[aead.NonceSize():]), nil) // want "Open: heeded"
	return string(text)
}

func textSaysNothing(aead cipher.AEAD, box string) string {
	text, _ := aead.Open(nil, []byte(box[:aead.NonceSize()]), []byte(box[aead.NonceSize():]), nil) // want "Open: dropped, used"
	return string(text)
}

type accounts struct{ dummyHash []byte }

func (a *accounts) standIn(password []byte, count func([]byte)) {
	_ = bcrypt.CompareHashAndPassword(a.dummyHash, password) // want "CompareHashAndPassword: heeded, unused$"
	count(password)
}

func droppedByHelper(key ed25519.PublicKey, update, signature []byte) {
	_ = genuine(key, update, signature) // want "Verify in verdicts.genuine: dropped, used"
	install(update)
}

func genuine(key ed25519.PublicKey, update, signature []byte) bool {
	if len(signature) != ed25519.SignatureSize {
		return false
	}
	digest := sha256.Sum256(update)
	return ed25519.Verify(key, digest[:], signature) // want "Verify: heeded$"
}

func droppedOfAnotherPackage(key ed25519.PublicKey, update, signature []byte) {
	proof.Check(key, update, signature)   // want "Verify in proof.Check: dropped, used"
	proof.Genuine(key, update, signature) // want "Verify in proof.Genuine: dropped, used"
	proof.Forged(key, update, signature)
	install(update)
}

func plaintextOfAnotherPackage(aead cipher.AEAD, box []byte) {
	text, _ := proof.Open(aead, box) // want "Open in proof.Open: dropped, used"
	install(text)
}

// What verifies and then does something has refused it already.
func droppedAfterTheFact(key ed25519.PublicKey, update, signature []byte) {
	_ = proof.Install(key, update, signature, func([]byte) error { return nil })
	install(update)
}

// Nothing happens afterwards that depends on it.
func sameTime(w http.ResponseWriter, password []byte) {
	_ = bcrypt.CompareHashAndPassword([]byte("$2a$10$fixedhashofnobody"), password) // want "CompareHashAndPassword: heeded"
	http.Error(w, "wrong user or password", http.StatusUnauthorized)
}

func sameTimeWithStoredHash(hash, password []byte) error {
	_ = bcrypt.CompareHashAndPassword(hash, password) // want "CompareHashAndPassword: heeded"
	return errors.New("the account is locked")
}

func sameTimeWithItself(given, expected []byte) bool {
	subtle.ConstantTimeCompare(expected, expected)          // want "ConstantTimeCompare: heeded"
	return subtle.ConstantTimeCompare(given, expected) == 1 // want "ConstantTimeCompare: heeded"
}

func measured(b *testing.B, key ed25519.PublicKey, message, signature []byte) {
	for b.Loop() {
		ed25519.Verify(key, message, signature) // want "Verify: heeded"
		install(message)
	}
}

func signedHere(key ed25519.PrivateKey, public ed25519.PublicKey, message []byte) {
	signature := ed25519.Sign(key, message)
	ed25519.Verify(public, message, signature) // want "Verify: heeded"
	install(message)
}

func askedTwice(key ed25519.PublicKey, update, signature []byte) {
	if !ed25519.Verify(key, update, signature) { // want "Verify: heeded"
		return
	}
	_ = ed25519.Verify(key, update, signature) // want "Verify: heeded"
	install(update)
}

// Overwritten

func overwritten(key *rsa.PublicKey, digest, signature []byte) error {
	err := rsa.VerifyPSS(key, 0, digest, signature, nil) // want "VerifyPSS: overwritten .err., used"
	err = os.WriteFile("update", digest, 0o600)
	return err
}

func neverLookedAt(key ed25519.PublicKey, update, signature []byte) (ok bool) {
	ok = ed25519.Verify(key, update, signature) // want "Verify: overwritten .ok."
	ok = true
	return ok
}

func lookedAtFirst(key *rsa.PublicKey, digest, signature []byte) error {
	err := rsa.VerifyPSS(key, 0, digest, signature, nil) // want "VerifyPSS: heeded"
	if err == nil {
		err = os.WriteFile("update", digest, 0o600)
	}
	return err
}

func joined(key *rsa.PublicKey, digest, signature []byte) error {
	first := rsa.VerifyPSS(key, 0, digest, signature, nil) // want "VerifyPSS: heeded"
	return errors.Join(first, os.WriteFile("update", digest, 0o600))
}

// Goes on

func loggedAndGoneOn(key *rsa.PublicKey, digest, signature []byte) {
	if err := rsa.VerifyPSS(key, 0, digest, signature, nil); err != nil { // want "VerifyPSS: goes on, used"
		log.Printf("bad signature: %v", err)
	}
	install(digest)
}

func warnedAndGoneOn(logger *slog.Logger, key ed25519.PublicKey, update, signature []byte) error {
	if !ed25519.Verify(key, update, signature) { // want "Verify: goes on$"
		logger.Warn("bad signature", "update", len(update))
	}
	return nil
}

type server struct {
	key     ed25519.PublicKey
	logf    func(format string, args ...any)
	refused int
}

func (s *server) answeredAndGoneOn(w http.ResponseWriter, update, signature []byte) {
	if !ed25519.Verify(s.key, update, signature) { // want "Verify: goes on, used"
		s.logf("bad signature")
		http.Error(w, "bad signature", http.StatusForbidden)
	}
	install(update)
}

func (s *server) answeredAndReturned(w http.ResponseWriter, update, signature []byte) {
	if !ed25519.Verify(s.key, update, signature) { // want "Verify: heeded"
		s.logf("bad signature")
		http.Error(w, "bad signature", http.StatusForbidden)
		return
	}
	install(update)
}

func (s *server) counted(update, signature []byte) {
	if !ed25519.Verify(s.key, update, signature) { // want "Verify: heeded"
		s.refused++
	}
	install(update)
}

func bothLog(key ed25519.PublicKey, update, signature []byte) {
	if proof.Genuine(key, update, signature) { // want "Verify in proof.Genuine: goes on, used"
		log.Print("signature: good")
	} else {
		log.Print("signature: bad")
	}
	install(update)
}

func onlyTold(key ed25519.PublicKey, update, signature []byte) {
	if ed25519.Verify(key, update, signature) { // want "Verify: heeded"
		fmt.Println("good")
	} else {
		fmt.Println("bad")
	}
}

func strictOrNot(strict bool, key *rsa.PublicKey, digest, signature []byte) error {
	if err := rsa.VerifyPSS(key, 0, digest, signature, nil); err != nil { // want "VerifyPSS: heeded"
		if strict {
			return err
		}
		log.Print(err)
	}
	install(digest)
	return nil
}

func ended(key *rsa.PublicKey, digest, signature []byte) {
	if err := rsa.VerifyPSS(key, 0, digest, signature, nil); err != nil { // want "VerifyPSS: heeded"
		log.Fatal(err)
	}
	install(digest)
}

func noted(key *rsa.PublicKey, digest, signature []byte) (warnings []string) {
	if err := rsa.VerifyPSS(key, 0, digest, signature, nil); err != nil { // want "VerifyPSS: heeded"
		warnings = append(warnings, err.Error())
	}
	install(digest)
	return warnings
}

func anyOf(keys []ed25519.PublicKey, update, signature []byte) bool {
	for _, key := range keys {
		if ed25519.Verify(key, update, signature) { // want "Verify: heeded"
			return true
		}
	}
	return false
}

func onlyTheGood(key ed25519.PublicKey, updates, signatures [][]byte) {
	for i, update := range updates {
		if err := proof.Check(key, update, signatures[i]); err != nil { // want "Verify in proof.Check: heeded"
			log.Print(err)
			continue
		}
		install(update)
	}
}

func alwaysNil(key *rsa.PublicKey, digest, signature []byte) error {
	if err := rsa.VerifyPSS(key, 0, digest, signature, nil); err != nil { // want "VerifyPSS: goes on$"
		log.Print(err)
		return nil
	}
	return nil
}

// droppedMessage acknowledges what it does not process.
func droppedMessage(key ed25519.PublicKey, update, signature []byte) error {
	if err := proof.Check(key, update, signature); err != nil { // want "Verify in proof.Check: heeded"
		log.Print(err)
		return nil
	}
	install(update)
	return nil
}

// One error

func oneError(hash, password []byte) error {
	err := bcrypt.CompareHashAndPassword(hash, password) // want "CompareHashAndPassword: one error$"
	if errors.Is(err, bcrypt.ErrMismatchedHashAndPassword) {
		return errors.New("wrong password")
	}
	return nil
}

func oneErrorByOperator(hash, password []byte) bool {
	if err := bcrypt.CompareHashAndPassword(hash, password); err == bcrypt.ErrMismatchedHashAndPassword { // want "CompareHashAndPassword: one error$"
		return false
	}
	return true
}

func oneErrorTwice(hash, password []byte) error {
	if err := bcrypt.CompareHashAndPassword(hash, password); err != nil && err == bcrypt.ErrMismatchedHashAndPassword { // want "CompareHashAndPassword: one error$"
		return err
	}
	return nil
}

func oneErrorIsFine(key *rsa.PublicKey, digest, signature []byte) error {
	if err := rsa.VerifyPSS(key, 0, digest, signature, nil); err != nil && !errors.Is(err, rsa.ErrMessageTooLong) { // want "VerifyPSS: heeded"
		return err
	}
	return nil
}

func oneErrorAndTheRest(hash, password []byte) error {
	err := bcrypt.CompareHashAndPassword(hash, password) // want "CompareHashAndPassword: heeded"
	if errors.Is(err, bcrypt.ErrMismatchedHashAndPassword) {
		return errors.New("wrong password")
	}
	return err
}

func everyError(hash, password []byte) error {
	switch err := bcrypt.CompareHashAndPassword(hash, password); { // want "CompareHashAndPassword: heeded"
	case errors.Is(err, bcrypt.ErrMismatchedHashAndPassword):
		return errors.New("wrong password")
	case err != nil:
		return fmt.Errorf("compare: %w", err)
	}
	return nil
}

// Inverted

func inverted(key ed25519.PublicKey, update, signature []byte) error {
	if ed25519.Verify(key, update, signature) { // want "Verify: inverted"
		return errors.New("bad signature")
	}
	return nil
}

func invertedOpen(aead cipher.AEAD, nonce, box []byte) ([]byte, error) {
	text, err := aead.Open(nil, nonce, box, nil) // want "Open: inverted"
	if err == nil {
		return nil, errors.New("cannot decrypt")
	}
	return text, nil
}

func notInverted(key ed25519.PublicKey, update, signature []byte) error {
	if ok := ed25519.Verify(key, update, signature); ok { // want "Verify: heeded"
		return nil
	}
	return errors.New("bad signature")
}

// Misread

func neverOne(expected, given []byte) bool {
	return subtle.ConstantTimeCompare(expected, given) >= 0 // want "ConstantTimeCompare: misread, always true"
}

func comparedWithLength(expected, given []byte) bool {
	if subtle.ConstantTimeCompare(expected, given) == len(expected) { // want "ConstantTimeCompare: misread, always false"
		return true
	}
	return false
}

func readRight(expected, given []byte) bool {
	if subtle.ConstantTimeCompare(expected, given) != 1 { // want "ConstantTimeCompare: heeded"
		return false
	}
	return subtle.ConstantTimeCompare(expected, given) > 0 // want "ConstantTimeCompare: heeded"
}

func bothEqual(a, b, c, d []byte) bool {
	return subtle.ConstantTimeCompare(a, b)&subtle.ConstantTimeCompare(c, d) == 1 // want "ConstantTimeCompare: heeded" "ConstantTimeCompare: heeded"
}

// Falls back

func fallsBack(aead cipher.AEAD, nonce, box []byte) ([]byte, error) {
	text, err := aead.Open(nil, nonce, box, nil) // want "Open: falls back"
	if err != nil {
		return box, nil
	}
	return text, nil
}

func fallsBackToWhatWasDecoded(aead cipher.AEAD, stored string) string {
	text, err := proof.Open(aead, []byte(stored)) // want "Open in proof.Open: falls back"
	if err != nil {
		log.Print(err)
		return stored
	}
	return string(text)
}

func fallsBackInVariable(aead cipher.AEAD, nonce, box []byte) []byte {
	value := box
	if text, err := aead.Open(nil, nonce, box, nil); err == nil { // want "Open: falls back"
		value = text
	}
	return value
}

func marked(aead cipher.AEAD, stored []byte) ([]byte, error) {
	if len(stored) == 0 || stored[0] != 1 {
		return stored, nil // not encrypted
	}
	text, err := proof.Open(aead, stored[1:]) // want "Open in proof.Open: heeded"
	if err != nil {
		return nil, err
	}
	return text, nil
}

func nextKey(current, old cipher.AEAD, box []byte) ([]byte, error) {
	text, err := proof.Open(current, box) // want "Open in proof.Open: heeded"
	if err != nil {
		text, err = proof.Open(old, box) // want "Open in proof.Open: heeded"
	}
	return text, err
}

func deferred(expected, given []byte) (err error) {
	defer func() {
		if !hmac.Equal(expected, given) { // want "Equal: heeded"
			err = errors.New("bad tag")
		}
	}()
	return nil
}
