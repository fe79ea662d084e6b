package passwordkey

import (
	"crypto"
	"crypto/aes"
	"crypto/cipher"
	"crypto/des"
	"crypto/ecdh"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"crypto/sha512"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"io"
	"math/big"
	"os"

	"example.test/passwordkey/stretch"
	"golang.org/x/crypto/argon2"
	"golang.org/x/crypto/chacha20poly1305"
	"golang.org/x/crypto/hkdf"
	"golang.org/x/crypto/nacl/secretbox"
	"golang.org/x/crypto/pbkdf2"
)

func goodArgon2(password string, salt []byte) (cipher.Block, error) {
	return aes.NewCipher(argon2.IDKey([]byte(password), salt, 3, 64<<10, 4, 32))
}

func goodScryptElsewhere(password string, salt []byte) (cipher.AEAD, error) {
	key, err := stretch.Slow(password, salt)
	if err != nil {
		return nil, err
	}
	return stretch.Open(key)
}

func goodHKDFAfterPBKDF2(password string, salt, key []byte) error {
	slow := pbkdf2.Key([]byte(password), salt, 600_000, 32, sha256.New)
	_, err := io.ReadFull(hkdf.New(sha256.New, slow, nil, []byte("files")), key)
	return err
}

func goodDigestOfDerived(password string, salt []byte) (cipher.Block, error) {
	sum := sha256.Sum256(argon2.IDKey([]byte(password), salt, 3, 64<<10, 4, 32))
	return aes.NewCipher(sum[:])
}

// A format with its own slow derivation, such as those of office documents.
func goodRepeated(password string, salt []byte) (cipher.Block, error) {
	sum := sha512.Sum512(append(salt, password...))
	for range 100_000 {
		sum = sha512.Sum512(sum[:])
	}
	return aes.NewCipher(sum[:32])
}

func goodRepeatedState(password string, salt []byte) (cipher.Block, error) {
	h := sha512.New()
	h.Write(salt)
	h.Write([]byte(password))
	key := h.Sum(nil)
	for range 100_000 {
		h.Reset()
		h.Write(key)
		key = h.Sum(nil)
	}
	return aes.NewCipher(key[:32])
}

// The authentication of VNC prescribes DES with the password as its key.
func goodPrescribed(password string, challenge []byte) error {
	key := make([]byte, 8)
	copy(key, password)
	block, err := des.NewCipher(key)
	if err != nil {
		return err
	}
	block.Encrypt(challenge, challenge)
	return nil
}

// A configured secret is random, and may have any length.
func goodSecretOfConfiguration() (cipher.Block, error) {
	sum := sha256.Sum256([]byte(os.Getenv("SECRET_KEY")))
	return aes.NewCipher(sum[:])
}

func goodKeyOfCaller(key []byte) (cipher.Block, error) { return aes.NewCipher(key) }

func goodDecoded(keyHex string) (cipher.Block, error) {
	key, err := hex.DecodeString(keyHex)
	if err != nil {
		return nil, err
	}
	return aes.NewCipher(key)
}

func goodDecodedAgain(raw []byte) (cipher.Block, error) {
	key, err := base64.StdEncoding.DecodeString(base64.StdEncoding.EncodeToString(raw))
	if err != nil {
		return nil, err
	}
	return aes.NewCipher(key)
}

func decode(s string) []byte {
	b, _ := hex.DecodeString(s)
	return b
}

func goodDecodedByAHelper() (cipher.Block, error) {
	raw := make([]byte, 32)
	rand.Read(raw)
	text := hex.EncodeToString(raw)
	return aes.NewCipher(decode(text))
}

func goodNumber(raw []byte) (cipher.Block, error) {
	n, ok := new(big.Int).SetString(hex.EncodeToString(raw), 16)
	if !ok {
		return nil, errors.New("not a number")
	}
	return aes.NewCipher(n.FillBytes(make([]byte, 32)))
}

func goodDigestOfText(raw []byte) (cipher.Block, error) {
	sum := sha256.Sum256([]byte(hex.EncodeToString(raw)))
	return aes.NewCipher(sum[:])
}

// HMAC and HKDF take texts of any length.
func goodTextForMAC(raw []byte) []byte {
	return hmac.New(sha256.New, []byte(hex.EncodeToString(raw))).Sum(nil)
}

func goodTextForHKDF(raw, key []byte) error {
	_, err := hkdf.New(sha256.New, []byte(hex.EncodeToString(raw)), nil, nil).Read(key)
	return err
}

// The key was checked: all of it is there.
func goodCheckedLength(key []byte, text []byte, nonce *[24]byte) ([]byte, error) {
	if len(key) != 32 {
		return nil, errors.New("want 32 bytes")
	}
	var array [32]byte
	copy(array[:], key)
	return secretbox.Seal(nil, text, nonce, &array), nil
}

// The key is random; the password only unlocks where it is kept.
func goodKeyBesidePassword(password string, open func(password string) []byte) (cipher.AEAD, error) {
	return chacha20poly1305.New(open(password))
}

func goodShared(private *ecdh.PrivateKey, peer *ecdh.PublicKey, password string) (cipher.Block, error) {
	shared, err := private.ECDH(peer)
	if err != nil {
		return nil, err
	}
	sum := sha256.Sum256(shared)
	return aes.NewCipher(sum[:])
}

// A digest of what the password was hashed to slowly before.
func goodPasswordHash(passwordHash []byte) (cipher.Block, error) {
	sum := sha256.Sum256(passwordHash)
	return aes.NewCipher(sum[:])
}

func goodTextOfCheckedLength(key string) (cipher.Block, error) {
	if len(key) != 32 {
		return nil, errors.New("want 32 characters")
	}
	array := make([]byte, 32)
	copy(array, key)
	return aes.NewCipher(array)
}

func goodCopiedBytes(derived []byte) (cipher.Block, error) {
	key := make([]byte, 32)
	copy(key, derived)
	return aes.NewCipher(key)
}

func blockFor(name string, key []byte) (cipher.Block, error) {
	if name == "des" {
		return des.NewCipher(key[:8])
	}
	return aes.NewCipher(key[:16])
}

// The header of an old format names the cipher, and the format prescribes the key.
func goodOldFormat(cipherName, password string, salt []byte) (cipher.Block, error) {
	sum := sha256.Sum256(append(salt, password...))
	return blockFor(cipherName, sum[:])
}

// The header of a format says which hash makes the key, as that of OpenPGP does.
func goodHashOfFormat(id uint8, password string, salt, key []byte) error {
	h := crypto.Hash(id).New()
	h.Write(salt)
	h.Write([]byte(password))
	_, err := io.ReadFull(hkdf.New(sha256.New, h.Sum(nil), nil, nil), key)
	return err
}

func goodFittedInside(sealed []byte) ([]byte, bool) {
	return stretch.Decrypt(os.Getenv("CONFIG_KEY"), sealed)
}
