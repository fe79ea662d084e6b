package useduncheckeddata

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/ed25519"
	"crypto/hmac"
	"crypto/rsa"
	"crypto/sha256"
	"crypto/subtle"
	"crypto/x509"
	"database/sql"
	"encoding/hex"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"os"
	"os/exec"

	"crypto"

	"example.test/useduncheckeddata/messages"
	"example.test/useduncheckeddata/outbox"
)

var errForged = errors.New("the signature is wrong")

type event struct {
	Account string
	Script  string
}

type hooks struct {
	secret []byte
	db     *sql.DB
	store  *outbox.Store
	queue  chan event
}

// The order of the two decides.
func (h *hooks) badSavedBefore(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(r.Body)
	if err != nil {
		return
	}
	if err := h.store.SaveEvent(body); err != nil { // want "CL108: the data that hmac.Equal verifies is passed to outbox.Store.SaveEvent before the verification"
		return
	}
	tag, err := hex.DecodeString(r.Header.Get("X-Signature"))
	if err != nil {
		return
	}
	mac := hmac.New(sha256.New, h.secret)
	mac.Write(body)
	if !hmac.Equal(mac.Sum(nil), tag) {
		http.Error(w, "forbidden", http.StatusForbidden)
		return
	}
	w.WriteHeader(http.StatusNoContent)
}

func (h *hooks) badQueuedBefore(body, tag []byte) error {
	var e event
	if err := json.Unmarshal(body, &e); err != nil {
		return err
	}
	h.queue <- e // want "CL108: the data that hmac.Equal verifies is sent through a channel before the verification"
	mac := hmac.New(sha256.New, h.secret)
	mac.Write(body)
	if !hmac.Equal(mac.Sum(nil), tag) {
		return errForged
	}
	return nil
}

// A function of another package verifies.
func (h *hooks) badRunBefore(body, tag []byte) error {
	var e event
	if err := json.Unmarshal(body, &e); err != nil {
		return err
	}
	if err := exec.Command("sh", "-c", e.Script).Run(); err != nil { // want "CL108: the data that outbox.Verify .which calls hmac.Equal. verifies is passed to exec.Command before the verification"
		return err
	}
	if !outbox.Verify(h.secret, body, tag) {
		return errForged
	}
	return nil
}

func (h *hooks) genuine(body, tag []byte) error {
	mac := hmac.New(sha256.New, h.secret)
	mac.Write(body)
	if !hmac.Equal(mac.Sum(nil), tag) {
		return errForged
	}
	return nil
}

// So does a helper.
func (h *hooks) badInsertedBefore(body, tag []byte) error {
	var e event
	if err := json.Unmarshal(body, &e); err != nil {
		return err
	}
	if _, err := h.db.Exec("UPDATE accounts SET script = ? WHERE name = ?", e.Script, e.Account); err != nil { // want "CL108: the data that .*genuine .*verifies is passed to sql.DB.Exec before the verification"
		return err
	}
	return h.genuine(body, tag)
}

func badUpdateBefore(key *rsa.PublicKey, file, signature []byte) error {
	if err := os.WriteFile("/usr/local/bin/agent", file, 0o755); err != nil { // want "CL108: the data that rsa.VerifyPSS verifies is passed to os.WriteFile before the verification"
		return err
	}
	digest := sha256.Sum256(file)
	return rsa.VerifyPSS(key, crypto.SHA256, digest[:], signature, nil)
}

// The key comes with the message.
func badOwnKey(raw []byte) ([]byte, error) {
	var m struct {
		Key, Body, Signature []byte
	}
	if err := json.Unmarshal(raw, &m); err != nil {
		return nil, err
	}
	if !ed25519.Verify(m.Key, m.Body, m.Signature) { // want "CL108: ed25519.Verify verifies a message with the key in its own field .Key."
		return nil, errForged
	}
	return m.Body, nil
}

type certificate struct {
	key       []byte
	text      []byte
	signature []byte
}

func (c *certificate) digest() []byte {
	sum := sha256.Sum256(c.text)
	return sum[:]
}

func badOwnParsedKey(c *certificate) error {
	parsed, err := x509.ParsePKIXPublicKey(c.key)
	if err != nil {
		return err
	}
	public, ok := parsed.(*rsa.PublicKey)
	if !ok {
		return errors.New("not an RSA key")
	}
	return rsa.VerifyPKCS1v15(public, crypto.SHA256, c.digest(), c.signature) // want "CL108: rsa.VerifyPKCS1v15 verifies a message with the key in its own field .key."
}

func badOwnKeyOfAnotherPackage(raw []byte) (*messages.Signed, error) {
	m := new(messages.Signed)
	if err := json.Unmarshal(raw, m); err != nil {
		return nil, err
	}
	if !ed25519.Verify(m.PublicKey, m.Body, m.Signature) { // want "CL108: ed25519.Verify verifies a message with the key in its own field .PublicKey."
		return nil, errForged
	}
	return m, nil
}

// The error is looked at too late.
func (h *hooks) badQueuedUnchecked(aead cipher.AEAD, nonce, box []byte) error {
	plaintext, err := aead.Open(nil, nonce, box, nil)
	h.queue <- event{Script: string(plaintext)} // want "CL108: the output of cipher.AEAD.Open is sent through a channel before the error is checked"
	if err != nil {
		return err
	}
	return nil
}

