package lexicon

import "slices"

// HashOfPassword reports whether a name says that a value is made from a password, to be
// stored in its place: hashPassword, PasswordDigest, EncryptedPwd.
func HashOfPassword(name string) bool {
	words := Words(name)
	if len(words) > maxWords {
		return false
	}
	is := func(class []string) bool {
		return slices.ContainsFunc(words, func(w string) bool { return slices.Contains(class, w) })
	}
	return is(passwordWords) && is(hashing) && !is(otherUses)
}

var (
	passwordWords = []string{"password", "passwords", "passwd", "passphrase", "passcode", "pwd", "pass", "pw"}
	hashing       = []string{"hash", "hashed", "hashes", "digest", "md", "sha", "encrypt", "encrypted", "crypt", "encode", "encoded", "salted", "hex"}

	// otherUses of the digest of a password: what a protocol sends, or a slow function takes.
	otherUses = []string{"pre", "prehash", "prehashed", "normalize", "scramble", "scrambled", "auth", "response", "challenge", "cache", "key", "breach", "breached", "pwned", "leak", "leaked", "range", "server", "wire"}
)
