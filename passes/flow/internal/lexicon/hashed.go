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

// WordForPassword reports whether a name is one of the words for a password, also of the short
// ones that stand for much else: pw, pass. It needs a second name that says so.
func WordForPassword(name string) bool {
	words := Words(name)
	return len(words) > 0 && len(words) <= 2 && slices.Contains(passwordWords, words[len(words)-1])
}

var (
	passwordWords = []string{"password", "passwords", "passwd", "passphrase", "passcode", "pwd", "pass", "pw"}
	hashing       = []string{"hash", "hashed", "hashes", "digest", "md", "sha", "encrypt", "encrypted", "crypt", "encode", "encoded", "salted", "hex"}

	// otherUses of the digest of a password: what a protocol sends, or a slow function takes.
	otherUses = []string{"pre", "prehash", "prehashed", "normalize", "scramble", "scrambled", "auth", "response", "challenge", "cache", "key", "breach", "breached", "pwned", "leak", "leaked", "range", "server", "wire"}
)
