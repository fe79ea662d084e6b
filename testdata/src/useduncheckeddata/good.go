package useduncheckeddata

import (
	"bytes"
	"crypto/aes"
	"crypto/cipher"
	"crypto/ed25519"
	"crypto/hmac"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/hex"
	"encoding/json"
	"errors"
	"io"
	"log"
	"net/http"

	"example.test/useduncheckeddata/messages"
	"example.test/useduncheckeddata/outbox"
)

func (h *hooks) goodSavedAfter(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(r.Body)
	if err != nil {
		return
	}
	r.Body = io.NopCloser(bytes.NewReader(body)) // others read it, too
	log.Printf("%d bytes: %s", len(body), body)
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
	if err := h.store.SaveEvent(body); err != nil {
		return
	}
	w.WriteHeader(http.StatusNoContent)
}

// What the message says tells which secret to verify it with.
func (h *hooks) goodLookedUp(body, tag []byte) error {
	var e event
	if err := json.Unmarshal(body, &e); err != nil {
		return err
	}
	if e.Account == "" {
		return errors.New("no account")
	}
	secret, err := h.store.SecretOf(e.Account)
	if err != nil {
		return err
	}
	if !outbox.Verify(secret, body, tag) {
		return errForged
	}
	h.queue <- e
	return nil
}

func (h *hooks) check(e event) error {
	if e.Script == "" {
		return errors.New("no script")
	}
	return nil
}

func (h *hooks) goodCheckedBefore(body, tag []byte) error {
	var e event
	if err := json.Unmarshal(body, &e); err != nil {
		return err
	}
	if err := h.check(e); err != nil {
		return err
	}
	if err := h.genuine(body, tag); err != nil {
		return err
	}
	return h.store.SaveEvent(body)
}

// Something else is stored before.
func (h *hooks) goodOtherStoredBefore(body, tag []byte, attempt string) error {
	if err := h.store.SaveEvent([]byte(attempt)); err != nil {
		return err
	}
	return h.genuine(body, tag)
}

// The key in the message is one of those that are trusted.
func goodPinnedKey(raw []byte, trusted map[string]bool) ([]byte, error) {
	var m struct {
		Signer, Body, Signature []byte
	}
	if err := json.Unmarshal(raw, &m); err != nil {
		return nil, err
	}
	if !trusted[hex.EncodeToString(m.Signer)] {
		return nil, errors.New("unknown signer")
	}
	if !ed25519.Verify(m.Signer, m.Body, m.Signature) {
		return nil, errForged
	}
	return m.Body, nil
}

type transaction struct {
	From      [32]byte
	Sender    []byte
	Body      []byte
	Signature []byte
}

// The key makes the identity of who signed.
func (t *transaction) goodIdentity() error {
	if !ed25519.Verify(t.Sender, t.Body, t.Signature) {
		return errForged
	}
	return nil
}

func (t *transaction) address() [32]byte { return sha256.Sum256(t.Sender) }

type known struct{ keys map[string]ed25519.PublicKey }

func (k *known) goodLookedUpKey(raw []byte) ([]byte, error) {
	m := new(messages.Signed)
	if err := json.Unmarshal(raw, m); err != nil {
		return nil, err
	}
	key, ok := k.keys[m.Sender]
	if !ok || !ed25519.Verify(key, m.Body, m.Signature) {
		return nil, errForged
	}
	return m.Body, nil
}

func (h *hooks) goodChecked(aead cipher.AEAD, nonce, box []byte) error {
	plaintext, err := aead.Open(nil, nonce, box, nil)
	if err != nil {
		return err
	}
	h.queue <- event{Script: string(plaintext)}
	return nil
}

func (h *hooks) goodParsedUnchecked(aead cipher.AEAD, nonce, box []byte) (event, error) {
	var e event
	plaintext, err := aead.Open(nil, nonce, box, nil)
	log.Print(len(plaintext))
	if err != nil {
		return e, err
	}
	return e, json.Unmarshal(plaintext, &e)
}

func goodVerifiedFirst(encryption, authentication, box []byte) ([]byte, error) {
	body, tag := box[:len(box)-32], box[len(box)-32:]
	mac := hmac.New(sha256.New, authentication)
	mac.Write(body)
	if !hmac.Equal(mac.Sum(nil), tag) {
		return nil, errForged
	}
	return decryptCBC(encryption, body[:16], body[16:])
}

// The MAC is verified before the decryption, and once more together with the padding.
func goodVerifiedTwice(encryption, authentication, box []byte) ([]byte, error) {
	iv, text, tag := box[:16], box[16:len(box)-32], box[len(box)-32:]
	block, err := aes.NewCipher(encryption)
	if err != nil {
		return nil, err
	}
	mac := hmac.New(sha256.New, authentication)
	mac.Write(iv)
	mac.Write(text)
	want := mac.Sum(nil)
	if subtle.ConstantTimeCompare(want, tag) != 1 {
		return nil, errForged
	}
	plaintext := make([]byte, len(text))
	cipher.NewCBCDecrypter(block, iv).CryptBlocks(plaintext, text)
	length, good := unpadded(plaintext)
	if subtle.ConstantTimeCompare(want, tag)&good != 1 {
		return nil, errForged
	}
	return plaintext[:length], nil
}

func (h *hooks) goodIVCovered(encryption []byte, b *box) ([]byte, error) {
	mac := hmac.New(sha256.New, h.secret)
	mac.Write(b.iv)
	mac.Write(b.text)
	if subtle.ConstantTimeCompare(mac.Sum(nil), b.tag) != 1 {
		return nil, errForged
	}
	block, err := aes.NewCipher(encryption)
	if err != nil {
		return nil, err
	}
	plaintext := make([]byte, len(b.text))
	cipher.NewCBCDecrypter(block, b.iv).CryptBlocks(plaintext, b.text)
	return plaintext, nil
}

// The MAC is one of the whole text, and another key decrypts what is inside.
func (h *hooks) goodOtherTextDecrypted(encryption, iv, secretNote, body, tag []byte) ([]byte, error) {
	note, err := decryptCBC(encryption, iv, secretNote)
	if err != nil {
		return nil, err
	}
	if err := h.genuine(body, tag); err != nil {
		return nil, err
	}
	return append(note, body...), nil
}
