package passwordkey

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/sha256"
	"errors"

	"golang.org/x/crypto/pbkdf2"
)

// recipient is somebody who can read a message: by what, the algorithm says.
type recipient struct {
	algorithm string
	secret    any
	salt      []byte
}

func newRecipient(algorithm string, secret any, salt []byte) *recipient {
	return &recipient{algorithm, secret, salt}
}

// The secret is a password for one algorithm, and a key for others.
func (r *recipient) goodCipher() (cipher.Block, error) {
	if r.algorithm == "PBES2" {
		password, ok := r.secret.([]byte)
		if !ok {
			return nil, errors.New("a password is needed")
		}
		return aes.NewCipher(pbkdf2.Key(password, r.salt, 600_000, 32, sha256.New))
	}
	key, ok := r.secret.([]byte)
	if !ok {
		return nil, errors.New("a key is needed")
	}
	return aes.NewCipher(key)
}

// sender is the other end.
type sender struct {
	algorithm   string
	given, salt []byte
}

func newSender(algorithm string, given, salt []byte) *sender { return &sender{algorithm, given, salt} }

func (s *sender) goodSwitch() (cipher.Block, error) {
	switch s.algorithm {
	case "direct":
		return aes.NewCipher(s.given)
	case "PBES2":
		passphrase := s.given
		return aes.NewCipher(pbkdf2.Key(passphrase, s.salt, 600_000, 32, sha256.New))
	}
	return nil, errors.New("unknown algorithm")
}

// vault asks for a password, and uses it as the key.
type vaultOf struct{ entered []byte }

func newVaultOf(entered []byte) *vaultOf { return &vaultOf{entered} }

func (v *vaultOf) badAfterCheck() (cipher.Block, error) {
	password := v.entered
	if len(password) == 0 {
		return nil, errors.New("a password is needed")
	}
	return aes.NewCipher(v.entered) // want "CL604: the key of aes.NewCipher is a password"
}

func (v *vaultOf) badInEitherBranch(long bool) (cipher.Block, error) {
	if long {
		passphrase := v.entered
		return aes.NewCipher(passphrase) // want "CL604: the key of aes.NewCipher is a password"
	}
	return nil, errors.New("too short")
}
