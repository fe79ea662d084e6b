package cryptoapi

import (
	"maps"
	"slices"
	"sync"
)

// algorithms are the algorithms that may be named beside a kind, sorted. Rules
// compare these names: a row with another one would never be found. It is read
// only.
var algorithms = sync.OnceValue(func() map[Kind][]string {
	hashes := []string{
		"BLAKE2b", "BLAKE2s", "Keccak-256", "Keccak-512", "MD4", "MD5", "MD5+SHA-1", "RIPEMD-160", "SHA-1", "SHA-224", "SHA-256",
		"SHA-384", "SHA-512", "SHA-512/224", "SHA-512/256", "SHA3-224", "SHA3-256", "SHA3-384", "SHA3-512", "SHAKE128", "SHAKE256",
	}
	checksums := []string{"Adler-32", "CRC-32", "CRC-64", "FNV", "MurmurHash3", "maphash", "xxHash"}
	blocks := []string{"3DES", "AES", "Blowfish", "CAST5", "DES", "TEA", "Twofish", "XTEA"}
	modes := []string{"CBC", "CFB", "CTR", "ChaCha20", "OFB", "RC4", "XTS"}
	aeads := []string{"ChaCha20-Poly1305", "EAX", "GCM", "GCM-random-nonce", "OCB", "XChaCha20-Poly1305"}
	ciphers := slices.Concat(blocks, modes, aeads, []string{"ECB", "HPKE", "PEM", "RSA", "XSalsa20-Poly1305"})
	keys := []string{"DSA", "ECDH", "ECDSA", "Ed25519", "HPKE", "ML-DSA", "ML-KEM", "RSA", "X25519", "secp256k1"}

	byKind := map[Kind][]string{
		Constant:     {"embedded file"},
		WeakRandom:   {"ChaCha8"},
		Clock:        {"certificate"},
		Counter:      {"KSUID", "ULID", "UUID", "UUIDv7", "atomic", "snowflake", "sonyflake", "xid"},
		UUID:         {"v4"},
		Network:      {"common name", "handshake", "response", "token", "url"},
		Hasher:       slices.Concat(hashes, checksums, []string{"Poly1305"}),
		MAC:          slices.Concat(hashes, []string{"Poly1305"}),
		Digest:       hashes,
		Checksum:     checksums,
		MACTag:       slices.Concat(hashes, []string{"HOTP", "Poly1305", "TOTP"}),
		Signature:    {"DSA", "ECDSA", "Ed25519", "JWT", "ML-DSA", "RSA", "secp256k1"},
		Block:        blocks,
		Mode:         modes,
		AEAD:         aeads,
		Ciphertext:   slices.Concat(ciphers, []string{"ML-KEM", "OpenSSH"}),
		Plaintext:    slices.Concat(ciphers, []string{"JWE"}),
		KDFOutput:    {"Argon2i", "Argon2id", "HChaCha20", "HKDF", "HPKE", "HSalsa20", "PBKDF2", "TLS exporter", "scrypt"},
		PasswordHash: {"Argon2i", "Argon2id", "bcrypt", "scrypt"},
		SharedSecret: {"ECDH", "ML-KEM", "X25519", "secp256k1"},
		Curve:        {"P-224", "P-256", "P-384", "P-521"},
		PrivateKey:   keys,
		PublicKey:    append(slices.Clone(keys), "request"),
		KeyNumber:    {"RSA exponent", "RSA modulus", "RSA prime", "RSA private exponent"},
		Options:      {"PKCS #1 v1.5"},
	}
	for kind, names := range byKind {
		byKind[kind] = slices.Sorted(slices.Values(names))
	}
	return byKind
})

// algorithmsOf returns the algorithms that may be named beside a kind, sorted. They
// are shared and must not be changed.
func algorithmsOf(kind Kind) []string { return algorithms()[kind] }

// AlgorithmWords returns the algorithms that may stand after an origin, sorted.
func AlgorithmWords() []string {
	all := slices.Concat(slices.Collect(maps.Values(algorithms()))...)
	slices.Sort(all)
	return slices.Compact(all)
}
