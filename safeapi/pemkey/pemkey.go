// Package pemkey stores private keys in PEM files that are encrypted with a
// passphrase, in the format that OpenSSL, Java, Python and web servers read:
// PKCS #8 with PBES2 (RFC 5958, RFC 8018).
//
// [Encode] writes
//
//	-----BEGIN ENCRYPTED PRIVATE KEY-----
//	base64 of EncryptedPrivateKeyInfo (DER):
//	    SEQUENCE
//	        SEQUENCE                          encryptionAlgorithm
//	            OID 1.2.840.113549.1.5.13     PBES2
//	            SEQUENCE
//	                SEQUENCE                  key derivation
//	                    OID 1.2.840.113549.1.5.12   PBKDF2
//	                    SEQUENCE
//	                        OCTET STRING      salt, 16 random bytes
//	                        INTEGER 600000    iterations
//	                        INTEGER 32        key length
//	                        SEQUENCE { OID 1.2.840.113549.2.9, NULL }   HMAC-SHA-256
//	                SEQUENCE                  cipher
//	                    OID 2.16.840.1.101.3.4.1.42   AES-256-CBC
//	                    OCTET STRING          IV, 16 random bytes
//	        OCTET STRING                      the PKCS #8 key, PKCS #7 padded, encrypted
//	-----END ENCRYPTED PRIVATE KEY-----
//
// 600,000 iterations is the OWASP Password Storage Cheat Sheet's number for
// PBKDF2-HMAC-SHA-256; it takes about 0.2 s. scrypt would be stronger, but
// OpenSSL refuses to read what it considers too much memory.
//
// [Decode] also reads what others write: PBKDF2 with HMAC-SHA-1, -224, -256,
// -384 and -512, scrypt, and AES-128, -192 and -256 in CBC mode. DES, 3DES, RC2
// and the schemes before PBES2 are refused, as are keys in the clear, keys with
// attributes, and RSA below 2048 and above 8192 bits (NIST SP 800-131A).
// [Outdated] reports whether a file should be written anew.
//
// A file decides how much work Decode does, so it is bounded before any work:
// 4,000,000 iterations, or 64 MiB of memory and 512 MiB of work for scrypt. That
// takes at most about seven times as long as a file of Encode.
//
// What the format cannot do: it has no authentication tag. The passphrase
// hides the key; it does not prove that nobody changed the file. An attacker
// who can write the file may be able to replace the key with another one,
// without the passphrase. Compare the public key with the one that you expect:
// [DecodeFor] does. What is known to work against other programs, a key of the
// attacker followed by garbage, Decode refuses: it reads the one DER encoding
// of a key, with nothing after it or inside of it.
//
// All functions are safe for concurrent use. What Encode does is approved under
// FIPS 140-3 and works with GODEBUG=fips140=only, as does reading it. Under that
// setting Decode refuses, with ErrFormat, files with scrypt, HMAC-SHA-1 or a
// salt of less than 16 bytes.
package pemkey

import (
	"bytes"
	"crypto"
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"encoding/pem"
	"errors"
	"fmt"

	"github.com/cryptolint/cryptolint/safeapi/internal/publickey"
	"github.com/cryptolint/cryptolint/safeapi/secret"
)

// The errors of this package.
var (
	// ErrDecrypt means that the passphrase is wrong or the file is damaged;
	// which of them, the format cannot tell.
	ErrDecrypt = errors.New("pemkey: wrong passphrase or damaged key")

	// ErrFormat means that the file is not an encrypted private key that this
	// package reads. The text of the error says why.
	ErrFormat = errors.New("pemkey: not a readable encrypted private key")

	// ErrKey means that the key cannot be written, because it is not an RSA,
	// ECDSA or Ed25519 private key of the standard library, or because it is RSA
	// below 2048 or above 8192 bits.
	ErrKey = errors.New("pemkey: not a key that can be written")

	// ErrPublicKey means that the file does not hold the private key of the
	// expected public key: somebody may have replaced it.
	ErrPublicKey = errors.New("pemkey: the file holds another key than the expected one")

	// ErrPassphrase means that the passphrase is empty.
	ErrPassphrase = errors.New("pemkey: empty passphrase")
)

const blockType = "ENCRYPTED PRIVATE KEY"

// maxFile bounds the PEM text in bytes. An RSA key of 8192 bits takes 7 kB.
const maxFile = 64 << 10

