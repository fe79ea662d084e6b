package cryptoapi

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"

	"github.com/cryptolint/cryptolint/internal/nearest"
)

// Words of models with a meaning of their own.
const (
	noneWord    = "none"    // an argument without a role
	unknownWord = "unknown" // a result of which nothing is to be told
)

// roleOfWord are the roles that a model can name. The others need the exact API:
// what a verification flag turns off, whether the version of Go reads from a reader.
var roleOfWord = map[string]Role{
	noneWord: NoRole,

	"key":              AsKey,
	"cipher":           AsKeyed,
	"mac-key":          AsMACKey,
	"nonce":            AsNonce,
	"iv":               AsNonce,
	"stream-nonce":     AsStreamNonce,
	"decryption-nonce": AsOpenNonce,
	"nonce-size":       AsNonceSize,
	"plaintext":        AsPlaintext,
	"ciphertext":       AsCiphertext,
	"associated-data":  AsAssociatedData,
	"block-input":      AsBlockInput,
	"block-output":     AsBlockOutput,

	"hash-function": AsHashConstructor,
	"message":       AsMessage,
	"mac-tag":       AsTag,

	"digest":               AsDigest,
	"digest-or-message":    AsUnsignedDigest,
	"signature-hash":       AsHashID,
	"signer-options":       AsSignerOptions,
	"signature-algorithm":  AsSignatureAlgorithm,
	"signature-algorithms": AsSignatureSchemes,
	"dsa-parameter-sizes":  AsParameterSizes,
	"key-algorithm":        AsKeyAlgorithm,
	"key-algorithms":       AsKeyAlgorithms,
	"signature":            AsSignature,
	"signing-key":          AsSigningKey,
	"decryption-key":       AsDecryptionKey,
	"oaep-hash":            AsOAEPHash,
	"decryption-options":   AsDecrypterOptions,
	"pkcs1v15-message":     AsLegacyPadding,
	"key-bits":             AsBits,
	"curve":                AsCurve,

	"random-source": AsRandomness,
	"seed":          AsSeed,

	"password":    AsPassword,
	"kdf-secret":  AsKDFSecret,
	"salt":        AsSalt,
	"kdf-info":    AsInfo,
	"iterations":  AsIterations,
	"cost":        AsCost,
	"memory-kib":  AsMemoryKiB,
	"parallelism": AsThreads,
	"key-length":  AsKeyLength,

	"token":     AsToken,
	"token-key": AsTokenKey,
	"secret":    AsSecretKey,

	"compared":               AsCompared,
	"compared-constant-time": AsComparedConstantTime,

	"min-tls-version":   AsMinVersion,
	"max-tls-version":   AsMaxVersion,
	"cipher-suites":     AsCipherSuites,
	"host-key-callback": AsHostKeyCallback,
	"jwt-keyfunc":       AsKeyfunc,
}

// kindOfWord are the kinds that a model can name.
var kindOfWord = map[string]Kind{
	unknownWord: Unknown,

	"constant":      Constant,
	"zero":          Zero,
	"secure-random": SecureRandom,
	"weak-random":   WeakRandom,
	"clock":         Clock,
	"process":       Process,
	"counter":       Counter,
	"uuid":          UUID,
	"environment":   Environment,
	"file":          File,
	"network":       Network,
	"hash":          Hasher,
	"mac":           MAC,
	"digest":        Digest,
	"checksum":      Checksum,
	"mac-tag":       MACTag,
	"signature":     Signature,
	"block-cipher":  Block,
	"cipher-mode":   Mode,
	"aead":          AEAD,
	"ciphertext":    Ciphertext,
	"plaintext":     Plaintext,
	"kdf-output":    KDFOutput,
	"password-hash": PasswordHash,
	"shared-secret": SharedSecret,
	"private-key":   PrivateKey,
	"public-key":    PublicKey,
}

// RoleWords returns the words that a model may say of an argument, a receiver or
// a field, sorted.
func RoleWords() []string { return slices.Sorted(maps.Keys(roleOfWord)) }

// OriginWords returns the words that a model may say of a result, of what a call
// fills, and of a field, variable or type, sorted.
func OriginWords() []string { return slices.Sorted(maps.Keys(kindOfWord)) }

// AlgorithmWords returns the algorithms that a model may name, sorted.
func AlgorithmWords() []string {
	var all []string
	for word := range maps.Values(kindOfWord) {
		all = append(all, algorithmsOf(word)...)
	}
	slices.Sort(all)
	return slices.Compact(all)
}

func roleOf(word string) (Role, error) {
	if role, ok := roleOfWord[word]; ok {
		return role, nil
	}
	if _, ok := kindOfWord[word]; ok {
		return NoRole, fmt.Errorf("%s is an origin, and a role is asked for: what the value is used as, such as key, nonce or token", word)
	}
	return NoRole, unknownIn("role", word, RoleWords())
}

func kindOf(word string) (Kind, error) {
	if kind, ok := kindOfWord[word]; ok {
		return kind, nil
	}
	if _, ok := roleOfWord[word]; ok {
		return Unknown, fmt.Errorf("%s is a role, and an origin is asked for: what the value is, such as secure-random, constant or environment", word)
	}
	return Unknown, unknownIn("origin", word, OriginWords())
}

func unknownIn(what, word string, known []string) error {
	if meant, ok := nearest.Word(strings.NewReplacer(" ", "-", "_", "-").Replace(word), known); ok {
		return fmt.Errorf("unknown %s %q: did you mean %s?", what, word, meant)
	}
	return fmt.Errorf("unknown %s %q: say one of %s", what, word, strings.Join(known, ", "))
}

// algorithmsOf returns the algorithms that the built-in rows name for a kind, sorted.
func algorithmsOf(kind Kind) []string { return builtinAlgorithms()[kind] }

// builtinAlgorithms is read only.
var builtinAlgorithms = sync.OnceValue(func() map[Kind][]string {
	found := make(map[Kind][]string)
	for _, s := range Builtin().sources() {
		switch s.Kind {
		case Constant, WeakRandom, Counter, UUID: // no rule asks which
		default:
			if s.Detail != "" {
				found[s.Kind] = append(found[s.Kind], s.Detail)
			}
		}
	}
	hashes := slices.Concat(found[Hasher], found[MAC], found[Digest], slices.Collect(maps.Values(hashNames)))
	hashes = slices.DeleteFunc(hashes, IsChecksum)
	for _, kind := range []Kind{Hasher, MAC, Digest, MACTag} {
		found[kind] = append(found[kind], hashes...)
	}
	ciphers := slices.Concat(found[Block], found[Mode], found[AEAD])
	for _, kind := range []Kind{Ciphertext, Plaintext} {
		found[kind] = append(found[kind], ciphers...)
	}
	for kind, names := range found {
		slices.Sort(names)
		found[kind] = slices.Compact(names)
	}
	return found
})

// sources returns what all rows say of values, in no order.
func (t *Table) sources() []Source {
	var all []Source
	for _, row := range t.funcs {
		all = append(all, row.Result, row.Second)
		all = slices.AppendSeq(all, maps.Values(row.Fills))
		all = slices.AppendSeq(all, maps.Values(row.Appends))
	}
	for _, row := range t.fields {
		all = append(all, row.Source)
	}
	for _, row := range t.vars {
		all = append(all, row.Source)
	}
	for _, row := range t.types {
		all = append(all, row.Source)
	}
	return all
}
