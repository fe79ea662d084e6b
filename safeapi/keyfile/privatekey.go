package keyfile

import (
	"bytes"
	"crypto"
	"crypto/rsa"
	"crypto/x509"
	"encoding/pem"
	"fmt"
	"strings"

	"github.com/cryptolint/cryptolint/safeapi/internal/publickey"
	"github.com/cryptolint/cryptolint/safeapi/secret"
)

// ReadPrivateKey reads a private key that is in the clear, in PEM: PKCS #8
// ("PRIVATE KEY"), PKCS #1 ("RSA PRIVATE KEY") or SEC 1 ("EC PRIVATE KEY"). It
// returns an *rsa.PrivateKey, *ecdsa.PrivateKey or ed25519.PrivateKey, for
// packages sign, rsaoaep and tlsconf among others.
//
// The permissions of the file are all that protects such a key. They are checked
// as [Read] does. For a key under a passphrase, use package pemkey.
func ReadPrivateKey(path string) (crypto.Signer, error) {
	text, err := Read(path)
	if err != nil {
		return nil, err
	}
	defer text.Wipe()
	key, err := ParsePrivateKey(text)
	if err != nil {
		return nil, fmt.Errorf("keyfile: read %s: %w", path, err)
	}
	return key, nil
}

// ParsePrivateKey reads what [ReadPrivateKey] reads, from a place that is not a
// file, such as a secrets manager. The text holds one key and nothing after it;
// the block "EC PARAMETERS" that OpenSSL writes before a key is skipped. RSA keys
// below 2048 and above 8192 bits are refused (NIST SP 800-131A). Every error is
// an ErrPrivateKey and holds nothing of the key.
func ParsePrivateKey(text secret.Bytes) (crypto.Signer, error) {
	raw := text.Reveal()
	defer secret.Wipe(raw)
	block, rest := pem.Decode(raw)
	if block != nil && block.Type == "EC PARAMETERS" {
		block, rest = pem.Decode(rest)
	}
	if block == nil {
		return nil, fmt.Errorf("%w: there is no PEM block", ErrPrivateKey)
	}
	defer secret.Wipe(block.Bytes)
	if len(bytes.TrimSpace(rest)) != 0 {
		return nil, fmt.Errorf("%w: something follows the key", ErrPrivateKey)
	}
	key, err := parseBlock(block)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrPrivateKey, err)
	}
	if k, ok := key.(*rsa.PrivateKey); ok {
		if err := publickey.CheckRSA(&k.PublicKey); err != nil {
			return nil, fmt.Errorf("%w: %w", ErrPrivateKey, err)
		}
	}
	signer, ok := key.(crypto.Signer)
	if !ok {
		return nil, fmt.Errorf("%w: a key of type %T does not sign", ErrPrivateKey, key)
	}
	return signer, nil
}

func parseBlock(block *pem.Block) (any, error) {
	if block.Headers["DEK-Info"] != "" || strings.HasPrefix(block.Type, "ENCRYPTED") {
		return nil, fmt.Errorf("it is under a passphrase; use package pemkey")
	}
	switch block.Type {
	case "PRIVATE KEY":
		return x509.ParsePKCS8PrivateKey(block.Bytes)
	case "RSA PRIVATE KEY":
		return x509.ParsePKCS1PrivateKey(block.Bytes)
	case "EC PRIVATE KEY":
		return x509.ParseECPrivateKey(block.Bytes)
	}
	return nil, fmt.Errorf("the PEM block is a %.40q", block.Type)
}
