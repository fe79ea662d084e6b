package fixednonce

import (
	"crypto/aes"
	"crypto/cipher"
	"io"
)

// More than the last block leaves.

func badCiphertextBesideTag(block cipher.Block, blocks []byte) (ciphertext, tag []byte) {
	chain := make([]byte, len(blocks))
	cipher.NewCBCEncrypter(block, make([]byte, aes.BlockSize)).CryptBlocks(chain, blocks) // want `CL205: .*zero`
	return chain, chain[len(chain)-aes.BlockSize:]
}

func badSentAfterTagWasTaken(block cipher.Block, w io.Writer, body []byte) ([]byte, error) {
	tag := make([]byte, 16)
	cipher.NewCBCEncrypter(block, make([]byte, 16)).CryptBlocks(body, body) // want `CL205: .*zero`
	copy(tag, body[len(body)-16:])
	_, err := w.Write(body)
	return tag, err
}

// sealAndTag leaves the ciphertext in the buffer of its caller.
func (c *channel) sealAndTag(body []byte) error {
	block, err := aes.NewCipher(c.key)
	if err != nil {
		return err
	}
	cipher.NewCBCEncrypter(block, make([]byte, 16)).CryptBlocks(body, body) // want `CL205: .*zero`
	copy(c.mac[:], body[len(body)-16:])
	return nil
}

func (c *channel) badCallerSendsWhatWasTagged(w io.Writer, body []byte) error {
	if err := c.sealAndTag(body); err != nil {
		return err
	}
	_, err := w.Write(append(body, c.mac[:]...))
	return err
}

func badAllThatHelperReturns(block cipher.Block, blocks []byte) []byte {
	return chained(block, make([]byte, 16), blocks) // want `CL205: .*zero`
}
