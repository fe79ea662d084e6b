package hardcodedkey

import (
	"crypto/aes"
	"crypto/cipher"
	"os"
)

// Functional options: what sets the key is a function value.

type vaultOptions struct {
	key    []byte
	rounds int
}

type vaultOption func(*vaultOptions)

func withVaultKey(key []byte) vaultOption { return func(o *vaultOptions) { o.key = key } }

func withRounds(rounds int) vaultOption { return func(o *vaultOptions) { o.rounds = rounds } }

func openVault(options ...vaultOption) (cipher.Block, error) {
	o := &vaultOptions{rounds: 10}
	for _, set := range options {
		set(o)
	}
	return aes.NewCipher(o.key)
}

func badKeyAsOption() (cipher.Block, error) {
	return openVault(withVaultKey([]byte("0123456789abcdef")), withRounds(12)) // want `CL605: the key of aes.NewCipher, called by hardcodedkey.withVaultKey, is a constant`
}

func goodKeyAsOption(file string) (cipher.Block, error) {
	key, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	return openVault(withVaultKey(key), withRounds(12))
}
