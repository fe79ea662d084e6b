// Package openpgp reads and writes messages as programs do.
package openpgp

import (
	"crypto"
	"errors"
	"io"

	"github.com/ProtonMail/go-crypto/openpgp"
	"github.com/ProtonMail/go-crypto/openpgp/packet"

	"example.test/openpgp/policy"
)

func badUnauthenticated(r io.Reader, keys openpgp.EntityList) (*openpgp.MessageDetails, error) {
	return openpgp.ReadMessage(r, keys, nil, &packet.Config{
		InsecureAllowUnauthenticatedMessages: true, // want "CL906: InsecureAllowUnauthenticatedMessages accepts encrypted messages without an authentication code; why: an attacker can change such a message, .*; fix: leave it out"
	})
}

func legacy() *packet.Config {
	config := &packet.Config{}
	config.InsecureAllowUnauthenticatedMessages = policy.Legacy // want "CL906: InsecureAllowUnauthenticatedMessages accepts"
	return config
}

func badThroughAHelper(r io.Reader, keys openpgp.EntityList) (*openpgp.MessageDetails, error) {
	return openpgp.ReadMessage(r, keys, nil, legacy())
}

type mailer struct{ config *packet.Config }

func newMailer() *mailer {
	return &mailer{config: &packet.Config{DefaultCipher: packet.Cipher3DES}} // want "CL906: DefaultCipher encrypts messages with Triple DES, which has blocks of 64 bits"
}

func (m *mailer) badField(w io.Writer, to []*openpgp.Entity) (io.WriteCloser, error) {
	return openpgp.Encrypt(w, to, nil, nil, m.config)
}

func badCipherOfAnotherPackage(w io.Writer, password []byte) (io.WriteCloser, error) {
	return openpgp.SymmetricallyEncrypt(w, password, nil, &packet.Config{DefaultCipher: policy.Cipher}) // want "CL906: DefaultCipher encrypts messages with CAST5"
}

func badBits(keys openpgp.EntityList, signed, signature io.Reader) error {
	_, err := openpgp.CheckDetachedSignature(keys, signed, signature, &packet.Config{MinRSABits: policy.MinBits}) // want "CL906: MinRSABits accepts RSA keys of 1024 bits"
	return err
}

func badRejectsNothing(keys openpgp.EntityList, signed, signature io.Reader) error {
	config := &packet.Config{
		RejectHashAlgorithms:      map[crypto.Hash]bool{},                   // want "CL906: RejectHashAlgorithms is empty, so nothing is rejected; why: .*; fix: leave RejectHashAlgorithms out"
		RejectPublicKeyAlgorithms: make(map[packet.PublicKeyAlgorithm]bool), // want "CL906: RejectPublicKeyAlgorithms is empty"
	}
	_, err := openpgp.CheckDetachedSignature(keys, signed, signature, config)
	return err
}

func badTooEarly(r io.Reader, keys openpgp.EntityList) ([]byte, error) {
	md, err := openpgp.ReadMessage(r, keys, nil, nil)
	if err != nil {
		return nil, err
	}
	if md.SignatureError != nil { // want "CL906: SignatureError is read before UnverifiedBody, and is always nil then; why: an attacker can change a signed message, .*; fix: read UnverifiedBody to its end first"
		return nil, md.SignatureError
	}
	return io.ReadAll(md.UnverifiedBody)
}

func badTooEarlyWithSigner(r io.Reader, keys openpgp.EntityList, w io.Writer) error {
	md, err := openpgp.ReadMessage(r, keys, nil, nil)
	if err != nil {
		return err
	}
	if !md.IsSigned || md.SignedBy == nil {
		return errors.New("not signed by a known key")
	}
	if err := md.SignatureError; err != nil { // want "CL906: SignatureError is read before"
		return err
	}
	_, err = io.Copy(w, md.UnverifiedBody)
	return err
}
