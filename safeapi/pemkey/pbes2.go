package pemkey

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/fips140"
	"crypto/pbkdf2"
	"crypto/rand"
	"crypto/sha1"
	"crypto/sha256"
	"crypto/sha512"
	"crypto/x509/pkix"
	"encoding/asn1"
	"errors"
	"fmt"
	"hash"
	"math/bits"

	"golang.org/x/crypto/scrypt"

	"github.com/cryptolint/cryptolint/safeapi/secret"
)

const (
	saltSize   = 16      // bytes; RFC 8018 asks for 8, NIST SP 800-132 for 16
	iterations = 600_000 // OWASP Password Storage Cheat Sheet, PBKDF2-HMAC-SHA-256

	maxIterations   = 4_000_000
	maxScryptMemory = 64 << 20  // bytes, 128·N·r
	maxScryptWork   = 512 << 20 // bytes, 128·N·r·p
	maxSalt         = 1024      // bytes
)

var (
	oidPBES2  = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 5, 13}           // RFC 8018, A.4
	oidPBKDF2 = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 5, 12}           // RFC 8018, A.2
	oidScrypt = asn1.ObjectIdentifier{1, 3, 6, 1, 4, 1, 11591, 4, 11}        // RFC 7914, 7
	oidSHA256 = asn1.ObjectIdentifier{1, 2, 840, 113549, 2, 9}               // RFC 8018, B.1.2
	oidAES256 = asn1.ObjectIdentifier{2, 16, 840, 1, 101, 3, 4, 1, 42}       // RFC 8018, B.2.5
	asn1Null  = asn1.RawValue{Tag: asn1.TagNull, FullBytes: []byte{0x05, 0}} // parameters of an HMAC
)

// prfs are the HMACs that PBKDF2 can use (RFC 8018, B.1). HMAC-SHA-1 is not
// broken, and is what PBKDF2 uses where a file names none.
var prfs = []struct {
	oid asn1.ObjectIdentifier
	new func() hash.Hash
}{
	{asn1.ObjectIdentifier{1, 2, 840, 113549, 2, 7}, sha1.New},
	{asn1.ObjectIdentifier{1, 2, 840, 113549, 2, 8}, sha256.New224},
	{oidSHA256, sha256.New},
	{asn1.ObjectIdentifier{1, 2, 840, 113549, 2, 10}, sha512.New384},
	{asn1.ObjectIdentifier{1, 2, 840, 113549, 2, 11}, sha512.New},
}

// ciphers are the key sizes in bytes of AES in CBC mode (RFC 8018, B.2.5).
var ciphers = []struct {
	oid asn1.ObjectIdentifier
	key int
}{
	{asn1.ObjectIdentifier{2, 16, 840, 1, 101, 3, 4, 1, 2}, 16},
	{asn1.ObjectIdentifier{2, 16, 840, 1, 101, 3, 4, 1, 22}, 24},
	{oidAES256, 32},
}

// The structures of the file.
type (
	encryptedPrivateKeyInfo struct { // RFC 5958, 3
		Algorithm algorithm[pbes2Params]
		Data      []byte
	}
	algorithm[P any] struct {
		OID    asn1.ObjectIdentifier
		Params P
	}
	pbes2Params struct { // RFC 8018, A.4
		KDF    pkix.AlgorithmIdentifier
		Cipher algorithm[[]byte] // the IV
	}
	pbkdf2Params struct { // RFC 8018, A.2
		Salt       []byte
		Iterations int
		KeyLength  int                      `asn1:"optional"`
		PRF        pkix.AlgorithmIdentifier `asn1:"optional"`
	}
	scryptParams struct { // RFC 7914, 7.1
		Salt      []byte
		N, R, P   int
		KeyLength int `asn1:"optional"`
	}
)

// encrypted is a parsed file.
type encrypted struct {
	derive   func(passphrase []byte) ([]byte, error)
	keySize  int    // bytes
	iv, data []byte // data is whole blocks, at least one
	modern   bool   // the function and its cost are those of Encode
}

func (e *encrypted) current() bool { return e.modern && e.keySize == 32 }

// seal encrypts the key.
func seal(plain, passphrase, salt []byte) ([]byte, error) {
	key, err := pbkdf2.Key(sha256.New, string(passphrase), salt, iterations, 32)
	if err != nil {
		return nil, fmt.Errorf("pemkey: derive the key: %w", err)
	}
	defer secret.Wipe(key)
	block, err := aes.NewCipher(key)
	if err != nil {
		return nil, fmt.Errorf("pemkey: set up AES: %w", err)
	}
	iv := make([]byte, aes.BlockSize)
	rand.Read(iv)
	data := pad(plain)
	cipher.NewCBCEncrypter(block, iv).CryptBlocks(data, data)

	kdf, err := asn1.Marshal(pbkdf2Params{salt, iterations, len(key), pkix.AlgorithmIdentifier{Algorithm: oidSHA256, Parameters: asn1Null}})
	if err != nil {
		return nil, fmt.Errorf("pemkey: encode the parameters: %w", err)
	}
	var info encryptedPrivateKeyInfo
	info.Algorithm.OID = oidPBES2
	info.Algorithm.Params.KDF = pkix.AlgorithmIdentifier{Algorithm: oidPBKDF2, Parameters: asn1.RawValue{FullBytes: kdf}}
	info.Algorithm.Params.Cipher = algorithm[[]byte]{oidAES256, iv}
	info.Data = data
	return asn1.Marshal(info)
}

