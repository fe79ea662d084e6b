package cryptoapi

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"

	"github.com/cryptolint/cryptolint/internal/nearest"
)

// Words with a meaning of their own.
const (
	noneWord     = "none"     // an argument without a role; after "of": of nothing
	unknownWord  = "unknown"  // a result of which nothing is reported
	dataWord     = "data"     // what a call leaves: some data, of which nothing more is known
	receiverWord = "receiver" // the receiver among the arguments
)

// roleText are the roles as rows and models name them.
var roleText = [numRoles]string{
	NoRole: noneWord,

	AsKey:            "key",
	AsKeyed:          "cipher",
	AsMACKey:         "mac-key",
	AsNonce:          "nonce",
	AsStreamNonce:    "stream-nonce",
	AsOpenNonce:      "decryption-nonce",
	AsNonceSize:      "nonce-size",
	AsTagSize:        "tag-size",
	AsPlaintext:      "plaintext",
	AsCiphertext:     "ciphertext",
	AsAssociatedData: "associated-data",
	AsBlockInput:     "block-input",
	AsBlockOutput:    "block-output",

	AsHashConstructor: "hash-function",
	AsMessage:         "message",
	AsTag:             "mac-tag",

	AsDigest:             "digest",
	AsUnsignedDigest:     "digest-or-message",
	AsHashID:             "signature-hash",
	AsSignerOptions:      "signer-options",
	AsSignatureAlgorithm: "signature-algorithm",
	AsSignatureSchemes:   "signature-algorithms",
	AsParameterSizes:     "dsa-parameter-sizes",
	AsKeyAlgorithm:       "key-algorithm",
	AsKeyAlgorithms:      "key-algorithms",
	AsSignature:          "signature",
	AsSigningKey:         "signing-key",
	AsDecryptionKey:      "decryption-key",
	AsPeerKey:            "peer-key",
	AsOAEPHash:           "oaep-hash",
	AsDecrypterOptions:   "decryption-options",
	AsLegacyPadding:      "pkcs1v15-message",
	AsBits:               "key-bits",
	AsCurve:              "curve",

	AsRandomness:       "random-source",
	AsLegacyRandomness: "legacy-random-source",
	AsSeed:             "seed",

	AsPassword:   "password",
	AsKDFSecret:  "kdf-secret",
	AsSalt:       "salt",
	AsInfo:       "kdf-info",
	AsIterations: "iterations",
	AsCost:       "cost",
	AsMemoryKiB:  "memory-kib",
	AsThreads:    "parallelism",
	AsKeyLength:  "key-length",

	AsBase:     "exponentiation-base",
	AsExponent: "exponent",

	AsToken:     "token",
	AsTokenKey:  "token-key",
	AsSecretKey: "secret",

	AsCompared:             "compared",
	AsComparedConstantTime: "compared-constant-time",
	AsSubtleInteger:        "subtle-integer",

	AsMinVersion:       "min-tls-version",
	AsMaxVersion:       "max-tls-version",
	AsCipherSuites:     "cipher-suites",
	AsVerifyFlag:       "verification-flag",
	AsMaxAge:           "max-age",
	AsSecureCookie:     "secure-cookie",
	AsHostKeyCallback:  "host-key-callback",
	AsKeyfunc:          "jwt-keyfunc",
	AsUnverifiedToken:  "unverified-token",
	AsVerifiedToken:    "verified-token",
	AsVerifyCallback:   "verification-callback",
	AsAuthCallback:     "authentication-callback",
	AsRedirectCallback: "redirect-callback",
	AsClientAuth:       "client-authentication",
	AsKeyLog:           "key-log",
	AsSerialNumber:     "serial-number",
	AsCertificate:      "certificate",
	AsRevocationList:   "revocation-list",
	AsCertifiedKey:     "certified-key",
	AsIssuer:           "issuer",
	AsFileContent:      "file-content",
	AsFileMode:         "file-mode",
	AsWriter:           "writer",
	AsShown:            "shown",
	AsMarshalled:       "marshalled",
	AsStored:           "stored",

	AsVariableName:  "variable-name",
	AsVariableValue: "variable-value",
	AsArgument:      "program-argument",
}