// Encode returns the private key, encrypted with the passphrase, as a PEM
// block. The key is an *rsa.PrivateKey, *ecdsa.PrivateKey or
// ed25519.PrivateKey.
//
// An attacker who copies the file can guess the passphrase offline, some
// thousands of times a second with each graphics card: use one of
// password.Passphrase or a random token, not one that a person made up.
func Encode(key crypto.Signer, passphrase []byte) ([]byte, error) {
	if len(passphrase) == 0 {
		return nil, ErrPassphrase
	}
	plain, err := marshal(key)
	if err != nil {
		return nil, err
	}
	defer secret.Wipe(plain)
	salt := make([]byte, saltSize)
	rand.Read(salt) // never fails since Go 1.24: it ends the program instead
	der, err := seal(plain, passphrase, salt)
	if err != nil {
		return nil, err
	}
	return pem.EncodeToMemory(&pem.Block{Type: blockType, Bytes: der}), nil
}

// marshal returns ErrKey where x509 would panic on a nil key, too.
func marshal(key crypto.Signer) (der []byte, err error) {
	defer func() {
		if recover() != nil {
			der, err = nil, fmt.Errorf("%w: incomplete %T", ErrKey, key)
		}
	}()
	if k, ok := key.(*rsa.PrivateKey); ok {
		if err := publickey.CheckRSA(&k.PublicKey); err != nil {
			return nil, fmt.Errorf("%w: %w", ErrKey, err)
		}
	}
	der, err = x509.MarshalPKCS8PrivateKey(key)
	if err != nil {
		return nil, fmt.Errorf("%w: %T", ErrKey, key)
	}
	return der, nil
}

// Decode returns the private key of a PEM file: an *rsa.PrivateKey,
// *ecdsa.PrivateKey or ed25519.PrivateKey. Where the public key is known,
// [DecodeFor] is better: it notices that the file was replaced. The file must hold the encrypted
// key and nothing after it; text before it, such as OpenSSL's bag attributes,
// is skipped.
func Decode(file, passphrase []byte) (crypto.Signer, error) {
	block, err := parse(file)
	if err != nil {
		return nil, err
	}
	if len(passphrase) == 0 {
		return nil, ErrPassphrase
	}
	plain, err := block.open(passphrase)
	if err != nil {
		return nil, err
	}
	defer secret.Wipe(plain)
	return parsePKCS8(plain)
}

// DecodeFor is like [Decode], and returns the key only if public is its public
// key: an *rsa.PublicKey, *ecdsa.PublicKey or ed25519.PublicKey, as the Public
// method of the key returned it when the key was made, or as it stands in a
// certificate. For anything else it returns ErrPublicKey.
//
// Use it where somebody else could write to the file: only the public key
// proves that it is still the same one. Keep the public key where they cannot
// write, such as in the program or its configuration.
func DecodeFor(file, passphrase []byte, public crypto.PublicKey) (crypto.Signer, error) {
	switch public.(type) {
	case *rsa.PublicKey, *ecdsa.PublicKey, ed25519.PublicKey:
	default:
		return nil, fmt.Errorf("%w: %T is no public key of RSA, ECDSA or Ed25519", ErrPublicKey, public)
	}
	key, err := Decode(file, passphrase)
	if err != nil {
		return nil, err
	}
	if !samePublic(key.Public(), public) {
		return nil, ErrPublicKey
	}
	return key, nil
}

// samePublic reports whether the keys are equal. It returns false where the
// standard library would panic on an incomplete key.
func samePublic(own, public crypto.PublicKey) (same bool) {
	defer func() {
		if recover() != nil {
			same = false
		}
	}()
	k, ok := own.(interface{ Equal(crypto.PublicKey) bool })
	return ok && k.Equal(public)
}

// Outdated reports whether the file protects its key less than Encode does
// today, or in another way: fewer iterations, another cipher or function. Then
// decode it and write what Encode returns in its place. It needs no passphrase.
// It returns ErrFormat if Decode would.
func Outdated(file []byte) (bool, error) {
	e, err := parse(file)
	if err != nil {
		return false, err
	}
	return !e.current(), nil
}

// parse reads all of the file that is not encrypted.
func parse(file []byte) (*encrypted, error) {
	if len(file) > maxFile {
		return nil, fmt.Errorf("%w: more than %d bytes", ErrFormat, maxFile)
	}
	block, rest := pem.Decode(file)
	switch {
	case block == nil:
		return nil, fmt.Errorf("%w: no PEM block", ErrFormat)
	case len(bytes.TrimSpace(rest)) != 0:
		return nil, fmt.Errorf("%w: something follows the first PEM block", ErrFormat)
	case block.Type == blockType && len(block.Headers) == 0:
		return parseDER(block.Bytes)
	case block.Headers["DEK-Info"] != "":
		return nil, fmt.Errorf("%w: encrypted in the weak format before PKCS #8; convert it with openssl pkcs8 -topk8", ErrFormat)
	}
	return nil, fmt.Errorf("%w: the PEM block is %q, want %q", ErrFormat, clip(block.Type), blockType)
}

// clip keeps a stranger's text short in errors.
func clip(s string) string {
	return s[:min(len(s), 40)]
}
