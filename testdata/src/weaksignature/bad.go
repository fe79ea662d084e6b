// Package weaksignature signs and verifies digests of broken hashes (bad*.go),
// and uses the same hashes where nothing depends on their resistance to
// collisions (good*.go).
package weaksignature

import (
	"bytes"
	"crypto"
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/md5"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha1"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"io"
	"math/big"
	"net/url"
	"os"
	"sort"
	"strings"

	"golang.org/x/crypto/md4"
	"golang.org/x/crypto/ripemd160"
)

// A payment gateway whose protocol says sign_type=RSA.
func badPaymentOrderSignedWithSHA1(key *rsa.PrivateKey, order url.Values) (string, error) {
	names := make([]string, 0, len(order))
	for name := range order {
		names = append(names, name)
	}
	sort.Strings(names)
	var text strings.Builder
	for i, name := range names {
		if i > 0 {
			text.WriteByte('&')
		}
		text.WriteString(name + "=" + order.Get(name))
	}
	h := sha1.New()
	h.Write([]byte(text.String()))
	signature, err := rsa.SignPKCS1v15(rand.Reader, key, crypto.SHA1, h.Sum(nil)) // want "CL101: .*rsa.SignPKCS1v15.*SHA-1"
	if err != nil {
		return "", fmt.Errorf("sign order: %w", err)
	}
	return base64.StdEncoding.EncodeToString(signature), nil
}

// A firmware image, hashed on the way to the disk.
func badFirmwareHashedWhileCopied(key *rsa.PrivateKey, dst io.Writer, image io.Reader) ([]byte, error) {
	h := md5.New()
	if _, err := io.Copy(io.MultiWriter(dst, h), image); err != nil {
		return nil, err
	}
	return rsa.SignPKCS1v15(rand.Reader, key, crypto.MD5, h.Sum(nil)) // want "CL101: .*MD5"
}

func badFileReadThroughTee(key *ecdsa.PrivateKey, f *os.File) ([]byte, []byte, error) {
	h := sha1.New()
	content, err := io.ReadAll(io.TeeReader(f, h))
	if err != nil {
		return nil, nil, err
	}
	signature, err := ecdsa.SignASN1(rand.Reader, key, h.Sum(nil)) // want "CL101: .*ecdsa.SignASN1.*SHA-1"
	return content, signature, err
}

// PSS does not help: the digest is what collides.
func badSHA1DigestSignedWithPSS(key *rsa.PrivateKey, manifest []byte) ([]byte, error) {
	digest := sha1.Sum(manifest)
	opts := &rsa.PSSOptions{SaltLength: rsa.PSSSaltLengthEqualsHash}
	return rsa.SignPSS(rand.Reader, key, crypto.SHA1, digest[:], opts) // want "CL101: .*rsa.SignPSS.*SHA-1"
}

// ECDSA is not told which hash it signs.
func badMD5DigestSignedWithECDSA(key *ecdsa.PrivateKey, license []byte) ([]byte, error) {
	sum := md5.Sum(license)
	return ecdsa.SignASN1(rand.Reader, key, sum[:]) // want "CL101: .*MD5"
}

func badSHA1DigestSignedAsTwoIntegers(key *ecdsa.PrivateKey, ticket []byte) (r, s *big.Int, err error) {
	sum := sha1.Sum(ticket)
	return ecdsa.Sign(rand.Reader, key, sum[:]) // want "CL101: .*SHA-1"
}

// Ed25519 hashes its message with SHA-512; it cannot undo a collision in what
// it is given.
func badSHA1DigestSignedWithEd25519(key ed25519.PrivateKey, archive []byte) []byte {
	sum := sha1.Sum(archive)
	return ed25519.Sign(key, sum[:]) // want "CL101: .*SHA-1"
}

func badDigestThroughCryptoSigner(key crypto.Signer, statement []byte) ([]byte, error) {
	h := crypto.SHA1.New()
	h.Write(statement)
	return key.Sign(rand.Reader, h.Sum(nil), crypto.SHA1) // want "CL101: .*SHA-1"
}

func badSignerWithPSSOptions(key crypto.Signer, statement []byte) ([]byte, error) {
	digest := sha1.Sum(statement)
	opts := &rsa.PSSOptions{SaltLength: rsa.PSSSaltLengthAuto, Hash: crypto.SHA1}
	return key.Sign(rand.Reader, digest[:], opts) // want "CL101: .*SHA-1"
}