// ivWord is another word for AsNonce, which an IV is.
const ivWord = "iv"

// kindText are the kinds as rows and models name them. A Function has no word: it
// is the engine's own.
var kindText = [numKinds]string{
	Unknown:      unknownWord,
	Constant:     "constant",
	Zero:         "zero",
	SecureRandom: "secure-random",
	WeakRandom:   "weak-random",
	Clock:        "clock",
	Process:      "process",
	Counter:      "counter",
	UUID:         "uuid",
	Environment:  "environment",
	File:         "file",
	Network:      "network",
	Hasher:       "hash",
	MAC:          "mac",
	Digest:       "digest",
	Checksum:     "checksum",
	MACTag:       "mac-tag",
	Signature:    "signature",
	Block:        "block-cipher",
	Mode:         "cipher-mode",
	AEAD:         "aead",
	Ciphertext:   "ciphertext",
	Plaintext:    "plaintext",
	KDFOutput:    "kdf-output",
	PasswordHash: "password-hash",
	SharedSecret: "shared-secret",
	PrivateKey:   "private-key",
	PublicKey:    "public-key",
	KeyNumber:    "key-number",
	Curve:        "elliptic-curve",
	Options:      "options",
	Sum:          "sum",
}

// vocabulary finds what words mean. It is read only.
type vocabulary struct {
	roles map[string]Role
	kinds map[string]Kind
}

var words = sync.OnceValue(func() vocabulary {
	v := vocabulary{make(map[string]Role, numRoles), make(map[string]Kind, numKinds)}
	for role, word := range roleText {
		v.roles[word] = Role(role)
	}
	v.roles[ivWord] = AsNonce
	for kind, word := range kindText {
		if word != "" {
			v.kinds[word] = Kind(kind)
		}
	}
	v.kinds[dataWord] = Unknown
	return v
})

// RoleWords returns the words that a row may say of an argument, a receiver or a
// field, sorted.
func RoleWords() []string { return slices.Sorted(maps.Keys(words().roles)) }

// OriginWords returns the words that a row may say of a result, of what a call
// leaves in memory, and of a field, variable or type, sorted.
func OriginWords() []string { return slices.Sorted(maps.Keys(words().kinds)) }

// ActionWords returns the words that a row may say of what a call does, sorted.
func ActionWords() []string { return slices.Sorted(slices.Values(actionWords[:])) }

func roleOf(word string) (Role, error) {
	if role, ok := words().roles[word]; ok {
		return role, nil
	}
	if _, ok := words().kinds[word]; ok {
		return NoRole, fmt.Errorf("%s is an origin, and a role is needed: what the value is used as, such as key, nonce or token", word)
	}
	return NoRole, unknownIn("role", word, RoleWords())
}

func kindOf(word string) (Kind, error) {
	if kind, ok := words().kinds[word]; ok {
		return kind, nil
	}
	if _, ok := words().roles[word]; ok {
		return Unknown, fmt.Errorf("%s is a role, and an origin is needed: what the value is, such as secure-random, constant or environment", word)
	}
	return Unknown, unknownIn("origin", word, OriginWords())
}

func actionsOf(list string) (Action, error) {
	var actions Action
	for word := range strings.SplitSeq(list, ",") {
		i := slices.Index(actionWords[:], strings.TrimSpace(word))
		if i < 0 {
			return 0, unknownIn("action", word, ActionWords())
		}
		actions |= 1 << i
	}
	return actions, nil
}

func unknownIn(what, word string, known []string) error {
	if meant, ok := nearest.Word(strings.NewReplacer(" ", "-", "_", "-").Replace(word), known); ok {
		return fmt.Errorf("unknown %s %q: did you mean %s?", what, word, meant)
	}
	return fmt.Errorf("unknown %s %q: use one of %s", what, word, strings.Join(known, ", "))
}