// open decrypts the key.
func (e *encrypted) open(passphrase []byte) ([]byte, error) {
	key, err := e.derive(passphrase)
	if err != nil {
		return nil, fmt.Errorf("%w: %v", ErrFormat, err)
	}
	defer secret.Wipe(key)
	block, err := aes.NewCipher(key)
	if err != nil {
		return nil, fmt.Errorf("%w: %v", ErrFormat, err)
	}
	plain := make([]byte, len(e.data))
	cipher.NewCBCDecrypter(block, e.iv).CryptBlocks(plain, e.data)
	unpadded, ok := unpad(plain)
	if !ok {
		secret.Wipe(plain)
		return nil, ErrDecrypt
	}
	return unpadded, nil
}

func parseDER(der []byte) (*encrypted, error) {
	var info encryptedPrivateKeyInfo
	if !unmarshal(der, &info) || !info.Algorithm.OID.Equal(oidPBES2) {
		return nil, fmt.Errorf("%w: not PBES2", ErrFormat)
	}
	params := info.Algorithm.Params
	e := &encrypted{iv: params.Cipher.Params, data: info.Data}
	for _, c := range ciphers {
		if c.oid.Equal(params.Cipher.OID) {
			e.keySize = c.key
		}
	}
	if e.keySize == 0 {
		return nil, fmt.Errorf("%w: cipher %v is not AES-CBC", ErrFormat, params.Cipher.OID)
	}
	if len(e.iv) != aes.BlockSize || len(e.data) == 0 || len(e.data)%aes.BlockSize != 0 {
		return nil, fmt.Errorf("%w: wrong length of the IV or of the data", ErrFormat)
	}
	switch {
	case params.KDF.Algorithm.Equal(oidPBKDF2):
		return e, e.usePBKDF2(params.KDF.Parameters.FullBytes)
	case params.KDF.Algorithm.Equal(oidScrypt):
		return e, e.useScrypt(params.KDF.Parameters.FullBytes)
	}
	return nil, fmt.Errorf("%w: key derivation %v is neither PBKDF2 nor scrypt", ErrFormat, params.KDF.Algorithm)
}

func (e *encrypted) usePBKDF2(der []byte) error {
	var p pbkdf2Params
	if !unmarshal(der, &p) || len(p.Salt) > maxSalt || (p.KeyLength != 0 && p.KeyLength != e.keySize) {
		return fmt.Errorf("%w: wrong parameters of PBKDF2", ErrFormat)
	}
	if p.Iterations < 1 || p.Iterations > maxIterations {
		return fmt.Errorf("%w: %d iterations, want 1…%d", ErrFormat, p.Iterations, maxIterations)
	}
	var prf func() hash.Hash
	for _, known := range prfs {
		if known.oid.Equal(p.PRF.Algorithm) || len(p.PRF.Algorithm) == 0 {
			prf = known.new // the first one is the default
			break
		}
	}
	if prf == nil {
		return fmt.Errorf("%w: PBKDF2 with unknown function %v", ErrFormat, p.PRF.Algorithm)
	}
	e.modern = p.PRF.Algorithm.Equal(oidSHA256) && p.Iterations >= iterations && len(p.Salt) >= saltSize
	e.derive = func(passphrase []byte) ([]byte, error) {
		return pbkdf2.Key(prf, string(passphrase), p.Salt, p.Iterations, e.keySize)
	}
	return nil
}

func (e *encrypted) useScrypt(der []byte) error {
	var p scryptParams
	if !unmarshal(der, &p) || len(p.Salt) > maxSalt || (p.KeyLength != 0 && p.KeyLength != e.keySize) {
		return fmt.Errorf("%w: wrong parameters of scrypt", ErrFormat)
	}
	if p.N < 2 || p.R < 1 || p.P < 1 || bits.OnesCount64(uint64(p.N)) != 1 {
		return fmt.Errorf("%w: wrong parameters of scrypt", ErrFormat)
	}
	const unit = 128 // bytes
	if p.R > maxScryptMemory/unit/p.N || p.P > maxScryptWork/unit/p.N/p.R {
		return fmt.Errorf("%w: scrypt wants more than %d MiB of memory, or %d MiB of work",
			ErrFormat, maxScryptMemory>>20, maxScryptWork>>20)
	}
	e.derive = func(passphrase []byte) ([]byte, error) {
		if fips140.Enforced() { // scrypt is not approved, and would panic
			return nil, errors.New("scrypt under fips140=only")
		}
		return scrypt.Key(passphrase, p.Salt, p.N, p.R, p.P, e.keySize)
	}
	return nil
}

// unmarshal reads DER with nothing after it.
func unmarshal(der []byte, v any) bool {
	rest, err := asn1.Unmarshal(der, v)
	return err == nil && len(rest) == 0
}

// pad returns a padded copy (PKCS #7; RFC 8018, 6.1.1).
func pad(plain []byte) []byte {
	n := aes.BlockSize - len(plain)%aes.BlockSize
	padded := make([]byte, len(plain)+n)
	for i := copy(padded, plain); i < len(padded); i++ {
		padded[i] = byte(n)
	}
	return padded
}

// unpad need not run in constant time: it serves somebody who holds the file and the
// passphrase, and there is no message to send a second time.
func unpad(padded []byte) ([]byte, bool) {
	n := int(padded[len(padded)-1])
	if n < 1 || n > aes.BlockSize || n > len(padded) {
		return nil, false
	}
	for _, b := range padded[len(padded)-n:] {
		if int(b) != n {
			return nil, false
		}
	}
	return padded[:len(padded)-n], true
}
