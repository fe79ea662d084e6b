package strict

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/json"
	"expvar"
	"fmt"
	"log"
	"net/http"

	"example.test/keyleak/conf"
	"example.test/keyleak/keys"
	"go.yaml.in/yaml/v3"
)

type deployment struct {
	Listen string `json:"listen"`
	Secret string `json:"secret"`
}

func (d *deployment) tag(message []byte) []byte {
	m := hmac.New(sha256.New, []byte(d.Secret)) // want "CL610: the MAC key of hmac.New.* is stored as a string"
	m.Write(message)
	return m.Sum(nil)
}

func badMarshalled(d *deployment) ([]byte, error) {
	return json.Marshal(d) // want `CL607: json.Marshal writes the field "Secret", which is the MAC key of hmac.New; why: an attacker who sees the document, in a response, a store or a log, has the secret; fix: give the field the tag .json:"-"., or marshal a type without it`
}

func badEncoded(w http.ResponseWriter, d deployment) error {
	return json.NewEncoder(w).Encode(d) // want `CL607: json.Encoder.Encode writes the field "Secret"`
}

func badYAML(s *conf.Settings, message []byte) ([]byte, error) {
	keys.Tag(s.JWTSecret, message) // want "CL610: the MAC key of hmac.New.* is stored as a string"
	return yaml.Marshal(s)         // want `CL607: yaml.Marshal writes the field "JWTSecret"`
}

func badPrivateKeyMarshalled(key *ecdsa.PrivateKey) ([]byte, error) {
	return json.Marshal(key) // want `CL607: json.Marshal writes a private key`
}

func badPublished(v *expvar.String, secret string, message []byte) []byte {
	v.Set(secret) // want `CL607: expvar.String.Set sends "secret", which is the MAC key of hmac.New, to the client; why: an attacker who can send the request has the key`
	return keys.Tag(secret, message)
}

func badInAnAnswer(w http.ResponseWriter, key []byte) {
	if _, err := aes.NewCipher(key); err != nil {
		http.Error(w, fmt.Sprintf("key %x: %v", key, err), http.StatusInternalServerError) // want `CL607: http.Error sends "key", which is the encryption key of aes.NewCipher, to the client`
	}
}

func badDebugPage(w http.ResponseWriter, key []byte) {
	fmt.Fprintf(w, "key: %x", key) // want `CL607: fmt.Fprintf sends "key"`
	aes.NewCipher(key)
}

func badDecryptionError(w http.ResponseWriter, aead cipher.AEAD, nonce, box []byte) {
	text, err := aead.Open(nil, nonce, box, nil)
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest) // want `CL607: http.Error sends the error of cipher.AEAD.Open to the client; why: an attacker who sends modified data learns from the text which check failed; fix: log the error, and answer every failure with the same text`
		return
	}
	w.Write(text)
}

func badErrorOfHelper(w http.ResponseWriter, aead cipher.AEAD, box []byte) {
	text, err := open(aead, box)
	if err != nil {
		http.Error(w, "cannot open: "+err.Error(), http.StatusBadRequest) // want `CL607: http.Error sends the error of strict.open .which calls cipher.AEAD.Open. to the client`
		return
	}
	w.Write(text)
}

func open(aead cipher.AEAD, box []byte) ([]byte, error) {
	text, err := aead.Open(nil, box[:12], box[12:], nil)
	if err != nil {
		return nil, err
	}
	return text, nil
}

func goodSameAnswer(w http.ResponseWriter, aead cipher.AEAD, nonce, box []byte) {
	text, err := aead.Open(nil, nonce, box, nil)
	if err != nil {
		log.Print(err)
		http.Error(w, "bad request", http.StatusBadRequest)
		return
	}
	w.Write(text)
}

func goodOtherError(w http.ResponseWriter, r *http.Request) {
	if err := r.ParseForm(); err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
	}
}

type shielded struct {
	Listen string
	Secret string `json:"-"`
}

func goodTag(s *shielded, message []byte) ([]byte, error) {
	keys.Tag(s.Secret, message) // want "CL610: the MAC key of hmac.New.* is stored as a string"
	return json.Marshal(s)
}

type unexported struct {
	Listen string
	secret string
}

func goodUnexported(s *unexported, message []byte) ([]byte, error) {
	keys.Tag(s.secret, message) // want "CL610: the MAC key of hmac.New.* is stored as a string"
	return json.Marshal(s)
}

func goodPublicMarshalled(key ed25519.PrivateKey) ([]byte, error) { return json.Marshal(key.Public()) }

func goodAnswer(w http.ResponseWriter, key []byte) {
	if _, err := aes.NewCipher(key); err != nil {
		http.Error(w, "internal error", http.StatusInternalServerError)
		fmt.Fprintln(w, len(key))
	}
}
