package passwordkey

import (
	"crypto/aes"
	"crypto/cipher"
	stdhkdf "crypto/hkdf" // another file uses the one of golang.org/x/crypto
	"crypto/sha256"
	"encoding/json"
	"net/http"
	"os"
)

// remembered settings come from one file. A field of them is not another field.
type remembered struct {
	RelayPassword string
	SharedCode    string
	StoreKey      []byte
}

func goodKeyBesideAPasswordInAFile(name string) (cipher.Block, error) {
	text, err := os.ReadFile(name)
	if err != nil {
		return nil, err
	}
	var s remembered
	if err := json.Unmarshal(text, &s); err != nil {
		return nil, err
	}
	var options remembered
	options.RelayPassword = s.RelayPassword
	options.StoreKey = s.StoreKey
	connect(options.RelayPassword)
	return aes.NewCipher(options.StoreKey)
}

func badPasswordInAFile(name string) (cipher.Block, error) {
	text, err := os.ReadFile(name)
	if err != nil {
		return nil, err
	}
	var s remembered
	if err := json.Unmarshal(text, &s); err != nil {
		return nil, err
	}
	return aes.NewCipher([]byte(s.RelayPassword)) // want `CL604: .*is a password`
}

// request is what a client sends.
type request struct {
	Password string `json:"password"`
	Code     string `json:"code"`
}

func goodCodeBesideAPasswordInARequest(r *http.Request) ([]byte, error) {
	var sent request
	if err := json.NewDecoder(r.Body).Decode(&sent); err != nil {
		return nil, err
	}
	password := sent.Password
	connect(password)
	return stdhkdf.Key(sha256.New, []byte(sent.Code), nil, "store", 32)
}

func badPasswordInARequest(r *http.Request) ([]byte, error) {
	var sent request
	if err := json.NewDecoder(r.Body).Decode(&sent); err != nil {
		return nil, err
	}
	return stdhkdf.Key(sha256.New, []byte(sent.Password), nil, "store", 32) // want `CL604: .*from a password without slowing down guesses`
}

func connect(password string) { println(len(password)) }
