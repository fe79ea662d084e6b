package cryptoapi

import (
	"crypto"
	"crypto/dsa" //lint:ignore SA1019 its parameter sizes have to be named to be reported
	"crypto/tls"
	"crypto/x509"
	"fmt"
	"strings"
)

// roleWords says each role as a message would: "used as a …".
var roleWords = [numRoles]string{
	NoRole: "nothing",

	AsKey:            "encryption key",
	AsKeyed:          "cipher",
	AsMACKey:         "MAC key",
	AsNonce:          "nonce",
	AsStreamNonce:    "nonce of a stream cipher",
	AsOpenNonce:      "nonce for decryption",
	AsNonceSize:      "nonce size",
	AsTagSize:        "tag size",
	AsPlaintext:      "plaintext",
	AsCiphertext:     "ciphertext",
	AsAssociatedData: "associated data",
	AsBlockInput:     "input of a block cipher",
	AsBlockOutput:    "output of a block cipher",

	AsHashConstructor: "hash function",
	AsMessage:         "message",
	AsTag:             "tag",

	AsDigest:             "digest",
	AsUnsignedDigest:     "digest or message",
	AsHashID:             "hash of a signature",
	AsSignerOptions:      "options of a signature",
	AsSignatureAlgorithm: "signature algorithm",
	AsSignatureSchemes:   "signature algorithms",
	AsParameterSizes:     "sizes of DSA parameters",
	AsKeyAlgorithm:       "key encryption algorithm",
	AsKeyAlgorithms:      "key encryption algorithms",
	AsSignature:          "signature",
	AsSigningKey:         "signing key",
	AsDecryptionKey:      "decryption key",
	AsPeerKey:            "public key of the peer",
	AsOAEPHash:           "hash of RSA-OAEP",
	AsDecrypterOptions:   "options of a decryption",
	AsLegacyPadding:      "message of RSA PKCS #1 v1.5 encryption",
	AsBits:               "key size",
	AsCurve:              "elliptic curve",

	AsRandomness:       "source of randomness",
	AsLegacyRandomness: "source of randomness",
	AsSeed:             "seed",

	AsPassword:   "password",
	AsKDFSecret:  "input key of a key derivation",
	AsSalt:       "salt",
	AsInfo:       "info of a key derivation",
	AsIterations: "iteration count",
	AsCost:       "cost",
	AsMemoryKiB:  "memory cost",
	AsThreads:    "parallelism",
	AsKeyLength:  "key length",

	AsBase:     "base of an exponentiation",
	AsExponent: "exponent",

	AsToken:     "token",
	AsTokenKey:  "token key",
	AsSecretKey: "secret",

	AsCompared:             "operand of a comparison",
	AsComparedConstantTime: "operand of a constant-time comparison",
	AsSubtleInteger:        "integer of a constant-time operation",

	AsMinVersion:       "minimum TLS version",
	AsMaxVersion:       "maximum TLS version",
	AsCipherSuites:     "cipher suites",
	AsVerifyFlag:       "certificate verification flag",
	AsMaxAge:           "maximum age",
	AsSecureCookie:     "secure cookie flag",
	AsHostKeyCallback:  "host key callback",
	AsKeyfunc:          "key function",
	AsUnverifiedToken:  "token that is not verified",
	AsVerifiedToken:    "token that is verified",
	AsVerifyCallback:   "certificate verification callback",
	AsAuthCallback:     "authentication callback",
	AsRedirectCallback: "redirect callback",
	AsClientAuth:       "client authentication type",
	AsKeyLog:           "key log",
	AsSerialNumber:     "serial number",
	AsCertificate:      "certificate",
	AsRevocationList:   "revocation list",
	AsCertifiedKey:     "certified public key",
	AsIssuer:           "issuer's certificate",
	AsFileContent:      "file content",
	AsFileMode:         "file mode",
	AsWriter:           "writer",
	AsShown:            "text that is shown",
	AsMarshalled:       "marshalled value",
	AsStored:           "value for a database",

	AsVariableName:  "name of an environment variable",
	AsVariableValue: "value of an environment variable",
	AsArgument:      "argument of a program",
}

// Secret says what the secret of a role is called, without what it is for: "private key",
// "password", "key".
func (r Role) Secret() string {
	switch r {
	case AsPassword:
		return "password"
	case AsToken:
		return "token"
	case AsSigningKey, AsDecryptionKey:
		return "private key"
	case AsSecretKey, AsKDFSecret:
		return "secret"
	}
	return "key"
}

// String says the role as a message would: "nonce", "signing key".
func (r Role) String() string {
	if r >= numRoles {
		return fmt.Sprintf("unknown role %d", uint8(r))
	}
	return roleWords[r]
}

// kindWords says each kind as a message would: "comes from …".
var kindWords = [numKinds]string{
	Unknown:      "an unknown source",
	Constant:     "a constant",
	Zero:         "zero bytes",
	Function:     "a function",
	SecureRandom: "crypto/rand",
	WeakRandom:   "math/rand",
	Clock:        "the current time",
	Process:      "the process or host",
	Counter:      "a sequential identifier",
	UUID:         "a random UUID",
	Environment:  "the environment or a flag",
	File:         "a file",
	Network:      "the network",
	Hasher:       "a hash",
	MAC:          "a MAC",
	Digest:       "a digest",
	Checksum:     "a checksum",
	MACTag:       "a MAC tag",
	Signature:    "a signature",
	Block:        "a block cipher",
	Mode:         "a cipher mode",
	AEAD:         "an AEAD",
	Ciphertext:   "a ciphertext",
	Plaintext:    "a decrypted plaintext",
	KDFOutput:    "a derived key",
	PasswordHash: "a password hash",
	SharedSecret: "a shared secret of a key exchange",
	PrivateKey:   "a private key",
	PublicKey:    "a public key",
	KeyNumber:    "a number of a key",
	Curve:        "an elliptic curve",
	Options:      "options",
	Sum:          "the sum of a hash or MAC",
}

