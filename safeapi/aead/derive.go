package aead

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/fips140"
	"crypto/hkdf"
	"crypto/rand"
	"crypto/sha256"

	"github.com/cryptolint/cryptolint/safeapi/secret"
)

// start begins a ciphertext: its header, and the cipher for what follows.
func (k Key) start(f form) (header [headerSize]byte, gcm cipher.AEAD) {
	header[0] = f.version
	copy(header[1:], k.id[:])
	salt := header[1+idSize:][:saltSize]
	rand.Read(salt)
	gcm, commitment := k.derive(f, salt)
	copy(header[headerSize-commitSize:], commitment[:])
	return header, gcm
}

// derive returns the cipher and the commitment of one ciphertext.
func (k Key) derive(f form, salt []byte) (gcm cipher.AEAD, commitment [commitSize]byte) {
	raw := k.key.Reveal()
	defer secret.Wipe(raw)
	derived := deriveKeys(raw, f.label, salt)
	defer secret.Wipe(derived[:])
	return newGCM(derived[:keySize]), [commitSize]byte(derived[keySize:])
}

// deriveKeys returns the 64 bytes of HKDF-Expand for label | salt.
//
// In FIPS 140-3 mode that is a call of the cryptographic module. Otherwise it
// is the same in one piece, because crypto/hkdf allocates 14 times, which for a
// short message takes longer than to encrypt it.
func deriveKeys(key []byte, label string, salt []byte) (derived [2 * sha256.Size]byte) {
	if fips140.Enabled() {
		own := expand(key, label+string(salt), len(derived))
		defer secret.Wipe(own)
		return [2 * sha256.Size]byte(own)
	}
	// T(1) = HMAC(key, info | 1), T(2) = HMAC(key, T(1) | info | 2)
	var info, message [sha256.Size + 64]byte
	n := copy(info[:], label)
	n += copy(info[n:], salt)
	first := hmacSHA256(key, append(append(message[:0], info[:n]...), 1))
	second := hmacSHA256(key, append(append(append(message[:0], first[:]...), info[:n]...), 2))
	copy(derived[:], first[:])
	copy(derived[sha256.Size:], second[:])
	return derived
}

// hmacSHA256 is HMAC-SHA-256 (RFC 2104) for a key of 32 bytes and a message of
// at most 96, without allocations.
func hmacSHA256(key, message []byte) [sha256.Size]byte {
	var inner [sha256.BlockSize + sha256.Size + 64]byte
	var outer [sha256.BlockSize + sha256.Size]byte
	defer secret.Wipe(inner[:])
	defer secret.Wipe(outer[:])
	copy(inner[:], key)
	copy(outer[:], key)
	for i := range sha256.BlockSize {
		inner[i] ^= 0x36
		outer[i] ^= 0x5c
	}
	n := sha256.BlockSize + copy(inner[sha256.BlockSize:], message)
	sum := sha256.Sum256(inner[:n])
	copy(outer[sha256.BlockSize:], sum[:])
	return sha256.Sum256(outer[:])
}

// expand is HKDF-Expand (RFC 5869, section 2.3) with SHA-256. The key is
// random, so the step before it, HKDF-Extract, has nothing to do (section 3.3).
func expand(key []byte, info string, n int) []byte {
	derived, err := hkdf.Expand(sha256.New, key, info, n)
	if err != nil {
		panic("aead: HKDF-Expand refused lengths that are fixed: " + err.Error())
	}
	return derived
}

// newGCM returns AES-256-GCM that draws a nonce and puts it first.
func newGCM(key []byte) cipher.AEAD {
	block, err := aes.NewCipher(key)
	if err != nil {
		panic("aead: AES refused a key of 32 bytes: " + err.Error())
	}
	gcm, err := cipher.NewGCMWithRandomNonce(block)
	if err != nil {
		panic("aead: GCM refused AES: " + err.Error())
	}
	return gcm
}