func (h *hooks) open(aead cipher.AEAD, nonce, box []byte) ([]byte, error) {
	return aead.Open(nil, nonce, box, nil)
}

func (h *hooks) badSavedUnchecked(aead cipher.AEAD, nonce, box []byte) error {
	plaintext, err := h.open(aead, nonce, box)
	if saved := h.store.SaveEvent(plaintext); saved != nil { // want "CL108: the output of cipher.AEAD.Open is passed to outbox.Store.SaveEvent before the error is checked"
		return saved
	}
	return err
}

func badWrittenUnchecked(aead cipher.AEAD, nonce, box []byte) error {
	plaintext, err := aead.Open(nil, nonce, box, nil)
	if len(plaintext) > 0 {
		os.WriteFile("state", plaintext, 0o600) // want "CL108: the output of cipher.AEAD.Open is passed to os.WriteFile before the error is checked"
	}
	return err
}

// The padding is looked at before the MAC.
func badDecryptedFirst(encryption, authentication, box []byte) ([]byte, error) {
	iv, text, tag := box[:16], box[16:len(box)-32], box[len(box)-32:]
	block, err := aes.NewCipher(encryption)
	if err != nil {
		return nil, err
	}
	plaintext := make([]byte, len(text))
	cipher.NewCBCDecrypter(block, iv).CryptBlocks(plaintext, text) // want "CL108: cipher.NewCBCDecrypter decrypts before the MAC of the ciphertext is verified"
	pad := int(plaintext[len(plaintext)-1])
	if pad > 16 {
		return nil, errors.New("padding")
	}
	mac := hmac.New(sha256.New, authentication)
	mac.Write(iv)
	mac.Write(text)
	if !hmac.Equal(mac.Sum(nil), tag) {
		return nil, errForged
	}
	return plaintext[:len(plaintext)-pad], nil
}

// Only messages that say so are verified before they are decrypted.
func badVerifiedFirstOnlyIfMarked(encryption, authentication, box []byte) ([]byte, error) {
	iv, text, tag := box[:16], box[16:len(box)-32], box[len(box)-32:]
	block, err := aes.NewCipher(encryption)
	if err != nil {
		return nil, err
	}
	mac := hmac.New(sha256.New, authentication)
	mac.Write(iv)
	mac.Write(text)
	want := mac.Sum(nil)
	if box[0] == 1 && !hmac.Equal(want, tag) {
		return nil, errForged
	}
	plaintext := make([]byte, len(text))
	cipher.NewCBCDecrypter(block, iv).CryptBlocks(plaintext, text) // want "CL108: cipher.NewCBCDecrypter decrypts before the MAC of the ciphertext is verified"
	length, good := unpadded(plaintext)
	if subtle.ConstantTimeCompare(want, tag)&good != 1 {
		return nil, errForged
	}
	return plaintext[:length], nil
}

// unpadded returns the length without padding, and 1 if the padding is right.
func unpadded(plaintext []byte) (length, good int) {
	pad := int(plaintext[len(plaintext)-1])
	return len(plaintext) - pad, subtle.ConstantTimeLessOrEq(pad, 16)
}

func decryptCBC(key, iv, text []byte) ([]byte, error) {
	block, err := aes.NewCipher(key)
	if err != nil {
		return nil, err
	}
	out := make([]byte, len(text))
	cipher.NewCBCDecrypter(block, iv).CryptBlocks(out, text)
	return out, nil
}

// The function of another package verifies, after the decryption.
func badDecryptedBeforeVerify(encryption, authentication, iv, text, tag []byte) ([]byte, error) {
	plaintext, err := decryptCBC(encryption, iv, text) // want "CL108: cipher.NewCBCDecrypter, called by decryptCBC, decrypts before the MAC of the ciphertext is verified"
	if err != nil {
		return nil, err
	}
	if !outbox.Verify(authentication, append(iv, text...), tag) {
		return nil, errForged
	}
	return plaintext, nil
}

func badMACOfPlaintext(encryption, authentication, iv, text, tag []byte) ([]byte, error) {
	plaintext, err := decryptCBC(encryption, iv, text) // want "CL108: cipher.NewCBCDecrypter, called by decryptCBC, decrypts before the MAC is verified, because the MAC covers the plaintext"
	if err != nil {
		return nil, err
	}
	mac := hmac.New(sha256.New, authentication)
	mac.Write(plaintext)
	if !hmac.Equal(mac.Sum(nil), tag) {
		return nil, errForged
	}
	return plaintext, nil
}

type box struct {
	iv, text, tag []byte
}

func (h *hooks) badIVNotCovered(encryption []byte, b *box) ([]byte, error) {
	mac := hmac.New(sha256.New, h.secret)
	mac.Write(b.text)
	if !hmac.Equal(mac.Sum(nil), b.tag) {
		return nil, errForged
	}
	block, err := aes.NewCipher(encryption)
	if err != nil {
		return nil, err
	}
	plaintext := make([]byte, len(b.text))
	cipher.NewCBCDecrypter(block, b.iv).CryptBlocks(plaintext, b.text) // want "CL108: the MAC does not cover the IV of cipher.NewCBCDecrypter"
	return plaintext, nil
}