// String says the kind as a message would: "math/rand", "the current time".
func (k Kind) String() string {
	if k >= numKinds {
		return fmt.Sprintf("unknown kind %d", uint8(k))
	}
	return kindWords[k]
}

var hashNames = map[crypto.Hash]string{
	crypto.MD4:         "MD4",
	crypto.MD5:         "MD5",
	crypto.SHA1:        "SHA-1",
	crypto.MD5SHA1:     "MD5+SHA-1",
	crypto.RIPEMD160:   "RIPEMD-160",
	crypto.SHA224:      "SHA-224",
	crypto.SHA256:      "SHA-256",
	crypto.SHA384:      "SHA-384",
	crypto.SHA512:      "SHA-512",
	crypto.SHA512_224:  "SHA-512/224",
	crypto.SHA512_256:  "SHA-512/256",
	crypto.SHA3_224:    "SHA3-224",
	crypto.SHA3_256:    "SHA3-256",
	crypto.SHA3_384:    "SHA3-384",
	crypto.SHA3_512:    "SHA3-512",
	crypto.BLAKE2s_256: "BLAKE2s",
	crypto.BLAKE2b_256: "BLAKE2b",
	crypto.BLAKE2b_384: "BLAKE2b",
	crypto.BLAKE2b_512: "BLAKE2b",
}

// HashName returns the name of the hash whose crypto.Hash has that value, as the
// rows say it ("SHA-256"), and "" for a value that is no hash.
func HashName(id int64) string {
	if id <= 0 || id > int64(crypto.BLAKE2b_512) {
		return ""
	}
	return hashNames[crypto.Hash(id)]
}

var signatureHashes = map[x509.SignatureAlgorithm]string{
	x509.MD2WithRSA:       "MD2",
	x509.MD5WithRSA:       "MD5",
	x509.SHA1WithRSA:      "SHA-1",
	x509.DSAWithSHA1:      "SHA-1",
	x509.ECDSAWithSHA1:    "SHA-1",
	x509.SHA256WithRSA:    "SHA-256",
	x509.DSAWithSHA256:    "SHA-256",
	x509.ECDSAWithSHA256:  "SHA-256",
	x509.SHA256WithRSAPSS: "SHA-256",
	x509.SHA384WithRSA:    "SHA-384",
	x509.ECDSAWithSHA384:  "SHA-384",
	x509.SHA384WithRSAPSS: "SHA-384",
	x509.SHA512WithRSA:    "SHA-512",
	x509.ECDSAWithSHA512:  "SHA-512",
	x509.SHA512WithRSAPSS: "SHA-512",
}

// SignatureAlgorithmHash returns the name of the hash of the
// x509.SignatureAlgorithm with that value, and "" where there is none: Ed25519
// takes the message itself, and zero leaves the choice to crypto/x509.
func SignatureAlgorithmHash(algorithm int64) string {
	return signatureHashes[x509.SignatureAlgorithm(algorithm)]
}

var schemeHashes = map[tls.SignatureScheme]string{
	tls.PKCS1WithSHA1:          "SHA-1",
	tls.ECDSAWithSHA1:          "SHA-1",
	tls.PKCS1WithSHA256:        "SHA-256",
	tls.PKCS1WithSHA384:        "SHA-384",
	tls.PKCS1WithSHA512:        "SHA-512",
	tls.PSSWithSHA256:          "SHA-256",
	tls.PSSWithSHA384:          "SHA-384",
	tls.PSSWithSHA512:          "SHA-512",
	tls.ECDSAWithP256AndSHA256: "SHA-256",
	tls.ECDSAWithP384AndSHA384: "SHA-384",
	tls.ECDSAWithP521AndSHA512: "SHA-512",
}

// SignatureSchemeHash returns the name of the hash of the tls.SignatureScheme with
// that value, and "" where there is none.
func SignatureSchemeHash(scheme int64) string {
	if scheme < 0 || scheme > 0xffff {
		return ""
	}
	return schemeHashes[tls.SignatureScheme(scheme)]
}

// DSABits returns the length in bits of the prime that the dsa.ParameterSizes with
// that value asks for, and 0 for a value that is none.
func DSABits(sizes int64) int {
	switch dsa.ParameterSizes(sizes) {
	case dsa.L1024N160:
		return 1024
	case dsa.L2048N224, dsa.L2048N256:
		return 2048
	case dsa.L3072N256:
		return 3072
	}
	return 0
}

// IsBroken tells whether collisions can be made, or nearly so, for the hash of that name, as
// the rows say it.
func IsBroken(hash string) bool {
	switch hash {
	case "MD2", "MD4", "MD5", "MD5+SHA-1", "SHA-1", "RIPEMD-160":
		return true
	}
	return false
}

// WithArticle puts the indefinite article before the name of a hash: "an MD5", "a SHA-1".
func WithArticle(hash string) string {
	if strings.HasPrefix(hash, "MD") {
		return "an " + hash
	}
	return "a " + hash
}

// IsChecksum tells whether the hash of that name, as the rows say it, was never
// meant to withstand an attacker: anybody can make other data with the same
// value. What such a Hasher sums up to is a Checksum, not a Digest.
func IsChecksum(hash string) bool {
	switch hash {
	case "CRC-32", "CRC-64", "Adler-32", "FNV", "maphash", "xxHash", "MurmurHash3", "CityHash":
		return true
	}
	return false
}