func badSignerOfRSAKey(key *rsa.PrivateKey, statement []byte) ([]byte, error) {
	digest := md5.Sum(statement)
	return key.Sign(rand.Reader, digest[:], crypto.MD5) // want "CL101: .*MD5"
}

// The options say SHA-256, which only sets the nonce of an ECDSA key's Sign;
// the digest is a SHA-1 digest all the same.
func badDigestOtherThanTheOptionsSay(key *ecdsa.PrivateKey, statement []byte) ([]byte, error) {
	digest := sha1.Sum(statement)
	return key.Sign(rand.Reader, digest[:], crypto.SHA256) // want "CL101: .*SHA-1"
}

// crypto.SignMessage hashes by itself, with the hash of its options.
func badSignMessageWithSHA1(key crypto.Signer, message []byte) ([]byte, error) {
	return crypto.SignMessage(key, rand.Reader, message, crypto.SHA1) // want "CL101: .*SHA-1"
}

// The digest of TLS 1.1 and older.
func badMD5SHA1OfOldTLS(key *rsa.PrivateKey, transcript []byte) ([]byte, error) {
	md5sum := md5.Sum(transcript)
	sha1sum := sha1.Sum(transcript)
	digest := append(md5sum[:], sha1sum[:]...)
	return rsa.SignPKCS1v15(rand.Reader, key, crypto.MD5SHA1, digest) // want "CL101: .*(MD5|SHA-?1)"
}

func badRIPEMD160OfMessage(key *rsa.PrivateKey, message []byte) ([]byte, error) {
	h := ripemd160.New()
	h.Write(message)
	return rsa.SignPKCS1v15(rand.Reader, key, crypto.RIPEMD160, h.Sum(nil)) // want "CL101: .*RIPEMD-160"
}

func badMD4OfMessage(key *ecdsa.PrivateKey, message []byte) ([]byte, error) {
	h := md4.New()
	io.WriteString(h, "v1:")
	h.Write(message)
	return ecdsa.SignASN1(rand.Reader, key, h.Sum(nil)) // want "CL101: .*MD4"
}

// The zero crypto.Hash leaves the name of the hash out of the signature; the
// digest is what it is.
func badHashLeftZero(key *rsa.PrivateKey, message string) ([]byte, error) {
	var hash crypto.Hash
	digest := md5.Sum([]byte(message))
	return rsa.SignPKCS1v15(rand.Reader, key, hash, digest[:]) // want "CL101: .*MD5"
}

// The ASN.1 header of a SHA-1 DigestInfo, put in front by hand.
var sha1Header = []byte{0x30, 0x21, 0x30, 0x09, 0x06, 0x05, 0x2b, 0x0e, 0x03, 0x02, 0x1a, 0x05, 0x00, 0x04, 0x14}

func badDigestInfoBuiltByHand(key *rsa.PrivateKey, message []byte) ([]byte, error) {
	digest := sha1.Sum(message)
	info := make([]byte, 0, len(sha1Header)+len(digest))
	info = append(info, sha1Header...)
	info = append(info, digest[:]...)
	return rsa.SignPKCS1v15(rand.Reader, key, crypto.Hash(0), info) // want "CL101: .*SHA-1"
}

// An XML signature: the canonical form is hashed, then signed.
func badCanonicalDocumentSigned(key *rsa.PrivateKey, document []byte) ([]byte, error) {
	canonical := bytes.ReplaceAll(document, []byte("\r\n"), []byte("\n"))
	h := sha1.New()
	if _, err := h.Write(canonical); err != nil {
		return nil, err
	}
	var digest [sha1.Size]byte
	copy(digest[:], h.Sum(nil))
	return rsa.SignPKCS1v15(rand.Reader, key, crypto.SHA1, digest[:]) // want "CL101: .*SHA-1"
}

// The digest is encoded for the log and decoded for the signature.
func badDigestThroughBase64(key *ecdsa.PrivateKey, record any) ([]byte, error) {
	text, err := json.Marshal(record)
	if err != nil {
		return nil, err
	}
	sum := sha1.Sum(text)
	name := base64.RawURLEncoding.EncodeToString(sum[:])
	fmt.Println("signing", name)
	digest, err := base64.RawURLEncoding.DecodeString(name)
	if err != nil {
		return nil, err
	}
	return ecdsa.SignASN1(rand.Reader, key, digest) // want "CL101: .*SHA-1"
}
