package fixednonce

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/ecdh"
	"crypto/hkdf"
	"crypto/rand"
	"crypto/sha256"
	"crypto/sha512"
	"io"

	"golang.org/x/crypto/chacha20poly1305"
	"golang.org/x/crypto/curve25519"
	hkdfx "golang.org/x/crypto/hkdf"
	"golang.org/x/crypto/nacl/secretbox"
	"golang.org/x/crypto/pbkdf2"
	"golang.org/x/crypto/scrypt"
)

// A key that encrypts one message may do so under a fixed nonce. age, ECIES and
// envelope encryption rely on it.

func goodFreshKey(message []byte) (key, sealed []byte, err error) {
	key = make([]byte, chacha20poly1305.KeySize)
	rand.Read(key)
	aead, err := chacha20poly1305.New(key)
	if err != nil {
		return nil, nil, err
	}
	return key, aead.Seal(nil, make([]byte, chacha20poly1305.NonceSize), message, nil), nil
}

func goodFreshSecretboxKey(message []byte) (*[32]byte, []byte) {
	var nonce [24]byte
	key := new([32]byte)
	rand.Read(key[:])
	return key, secretbox.Seal(nil, message, &nonce, key)
}

func goodKeyFromFreshSalt(master, message []byte) ([]byte, error) {
	salt := make([]byte, 32)
	rand.Read(salt)
	key, err := hkdf.Key(sha256.New, master, salt, "backup file v2", 32)
	if err != nil {
		return nil, err
	}
	block, err := aes.NewCipher(key)
	if err != nil {
		return nil, err
	}
	out := make([]byte, len(salt)+len(message))
	copy(out, salt)
	cipher.NewCTR(block, make([]byte, aes.BlockSize)).XORKeyStream(out[len(salt):], message)
	return out, nil
}

func goodKeyFromPasswordAndFreshSalt(password, message []byte) ([]byte, error) {
	salt := make([]byte, 16)
	if _, err := io.ReadFull(rand.Reader, salt); err != nil {
		return nil, err
	}
	key, err := scrypt.Key(password, salt, 1<<17, 8, 1, 32)
	if err != nil {
		return nil, err
	}
	aead, err := chacha20poly1305.New(key)
	if err != nil {
		return nil, err
	}
	var nonce [chacha20poly1305.NonceSize]byte
	return aead.Seal(salt, nonce[:], message, nil), nil
}

// goodKeyAndIVFromFreshSalt is the format of `openssl enc -pbkdf2`.
func goodKeyAndIVFromFreshSalt(password string, padded []byte) ([]byte, error) {
	salt := make([]byte, 8)
	rand.Read(salt)
	derived := pbkdf2.Key([]byte(password), salt, 600_000, 48, sha256.New)
	block, err := aes.NewCipher(derived[:32])
	if err != nil {
		return nil, err
	}
	out := append([]byte("Salted__"), salt...)
	body := make([]byte, len(padded))
	cipher.NewCBCEncrypter(block, derived[32:]).CryptBlocks(body, padded)
	return append(out, body...), nil
}

func goodEphemeralKeyAgreement(peer *ecdh.PublicKey, message []byte) ([]byte, error) {
	ephemeral, err := ecdh.X25519().GenerateKey(rand.Reader)
	if err != nil {
		return nil, err
	}
	shared, err := ephemeral.ECDH(peer)
	if err != nil {
		return nil, err
	}
	key, err := hkdf.Key(sha256.New, shared, ephemeral.PublicKey().Bytes(), "mail", 32)
	if err != nil {
		return nil, err
	}
	block, err := aes.NewCipher(key)
	if err != nil {
		return nil, err
	}
	aead, err := cipher.NewGCM(block)
	if err != nil {
		return nil, err
	}
	sealed := aead.Seal(nil, make([]byte, 12), message, nil)
	return append(ephemeral.PublicKey().Bytes(), sealed...), nil
}

// goodHalvesOfTheSharedSecret is ECIES as SEC 1 has it: key and IV are halves
// of one secret that is made for the message.
func goodHalvesOfTheSharedSecret(peer *ecdh.PublicKey, padded []byte) ([]byte, error) {
	ephemeral, err := peer.Curve().GenerateKey(rand.Reader)
	if err != nil {
		return nil, err
	}
	shared, err := ephemeral.ECDH(peer)
	if err != nil {
		return nil, err
	}
	derived := sha512.Sum512(shared)
	block, err := aes.NewCipher(derived[:32])
	if err != nil {
		return nil, err
	}
	out := make([]byte, len(padded))
	cipher.NewCBCEncrypter(block, derived[32:48]).CryptBlocks(out, padded)
	return out, nil
}

// wrapFileKey encrypts one value under a key that is never used again. All its
// callers derive the key for the occasion.
func wrapFileKey(key, fileKey []byte) ([]byte, error) {
	aead, err := chacha20poly1305.New(key)
	if err != nil {
		return nil, err
	}
	nonce := make([]byte, chacha20poly1305.NonceSize)
	return aead.Seal(nil, nonce, fileKey, nil), nil
}

func goodHelperCalledWithScryptKey(password string, fileKey []byte) ([]byte, []byte, error) {
	salt := make([]byte, 16)
	rand.Read(salt)
	key, err := scrypt.Key([]byte(password), salt, 1<<18, 8, 1, chacha20poly1305.KeySize)
	if err != nil {
		return nil, nil, err
	}
	wrapped, err := wrapFileKey(key, fileKey)
	return salt, wrapped, err
}

func goodHelperCalledWithEphemeralKey(recipient, fileKey []byte) ([]byte, []byte, error) {
	ephemeral := make([]byte, curve25519.ScalarSize)
	rand.Read(ephemeral)
	share, err := curve25519.X25519(ephemeral, curve25519.Basepoint)
	if err != nil {
		return nil, nil, err
	}
	shared, err := curve25519.X25519(ephemeral, recipient)
	if err != nil {
		return nil, nil, err
	}
	key := make([]byte, chacha20poly1305.KeySize)
	if _, err := io.ReadFull(hkdfx.New(sha256.New, shared, share, []byte("recipient")), key); err != nil {
		return nil, nil, err
	}
	wrapped, err := wrapFileKey(key, fileKey)
	return share, wrapped, err
}
