package passwordkey

import (
	"crypto/aes"
	"crypto/cipher"
	"encoding/base64"
	"encoding/hex"

	"example.test/passwordkey/relay"
)

// Some programs call a key a password that a tool generated and that they decode.

type server struct{ Password string }

func goodDecodedHere(s *server) (cipher.Block, error) {
	key, err := base64.StdEncoding.DecodeString(s.Password)
	if err != nil {
		return nil, err
	}
	return aes.NewCipher(key)
}

func goodDecodedHex(password string) (cipher.Block, error) {
	key, err := hex.DecodeString(password)
	if err != nil {
		return nil, err
	}
	return aes.NewCipher(key)
}

func goodDecodedElsewhere(s *server) (cipher.Block, error) {
	config := new(relay.Config)
	config.Key = s.Password
	return relay.Open(config)
}

func badNotDecoded(s *server) (cipher.Block, error) {
	config := new(relay.Config)
	config.Words = s.Password // want `CL604: the key of aes.NewCipher is a password`
	return relay.OpenWords(config)
}
