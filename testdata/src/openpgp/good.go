package openpgp

import (
	"crypto"
	"errors"
	"io"

	"github.com/ProtonMail/go-crypto/openpgp"
	"github.com/ProtonMail/go-crypto/openpgp/packet"
)

func goodSigned(r io.Reader, keys openpgp.EntityList) ([]byte, error) {
	md, err := openpgp.ReadMessage(r, keys, nil, nil)
	if err != nil {
		return nil, err
	}
	if !md.IsSigned || md.SignedBy == nil {
		return nil, errors.New("not signed by a known key")
	}
	body, err := io.ReadAll(md.UnverifiedBody)
	if err != nil {
		return nil, err
	}
	if md.SignatureError != nil {
		return nil, md.SignatureError
	}
	return body, nil
}

// goodTwice looks for an error at once, and again at the end.
func goodTwice(r io.Reader, keys openpgp.EntityList) ([]byte, error) {
	md, err := openpgp.ReadMessage(r, keys, nil, nil)
	if err != nil {
		return nil, err
	}
	if md.SignatureError != nil {
		return nil, md.SignatureError
	}
	body, err := io.ReadAll(md.UnverifiedBody)
	if err != nil {
		return nil, err
	}
	return body, md.SignatureError
}

// goodReader reads to the end in another function.
func goodReader(r io.Reader, keys openpgp.EntityList) ([]byte, error) {
	md, err := openpgp.ReadMessage(r, keys, nil, nil)
	if err != nil {
		return nil, err
	}
	body, err := bodyOf(md)
	if err != nil || md.SignatureError != nil {
		return nil, errors.Join(err, md.SignatureError)
	}
	return body, nil
}

func bodyOf(md *openpgp.MessageDetails) ([]byte, error) { return io.ReadAll(md.UnverifiedBody) }

// goodDecrypted is encrypted and not signed, as a secret that the same program stored.
func goodDecrypted(r io.Reader, keys openpgp.EntityList) ([]byte, error) {
	md, err := openpgp.ReadMessage(r, keys, nil, nil)
	if err != nil {
		return nil, err
	}
	return io.ReadAll(md.UnverifiedBody)
}

func goodConfig(w io.Writer, to []*openpgp.Entity) (io.WriteCloser, error) {
	return openpgp.Encrypt(w, to, nil, nil, &packet.Config{DefaultCipher: packet.CipherAES256, MinRSABits: 3072})
}

func goodRejects(keys openpgp.EntityList, signed, signature io.Reader) error {
	_, err := openpgp.CheckDetachedSignature(keys, signed, signature, &packet.Config{
		RejectHashAlgorithms: map[crypto.Hash]bool{crypto.MD5: true, crypto.SHA1: true, crypto.RIPEMD160: true},
	})
	return err
}

func goodConfigured(allow bool) *packet.Config {
	return &packet.Config{InsecureAllowUnauthenticatedMessages: allow}
}

func goodDefault(keys openpgp.EntityList, signed, signature io.Reader) error {
	_, err := openpgp.CheckDetachedSignature(keys, signed, signature, nil)
	return err
}

var ciphers = map[string]packet.CipherFunction{"3des": packet.Cipher3DES, "cast5": packet.CipherCAST5, "aes256": packet.CipherAES256}

// goodSessionKey uses the cipher that a session key is for.
func goodSessionKey(w io.Writer, algorithm string, key, password []byte) error {
	cipher, ok := ciphers[algorithm]
	if !ok {
		return errors.New("unknown algorithm")
	}
	return packet.SerializeSymmetricKeyEncryptedReuseKey(w, key, password, &packet.Config{DefaultCipher: cipher})
}

type options struct{ WeakRSA bool }

func goodChosen(keys openpgp.EntityList, signed, signature io.Reader, o options) error {
	config := &packet.Config{MinRSABits: 2048}
	if o.WeakRSA {
		config.MinRSABits = 1023
	}
	_, err := openpgp.CheckDetachedSignature(keys, signed, signature, config)
	return err
}
