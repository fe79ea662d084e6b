// Package sealer encrypts with a password that people enter.
package sealer

import (
	"crypto/cipher"

	"example.test/passwordkey/recipients"
)

func goodStretched(passphrase, salt []byte) (cipher.Block, error) {
	return recipients.Wrap(recipients.Recipient{Algorithm: "PBES2", Key: passphrase, Salt: salt})
}

func badDirect(passphrase []byte) (cipher.Block, error) {
	return recipients.Direct(passphrase) // want "CL604: the key of aes.NewCipher, called by recipients.Direct, is a password"
}
